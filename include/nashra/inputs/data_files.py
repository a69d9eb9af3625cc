"""The files of rules and reference data: which module reads each, how it is checked, what of it can change a table."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from nashra.row_files import read_rows
from nashra.settings import INCLUDE
from nashra.text_files import read_bytes
from nashra.yaml_files import RulesError, read_yaml, shown, stamp

_ROWS = (".tsv", ".txt")
_MOST_CELLS = 99


class DataFiles(NamedTuple):
    """Some files below include/ that are read alike."""

    files: str  # a pattern below include/
    module: str  # that reads them for the night, or for whoever does
    function: str = ""  # of it, called with a file, that refuses a malformed one; "": nothing can be said of it
    folder: bool = False  # the function is called with the folder: the files are checked together
    named_by: Literal["content", "bytes", "else"] = "content"  # else: in a generation's name they stand in another way
    aside: tuple[str, ...] = ()  # keys of a YAML file that no table depends on
    columns: int | None = None  # of rows: only so many are read
    may_be_empty: bool = False  # rows that come with time; a file of others without one was emptied by mistake


LINK = "nashra.entities.link"
DATA = (
    DataFiles("rules/night.yaml", "nashra.settings", "read_night", named_by="else"),  # each setting by its value
    DataFiles("rules/fields.yaml", "nashra.landing.facts.field_names", "read_fields"),
    DataFiles("rules/shapes.yaml", "nashra.landing.shapes.rules", "read_shapes"),
    DataFiles("rules/markup.yaml", "nashra.landing.facts.markup_rules", "read_markup"),
    DataFiles("rules/landing.yaml", "nashra.landing.limits", "read_limits"),
    DataFiles("rules/looks.yaml", "nashra.landing.facts.looks_rules", "read_looks"),
    DataFiles("rules/doubts.yaml", "nashra.landing.look.rules", "read_doubts"),
    DataFiles("rules/pages.yaml", "nashra.landing.pages.page_rules", "read_pages"),
    DataFiles("rules/language.yaml", "nashra.landing.facts.language", "read_language"),
    DataFiles("rules/metadata.yaml", "nashra.landing.facts.metadata_words", "read_metadata"),
    DataFiles("rules/places.yaml", "nashra.landing.facts.place_names", "read_places"),
    DataFiles("rules/headlines.yaml", "nashra.cleaning.decide.titles.headlines", "read_headlines"),
    DataFiles("rules/glued.yaml", "nashra.cleaning.decide.cut.glued", "read_glued"),
    DataFiles("rules/weighing.yaml", "nashra.cleaning.decide.weigh.weighing", "read_weighing"),
    DataFiles("rules/quotes.yaml", "nashra.quotes.quote_rules", "read_quote_rules"),
    DataFiles("rules/topics.yaml", "nashra.topics.topic_rules", "read_topic_rules"),
    DataFiles("rules/homes.yaml", "nashra.learned_homes", "read_homes"),
    DataFiles("rules/stories.yaml", "nashra.stories.story_rules", "read_story_rules"),
    DataFiles("rules/drift.yaml", "nashra.cleaning.rules.drift", "read_drift"),
    DataFiles("rules/review.yaml", "nashra.review.review_rules", "read_review_rules"),
    DataFiles("rules/words.yaml", "nashra.cleaning.lines.word_kinds", "read_word_lists"),
    DataFiles(
        "rules/boilerplate/*.yaml", "nashra.cleaning.rules.rule_files", "rules_of", folder=True,
        aside=("*/matches", "*/leaves", "*/added"),
    ),
    DataFiles(
        "rules/decisions/lines.tsv", "nashra.cleaning.decide.line_decisions", "read_line_decisions", columns=3,
        may_be_empty=True,
    ),
    DataFiles(
        "rules/decisions/topics.tsv", "nashra.topics.decided", "read_topic_decisions", columns=3, may_be_empty=True,
    ),
    DataFiles("rules/name_heads.yaml", "nashra.entities.recognise.settle.heads", "read_heads"),
    DataFiles("rules/not_names.yaml", f"{LINK}.span.junk", "read_not_names"),
    DataFiles("rules/titles.yaml", f"{LINK}.span.trim", "read_titles"),
    DataFiles("rules/linking.yaml", f"{LINK}.limits", "read_limits"),
    DataFiles("rules/foreign_names.yaml", f"{LINK}.forms.foreign", "read_foreign_names"),
    DataFiles("rules/clitics.yaml", "nashra.text.clitics", "read_clitics"),
    DataFiles("rules/camel_types.yaml", "nashra.entities.recognise.camel.plain_labels", "read_camel_types"),
    DataFiles(
        "rules/tables.yaml", "nashra.tables.dictionary.dictionary", "load_dictionary",
        aside=(
            "tables/entities",  # made of the days' tables
            "tables/sources",
            "tables/stories",
            "tables/story_articles",
            "tables/copies",
            "tables/*/columns/*/example",
            "tables/*/columns/*/expectations/*/meaning",
            "tables/*/measures/*/meaning",
        ),
    ),
    DataFiles("reference/sources.yaml", "nashra.source_registry", "read_sources", aside=("sources/*/language",)),
    DataFiles("reference/hijri.yaml", "nashra.landing.facts.hijri", "read_hijri"),
    DataFiles("reference/english.yaml", f"{LINK}.common_words", "read_words"),
    DataFiles("reference/romanisation.yaml", f"{LINK}.english.habits", "read_habits"),
    DataFiles("reference/aliases/namesakes.yaml", f"{LINK}.reference.namesakes", "read_names"),
    DataFiles("reference/aliases/institutions.yaml", f"{LINK}.reference.institutions", "read_kinds"),
    DataFiles("reference/aliases/demonyms.yaml", f"{LINK}.reference.institutions", "read_states"),
    DataFiles("reference/aliases/*.tsv", f"{LINK}.reference.aliases", "read_aliases", folder=True),
    DataFiles("reference/aliases/ambiguous.txt", f"{LINK}.reference.reference", "read_ambiguous"),
    DataFiles("reference/aliases/given_names.txt", f"{LINK}.reference.given_names", "given_names"),
    DataFiles(
        "reference/decisions/*.tsv", f"{LINK}.reference.decisions", "read_decisions", folder=True, columns=3,
        may_be_empty=True,
    ),  # the fourth says why
    DataFiles("reference/gazetteers/*.parquet", f"{LINK}.reference.reference", named_by="bytes"),
    DataFiles("reference/topics/country.yaml", "nashra.topics.choice", "read_weights"),
    DataFiles("reference/stories/likeness.yaml", "nashra.stories.likeness", "read_likeness"),
    DataFiles("reference/stories/rarity.parquet", "nashra.stories.rarity", named_by="bytes"),
    DataFiles("reference/cleaning/weigher.npz", "nashra.cleaning.decide.weigh.weigher", named_by="bytes"),
    DataFiles("reference/cleaning/wording.npz", "nashra.cleaning.decide.weigh.wording", named_by="bytes"),
    DataFiles("reference/recogniser/tanh.onnx", "nashra.entities.recognise.embedded.recurrent", named_by="bytes"),
    DataFiles("reference/recogniser/model.npz", "nashra.entities.recognise.embedded.embedded", named_by="else"),
)  # fmt: skip


def data_of(modules: Collection[str], folder: str = "", include: Path = INCLUDE) -> Iterator[tuple[DataFiles, Path]]:
    """The files that these modules read below a folder of include/, each with its kind, in order of kind and name."""
    for kind in DATA:
        if kind.module in modules and kind.named_by != "else" and kind.files.startswith(folder):
            yield from ((kind, path) for path in sorted(include.glob(kind.files)))


def check(kind: DataFiles, include: Path = INCLUDE) -> None:
    """Reads the files of a kind. Raises RulesError when one is malformed, and FileNotFoundError when there is none."""
    paths = sorted(include.glob(kind.files))
    if not paths:
        raise FileNotFoundError(f"{include / kind.files}: there is no such file")
    if kind.function:
        read = getattr(import_module(kind.module), kind.function)
        for path in {path.parent for path in paths} if kind.folder else paths:
            read(path)
        for path in () if kind.may_be_empty else paths:
            if path.suffix in _ROWS and next(read_rows(path, most=_MOST_CELLS), None) is None:
                raise RulesError(f"{shown(path)}: expected rows, it has none: put back what was in it")


def content_digest(kind: DataFiles, path: Path) -> str:
    """sha256, in hex, of what of a file can change a table: no comments, no blank lines, no keys that are aside."""
    if kind.named_by == "bytes":
        return _bytes_digest(path, stamp([path]))
    return _content_digest(kind, path, read_bytes(path))


@lru_cache(maxsize=64)
def _bytes_digest(path: Path, _: str) -> str:
    return sha256(read_bytes(path)).hexdigest()


@lru_cache(maxsize=256)
def _content_digest(kind: DataFiles, path: Path, _: bytes) -> str:
    if path.suffix == ".yaml":
        content = canonical(without(read_yaml(path), [pattern.split("/") for pattern in kind.aside]))
    else:
        content = [row.cells[: kind.columns] for row in read_rows(path, most=_MOST_CELLS)]
    return sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def without(value: Any, aside: list[list[str]]) -> Any:
    """A value of YAML without what is at the end of these ways into it; "*" is any key or place."""
    if isinstance(value, Mapping):
        steps = [(key, value[key]) for key in value]
    elif isinstance(value, list):
        steps = list(enumerate(value))
    else:
        return value
    kept = []
    for key, inside in steps:
        ways = [way[1:] for way in aside if way[0] in ("*", str(key))]
        if [] not in ways:
            kept.append((key, without(inside, ways)))
    return dict(kept) if isinstance(value, Mapping) else [inside for _, inside in kept]


def canonical(value: Any) -> Any:
    """A value of YAML such that only equal ones are written as the same JSON. The order of keys is kept: it is that
    of a table's columns, and of what is tried first."""
    if isinstance(value, Mapping):
        return {"map": [[canonical(key), canonical(inside)] for key, inside in value.items()]}
    if isinstance(value, list):
        return [canonical(inside) for inside in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value
