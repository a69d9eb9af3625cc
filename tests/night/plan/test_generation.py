"""A generation keeps its word: whatever can change a published byte changes its name, and nothing else does."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.inputs import modules, packages
from nashra.inputs.data_files import DATA, DataFiles, data_of
from nashra.inputs.digest import APART as NEVER
from nashra.inputs.digest import Inputs, inputs_of
from nashra.inputs.modules import Closure, closure
from nashra.lake import Run, Storage, partition_path
from nashra.night import current, stages
from nashra.night.current import days_to_run, intended_generation
from nashra.night.options import Options
from nashra.night.plan import generation
from nashra.night.plan.generation import (
    APART,
    CONTENT,
    NOT_CONTENT,
    RECOGNISERS,
    STAGES,
    MadeFromChanged,
    generation_of,
    made_from,
    note_inputs,
    versions,
)
from nashra.settings import INCLUDE, Night, Settings, load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED
from tests.support.source_tree import copy_of_include, run_python

DAY, BEFORE, LONG_BEFORE = "2024-03-10", "2024-03-07", "2024-03-06"
MODEL = "0123456789ab"
CAMEL = "camel-0123456789ab-int8"


def code_of(recogniser: str, include: Path = INCLUDE) -> Closure:
    others = (module for name, module in RECOGNISERS.items() if name != recogniser)
    return closure(STAGES, (*NEVER, *APART, *others), include)


# --- code, rules, reference data, packages ---------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_include(tmp_path_factory.mktemp("tree"))


@pytest.fixture
def tree(shared_tree: Path) -> Iterator["Tree"]:
    tree = Tree(shared_tree)
    yield tree
    tree.put_back()


class Tree:
    """A copy of the sources, in which a file is changed and put back."""

    def __init__(self, include: Path) -> None:
        self.include = include
        self._was: dict[Path, bytes] = {}

    def inputs(self, recogniser: str = "embedded") -> Inputs:
        others = (module for name, module in RECOGNISERS.items() if name != recogniser)
        return inputs_of(STAGES, (*APART, *others), self.include)

    def change(self, name: str, old: str, new: str) -> None:
        path = self.include / name
        data = path.read_bytes()
        assert old.encode() in data, (name, old)
        self._was.setdefault(path, data)
        path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    def add(self, name: str, text: str) -> None:
        path = self.include / name
        self._was.setdefault(path, path.read_bytes())
        path.write_bytes(path.read_bytes() + text.encode())

    def put_back(self) -> None:
        for path, data in self._was.items():
            path.write_bytes(data)


CODE = [  # one in each room, with a change of what it does
    ("__init__.py", "0.1.0", "0.1.1"),
    ("lake.py", '"zstd"', '"snappy"'),
    ("text/fold.py", "def fold(", "def _nothing() -> None: ...\n\n\ndef fold("),
    ("landing/duplicates/find.py", "load_limits()", "load_limits().model_copy()"),
    ("landing/readers/html_page.py", "_LOOK = 4000", "_LOOK = 4001"),
    ("cleaning/corpus/evidence.py", "COPIED = 0.6", "COPIED = 0.7"),
    ("cleaning/decide/weigh/weigher.py", "REACH = 2", "REACH = 3"),
    ("entities/link/forms/persons.py", "token[5:]", "token[6:]"),
    ("entities/recognise/embedded/lexicon.py", "KEPT = 60_000", "KEPT = 60_001"),
    ("quality/gate.py", '"clean"', '"ingest"'),
    ("tables/write/rowgroups.py", "class GroupWriter", "NOTHING = 0\n\n\nclass GroupWriter"),
    ("night/stages.py", '"quarantine_share"', '"quarantine_rows"'),
]


@pytest.mark.parametrize(("name", "old", "new"), CODE)
def test_code_is_in_the_name(tree: Tree, name: str, old: str, new: str) -> None:
    before = tree.inputs()
    tree.change(f"nashra/{name}", old, new)
    after = tree.inputs()
    assert after == before._replace(code=after.code)
    assert after.code != before.code


def changed(kind: DataFiles, name: str) -> tuple[str, str]:
    """A change of a value that counts: the old text and the new."""
    return {
        "rules/fields.yaml": ("[dateline,", "[date_line,"),
        "rules/landing.yaml": ("jaccard: 0.75", "jaccard: 0.76"),
        "rules/looks.yaml": ("records: 32", "records: 33"),
        "rules/doubts.yaml": ("records: 32", "records: 33"),
        "rules/language.yaml": ("best_share: 0.7", "best_share: 0.8"),
        "rules/metadata.yaml": ("Europe/Moscow", "Europe/Paris"),
        "rules/words.yaml": ("[من,", "["),
        "rules/glued.yaml": ("share: 0.12", "share: 0.13"),
        "rules/shapes.yaml": ("articles, items,", "articles, itemz,"),
        "rules/markup.yaml": ("cell_chars: 80", "cell_chars: 81"),
        "rules/drift.yaml": ("rise: 0.1", "rise: 0.2"),
        "rules/quotes.yaml": ("words_alone: 9", "words_alone: 8"),
        "rules/topics.yaml": ("lead_times: 3", "lead_times: 2"),
        "rules/homes.yaml": ("least: 8", "least: 7"),
        "reference/topics/country.yaml": ("late: -0", "late: -1"),
        "rules/stories.yaml": ("shared: 2", "shared: 3"),
        "rules/weighing.yaml": ("again: 3.5", "again: 3.6"),
        "rules/pages.yaml": ("paragraph_chars: 50", "paragraph_chars: 51"),
        "rules/name_heads.yaml": ("bodies: [ابتدائية,", "bodies: ["),
        "rules/not_names.yaml": ("[http,", "["),
        "rules/titles.yaml": ("offices: [وزير,", "offices: ["),
        "rules/linking.yaml": ("famous: 250000", "famous: 260000"),
        "rules/foreign_names.yaml": ("consonants: 4", "consonants: 5"),
        "rules/clitics.yaml": ("whole: [وزارة,", "whole: ["),
        "rules/camel_types.yaml": ("FAC: LOC", "FAC: ORG"),
        "rules/tables.yaml": ("row_group: 8192", "row_group: 4096"),
        "rules/places.yaml": ("[الدوحة, الريان,", "[الدوحة,"),
        "rules/headlines.yaml": ("kicker_words: 7", "kicker_words: 8"),
        "reference/hijri.yaml": ("1979-11-21", "1979-11-20"),
        "reference/sources.yaml": ("country: GB, names: [bbc,", "country: FR, names: [bbc,"),
        "reference/english.yaml": ("وزارة: [Ministry, of]", "وزارة: [Ministry, end]"),
        "reference/romanisation.yaml": ("article: al-", "article: Al-"),
        "reference/aliases/namesakes.yaml": ("otherwise: LOC-oman", "otherwise: LOC-amman"),
        "reference/aliases/institutions.yaml": ("en: army, gender: m", "en: army, gender: f"),
        "reference/aliases/demonyms.yaml": ("en: Emirati", "en: Emirian"),
        "reference/aliases/given_names.txt": ("سامر سمير", "سامر سمير سمور"),
        "reference/aliases/ambiguous.txt": ("\nاب\n", "\n"),
        "rules/decisions/lines.tsv": ("how it is used.", "how it is used.\nremove\t*\tسطر من الصفحة"),
        "rules/decisions/topics.tsv": ("how it is used.", "how it is used.\n3f1c0a9be4d27785\tSA\t"),
        "reference/decisions/decisions.tsv": ("\tapart\t", "\tORG-other\t"),
    }.get(name) or {
        "rules/boilerplate/*.yaml": ("- id: ", "- id: another-"),
        "reference/aliases/*.tsv": ("\tSA", "\tAE"),
    }.get(kind.files, ("", ""))


def read_by_the_night(recogniser: str) -> list[tuple[DataFiles, str]]:
    found = data_of(code_of(recogniser).modules)
    return [(kind, path.relative_to(INCLUDE).as_posix()) for kind, path in found]


TEXTS = {
    name: kind
    for recogniser in RECOGNISERS
    for kind, name in read_by_the_night(recogniser)
    if kind.named_by == "content"
}


@pytest.mark.parametrize("name", TEXTS)
def test_rules_and_reference_data_are_in_the_name_and_their_comments_are_not(tree: Tree, name: str) -> None:
    recogniser, part = "camel" if "camel" in name else "embedded", name.partition("/")[0]
    before = tree.inputs(recogniser)
    tree.add(name, "\n\n# a note\n\n")
    assert tree.inputs(recogniser) == before
    old, new = changed(TEXTS[name], name)
    if old not in (tree.include / name).read_text(encoding="utf-8"):
        old, new = "\tEG", "\tAE"  # of the tables of names that have no Saudi
    tree.change(name, old, new)
    after = tree.inputs(recogniser)
    assert after == before._replace(**{part: getattr(after, part)})
    assert getattr(after, part) != getattr(before, part)


def test_data_that_programs_made_are_in_the_name_by_their_bytes(tree: Tree) -> None:
    made = [name for kind, name in read_by_the_night("embedded") if kind.named_by == "bytes"]
    assert len(made) == 8
    before = tree.inputs()
    for folder in ("gazetteers", "cleaning"):
        link = tree.include / "reference" / folder
        target = link.resolve()
        link.unlink()
        shutil.copytree(target, link)
        assert tree.inputs() == before
        files = [tree.include / name for name in made if Path(name).parent.name == folder]
        for path in files:
            data = path.read_bytes()
            path.write_bytes(data + b"\0")
            after = tree.inputs()
            assert after == before._replace(reference=after.reference)
            assert after.reference != before.reference
            path.write_bytes(data)
        shutil.rmtree(link)
        link.symlink_to(target)


def test_a_new_file_of_rules_or_names_is_in_the_name(tree: Tree) -> None:
    before = tree.inputs()
    for name, part in (("rules/boilerplate/new.yaml", "rules"), ("reference/aliases/new.tsv", "reference")):
        path = tree.include / name
        path.write_text("- {id: x}\n", encoding="utf-8")
        assert getattr(tree.inputs(), part) != getattr(before, part)
        path.unlink()


@pytest.mark.parametrize("recogniser", RECOGNISERS)
def test_each_package_is_in_the_name_by_its_version(monkeypatch: pytest.MonkeyPatch, recogniser: str) -> None:
    before = made_from(recogniser)
    used = code_of(recogniser).packages
    installed = packages._version
    for package in used:
        with monkeypatch.context() as patch:
            name = packages.DISTRIBUTIONS.get(package, package)
            patch.setattr(packages, "_version", lambda asked, name=name: "9" if asked == name else installed(asked))
            after = made_from(recogniser)
        assert after == before._replace(packages=after.packages), package
        assert after.packages != before.packages, package
    assert {"pyarrow", "numpy", "selectolax", "zstandard", "orjson", "py3langid", "rensa", "yaml"} <= used
    assert ("onnxruntime" in used, "torch" in used) == (recogniser == "embedded", recogniser == "camel")
    assert not used & {"click", "airflow", "duckdb", "obstore", "rapidfuzz", "altair", "httpx"}


def test_python_and_its_unicode_tables_are_in_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_from("embedded").packages
    monkeypatch.setattr("nashra.inputs.packages.unicodedata.unidata_version", "99.0.0")
    unicode = made_from("embedded").packages
    monkeypatch.undo()
    monkeypatch.setattr("nashra.inputs.packages.sys.version_info", type("Version", (), {"major": 3, "minor": 99})())
    assert len({before, unicode, made_from("embedded").packages}) == 3


SILENT = [  # what stands beside what a night is made from, or says it in other words
    ("nashra/cleaning/corpus/evidence.py", "PARAGRAPH = 80  # letters", "PARAGRAPH = 80  # letters, of a paragraph"),
    ("nashra/cleaning/corpus/evidence.py", "Corpus evidence: what", "Evidence of the corpus: what"),
    ("nashra/cleaning/corpus/evidence.py", "\nCOPIED = 0.6", "\n\n\nCOPIED = 0.60"),
    ("nashra/cli.py", '"bench": (', '"speed": ('),
    ("nashra/night/run_command.py", 'help="The landing day', 'help="Which day'),
    ("nashra/cleaning/commands/try_rules.py", "examples: int = 5", "examples: int = 6"),
    ("nashra/night/upkeep.py", "DAY = 86400.0", "DAY = 86401.0"),
    ("nashra/night/plan/generation.py", '"when"', '"at what time"'),
    ("nashra/tables/read/views.py", 'OLDEST = "v1.0.0"', 'OLDEST = "v1.1.0"'),
    ("nashra/tables/publish.py", "_TRIES = 10", "_TRIES = 11"),
    ("nashra/entities/over_days/naming.py", "import", "import os\nimport"),
    ("nashra/entities/recognise/camel/camel.py", "OUTSIDE = Tagged", "INSIDE = OUTSIDE = Tagged"),
    ("nashra/settings.py", "staging_days: Days", "staging_days: int"),
    ("nashra/review/names.py", "EXAMPLES = 2", "EXAMPLES = 3"),
    ("rules/review.yaml", "letters: 12", "letters: 13"),
    ("rules/night.yaml", "shards: 8", "shards: 9"),
    ("rules/night.yaml", 'schedule: "30 2', 'schedule: "40 2'),
    ("rules/camel_types.yaml", "FAC: LOC", "FAC: ORG"),
    ("rules/boilerplate/related.yaml", "  matches: [", "  matches: [شيء, "),
    ("rules/boilerplate/related.yaml", "added: 20", "added: 21"),
    ("rules/boilerplate/README.md", "Rules", "All rules"),
    ("rules/tables.yaml", "example: 3f1c0a9be4d27785", "example: 3f1c0a9be4d27786"),
    ("reference/decisions/decisions.tsv", "a club and several", "one club and several"),
]


@pytest.mark.parametrize(("name", "old", "new"), SILENT)
def test_what_changes_no_table_is_in_no_name(tree: Tree, name: str, old: str, new: str) -> None:
    before = tree.inputs()
    tree.change(name, old, new)
    assert tree.inputs() == before


def test_what_is_run_by_hand_shown_or_measured_is_no_code_of_the_night() -> None:
    code = code_of("embedded")
    assert {path.relative_to(INCLUDE).parts[0] for path in code.files} == {"nashra"}
    doors = {"nashra.cli", "nashra.night.run_command", "nashra.night.upkeep", "nashra.night.current"}
    assert not doors & code.modules.keys()
    assert not [name for name in code.modules if "command" in name]


def test_the_code_of_one_recogniser_is_not_in_the_other_s_name() -> None:
    embedded, camel = (code_of(name).modules.keys() for name in ("embedded", "camel"))
    assert {name for name in embedded - camel if not name.startswith(RECOGNISERS["embedded"])} == set()
    assert {name for name in camel - embedded if not name.startswith(RECOGNISERS["camel"])} == set()
    assert embedded - camel
    assert camel - embedded


def test_what_is_set_apart_is_there() -> None:
    everything = closure(STAGES).modules
    assert [name for name in (*NEVER, *APART, *RECOGNISERS.values()) if name not in everything] == []


def test_what_is_set_apart_is_called_from_where_stages_are_put_together_alone() -> None:
    """What a room of the night takes from a module that is apart would be in no name."""
    code = closure(STAGES, (*NEVER, *APART))
    for path in code.files:
        room = path.relative_to(INCLUDE / "nashra").parts[0]
        found = modules.read_source(path.read_bytes(), f"nashra.{room}").imports
        taken = [name for name in found if name.startswith(tuple(APART))]
        assert not taken or room == "night", (path, taken)


NIGHT = """
import json, sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import load_settings
run_day(Options(day="2023-09-13"), load_settings(lake=sys.argv[1], landing=sys.argv[2]))
modules = [name for name in sys.modules if name.partition(".")[0].startswith("nashra")]
print(json.dumps([sorted(modules), sorted(opened)]))
"""


def test_a_night_imports_and_reads_nothing_else(tmp_path: Path) -> None:
    """The declared lists and the imports that were worked out, against what a night really does."""
    landing = tmp_path / "landing"
    shutil.copytree(INCLUDE.parent / "seeds" / "landing" / "2023-09-13", landing / "2023-09-13")
    modules, opened = json.loads(run_python(INCLUDE, NIGHT, str(tmp_path / "lake"), str(landing)))
    code = code_of("embedded").modules
    publishing = (
        "nashra.tables.snapshot",
        "nashra.night.run.in_process",
    )  # what puts files in place, what calls stages
    apart = (*NEVER, *APART, *publishing, RECOGNISERS["camel"])
    # read by the check of the rules alone
    beside = ("nashra.stories", "nashra.review")
    assert {m for m in modules if not m.startswith((*apart, *beside))} <= code.keys()
    read = {Path(path) for path in opened if path.startswith((f"{INCLUDE}/rules/", f"{INCLUDE}/reference/"))}
    declared = {path for kind in DATA for path in INCLUDE.glob(kind.files)}
    assert read <= declared
    named = {path for _, path in data_of(code)}
    otherwise = (
        "rules/night.yaml", "rules/camel_types.yaml",
        "rules/stories.yaml", "rules/review.yaml", "reference/stories/likeness.yaml",
    )  # fmt: skip
    assert read - named <= {INCLUDE / name for name in (*otherwise, "reference/recogniser/model.npz")}


# --- settings, options, model, landing -------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for day in (LONG_BEFORE, BEFORE, DAY):
        (tmp_path / "landing" / day).mkdir(parents=True)
        (tmp_path / "landing" / day / "a.txt").write_text(f"خبر يوم {day}", encoding="utf-8")
    found = load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")
    return found.model_copy(update={"night": found.night.model_copy(update={"evidence_days": 3})})


def run_of(settings: Settings, run_id: str = "g") -> Run:
    return Run(DAY, run_id, Storage(settings.landing), Storage(settings.lake))


def name_of(settings: Settings, model: str = MODEL, **options: Any) -> str:
    asked = Options(day=DAY, **options)
    return generation_of(run_of(settings), stages.apply(asked, settings), asked, model)


def with_night(settings: Settings, **night: Any) -> Settings:
    return settings.model_copy(update={"night": settings.night.model_copy(update=night)})


OTHER: dict[str, Any] = {
    "timezone": "Africa/Cairo",
    "schedule": "0 4 * * *",
    "upkeep": load_settings().night.upkeep.model_copy(update={"log_days": 5}),
}


def test_each_field_is_content_or_is_said_not_to_be() -> None:
    """A new setting: is it in CONTENT, or in NOT_CONTENT with the reason?"""
    fields = [*Night.model_fields, *Settings.model_fields]
    assert sorted([*CONTENT, *NOT_CONTENT]) == sorted(fields)
    assert all(NOT_CONTENT.values())


def test_each_option_was_thought_of() -> None:
    """A new option: does it change a table, and then a setting that is named?"""
    assert set(Options.model_fields) == {"day", "dry_run", "shards", "recognizer", "sources", "force"}


@pytest.mark.parametrize("field", Night.model_fields)
def test_settings_of_the_night_that_change_a_table_are_in_the_name(settings: Settings, field: str) -> None:
    value = getattr(settings.night, field)
    other = with_night(settings, **{field: OTHER.get(field) or (value + 1 if isinstance(value, int) else value / 2)})
    assert (name_of(other) != name_of(settings)) == (field in CONTENT)


def test_options_that_change_a_table_are_in_the_name(settings: Settings) -> None:
    plain = name_of(settings)
    assert name_of(settings, shards=3, dry_run=True) == plain
    assert name_of(settings, force=True) != plain
    only = name_of(settings, sources=("b", "a"))
    assert only != plain
    assert name_of(settings, sources=("a", "b")) == only
    assert name_of(settings.model_copy(update={"sources": ("a", "b")})) == only


def test_places_are_not_in_the_name(settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(settings.landing, tmp_path / "elsewhere")
    other = settings.model_copy(update={"landing": str(tmp_path / "elsewhere"), "lake": str(tmp_path / "other")})
    assert name_of(other) == name_of(settings)


def test_the_model_is_in_the_name(settings: Settings) -> None:
    assert len({name_of(settings), name_of(settings, "0123456789ac"), name_of(settings, CAMEL)}) == 3
    assert versions(MODEL) == made_from("embedded")._asdict() | {"model": MODEL}
    assert versions(CAMEL)["code"] == made_from("camel").code != versions(MODEL)["code"]


@pytest.mark.parametrize("part", [*Inputs._fields, "model"])
def test_each_part_of_what_a_night_is_made_from_is_in_the_name(settings: Settings, part: str) -> None:
    made = versions(MODEL)
    names = {
        generation_of(run_of(settings), settings, Options(day=DAY), MODEL, one) for one in (made, made | {part: "0"})
    }
    assert len(names) == 2


@pytest.mark.parametrize(("day", "counts"), [(DAY, True), (BEFORE, True), (LONG_BEFORE, False), ("2024-03-11", False)])
def test_the_bytes_of_the_day_and_of_its_evidence_days_are_in_the_name(
    settings: Settings, day: str, counts: bool
) -> None:
    before = name_of(settings)
    folder = Path(settings.landing) / day
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(f"خبر آخر {day}", encoding="utf-8")
    assert (name_of(settings) != before) == counts


def test_what_lands_after_the_plan_is_not_in_the_name(settings: Settings) -> None:
    run, asked = run_of(settings), Options(day=DAY)
    note_inputs(run, settings)
    planned = generation_of(run, settings, asked, MODEL)
    (Path(settings.landing) / DAY / "late.txt").write_text("خبر متأخر", encoding="utf-8")
    assert generation_of(run, settings, asked, MODEL) == planned
    assert generation_of(run_of(settings, "another"), settings, asked, MODEL) != planned


def patched(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    monkeypatch.setattr(generation, "inputs_of", lambda root, apart: inputs_of(root, apart, tree.include))
    monkeypatch.setattr(generation, "_loaded", {})


def test_a_run_whose_code_or_rules_changed_on_its_way_is_not_published(
    settings: Settings, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched(monkeypatch, tree)
    run, asked = run_of(settings), Options(day=DAY)
    note_inputs(run, settings)
    tree.add("nashra/lake.py", "# a note\n")
    tree.add("rules/words.yaml", "# a note\n")
    generation_of(run, settings, asked, MODEL)
    tree.change("rules/words.yaml", "[من,", "[")
    with pytest.raises(MadeFromChanged, match=r"rules \(\w{12}, now \w{12}\); clear the run from the task plan"):
        generation_of(run, settings, asked, MODEL)


def test_a_process_that_holds_older_code_is_told_to_start_anew(
    settings: Settings, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler's tasks are forked from it, with the code that it loaded."""
    patched(monkeypatch, tree)
    generation.keep_in_mind()
    tree.change("rules/words.yaml", "[من,", "[")  # data are read again
    note_inputs(run_of(settings), settings)
    tree.change("nashra/entities/recognise/camel/camel.py", "OUTSIDE = Tagged", "INSIDE = OUTSIDE = Tagged")
    with pytest.raises(MadeFromChanged, match="start Airflow anew"):
        note_inputs(run_of(settings), settings)


# --- which days are behind -------------------------------------------------------------------------------


def publish(settings: Settings, run: str) -> None:
    """Tables whose one row says what is published."""
    for table in PUBLISHED:
        Storage(settings.lake).write_table(partition_path(table, DAY), pa.table({"run": [run]}))


def test_an_untouched_lake_is_not_behind_after_a_comment_or_a_floor(
    settings: Settings, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    patched(monkeypatch, tree)
    assert days_to_run([DAY], settings) == [DAY]
    publish(settings, intended_generation(settings, Options(day=DAY)))
    assert days_to_run([DAY], settings) == []
    for name, old, new in SILENT:
        tree.change(name, old, new)
    assert days_to_run([DAY], settings) == []
    assert days_to_run([DAY], with_night(settings, shards=3, retries=9)) == []
    tree.change("nashra/cleaning/corpus/evidence.py", "COPIED = 0.6", "COPIED = 0.7")
    assert days_to_run([DAY], settings) == [DAY]


def test_a_day_published_by_force_is_not_behind(settings: Settings) -> None:
    publish(settings, intended_generation(settings, Options(day=DAY, force=True)))
    assert days_to_run([DAY], settings) == []
    publish(settings, intended_generation(settings, Options(day=DAY, sources=("a",))))
    assert days_to_run([DAY], settings) == [DAY]


def test_names_of_many_days_are_worked_out_from_code_and_rules_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(model: str) -> dict[str, str]:
        asked.append(model)
        return versions(model)

    monkeypatch.setattr(current, "versions", noted)
    monkeypatch.setattr(generation, "versions", lambda _: pytest.fail("worked out for a day"))
    publish(settings, "0" * 16)
    assert days_to_run([DAY] * 20, settings) == [DAY] * 20
    assert len(asked) == 1
