"""Articles that answer a question, over the indexes of all days that it asks for."""

import heapq
import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pyarrow.parquet as pq

from nashra.errors import NashraError
from nashra.lake import Storage, Unreadable, day_of, partition_path
from nashra.search.index import DAMAGE, FOLDER, index_path, opened
from nashra.search.question import Question
from nashra.search.shown import Piece, marked, snippet

_THREADS = 4  # SQLite lets go of the interpreter while it looks
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

    Raises NoIndex when the lake has none: it lies on S3, or nothing was published since there are indexes.
    """
    days = indexed_days(lake)
    if not days:
        raise NoIndex("the lake has no index of words: nashra search --build makes it (of a lake on a disk)")
    days = [day for day in days if _within(day, question)]
    most = offset + limit if question.by_words else 0
    with ThreadPoolExecutor(_THREADS) as pool:
        seen = list(pool.map(lambda day: _of_day(lake, day, question, most), days))
    counts = {day: count for day, (count, _) in zip(days, seen, strict=True) if count}
    if question.by_words:
        rows = heapq.nsmallest(
            most, (row for _, found in seen for row in found), key=lambda row: (row.rank, row.article_id)
        )
        rows = rows[offset:]
    else:
        rows = _newest(lake, question, counts, limit, offset)
    return Found(sum(counts.values()), counts, _shown(lake, question, rows))


def indexed_days(lake: Storage) -> list[str]:
    """Days that have an index, the newest first."""
    if not lake.is_local:
        return []
    days = filter(None, map(day_of, lake.folders(FOLDER)))
    return sorted((day for day in days if _is_day(day) and index_path(lake, day).exists()), reverse=True)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _within(day: str, question: Question) -> bool:
    on = date.fromisoformat(day)
    return (question.first is None or on >= question.first) and (question.last is None or on <= question.last)


def _where(question: Question) -> tuple[str, list[str]]:
    """FROM and WHERE of a day's rows, with their values."""
    match, values = question.match(), []
    tables = "articles"
    conditions = []
    if match is not None:
        tables = "words JOIN articles ON articles.number = words.rowid"
        conditions, values = ["words MATCH ?"], [match]
    if question.sources:
        conditions.append(f"source IN ({', '.join('?' * len(question.sources))})")
        values += question.sources
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def _of_day(lake: Storage, day: str, question: Question, most: int) -> tuple[int, list[_Row]]:
    """How many articles of a day answer; and those that answer best, `most` of them."""
    where, values = _where(question)
    try:
        with opened(index_path(lake, day)) as connection:
            count = int(connection.execute(f"SELECT count(*) FROM {where}", values).fetchone()[0])
            return count, _rows(connection, day, question, most, 0) if most and count else []
    except DAMAGE as error:
        return 0, _cannot_be_read(day, error)


def _cannot_be_read(day: str, error: Exception) -> list[_Row]:
    logger.warning("the index of %s cannot be read: %s; nashra search --build makes it again", day, error)
    return []


def _rows(connection: sqlite3.Connection, day: str, question: Question, limit: int, offset: int) -> list[_Row]:
    where, values = _where(question)
    rank = "bm25(words, 5.0, 1.0, 0.0)" if question.by_words and question.match() is not None else "0.0"
    query = (
        f"SELECT {rank} AS likeness, article_id, source, url, articles.title, published_on FROM {where} "
        "ORDER BY likeness, published_on DESC, article_id LIMIT ? OFFSET ?"
    )
    found = connection.execute(query, [*values, limit, offset]).fetchall()
    return [_Row(row[0], day, *row[1:]) for row in found]


def _newest(lake: Storage, question: Question, counts: dict[str, int], limit: int, offset: int) -> list[_Row]:
    """Rows of the page, opening only the days that it shows."""
    rows: list[_Row] = []
    for day, count in counts.items():
        if offset >= count:
            offset -= count
            continue
        try:
            with opened(index_path(lake, day)) as connection:
                rows += _rows(connection, day, question, limit - len(rows), offset)
        except DAMAGE as error:
            rows += _cannot_be_read(day, error)
        offset = 0
        if len(rows) == limit:
            break
    return rows


def _shown(lake: Storage, question: Question, rows: Sequence[_Row]) -> list[Hit]:
    bodies: dict[tuple[str, str], str] = {}
    for day in {row.day for row in rows}:
        wanted = [row.article_id for row in rows if row.day == day]
        bodies |= {(day, article): body for article, body in _bodies(lake, day, wanted)}
    words = question.found_words()
    return [
        Hit(row.day, row.article_id, row.source, row.url, row.published_on, marked(row.title or "", words),
            snippet(bodies.get((row.day, row.article_id), ""), words))
        for row in rows
    ]  # fmt: skip


def _bodies(lake: Storage, day: str, wanted: list[str]) -> list[tuple[str, str]]:
    try:
        with lake.fs.open_input_file(lake.full(partition_path("articles", day))) as file:
            table = pq.read_table(file, columns=["article_id", "body"], filters=[("article_id", "in", wanted)])
    except (OSError, ValueError, Unreadable):  # the day was taken away, or is being mended: its titles are shown
        return []
    return list(zip(table["article_id"].to_pylist(), table["body"].to_pylist(), strict=True))
