"""Lines of a page out of their pieces: what a line is, links side by side, marks of footnotes, rows of a table."""

import re

from selectolax.lexbor import LexborNode

from nashra.landing.pages.outline import HEADINGS, Outline
from nashra.landing.pages.page_rules import PageRules

_EDGES = " \u200e\u200f"  # blanks and marks of direction, around a line
_GLUED, _FACTS = 2, 100  # pieces of a line that may be glued, characters of a line of facts
_ENDS_IN_NUMBER, _BEGINS_WITH_NUMBER = re.compile(r"\d\d$"), re.compile(r"\d\d|\d\s")
_BLANKS = "\t\r\f\v\n\u00a0"  # what is a space in a line
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]")
_BETWEEN_CELLS = ": "  # the first cell names what the others say; bars make a row look like a menu
_ROW = 30  # cells of a row that may share a line
_TITLED, _TOOL = 2, 12  # lines of a row with a title and a link to print it, characters of that link
_CELL = 80  # characters of a cell that may share a line with the other cells of its row
# What leads to a footnote, and from it back; of how many pieces and characters it is.
_MARK, _MARK_PIECES, _MARK_CHARS = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3}|[†‡↑↩^])\ufe0e?[\])]?"), 3, 6


def spaced(text: str) -> str:
    """A text with each run of blanks made a space: sign by sign, in a tenth of the time that a pattern takes."""
    if not text.isprintable():  # as none of them but a space is
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


class Lines:
    """The line that is being read; once it ends, it is one of the outline's."""

    def __init__(self, outline: Outline, rules: PageRules) -> None:
        self.outline, self.rules = outline, rules
        self.owner = -1  # the element it stands in
        self.pieces: list[str] = []
        self.spans: list[tuple[int, int]] = []  # links of the line so far: pieces[start:end]
        self.in_link = 0  # the number of its first piece, plus one, while inside a link
        self.link: LexborNode | None = None  # the open one
        self.inward = 0  # links of the line so far that lead to a place on the page
        self.noted: set[str] = set()  # where marks of footnotes stand, which their notes lead back to
        self.is_note = False  # whether the line so far begins as a footnote

    def enter_link(self, node: LexborNode) -> None:
        self.in_link, self.link = len(self.pieces) + 1, node
        if self.outline.tag[self.owner] in HEADINGS:
            self.inward += len(href := node.attributes.get("href") or "") > 1 and href[0] == "#"

    def leave_link(self) -> None:
        last = self.pieces[-1] if self.pieces else ""
        if len(last) > _MARK_CHARS or last.isalpha() or not self.drops_mark():
            self.end_link()
        self.in_link = 0

    def say_lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self.pieces.append(spaced(first))
        for line in rest:
            self.end_line()
            self.pieces.append(spaced(line))

    def end_line(self) -> None:
        pieces = self.pieces
        if self.in_link:  # a link around blocks: the line ends inside it
            self.end_link()
            self.in_link = 1
        text = ("".join(pieces) if len(pieces) < _GLUED else _parted(pieces)).strip(_EDGES)
        if text:
            if self.is_note:
                self.outline.notes.add(len(self.outline.text))
            self.add(spaced(text) if "  " in text else text)
        pieces.clear()
        self.spans.clear()
        self.inward, self.is_note = 0, False

    def end_link(self) -> None:
        if self.in_link:
            self.spans.append((self.in_link - 1, len(self.pieces)))

    def add(self, text: str) -> None:
        """A line; of links side by side, one for each."""
        outline, pieces, spans = self.outline, self.pieces, self.spans
        if not spans:
            self.put(text, 0, 0)
            return
        if len(spans) == 1:  # one link, as most lines with any have
            start, end = spans[0]
            link = "".join(pieces[start:end]).strip()
            links, linked = [link] if link else [], min(len(link), len(text))
        else:
            links = [link for start, end in spans if (link := "".join(pieces[start:end]).strip())]
            linked = min(sum(map(len, links)), len(text))
        if len(links) > 1 and linked * 2 > len(text):
            label, beside, at = "".join(pieces[: spans[0][0]]).strip(), [], spans[0][1]
            for start, end in spans[1:]:
                beside += pieces[at:start]
                at = end
            announced = bool(_WORD.search(label))
            if not _WORD.search("".join([*beside, *pieces[at:]])) and (not announced or self.rules.leads_on(label)):
                if announced:  # «مواضيع قد تهمك» beside the links that it announces
                    self.put(spaced(label), 0, 0)
                for link in links:
                    link = spaced(link)
                    self.put(link, len(link), 1)
                return
        if len(links) == 1 and spans[0][0] > 0 and spans[0][1] < len(pieces):
            label, rest = "".join(pieces[: spans[0][0]]), "".join(pieces[spans[0][1] :])
            parted = label[-1:].strip() and rest[:1].strip() and len(rest) > self.rules.paragraph_chars
            if parted and self.rules.leads_on(label):
                for part, whole in ((label, 0), (links[0], len(links[0])), (rest, 0)):  # spans that a style parts
                    self.put(spaced(part).strip(), whole, 1 if whole else 0)
                return
        if self.inward and self.inward == len(links):
            outline.inward.add(len(outline.text))
        self.put(text, linked, len(links))

    def put(self, text: str, linked: int, links: int) -> None:
        outline = self.outline
        outline.text.append(text)
        outline.linked.append(linked)
        outline.links.append(links)
        outline.owner.append(self.owner)

    def drops_mark(self) -> bool:
        """Whether the link that ends is the mark of a footnote, «[1]», and no part of the sentence it stands in."""
        start = self.in_link - 1
        if self.link is None or not 0 < len(self.pieces) - start <= _MARK_PIECES:
            return False
        text = "".join(self.pieces[start:]).strip()
        if len(text) > _MARK_CHARS or not _MARK.fullmatch(text) or self.outline.tag[self.owner] in HEADINGS:
            return False
        attributes = self.link.attributes
        place = (attributes.get("href") or "").partition("#")[2]
        if not place:
            return False
        around = self.link.parent
        here = attributes.get("id") or attributes.get("name") or (around.attributes.get("id") if around else None)
        if place in self.noted and not "".join(self.pieces[:start]).strip():
            self.is_note = True
        if here:
            self.noted.add(here)
        del self.pieces[start:]
        self.outline.count_unseen("other", text)
        return True

    def join_cells(self, first: int) -> None:
        """Lines of a row of a table: one line when each of its cells holds a short one."""
        outline = self.outline
        lines = range(first, len(outline.text))
        if not 1 < len(lines) <= _ROW:
            return
        cells = {outline.owner[line] for line in lines}
        if len(cells) < len(lines) or any(len(outline.text[line]) > _CELL for line in lines):
            return
        if any(outline.tag[cell] not in ("td", "th") for cell in cells) or self.is_pressed(lines):
            return
        row = self.owner
        outline.text[first:] = [_BETWEEN_CELLS.join(outline.text[first:])]
        outline.linked[first:] = [sum(outline.linked[first:])]
        outline.links[first:] = [sum(outline.links[first:])]
        outline.owner[first:] = [row]
        for cell in range(row, len(outline.tag)):
            outline.first[cell] = first
            outline.last[cell] = first + 1

    def is_pressed(self, lines: range) -> bool:
        """Whether a row is a title and, beside it, a link of a word, to print it or to send it on."""
        if len(lines) != _TITLED:
            return False
        said, tool = lines
        outline = self.outline
        return (
            len(outline.text[tool]) <= _TOOL
            and outline.linked[tool] == len(outline.text[tool])
            and not outline.links[said]
            and len(outline.text[said]) >= self.rules.card_title
        )


def _parted(pieces: list[str]) -> str:
    """A line of pieces, with a space where a day or an hour touches a word in a short one: a style parts them."""
    whole = "".join(pieces)
    if len(whole) > _FACTS or _DIGIT.search(whole) is None:
        return whole
    said = pieces[0]
    for piece in pieces[1:]:
        before, after = said[-1:], piece[:1]
        parted = (_is_letter(after) and _ENDS_IN_NUMBER.search(said)) or (
            _is_letter(before) and _BEGINS_WITH_NUMBER.match(piece)
        )
        said += f" {piece}" if parted else piece
    return said


def _is_letter(sign: str) -> bool:
    return sign.isalpha() and not sign.isascii()
