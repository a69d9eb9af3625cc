"""Columns of a table whose names say nothing, or that has none, told by what its first rows hold.

Scrapers' files begin with a record where the names of columns were never written, and tools with a mouse name a column
by the class that the page had for it. Such a table is read where one column alone can be the text and one alone the
headline; a day is taken only where one column alone has days, as the other may be when the page was visited.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import UTC
from statistics import median

from nashra.landing.facts.alike_texts import made_of
from nashra.landing.facts.bare import bare_of_markup
from nashra.landing.facts.dates import parse_moment
from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.stored_day import is_stamp
from nashra.landing.readers.csv_dialect import USUAL, Beginning, Dialect
from nashra.landing.shapes.literals import is_missing
from nashra.landing.shapes.values import is_picture

HIVE = "\x01"  # the delimiter of Hive's files
_ROWS = 200  # looked at
_OF_TABLES = (b"\t", HIVE.encode(), b"|", b'","')  # between the cells of a table under the name of a text
_FEWEST_ROWS = 2
_FEWEST_TABS = 2  # in the first row of a table under the name of a text
_SHARE = 0.9  # of a column's filled cells, or of the rows, that are as a kind is
_TEXT, _LEAD = 200, 60  # characters of a text, and of a teaser, as the median
_TWICE = 0.5  # of the longest column's length, from which another one may be the text too
_HEADLINE, _HEADLINE_WORDS = 250, 3  # characters of a headline at the most, its words at the least
_LABEL = 40  # characters of a label
_BEGINNING = 30  # letters by which a teaser is known as the beginning of its text
_COMMENT = re.compile(r"(?:[ \t]*#[^\n]*\n){1,20}")  # above a table, as programs note in it how it is written
_NAME = 60  # characters of a column's name, at the most
_DATE = 60  # characters of a date
_ADDRESS = re.compile(r"https?://\S{4,}", re.IGNORECASE)
_ARABIC, _LETTER = re.compile("[\u0620-\u064a]"), re.compile(r"[^\W\d_]")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[APap][Mm]|[صم]))?")
_ESCAPED_END = re.compile(r"(?<!\\)\\\r?\n")  # a line end within a cell, as databases write it between tabs

Column = list[str]


def by_content(sample: str) -> Beginning | None:
    """How a table is written and what its columns are, by its first rows; None where that is not plain. Its first row
    is a record where `headless`."""
    sample = without_comment(sample)
    for delimiter in (*USUAL, HIVE):
        rows = _rows(_ESCAPED_END.sub(" ", sample) if delimiter in ("\t", "|") else sample, delimiter)
        if rows and (names := _names(rows)):
            headless, header = names
            return Beginning(Dialect(delimiter, tuple(header)), (), headless=headless)
    return None


def without_comment(sample: str) -> str:
    """A text without the lines above a table that begin with a sharp and hold no Arabic."""
    match = _COMMENT.match(sample.removeprefix("\ufeff"))
    return sample if match is None or _ARABIC.search(match[0]) else sample.removeprefix("\ufeff")[match.end() :]


def is_headless(sample: bytes) -> bool:
    """Whether a text is a table without a header, between tabs as a database saves one (SELECT ... INTO OUTFILE),
    between bars or quotes as warehouses unload them, or between marks of the first control character, as Hive has its
    files."""
    sample = without_comment(sample.decode("utf-8", "replace")).encode()
    first = sample.split(b"\n", 1)[0]
    if max(first.count(mark) for mark in _OF_TABLES) < _FEWEST_TABS:
        return False
    found = by_content(sample[: sample.rfind(b"\n") + 1].decode("utf-8", "replace"))
    return found is not None and found.headless and found.dialect.delimiter in ("\t", HIVE, "|", ",")


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """Rows of equal width; none where too few rows are so."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in row):
                found.append([cell.strip("\ufeff\u200e\u200f \t\r\n") for cell in row])
            if len(found) > _ROWS:
                break
    except csv.Error:
        found = found[:-1]  # the sample ends within a quote
    if len(found) < _FEWEST_ROWS:
        return []
    width = len(found[0])
    equal = [row for row in found if len(row) == width]
    return equal if width > 1 and len(equal) >= max(_FEWEST_ROWS, _SHARE * len(found)) else []


def _names(rows: list[list[str]]) -> tuple[bool, list[str]] | None:
    """Whether the first row is a record, and what the columns are to be called."""
    below = _kinds(rows[1:])
    if below is None:
        return None
    headless = _fits(rows[0], below, rows)
    if headless is None or (headless and (below := _kinds(rows)) is None):
        return None
    header = [f"column {n + 1}" if headless else (rows[0][n] or f"column {n + 1}") for n in range(len(rows[0]))]
    for field, n in below.items():
        if headless or field not in ("published_at", "time") or not looks_rules().is_of_other_days(header[n]):
            header[n] = field
    return headless, header


def _kinds(rows: list[list[str]]) -> dict[str, int] | None:
    """Which column is which field. None where a text, or both a headline and an address, can't be told for certain."""
    columns = [[cell for cell in column if not is_missing(cell)] for column in zip(*rows, strict=True)]
    addresses = [n for n, column in enumerate(columns) if _are(column, _is_address)]
    dates = [n for n, column in enumerate(columns) if n not in addresses and _are(column, _is_date)]
    meant = [n for n in dates if not is_stamp([parse_moment(cell, UTC) for cell in columns[n]])]
    prose = {n: median(map(len, column)) for n, column in enumerate(columns)
             if n not in addresses and n not in dates and _are(column, _is_arabic)}  # fmt: skip
    text = _longest(prose, columns, rows)
    if text is None:
        return None
    long = prose[text] * _TWICE if prose[text] >= _TEXT else prose[text] + 1  # what is so long is the text once more
    headlines = [n for n in prose if n != text and prose[n] < long and _are_headlines(columns[n], columns[text])]
    if len(headlines) > 1:
        headlines = [n for n in headlines if not _are_teasers(rows, n, text)]
    if len(headlines) > 1 or not (headlines or addresses or _are_labels(columns, text, prose[text])):
        return None
    found = {"text" if prose[text] >= _TEXT else "lead": text}
    if headlines:
        found["title"] = headlines[0]
    if addresses:
        found["url"] = max(addresses, key=lambda n: len(set(columns[n])))
    if len(meant) == 1 == len(dates):
        found["published_at"] = meant[0]
        clocks = [n for n, column in enumerate(columns) if n != meant[0] and _are(column, _is_clock)]
        if len(clocks) == 1:
            found["time"] = clocks[0]
    return found


def _are_labels(columns: Sequence[Column], text: int, length: float) -> bool:
    """Whether texts stand beside nothing but labels, numbers and the like, as what a model is to learn from does."""
    return length >= _TEXT and all(median(map(len, column)) <= _LABEL for n, column in enumerate(columns)
                                   if n != text and column)  # fmt: skip


def _are(column: Column, kind: Callable[[str], bool]) -> bool:
    return bool(column) and sum(map(kind, column)) >= _SHARE * len(column)


def _is_address(cell: str) -> bool:
    return _ADDRESS.fullmatch(cell) is not None and not is_picture(cell)


def _is_date(cell: str) -> bool:
    return len(cell) <= _DATE and not cell.isdecimal() and parse_moment(cell, UTC) is not None


def _is_clock(cell: str) -> bool:
    return _CLOCK.fullmatch(cell) is not None


def _is_arabic(cell: str) -> bool:
    arabic = len(_ARABIC.findall(cell))
    return arabic > 1 and 2 * arabic > len(_LETTER.findall(cell))


def _longest(prose: dict[int, float], columns: Sequence[Column], rows: list[list[str]]) -> int | None:
    """The column of texts: longer than any other by far, or the first of two that say the same."""
    ranked = sorted(prose, key=lambda n: -prose[n])
    if not ranked or prose[ranked[0]] < _LEAD:
        return None
    rivals = [n for n in ranked[1:] if prose[n] >= _TWICE * prose[ranked[0]] and prose[n] >= _LEAD]
    if not rivals:
        return ranked[0]
    if prose[ranked[0]] < _TEXT or len(rivals) > 1:
        # A teaser beside a headline of the same length: the longer one in nearly every row.
        return _longer(ranked[0], rivals, rows) if prose[ranked[0]] < _TEXT else None
    first, second = sorted((ranked[0], rivals[0]), key=lambda n: -len(columns[n]))
    same = [row[first] == row[second] for row in rows if row[first] and row[second]]
    if same and all(same):
        return first
    cleaned = all(made_of(row[rivals[0]], row[ranked[0]]) for row in rows if row[ranked[0]] and row[rivals[0]])
    return ranked[0] if cleaned else None


def _longer(text: int, rivals: list[int], rows: list[list[str]]) -> int | None:
    longer = all(len(row[text]) > len(row[n]) for n in rivals for row in rows if row[text])
    return text if len(rivals) == 1 and longer else None


def _are_headlines(column: Column, texts: Column) -> bool:
    """Whether cells are headlines: some words each, hardly one like another, shorter than the texts."""
    words = median(len(cell.split()) for cell in column)
    distinct = len(set(column)) >= _SHARE * len(column)
    return words >= _HEADLINE_WORDS and distinct and median(map(len, column)) <= _HEADLINE and column != texts


def _are_teasers(rows: list[list[str]], column: int, text: int) -> bool:
    """Whether cells are the beginnings of their texts."""
    said = [(bare_of_markup(row[column])[:_BEGINNING], row) for row in rows if row[column] and row[text]]
    begun = sum(bool(begin) and bare_of_markup(row[text][: 8 * _BEGINNING]).startswith(begin) for begin, row in said)
    return begun >= _SHARE * len(said)


def _fits(first: list[str], kinds: dict[str, int], rows: list[list[str]]) -> bool | None:
    """Whether the first row is a record like the others, or names of columns; None where it is neither."""
    looks = {"url": _is_address, "published_at": _is_date}
    typed = [looks[field](first[n]) for field, n in kinds.items() if field in looks and first[n]]
    if typed and all(typed):
        return True
    names = all(len(cell) <= _NAME and not _is_address(cell) for cell in first)
    if typed and not any(typed):
        return False if names else None
    if typed:
        return None
    prose = first[kinds["text"]] if "text" in kinds else ""
    if len(prose) >= _TEXT / 2:
        return True
    text = kinds.get("text", kinds.get("lead", 0))
    empty = not first[text] and sum(not row[text] for row in rows) > 1
    return True if empty else False if names and len(set(first)) == len(first) and all(first) else None
