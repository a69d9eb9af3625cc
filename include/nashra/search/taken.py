"""Articles that answer a question, taken along: as a table for a file, and as the command that finds them again."""

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nashra.lake import Storage
from nashra.search.find import Found, Hit, find
from nashra.search.question import Question
from nashra.search.shown import Piece

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 10_000  # articles of a file: their texts are read for the lines around the words
_COLUMNS = ("day", "article_id", "source", "published_on", "title", "text", "url")


def taken(lake: Storage, question: Question, most: int = MOST) -> tuple["pa.Table", Found]:
    """All articles that answer, `most` of them: a row each, as the page shows it and in its order; and what was
    found."""
    import pyarrow as pa

    found = find(lake, question, most)
    rows = [dict(zip(_COLUMNS, _row(hit), strict=True)) for hit in found.hits]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in _COLUMNS])), found


def _row(hit: Hit) -> tuple[str | None, ...]:
    title = _text(hit.title) or None
    return hit.day, hit.article_id, hit.source, hit.published_on, title, _text(hit.snippet), hit.url


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def command(question: Question, total: int) -> str:
    """`nashra search` with what was asked, which answers the same articles."""
    return " ".join(["nashra search", *_options(question, total), *_words(question.text)])


def _options(question: Question, total: int) -> Iterator[str]:
    days = (("--from", question.first), ("--to", question.last))
    yield from (f"{option} {day.isoformat()}" for option, day in days if day)
    several = {"--source": question.sources, "--name": question.names, "--country": question.countries,
               "--section": question.sections}  # fmt: skip
    yield from (f"{option} {shlex.quote(value)}" for option, values in several.items() for value in values)
    yield from (
        option for option, wanted in (("--quotes", question.in_quotes), ("--best", question.by_words)) if wanted
    )
    yield f"--limit {min(max(total, 1), MOST)}"
    yield "--json"


def _words(text: str) -> Iterator[str]:
    """The words as the command takes them: what begins with two hyphens would be an option."""
    for word in text.split():
        yield shlex.quote("-" + word.lstrip("-") if word.startswith("--") else word)
