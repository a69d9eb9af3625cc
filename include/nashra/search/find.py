"""Articles that answer a question, over the indexes of all days that it asks for."""

import heapq
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pyarrow.parquet as pq

from nashra.errors import NashraError
from nashra.lake import Storage, Unreadable, partition_path
from nashra.search.fetch import forget, local_index
from nashra.search.index import DAMAGE, index_paths, opened
from nashra.search.question import Question
from nashra.search.shown import Piece, marked, snippet
from nashra.search.words import WORD, indexed

_THREADS = 4  # SQLite lets go of the interpreter while it looks
_FETCHING = 16  # threads of a lake on S3, which wait for indexes that are not here yet
logger = logging.getLogger(__name__)


class NoIndex(NashraError, RuntimeError):
    """No day of the lake has an index."""


class Hit(NamedTuple):
    """An article that answers; `title` and `snippet` are pieces, those that answer marked."""

    day: str
    article_id: str
    source: str
    url: str | None
    published_on: str | None
    title: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the answer."""

    total: int  # articles that answer, on all days
    days: dict[str, int]  # day -> how many of them, newest first, those with none left out
    hits: list[Hit]


class _Row(NamedTuple):
    rank: float
    day: str
    article_id: str
    source: str
    url: str | None
    title: str | None
    published_on: str | None


def find(lake: Storage, question: Question, limit: int = 20, offset: int = 0) -> Found:
    """The articles that answer, duplicates left out: the newest day first, or those that answer best.

    Of a lake on S3 the indexes of the days that are asked for are fetched first, those that are not here yet.
    Raises NoIndex when the lake has none: nothing was published since there are indexes.
    """
    present = indexed_days(lake)
    if not present:
        raise NoIndex("the lake has no index of words: nashra search --build makes it")
    days = [_Day(lake, day, path) for day, path in present.items() if _within(day, question)]
    most = offset + limit if question.by_words else 0
    with ThreadPoolExecutor(_THREADS if lake.is_local else _FETCHING) as pool:
        seen = list(pool.map(lambda day: day.answers(question, most), days))
    counts = {day: count for day, (count, _) in zip(days, seen, strict=True) if count}
    if question.by_words:
        rows = heapq.nsmallest(
            most, (row for _, found in seen for row in found), key=lambda row: (row.rank, row.article_id)
        )
        rows = rows[offset:]
    else:
        rows = _newest(question, counts, limit, offset)
    told = {day.day: count for day, count in counts.items()}
    return Found(sum(told.values()), told, _shown(lake, question, rows))


def indexed_days(lake: Storage) -> dict[str, str]:
    """Days that have an index, the newest first, and where it lies in the lake."""
    return dict(sorted(index_paths(lake).items(), reverse=True))


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's index."""

    lake: Storage
    day: str
    path: str

    def answers(self, question: Question, most: int) -> tuple[int, list[_Row]]:
        """How many articles of the day answer; and those that answer best, `most` of them."""
        where, values = _where(question)
        try:
            with opened(local_index(self.lake, self.path)) as connection:
                count = int(connection.execute(f"SELECT count(*) FROM {where}", values).fetchone()[0])
                return count, _rows(connection, self.day, question, most, 0) if most and count else []
        except (*DAMAGE, OSError) as error:
            return 0, self._cannot_be_read(error)

    def rows(self, question: Question, limit: int, offset: int) -> list[_Row]:
        try:
            with opened(local_index(self.lake, self.path)) as connection:
                return _rows(connection, self.day, question, limit, offset)
        except (*DAMAGE, OSError) as error:
            return self._cannot_be_read(error)

    def _cannot_be_read(self, error: Exception) -> list[_Row]:
        logger.warning("the index of %s cannot be read: %s; nashra search --build makes it again", self.day, error)
        forget(self.lake, self.path)
        return []


def _within(day: str, question: Question) -> bool:
    on = date.fromisoformat(day)
    return (question.first is None or on >= question.first) and (question.last is None or on <= question.last)


def _where(question: Question) -> tuple[str, list[str]]:
    """FROM and WHERE of a day's rows, with their values. A cross join of SQLite keeps its order: words tell more."""
    match, values = question.match(), []
    tables, conditions = "articles", []
    if match is not None and question.in_quotes:
        inside = "SELECT q.article FROM quoted JOIN quotes AS q ON q.number = quoted.rowid WHERE quoted MATCH ?"
        conditions, values = [f"number IN ({inside})"], [match]
    elif question.in_quotes:
        conditions = ["number IN (SELECT article FROM quotes)"]
    elif match is not None:
        tables = "words CROSS JOIN articles ON articles.number = words.rowid"
        conditions, values = ["words MATCH ?"], [match]
    for column, given in question.filters.items():
        conditions.append(f"{column} IN ({', '.join('?' * len(given))})")
        values += given
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def _rows(connection: sqlite3.Connection, day: str, question: Question, limit: int, offset: int) -> list[_Row]:
    where, values = _where(question)
    ranked = question.by_words and question.match() is not None and not question.in_quotes
    rank = "bm25(words, 5.0, 1.0, 0.0)" if ranked else "0.0"
    query = (
        f"SELECT {rank} AS likeness, article_id, source, url, articles.title, published_on FROM {where} "
        "ORDER BY likeness, published_on DESC, article_id LIMIT ? OFFSET ?"
    )
    found = connection.execute(query, [*values, limit, offset]).fetchall()
    return [_Row(row[0], day, *row[1:]) for row in found]


def _newest(question: Question, counts: dict[_Day, int], limit: int, offset: int) -> list[_Row]:
    """Rows of the page, opening only the days that it shows."""
    rows: list[_Row] = []
    for day, count in counts.items():
        if offset >= count:
            offset -= count
            continue
        rows += day.rows(question, limit - len(rows), offset)
        offset = 0
        if len(rows) == limit:
            break
    return rows


def _shown(lake: Storage, question: Question, rows: Sequence[_Row]) -> list[Hit]:
    bodies: dict[tuple[str, str], str] = {}
    for day in {row.day for row in rows}:
        wanted = [row.article_id for row in rows if row.day == day]
        bodies |= {(day, article): body for article, body in _texts(lake, day, wanted, question)}
    words = question.found_words()
    return [
        Hit(row.day, row.article_id, row.source, row.url, row.published_on, marked(row.title or "", words),
            snippet(bodies.get((row.day, row.article_id), ""), words))
        for row in rows
    ]  # fmt: skip


def _texts(lake: Storage, day: str, wanted: list[str], question: Question) -> Iterator[tuple[str, str]]:
    """The bodies of some articles; or what is said in them, those of the quotes first that answer."""
    table, column = ("quotes", "text") if question.in_quotes else ("articles", "body")
    asked = [("article_id", "in", wanted)]
    if question.in_quotes and question.names:
        asked.append(("entity_id", "in", list(question.names)))
    try:
        with lake.fs.open_input_file(lake.full(partition_path(table, day))) as file:
            found = pq.read_table(file, columns=["article_id", column], filters=asked)
    except (OSError, ValueError, Unreadable):  # the day was taken away, or is being mended: its titles are shown
        return
    told: dict[str, list[str]] = {}
    for article, text in zip(found["article_id"].to_pylist(), found[column].to_pylist(), strict=True):
        told.setdefault(article, []).append(text)
    words = question.found_words()
    for article, texts in told.items():
        yield article, max(texts, key=lambda text: len({*WORD.findall(indexed(text))} & words)) if words else texts[0]
