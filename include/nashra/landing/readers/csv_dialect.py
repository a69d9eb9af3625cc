"""How a CSV file is written, told by its first lines: delimiter, quotes, escapes, and the names of its columns."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from nashra.landing.facts.encoding import decode
from nashra.landing.facts.field_names import known, named_as, table_before
from nashra.landing.limits import Limits
from nashra.landing.records import Fault, RecordFault
from nashra.landing.shapes.name_steps import within

USUAL = (",", ";", "\t", "|")
_NO_DELIMITER = frozenset(" \"'_-.()/[]{}<>\\&")  # what names of columns may be written with
_SEP = re.compile(r"""["']?sep=(.{1,3}?)["']?[;,\t]*""", re.IGNORECASE)
_QUOTED_NAMES = re.compile(r'"[^"]*"(?: "[^"]*")+')
_LINES_BEFORE = 5  # lines before the header at the most: a title, a comment, when it was exported
_LINES_OF_NAMES, _LONGEST_HEADER = 12, 2000  # of names that break over lines
_LONGEST_NAME = 200  # characters: what is longer in a first line is text
_ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)
_OF_A_MODEL = re.compile(r"[^\[\]]{0,60}\[([^\[\]]{1,100})\]")  # a column behind its table: News[Headline]
_SHOWN = 160  # characters of a first line that names no field
PLACE = "\ufdd0"  # stands for a delimiter of several characters; no character of a text


@dataclass(frozen=True, slots=True)
class Dialect:
    """`quote` "": quotes are letters like others. `escapes`: a backslash before a quote, a delimiter or a line end."""

    delimiter: str
    header: tuple[str, ...]
    quote: str = '"'
    escapes: bool = False
    spaces: bool = False  # spaces before a quote

    @property
    def one(self) -> str:
        """The delimiter as one character."""
        return self.delimiter if len(self.delimiter) == 1 else PLACE

    def rows(self, text: str, strict: bool = True) -> list[list[str]]:
        """The rows in a text. Raises csv.Error where it is not written so."""
        if self.one == PLACE:
            text = text.replace(self.delimiter, PLACE)
        found = list(
            csv.reader(
                [text],
                delimiter=self.one,
                quotechar=self.quote or None,
                quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
                skipinitialspace=self.spaces,
                strict=strict,
            )
        )
        if self.one == PLACE:
            found = [[cell.replace(PLACE, self.delimiter) for cell in row] for row in found]
        return found


@dataclass(frozen=True, slots=True)
class Beginning:
    """What stands at a file's head."""

    dialect: Dialect
    before: tuple[str, ...]  # lines before the header
    headless: bool = False  # whether the first line is a row, and no header


def read_beginning(rows: Iterator[bytes], sample: bytes, limits: Limits) -> Beginning | None:
    """Takes the lines up to the header. None when there is no line at all. `sample`: the file's first bytes.

    Raises Fault when no line names a field that is known, with what was seen instead.
    """
    asked: str | None = None
    before: list[str] = []
    any_line = False
    at = -1  # the line that was taken last
    for data in rows:
        line, at = _decoded(data, limits), at + 1
        if not line.strip(" \t\ufeff"):
            continue
        any_line = True
        if asked is None and not before and (match := _SEP.fullmatch(line.strip("\ufeff \t"))):
            asked = match[1]
            continue
        if line.count('"') % 2 and (whole := _with_next_lines(line, sample, at, limits)):
            for _ in range(whole.count("\n")):
                next(rows)
            line, at = " ".join(whole.split("\n")), at + whole.count("\n")
        found = _header(line.removeprefix("\ufeff"), asked, limits, at_top=not before)
        if found and _is_above_the_header(found, sample.split(b"\n", at + 2)[at + 1 : at + 2], asked, limits):
            found = None
        if found:
            dialect = habits(found, sample)
            return Beginning(_with_row_names(dialect, sample, limits), tuple(before))
        before.append(line)
        if len(before) > _LINES_BEFORE:
            break
    if not any_line:
        return None
    shown = " ".join(before[0].split())[:_SHOWN] if before else "no further line"
    raise Fault(f"csv: the first line names no field that is known: {shown}")


@lru_cache(maxsize=256)
def names_fields(line: str) -> bool:
    """Whether a line could be the header of a CSV: it names a text and another field, and nothing else at length. Kept,
    since pages of a site begin with one table, and files of an export with one line."""
    delimiters = (*USUAL, " ") if _QUOTED_NAMES.fullmatch(line.strip()) else USUAL
    lists = (within(_names(line, delimiter)) for delimiter in delimiters)
    best = max(lists, key=lambda names: sum(map(known, names)))
    return (
        len(best) > 1
        and any(named_as(name, "text") for name in best)
        and (sum(map(known, best)) * 2 > sum(map(bool, best)) or _names_an_article(best))  # pandas' index has no name
        and max(map(len, best)) <= 40
    )


def _names_an_article(names: list[str]) -> bool:
    """Whether some of many names are those of a headline, and of an address or a day."""
    named = {field for field in ("title", "url", "published_at") if any(named_as(name, field) for name in names)}
    return "title" in named and len(named) > 1


def _decoded(data: bytes, limits: Limits) -> str:
    try:
        return decode(data, limits)
    except RecordFault as fault:
        raise Fault(fault.reason, data) from fault


def _names(line: str, delimiter: str, quote: str = '"') -> list[str]:
    dialect = Dialect(delimiter, (), quote, spaces=delimiter not in " \t")
    try:
        row = next(iter(dialect.rows(line, strict=False)), [])
    except csv.Error:
        return []
    names = [name.strip().strip("\ufeff\u200e\u200f") for name in row]
    if all(inner := [_OF_A_MODEL.fullmatch(name) for name in names]):
        names = [match[1] for match in inner if match]
    table = table_before(tuple(names))
    return [name.removeprefix(table) for name in names] if table else names


def _header(line: str, asked: str | None, limits: Limits, at_top: bool) -> Dialect | None:
    """The delimiter under which a line names the most fields that are known, and those names."""
    best: tuple[int, Dialect] | None = None
    for delimiter in _delimiters(line, asked):
        quote = "'" if line.lstrip().startswith("'") and f"'{delimiter}'" in line.replace(" ", "") else '"'
        names = _names(line, delimiter, quote)
        count = sum(map(known, within(names[: limits.csv_columns])))  # more are refused below
        usual = delimiter == asked or delimiter in USUAL
        if count < (1 if usual and at_top else 2) or _is_row(names):
            continue
        if not usual and (count * 2 < len(names) or any(other in name for name in names for other in USUAL)):
            continue
        if best is None or count > best[0] or (count == best[0] and len(names) < len(best[1].header)):
            best = count, Dialect(delimiter, tuple(names), quote)
    if best and len(best[1].header) > limits.csv_columns:
        raise Fault(f"csv: {len(best[1].header)} columns, more than {limits.csv_columns}", line.encode())
    return best[1] if best else None


def _with_next_lines(line: str, sample: bytes, at: int, limits: Limits) -> str | None:
    """A line with those below it, up to where its quotes are closed, where they may be names that break over lines."""
    rows = sample.split(b"\n", at + _LINES_OF_NAMES)
    for data in rows[at + 1 : at + _LINES_OF_NAMES]:
        line = f"{line.rstrip()}\n{_decoded(data, limits)}"
        if line.count('"') % 2 == 0:
            return line.rstrip() if len(line) < _LONGEST_HEADER else None
    return None


def _is_above_the_header(header: Dialect, below: list[bytes], asked: str | None, limits: Limits) -> bool:
    """Whether names that are said again and again stand above names of their own, as pandas writes columns of two
    levels."""
    names = list(filter(None, header.header))
    if not below or 2 * len(set(names)) > len(names) + 1:
        return False
    under = _header(_decoded(below[0], limits).strip("\r"), asked, limits, at_top=False)
    return under is not None and len(under.header) == len(header.header) and len(set(under.header)) == len(under.header)


def _is_row(cells: list[str]) -> bool:
    """Whether a line is a record of a table without a header, one cell of which happens to be the name of a field."""
    return any(_ADDRESS.match(cell) or len(cell) > _LONGEST_NAME for cell in cells)


def _delimiters(line: str, asked: str | None) -> Iterator[str]:
    if asked:
        yield asked
    yield from USUAL
    for character in dict.fromkeys(character for character in line if not character.isalnum()):
        if character not in USUAL and character not in _NO_DELIMITER:
            yield character
        if character not in " \"'" and character * 2 in line:
            yield character * 2
    if _QUOTED_NAMES.fullmatch(line.strip()):
        yield " "


def habits(dialect: Dialect, sample: bytes) -> Dialect:
    """Escapes, quotes and spaces, as the file's first rows have them."""
    text = sample.decode("utf-8", "replace")
    mark = re.escape(dialect.delimiter)
    if dialect.quote == '"' and _is_in_single_quotes(text, dialect.delimiter):
        dialect = replace(dialect, quote="'")
    if '\\"' in text or "\\N" in text or "\\\n" in text:
        # Not \"\": JSON in a cell whose quotes are doubled.
        within = re.search(rf'\\"(?!"|\s*(?:{mark}|[\r\n]|\Z))', text)
        nothing = re.search(rf"(?:^|{mark})\\N(?={mark}|\r?$)", text, re.MULTILINE)
        line_end = dialect.delimiter == "\t" and re.search(r"(?<!\\)\\\n", text)
        dialect = replace(dialect, escapes=bool(within or nothing or line_end))
    quotes_seen = dialect.quote == '"' and dialect.delimiter == "\t" and '"' in text
    if quotes_seen and not re.search(r'(?:^|\t)"(?:[^"]|"")*"(?=\t|\r?$)', text, re.MULTILINE):
        dialect = replace(dialect, quote="")
    if dialect.quote and re.search(rf"{mark} +{dialect.quote}", text) and dialect.delimiter != " ":
        dialect = replace(dialect, spaces=True)
    return dialect


def _is_in_single_quotes(text: str, delimiter: str) -> bool:
    """Whether the rows have apostrophes about their cells, below a header without any."""
    first = text.split("\n", 2)[1:2]
    return bool(first) and f"'{delimiter}'" in first[0] and f'{delimiter}"' not in text and f'"{delimiter}' not in text


def _with_row_names(dialect: Dialect, sample: bytes, limits: Limits) -> Dialect:
    """R writes names of rows in a column that the header does not name."""
    lines = sample.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    firsts: list[str] = []
    held = ""
    for line in lines[1:200]:
        try:
            rows = dialect.rows(held + line)
        except csv.Error:  # a quote that is closed on a later line
            held = f"{held}{line}\n"
            continue
        held = ""
        if rows and len(rows[0]) == len(dialect.header) + 1:
            firsts.append(rows[0][0])
        elif rows and len(rows[0]) == len(dialect.header):
            return dialect
    numbered = bool(firsts) and all(name.isdecimal() for name in firsts) and _ascending(firsts)
    return replace(dialect, header=("", *dialect.header)) if numbered else dialect


def _ascending(numbers: Sequence[str]) -> bool:
    return numbers[0] in ("0", "1") and all(int(a) < int(b) for a, b in pairwise(numbers))
