"""Nashra for who writes Python: what docs/python.md shows. Each function loads what it needs when it is first called.

The same code as the night's; models and rules are those of this checkout, `NASHRA_RECOGNIZER` chooses the recogniser.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nashra.article import UNKNOWN_SOURCE, Article, Cleaned, Mention

if TYPE_CHECKING:
    import duckdb

    from nashra.entities.link import Linker
    from nashra.entities.recognise.base import Recognizer
    from nashra.quotes.find import Quote
    from nashra.stories.commands.pairs import Pair

__all__ = ["Article", "Cleaned", "Mention", "alike", "article", "clean", "names", "open_lake", "quotes", "read"]


def open_lake(lake: str) -> "duckdb.DuckDBPyConnection":
    """A DuckDB connection to what is published, as it is now: the tables, and the views of docs/bi.md."""
    from nashra.tables.read.open_lake import open_lake

    return open_lake(lake)


def read(*paths: Path | str, refused: list[str] | None = None) -> Iterator[Article]:
    """The articles of files, folders and s3:// addresses, as a night reads them; `refused` gets a line for each record
    that is none, and why. Raises FileNotFoundError."""
    from nashra.cleaning.commands.clean_folder import stream_paths
    from nashra.settings import load_settings

    yield from stream_paths(paths, load_settings(), refused)


def article(text: str, title: str | None = None, *, source: str = UNKNOWN_SOURCE, url: str | None = None) -> Article:
    """An article of a text that is in memory."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256("\x1f".join((source, url or "", text)).encode("utf-8", "surrogatepass")).hexdigest()
    return Article(digest[:16], "", 0, source, text, title=title or None, url=url)


def clean(articles: Iterable[Article]) -> list[Cleaned]:
    """The articles cleaned as one corpus, in their order: what many of them print is no part of any. One that cannot be
    cleaned has its `error`, and its text as its body."""
    from nashra.cleaning.cleaner import Cleaner
    from nashra.cleaning.corpus.gathered import evidence_of

    known = list(articles)
    return Cleaner.load().clean_many(known, evidence_of(known)) if known else []


def names(bodies: Sequence[str]) -> list[list[Mention]]:
    """The persons, places, organisations and others that each body names, with their ids."""
    recognizer, linker = _names()
    found = recognizer.mentions(list(bodies))
    return [linker.link_article(mentions, body) for body, mentions in zip(bodies, found, strict=True)]


def quotes(body: str, mentions: Sequence[Mention] | None = None) -> "list[Quote]":
    """Who says what in a body; `mentions`: what `names` found in it, where it was asked already."""
    from nashra.quotes.find import find_quotes

    return find_quotes(body, names([body])[0] if mentions is None else mentions)


def alike(pairs: Sequence[tuple[tuple[str, str], tuple[str, str]]]) -> "list[Pair]":
    """How like the articles of each pair are, each of title and text, and whether they tell one story. Words are
    weighed by all of the pairs together."""
    from nashra.stories.commands.pairs import compare_pairs

    return list(compare_pairs(pairs))


@lru_cache(maxsize=1)
def _names() -> "tuple[Recognizer, Linker]":
    from nashra.entities.link import Linker
    from nashra.entities.recognise import load_recognizer
    from nashra.settings import load_settings

    return load_recognizer(load_settings()), Linker.load()
