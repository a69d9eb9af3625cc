"""A text document, Word's .docx or OpenDocument's .odt: its paragraphs are the lines of a text, read as a .txt is.

A first paragraph in the style of a title is the title. What was deleted and is only tracked, notes, comments, headers
and footers are no part of the text; those that hold words are counted.
"""

import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from nashra.landing.limits import Limits
from nashra.landing.readers.csv_dialect import names_fields
from nashra.landing.readers.database_text import articles_of
from nashra.landing.readers.label_rows import labelled_rows
from nashra.landing.readers.several_articles import ABOVE_LINES, LABEL_LETTERS, WORDS, Several
from nashra.landing.readers.sheet_xml import END, LETTERS, START, events
from nashra.landing.readers.text_file import each_article, fields_of_text, too_large
from nashra.landing.records import MAY_BE_SEVERAL, NO_TEXT, NOT_NEWS, Damage, Fault, Passed, Record

_WORD, _OPEN = "word/document.xml", "content.xml"
_SKIPPED = {
    "docx": frozenset(["Fallback", "del", "moveFrom"]),  # a text box stands twice, for old programs and for new
    "odt": frozenset(
        ["tracked-changes", "note", "annotation", "scripts", "font-face-decls", "automatic-styles", "forms"]
    ),
}
_PARAGRAPHS = frozenset(["p", "h"])
_ROWS, _CELLS = frozenset(["tr", "table-row"]), frozenset(["tc", "table-cell"])
_BREAKS, _TABS = frozenset(["br", "cr", "line-break"]), frozenset(["tab"])
_TITLES = frozenset(
    ["title", "heading1", "heading 1", "1", "العنوان", "titre", "titre1"]
)  # names of styles, in lower case
_BESIDE = {"footnotes": "notes", "endnotes": "notes", "comments": "comments", "header": "headers", "footer": "footers"}
_BESIDE_TABLE = 300  # letters outside of a table of articles: a report's title and day
_HEADLINE_WORDS = 4  # of each of several articles' headlines, at the least: headings of sections are shorter
_MOST_HEADED = 50_000  # lines of a document that is looked through for them
_CELL = " | "
_EACH = 16  # letters of a record that a line counts beside its own
_HELD = 2  # records' worth of letters and tags of one paragraph, or of one row of a table
_MOST_SPACES = 1000  # that one element stands for


class _Line(NamedTuple):
    text: str
    style: str
    cells: tuple[str, ...] = ()  # of a row of a table


def read_document(archive: zipfile.ZipFile, kind: str, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """`kind`: docx or odt. Raises Fault when the document can't be read."""
    lines, letters = list[_Line](), 0
    for line in _lines(archive, kind, limits):
        lines.append(line)
        if (letters := letters + len(line.text) + _EACH) > limits.record_bytes:
            yield Damage(0, too_large(limits), "\n".join(line.text for line in lines).encode("utf-8", "replace"))
            return
    yield from (Passed(f"{what} of a document") for what in _beside(archive))
    text = "\n".join(line.text for line in lines).strip("\n")
    if not text.strip():
        yield Damage(0, f"{NO_TEXT}a document without words", b"")
        return
    saved, rows = articles_of(text), _in_tables(lines)
    found = Several(saved) if saved else Several(rows, above=_outside_tables(lines)) if rows else each_article(text)
    if not found.articles:
        found = _below_headings(lines) if len(lines) < _MOST_HEADED else found
    if found.doubt:
        yield Passed(MAY_BE_SEVERAL)
    fields = found.articles or [_fields(lines, text)]
    for number, record in enumerate(fields):
        raw = "\n".join(map(str, record.values())).encode("utf-8", "replace")
        yield Record(number, record, partial(bytes, raw))
    if found.above:
        yield Damage(
            len(fields), f"{NOT_NEWS}what stands above several articles", found.above.encode("utf-8", "replace")
        )


def _in_tables(lines: list[_Line]) -> list[dict[str, Any]]:
    """The articles of a document whose table has one a row below the names of fields, or rows of a label and a value;
    none where words outside of it are more than a title."""
    rows = [line.cells for line in lines if line.cells and any(line.cells)]
    if sum(len(line.text) for line in lines if not line.cells) > _BESIDE_TABLE or len(rows) < 2:
        return []
    if not names_fields("\t".join(" ".join(cell.split()) for cell in rows[0])):
        return labelled_rows(rows)
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def _outside_tables(lines: list[_Line]) -> str:
    return "\n".join(line.text.strip() for line in lines if not line.cells and line.text.strip())


def _below_headings(lines: list[_Line]) -> Several:
    """The articles of a document in which each stands below a headline in one style; in doubt where the headings are as
    short as those of sections are."""
    style = next((line.style for line in lines if line.style in _TITLES and line.text.strip()), None)
    pieces: list[list[str]] = []
    above: list[str] = []
    for line in lines:
        if style and line.style == style and line.text.strip():
            pieces.append([line.text.strip()])
        elif pieces:
            pieces[-1].append(line.text)
        elif line.text.strip():
            above.append(line.text.strip())
    if len(pieces) < 2 or len(above) > ABOVE_LINES or any(len(line) > LABEL_LETTERS * 2 for line in above):
        return Several()
    articles = [{"title": piece[0], "text": "\n".join(piece[1:]).strip("\n")} for piece in pieces]
    if not all(len(article["text"].split()) >= WORDS for article in articles):
        return Several()
    if not all(len(article["title"].split()) >= _HEADLINE_WORDS for article in articles):
        return Several(doubt=True)
    return Several(articles, above="\n".join(above))


def _fields(lines: list[_Line], text: str) -> dict[str, Any]:
    fields = fields_of_text(text)
    filled = [number for number, line in enumerate(lines) if line.text.strip()]
    if set(fields) == {"text"} and len(filled) > 1 and lines[filled[0]].style in _TITLES:
        below = "\n".join(line.text for line in lines[filled[0] + 1 :]).strip("\n")
        return {"title": lines[filled[0]].text.strip(), "text": below}
    return fields


def _beside(archive: zipfile.ZipFile) -> list[str]:
    """What stands beside a document's text, by what Word calls its files."""
    names = (name.rpartition("/")[2].removesuffix(".xml") for name in archive.namelist() if name.startswith("word/"))
    return sorted({_BESIDE[name.rstrip("0123456789")] for name in names if name.rstrip("0123456789") in _BESIDE})


def _lines(archive: zipfile.ZipFile, kind: str, limits: Limits) -> Iterator[_Line]:
    """The paragraphs, and of each row of a table one line; a box that stands within a paragraph is behind it."""
    skipped, member = _SKIPPED[kind], _WORD if kind == "docx" else _OPEN
    skipping = cells = paragraphs = 0
    open_ones: list[list[str]] = []  # pieces of the paragraphs that are open, the outermost first
    row: list[str] = []
    boxes: list[_Line] = []
    style, shown, held = "", kind == "odt", 0
    for event, name, said in events(archive, member, limits, kind):
        if (held := held + (len(name) if event == LETTERS else 1)) > _HELD * limits.record_bytes:
            raise Fault(too_large(limits))
        if event == LETTERS:
            if open_ones and shown and not skipping:
                open_ones[-1].append(name)
        elif name in skipped:
            skipping += 1 if event == START else -1
        elif skipping:
            continue
        elif name == "t" and kind == "docx":
            shown = event == START
        elif name in _PARAGRAPHS and event == START:
            open_ones.append([])
            style = said.get("style-name", "") if not cells else ""
        elif name in _PARAGRAPHS and open_ones:
            line = _Line("".join(open_ones.pop()), style.lower())
            if cells:
                if paragraphs:  # a further one of the cell
                    row[-1] = f"{row[-1]}\n{line.text.strip()}".strip("\n")
                else:
                    row.append(line.text.strip())
                paragraphs += 1
            elif open_ones:
                boxes.append(line)
            else:
                yield line
                yield from boxes
                boxes.clear()
                held = 0
        elif name == "pStyle" and event == START:
            style = said.get("val", "")
        elif name in _CELLS:
            cells, paragraphs = cells + (1 if event == START else -1), 0
        elif name in _ROWS and event == END and cells <= 0:
            yield _Line(_CELL.join(" ".join(said.split("\n")) for said in row if said), "", tuple(row))
            row.clear()
            held = 0
        elif event == START and open_ones:
            open_ones[-1].append(_white(name, said))


def _white(name: str, said: dict[str, str]) -> str:
    if name in _BREAKS:
        return "\n"
    if name in _TABS:
        return "\t"
    if name == "s":  # OpenDocument's: several spaces
        count = said.get("c", "1")
        return " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
    return ""
