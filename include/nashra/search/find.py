"""Articles that answer a question, over the indexes of all days that it asks for."""

import heapq
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

import pyarrow.parquet as pq

from nashra.errors import NashraError
from nashra.lake import Storage, Unreadable, partition_path
from nashra.search.fetch import forget, local_index
from nashra.search.index import DAMAGE, bodies_of, index_paths, opened
from nashra.search.question import Question
from nashra.search.shown import Piece, marked, snippet
from nashra.search.words import WORD, indexed

_THREADS = 4  # SQLite lets go of the interpreter while it looks
WEIGHED = 10_000  # the newest articles, by whole days, that are weighed when the best come first
_AT_ONCE = 8  # days that are weighed before it is looked whether those are enough
_FEW = 20  # articles of a day that are weighed in one look, wherever the words stand in them
_FETCHING = 16  # threads of a lake on S3, which wait for indexes that are not here yet
_Answer = TypeVar("_Answer")
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
    speaker: str | None = None  # of a quote, as the body has it
    cue: str | None = None  # its word of saying


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the answer."""

    total: int  # articles that answer, on all days
    days: dict[str, int]  # day -> how many of them, newest first, those with none left out
    hits: list[Hit]


class _Row(NamedTuple):
    rank: float
    day: str
    number: int  # in the day's index
    article_id: str
    source: str
    url: str | None
    title: str | None
    published_on: str | None


class _Best(NamedTuple):
    """Of a day those that answer best."""

    weighed: int  # how many they were chosen from
    rows: list[_Row]


_NONE = _Best(0, [])


def find(lake: Storage, question: Question, limit: int = 20, offset: int = 0) -> Found:
    """The articles that answer, duplicates left out: the newest day first; or those that answer best, which are those
    with all words in their title, then those with them elsewhere, each by BM25 within their day, of equals the newest.

    Of a lake on S3 the indexes of the days that are asked for are fetched first, those that are not here yet.
    Raises NoIndex when the lake has none: nothing was published since there are indexes.
    """
    present = indexed_days(lake)
    if not present:
        raise NoIndex("the lake has no index of words: nashra search --build makes it")
    days = [_Day(lake, day, path) for day, path in present.items() if _within(day, question)]
    with ThreadPoolExecutor(_THREADS if lake.is_local else _FETCHING) as pool:
        counted = zip(days, pool.map(lambda day: day.count(question), days), strict=True)
        counts = {day: count for day, count in counted if count}
        rows = (_best if question.is_ranked else _newest)(question, counts, limit, offset, pool)
        hits = _shown(lake, question, present, rows, pool)
    told = {day.day: count for day, count in counts.items()}
    return Found(sum(told.values()), told, hits)


def indexed_days(lake: Storage) -> dict[str, str]:
    """Days that have an index, the newest first, and where it lies in the lake."""
    return dict(sorted(index_paths(lake).items(), reverse=True))


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's index."""

    lake: Storage
    day: str
    path: str

    def count(self, question: Question) -> int:
        """How many articles of the day answer."""
        return self._asked(lambda connection: _count(connection, *_where(question)), 0)

    def best(self, question: Question, titled: bool, most: int) -> "_Best":
        """Those that answer best, `most` of them: with the words in their title, or all others."""
        return self._asked(lambda connection: _ranked(connection, self.day, question, titled, most), _NONE)

    def few(self, question: Question, most: int) -> "tuple[_Best, _Best]":
        """Of a day on which few answer, both at once: with the words in their title, and all others."""
        return self._asked(lambda connection: _apart(connection, self.day, question, most), (_NONE, _NONE))

    def rows(self, question: Question, limit: int, offset: int) -> list[_Row]:
        return self._asked(lambda connection: _rows(connection, self.day, question, limit, offset), [])

    def _asked(self, what: Callable[[sqlite3.Connection], _Answer], nothing: _Answer) -> _Answer:
        """What the index answers; `nothing` where it can't be read: it is made again."""
        try:
            with opened(local_index(self.lake, self.path)) as connection:
                return what(connection)
        except (*DAMAGE, OSError) as error:
            logger.warning("the index of %s cannot be read: %s; nashra search --build makes it again", self.day, error)
            forget(self.lake, self.path)
            return nothing


def _within(day: str, question: Question) -> bool:
    on = date.fromisoformat(day)
    return (question.first is None or on >= question.first) and (question.last is None or on <= question.last)


def _where(question: Question, titled: bool | None = None) -> tuple[str, list[str]]:
    """FROM and WHERE of a day's rows, with their values; `titled`: only those with the words in their title, or only
    all others. A cross join of SQLite keeps its order: words tell more."""
    match, values = question.match(), []
    tables, conditions = "articles", []
    if match is not None and question.in_quotes:
        inside = "SELECT q.article FROM quoted JOIN quotes AS q ON q.number = quoted.rowid WHERE quoted MATCH ?"
        conditions, values = [f"number IN ({inside})"], [match]
    elif question.in_quotes:
        conditions = ["number IN (SELECT article FROM quotes)"]
    elif match is not None:
        tables = "words CROSS JOIN articles ON articles.number = words.rowid" if question.filters else "words"
        conditions, values = ["words MATCH ?"], [match]
    if titled:
        values[-1] = question.match_in_title()
    elif titled is False:  # the plus keeps FTS5 from being asked again for each of them
        conditions.append("+words.rowid NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(question.match_in_title())
    for column, given in question.filters.items():
        conditions.append(f"{column} IN ({', '.join('?' * len(given))})")
        values += given
    return f"{tables} WHERE {' AND '.join(conditions)}", values


def _count(connection: sqlite3.Connection, where: str, values: list[str]) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {where}", values).fetchone()[0])


def _ranked(connection: sqlite3.Connection, day: str, question: Question, titled: bool, most: int) -> _Best:
    """Of a day those that answer best; only of those is more read than what FTS5 knows."""
    where, values = _where(question, titled)
    if titled:  # what an article says beside its title weighs too
        values[0] = f"({question.match()}) AND ({values[0]})"
    weighed = connection.execute(f"SELECT bm25(words, 5.0, 1.0, 0.0), words.rowid FROM {where}", values).fetchall()
    return _Best(len(weighed), _told(connection, day, heapq.nsmallest(most, weighed)))


def _apart(connection: sqlite3.Connection, day: str, question: Question, most: int) -> tuple[_Best, _Best]:
    """Of a day all that answer: those with the words in their title, and the others."""
    where, values = _where(question)
    weighed = sorted(connection.execute(f"SELECT bm25(words, 5.0, 1.0, 0.0), words.rowid FROM {where}", values))
    in_title = "SELECT rowid FROM words WHERE words MATCH ?"
    titled = {number for (number,) in connection.execute(in_title, [question.match_in_title()])}
    parts = [[one for one in weighed if (one[1] in titled) is wanted] for wanted in (True, False)]
    with_title, others = (_Best(len(part), _told(connection, day, part[:most])) for part in parts)
    return with_title, others


def _told(connection: sqlite3.Connection, day: str, weighed: Sequence[tuple[float, int]]) -> list[_Row]:
    told = "SELECT article_id, source, url, title, published_on FROM articles WHERE number = ?"
    return [_Row(rank, day, number, *connection.execute(told, [number]).fetchone()) for rank, number in weighed]


def _rows(connection: sqlite3.Connection, day: str, question: Question, limit: int, offset: int) -> list[_Row]:
    where, values = _where(question)
    if where.startswith("words WHERE"):
        where = where.replace("words WHERE", "words CROSS JOIN articles ON articles.number = words.rowid WHERE", 1)
    query = (
        f"SELECT 0.0, articles.number, article_id, source, url, articles.title, published_on FROM {where} "
        "ORDER BY published_on DESC, article_id LIMIT ? OFFSET ?"
    )
    found = connection.execute(query, [*values, limit, offset]).fetchall()
    return [_Row(row[0], day, *row[1:]) for row in found]


def _best(question: Question, counts: dict[_Day, int], limit: int, offset: int, pool: ThreadPoolExecutor) -> list[_Row]:
    """The page of those that answer best: first with the words in their title, then the others; of each the newest
    `WEIGHED`, by whole days, are weighed, since of a frequent word there are hundreds of thousands in a year."""
    most, days = offset + limit, list(counts)
    others: dict[_Day, _Best] = {}

    def asked(day: _Day, titled: bool) -> _Best:
        if not titled and day in others:
            return others[day]
        if counts[day] > _FEW:
            return day.best(question, titled, most)
        with_title, others[day] = day.few(question, most)
        return with_title if titled else others[day]

    def weighed(titled: bool) -> list[_Row]:
        found, count = list[_Row](), 0
        for start in range(0, len(days), _AT_ONCE):
            for best in pool.map(lambda day: asked(day, titled), days[start : start + _AT_ONCE]):
                found += best.rows if count < WEIGHED else []
                count += best.weighed
            if count >= WEIGHED:
                break
        return heapq.nsmallest(most, found, key=lambda row: row.rank)

    rows = weighed(True)
    if len(rows) < most:
        rows += weighed(False)
    return rows[offset:most]


def _newest(question: Question, counts: dict[_Day, int], limit: int, offset: int, _: ThreadPoolExecutor) -> list[_Row]:
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


def _shown(
    lake: Storage, question: Question, paths: dict[str, str], rows: Sequence[_Row], pool: ThreadPoolExecutor
) -> list[Hit]:
    by_day: dict[str, dict[int, str]] = {}
    for row in rows:
        by_day.setdefault(row.day, {})[row.number] = row.article_id
    texts = pool.map(lambda day: _texts(lake, day, paths[day], by_day[day], question), by_day)
    bodies = {(day, article): text for day, found in zip(by_day, texts, strict=True) for article, text in found.items()}
    none = _Said("")
    words = question.found_words()
    return [
        Hit(row.day, row.article_id, row.source, row.url, row.published_on, marked(row.title or "", words),
            snippet(said.text, words), said.speaker, said.cue)
        for row in rows
        for said in (bodies.get((row.day, row.article_id), none),)
    ]  # fmt: skip


class _Said(NamedTuple):
    """What is shown of an article: its body, or a quote."""

    text: str
    speaker: str | None = None
    cue: str | None = None


def _texts(lake: Storage, day: str, path: str, wanted: dict[int, str], question: Question) -> dict[str, _Said]:
    """The bodies of some articles; or what is said in them, of the quotes the one that answers best."""
    if question.in_quotes:
        return dict(_quotes(lake, day, list(wanted.values()), question))
    try:
        with opened(local_index(lake, path)) as connection:
            found = bodies_of(lake, path, connection, wanted)
    except (*DAMAGE, OSError):  # the day was published anew just now, or is damaged: its titles are shown
        return {}
    return {article: _Said(found.get(number, "")) for number, article in wanted.items()}


def _quotes(lake: Storage, day: str, wanted: list[str], question: Question) -> Iterator[tuple[str, _Said]]:
    asked = [("article_id", "in", wanted)]
    if question.names:
        asked.append(("entity_id", "in", list(question.names)))
    try:
        with lake.fs.open_input_file(lake.full(partition_path("quotes", day))) as file:
            found = pq.read_table(file, columns=["article_id", *_Said._fields], filters=asked)
    except (OSError, ValueError, Unreadable):  # the day was taken away, or is being mended: its titles are shown
        return
    told: dict[str, list[_Said]] = {}
    for row in found.to_pylist():
        told.setdefault(row.pop("article_id"), []).append(_Said(**row))
    words = question.found_words()
    for article, said in told.items():
        yield article, max(said, key=lambda one: len({*WORD.findall(indexed(one.text))} & words)) if words else said[0]
