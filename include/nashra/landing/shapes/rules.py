"""The names and words of `include/rules/shapes.yaml`, folded."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from nashra.settings import RULES
from nashra.text.fold import fold, fold_line
from nashra.text.misread import without_misread_mark
from nashra.yaml_files import Strict, Word, Words, read_model

_JOINTS = re.compile(r"[\s_\-]+")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A field name as it is compared."""
    return _JOINTS.sub("", fold(without_misread_mark(name))).lower()


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(word) for word in words))


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"expected a regular expression, got {pattern!r}: {error}") from None
    return pattern


Names = Annotated[Words, AfterValidator(_folded)]  # as `key` has them, in the file's order
NameSet = Annotated[Words, AfterValidator(lambda words: frozenset(_folded(words)))]
Pattern = Annotated[Word, AfterValidator(_compiles)]


class XmlDocument(Strict):
    """A document of news in XML: what stands in it, and where its fields do."""

    marks: Words
    fields: dict[Word, Words]


class DatabaseText(Strict):
    """How a database of the press saves articles in one text."""

    begins: Pattern
    divider: Pattern
    label: Pattern
    fields: dict[Word, Word]
    others: frozenset[Word]
    above_text: frozenset[Word]
    month_first: bool = False
    source_until: str = ""


class WikiRules(Strict):
    """Words of a wiki's markup."""

    dropped_links: NameSet
    quotes: NameSet
    days: Names
    redirects: Names


class Composition(Strict):
    """Words that names of a field are made of: one of `heads` at the least."""

    heads: Names
    around: Names


class CompanionRules(Strict):
    """How files are named that say something of a text beside them."""

    files: dict[Literal["text", "title", "url", "published_at", "source"], Words]
    objects: tuple[Annotated[str, Field(min_length=0)], ...]
    tables: NameSet


class CrawlRules(Strict):
    """What says that the day of a record is that of a crawl."""

    names: NameSet
    sign: Pattern
    published: Names


class Standing(Strict):
    """How a record says that it is no published article."""

    kind: NameSet
    other_kinds: NameSet
    bare_kind: NameSet
    of_content: NameSet
    status: NameSet
    unpublished: NameSet
    since: NameSet
    live: Names
    of_moments: NameSet
    of_published: NameSet
    said_from: NameSet
    said_to: NameSet
    speaker: NameSet
    speakers: NameSet
    lists: Names
    flags: NameSet
    comment: NameSet


class Changes(Strict):
    """How a stream of changes says that a record was deleted."""

    said: Names
    deleted: NameSet
    beside: NameSet


class ShapeRules(Strict):
    """shapes.yaml; its comments say what each list means."""

    envelopes: Names
    wrappers: Names
    about: NameSet
    standing: Standing
    beside: NameSet
    beside_ends: Names
    never_text: NameSet
    of_parts: NameSet
    of_no_text: NameSet
    whole_texts: NameSet
    expanded: NameSet
    issues: NameSet
    no_source: NameSet
    changes: Changes
    article_types: Names
    no_pages: frozenset[Word]
    of_posts: NameSet
    writers: NameSet
    of_accounts: NameSet
    section_names: NameSet
    of_writers: NameSet
    translations: NameSet
    language_of: Names
    article_labels: Words
    bulk_actions: NameSet
    database_texts: dict[Word, DatabaseText]
    xml_records: NameSet
    xml_documents: dict[Word, XmlDocument]
    wiki: WikiRules
    frame_columns: Names
    frame_rows: Names
    inside: Names
    word: Names
    address: Names
    address_relations: Names
    seconds: Names
    moments: Names
    item_moments: NameSet
    store_stamps: NameSet
    said_by_editors: NameSet
    zone_beside: Names
    clocks: NameSet
    article_ids: NameSet
    paragraph_numbers: NameSet
    day_parts: dict[Word, NameSet]
    missing: frozenset[Word]
    nothing: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    link_words: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    collections: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    front_pages: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    media_kinds: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    folders: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    clients: tuple[Pattern, ...]
    no_pages_of: tuple[Pattern, ...]
    attached: tuple[Pattern, ...]
    service_words: tuple[Pattern, ...]
    no_words: Annotated[Words, AfterValidator(lambda words: frozenset(fold_line(word) for word in words))]
    cut_marks: tuple[Pattern, ...]
    redirects: tuple[Pattern, ...]
    redirected_to: Words
    last_steps: NameSet
    class_parts: NameSet
    suffixes: Words
    arabic_suffixes: Words
    composed: dict[Word, Composition]
    telling_words: NameSet
    of_others: NameSet
    other_addresses: Names
    parts_of_any: NameSet
    links: NameSet
    bare_addresses: NameSet
    crawls: CrawlRules
    companions: CompanionRules
    prefixes: Words
    block_kind: Names
    block_text: Names
    block_inner: Names
    block_opening: Names
    block_heading: Names
    inline_kinds: NameSet
    sure_inline_kinds: NameSet
    breaks: NameSet
    row_kinds: NameSet
    table_kinds: NameSet
    quote_kinds: NameSet
    quote_by: Names
    dropped_kinds: NameSet
    markdown_names: NameSet
    leads: NameSet


@cache
def shape_rules() -> ShapeRules:
    return read_shapes()


def read_shapes(path: Path = RULES / "shapes.yaml") -> ShapeRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, ShapeRules)


@cache
def redirect() -> "re.Pattern[str]":
    """Hosts and paths of services that only lead to another address."""
    return re.compile("|".join(shape_rules().redirects), re.IGNORECASE)


@cache
def asked_by_programs() -> "re.Pattern[str]":
    """Addresses of interfaces, which no reader opens."""
    return re.compile("|".join(shape_rules().no_pages_of), re.IGNORECASE)


@cache
def service_message() -> "re.Pattern[str]":
    """What a messenger says itself among messages, folded."""
    return re.compile("|".join(fold(pattern) for pattern in shape_rules().service_words), re.IGNORECASE)


@cache
def client() -> "re.Pattern[str]":
    """Programs that something was posted or saved with, folded."""
    return re.compile("|".join(fold(pattern) for pattern in shape_rules().clients), re.IGNORECASE)


@cache
def attachment() -> "re.Pattern[str]":
    """How a messenger marks, on a line or at its end, what was sent along with a message, folded."""
    marks = "|".join(fold(pattern) for pattern in shape_rules().attached)
    return re.compile(rf"[\s\u200e\u200f]*(?:{marks})[\s\u200e\u200f]*\Z", re.IGNORECASE)


@cache
def cut_mark() -> "re.Pattern[str]":
    """How a service marks the end of a text that it cut."""
    return re.compile("|".join(shape_rules().cut_marks))


def keyed(record: Mapping[Any, Any]) -> dict[str, Any]:
    """An object's values under their folded names; of two names that fold alike the first counts."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        found.setdefault(key(str(name)), value)
    return found
