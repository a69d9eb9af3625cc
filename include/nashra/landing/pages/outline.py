"""A page's elements and lines in its own order, from one walk over its tree: what every later step looks at."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from nashra.landing.limits import Limits
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.places import Place
from nashra.landing.records import RecordFault

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_EDGES = " \u200e\u200f"  # blanks and marks of direction, around a line
_GLUED, _FACTS = 2, 100  # pieces of a line that may be glued, characters of a line of facts
_ENDS_IN_NUMBER, _BEGINS_WITH_NUMBER = re.compile(r"\d\d$"), re.compile(r"\d\d|\d\s")
_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")
_ODD = re.compile(r"[\t\r\f\v\n\u00a0]|  ")
_WORD = re.compile(r"[^\W_]")
_NO_LETTERS = re.compile(r"[\W_]+")
_CHROME = frozenset(["nav", "footer"])
_NO_ELEMENT = ("-", "_", "!")  # how names of comments and doctypes begin; an instruction has none
_IN_CHROME = int(Place.NAV | Place.FOOTER)
_BETWEEN_CELLS = ": "  # the first cell names what the others say; bars make a row look like a menu
_DATE = 100  # characters of a <time> that says its moment only in words
_ROW = 30  # cells of a row that may share a line
_TITLED, _TOOL = 2, 12  # lines of a row with a title and a link to print it, characters of that link
_CELL = 80  # characters of a cell that may share a line with the other cells of its row
_PLACE_TAGS = {
    "nav": Place.NAV, "aside": Place.ASIDE, "header": Place.HEADER, "footer": Place.FOOTER, "figure": Place.FIGURE,
    "table": Place.TABLE, "form": Place.FORM, "ul": Place.LIST, "ol": Place.LIST, "dl": Place.LIST,
    "menu": Place.NAV, "figcaption": Place.FIGURE,
}  # fmt: skip
_PLACE_ROLES = {
    "navigation": Place.NAV, "menu": Place.NAV, "menubar": Place.NAV, "tablist": Place.NAV, "search": Place.FORM,
    "complementary": Place.ASIDE, "banner": Place.HEADER, "contentinfo": Place.FOOTER, "form": Place.FORM,
}  # fmt: skip
_PLACES = {tag: int(place) for tag, place in _PLACE_TAGS.items()}  # plain numbers: they are looked up for each element
_ROLES = {role: int(place) for role, place in _PLACE_ROLES.items()}
_PLAYERS = frozenset(["iframe", "video", "object", "embed"])  # what films are shown in
_PICTURES = frozenset(["img", "picture", "amp-img", "video", "amp-video"])
# What leads to a footnote, and from it back; of how many pieces and characters it is.
_MARK, _MARK_PIECES, _MARK_CHARS = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3}|[†‡↑↩^])\ufe0e?[\])]?"), 3, 6
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_PRESSED_BY = frozenset(["onclick", "data-href", "data-url", "data-link"])
_BLOCK = re.compile(r"display\s?:\s?block")  # of a <span> that is a line
_SMALL = frozenset(["small", "em", "i"])  # what else a day is set in
_COUNTED_BY = ("data-date", "data-datetime", "data-time", "data-timestamp", "data-utc", "data-published")
_BRACKETED = re.compile(r"[\[(]\d{1,3}[\])]")
_CAPTIONS = "captions"
# What else names an element where its classes are made by a program.
_NAMED_BY = frozenset(
    ["data-testid", "data-component", "data-component-name", "data-hook", "data-qa", "aria-labelledby"]
)
_TELLING = frozenset([*_NAMED_BY, *_PRESSED_BY, *_COUNTED_BY])  # what is looked at more closely
_UNSHOWN = frozenset(["hidden", "placeholder", "fallback"])  # attributes of what a script shows, or AMP until it does
_PRE = "pre"  # in names and styles that keep line ends: asked before a pattern is
DATED, MARKED = "datepublished", "dt-published"  # of microdata and microformats, in lower case
_NO_TEXT = frozenset(["script", "style", "template", "head", "svg"])  # what they hold is no page's text
_WRITTEN = frozenset(["text", "email", "tel"])  # types of fields to write in
_CHOSEN = frozenset(["radio", "checkbox"])  # ... and to choose from
_CONTROLS = frozenset(["select", "option", "button", "input", "textarea"])


class Time(NamedTuple):
    """A <time> element."""

    line: int
    element: int  # the block it stands in
    moment: str  # its datetime
    names: str  # its itemprop and class, in lower case


@dataclass(slots=True)
class Outline:
    """Elements and lines, each numbered in the page's order. Element 0 is the body."""

    # --- of each element
    tag: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)  # -1 for the body
    first: list[int] = field(default_factory=list)  # its lines are range(first, last)
    last: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)  # the elements in it are range(its own number + 1, until)
    place: list[int] = field(default_factory=list)  # flags of `Place`, those of its ancestors among them
    said: list[str] = field(default_factory=list)  # what its names say it is for, a part of pages.yaml; "" mostly
    prop: list[str] = field(default_factory=list)  # its itemprop
    names: list[str] = field(default_factory=list)  # its class and id, as written
    pictures: list[int] = field(default_factory=list)  # how many it holds
    # --- of each line
    text: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)  # its characters in links
    links: list[int] = field(default_factory=list)  # how many links it has
    owner: list[int] = field(default_factory=list)  # the element it stands in
    # --- beside them
    times: list[Time] = field(default_factory=list)
    days: dict[int, str] = field(default_factory=dict)  # of lines: the part of each that is named for a day
    inward: set[int] = field(default_factory=set)  # headings whose links all lead to a place on the page itself
    notes: set[int] = field(default_factory=set)  # lines that are footnotes
    fields: set[int] = field(default_factory=set)  # elements that hold a field to write in
    pressable: set[int] = field(default_factory=set)  # elements that lead elsewhere when they are pressed, with no link
    centred: set[int] = field(default_factory=set)  # elements whose style sets their text in the middle
    pressed: list[tuple[int, str]] = field(
        default_factory=list
    )  # elements that hold a button, and what it says; "" for an answer to choose
    unseen: dict[str, int] = field(default_factory=dict)  # letters that are in no line, by the place they stand in

    def holds(self, element: int, line: int | None) -> bool:
        """Whether a line, if there is one, is among an element's."""
        return line is not None and self.first[element] <= line < self.last[element]


def _parted(pieces: list[str]) -> str:
    """A line of pieces, with a space where a day or an hour touches a word in a short one: a style parts them."""
    if sum(map(len, pieces)) > _FACTS:
        return "".join(pieces)
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


def letters_of(text: str) -> int:
    """Letters and digits of a text."""
    return len(_NO_LETTERS.sub("", text))


def children(outline: Outline, element: int) -> list[int]:
    """The elements right below one."""
    found, child = [], element + 1
    while child < outline.until[element]:
        found.append(child)
        child = outline.until[child]
    return found


def read_outline(body: LexborNode, rules: PageRules, limits: Limits) -> Outline:
    """The walk. Raises RecordFault for elements nested deeper than `limits.html_depth`.

    By hand, because a recursion would end at a thousand nested elements.
    """
    walk = _Walk(rules, limits)
    walk.run(body)
    return walk.outline


class _Walk:
    def __init__(self, rules: PageRules, limits: Limits) -> None:
        self.rules, self.limits, self.outline = rules, limits, Outline()
        self.pieces: list[str] = []
        self.spans: list[tuple[int, int]] = []  # links of the line so far: pieces[start:end]
        self.in_link = 0  # the number of its first piece, plus one, while inside a link
        self.inward = 0  # links of the line so far that lead to a place on the page
        self.link: LexborNode | None = None  # the open one
        self.noted: set[str] = set()  # where marks of footnotes stand, which their notes lead back to
        self.is_note = False  # whether the line so far begins as a footnote
        self.owner = -1
        self.pres: list[int] = []  # open elements in which line ends are line ends: <pre>, and what a style makes one

    def run(self, body: LexborNode) -> None:
        limits, pieces, end_line = self.limits, self.pieces, self.end_line
        dropped, inline, depth_limit = limits.html_dropped, limits.html_inline, limits.html_depth
        open_nodes: list[tuple[LexborNode, str]] = []  # with what each is: "a", "block", "space", or "" for the rest
        node: LexborNode | None = body
        while node is not None:
            tag = node.tag or ""
            kind: str | None = None  # of an element whose children are looked at
            if tag == "-text":
                text = node.text_content or ""
                if self.pres and "\n" in text:
                    self.say_lines(text)
                elif not text.isspace():
                    pieces.append(_SPACE.sub(" ", text) if _ODD.search(text) else text)
                elif pieces:  # white space begins no line
                    pieces.append(" ")
            elif tag in inline:
                kind = self.enter_inline(tag, node)
            elif tag == "br":
                if pieces:
                    end_line()
            elif tag in dropped:
                if tag in _PLAYERS:
                    self.outline.pictures[self.owner] += 1
                if tag not in _NO_TEXT:
                    if tag == "input" and (node.attributes.get("type") or "text").lower() in _WRITTEN:
                        self.outline.fields.add(self.owner)
                    elif tag == "input" and node.attributes.get("type") in _CHOSEN:
                        self.outline.pressed.append((self.owner, ""))
                    said = node.text() or ""
                    if tag == "button" and said:
                        self.outline.pressed.append((self.owner, said))
                    self.count_unseen("form" if tag in _CONTROLS else "other", said)
            elif not tag.startswith(_NO_ELEMENT) and not (tag in _CHROME and self.passes_over(tag, node)):
                self.enter(tag, node)
                kind = "block"
            if kind is not None:
                if (child := node.child) is not None:
                    if len(open_nodes) >= depth_limit:
                        raise RecordFault(f"html: elements nested deeper than {depth_limit}")
                    open_nodes.append((node, kind))
                    node = child
                    continue
                if kind:
                    self.leave(kind)
            following = node.next if open_nodes else None
            while following is None and open_nodes:
                node, kind = open_nodes.pop()
                if kind:
                    self.leave(kind)
                following = node.next if open_nodes else None
            node = following

    def passes_over(self, tag: str, node: LexborNode) -> bool:
        """Whether a menu or footer holds nothing that could be a paragraph: then its letters are counted, no more."""
        if self.owner >= 0 and self.outline.place[self.owner] & _IN_CHROME:
            return False  # asked once, of the outermost
        if tag == "footer" and (self.outline.tag[self.owner] == "article" or node.css_first("time") is not None):
            return False  # some systems say an article's day in a footer of its own, below the headline
        texts = (node.text(separator="\n") or "").split("\n")
        if max(map(len, texts)) > self.rules.chrome_chars:
            return False
        if self.pieces:
            self.end_line()
        self.count_unseen(tag, "".join(texts))
        return True

    def count_unseen(self, place: str, text: str) -> None:
        if letters := letters_of(text):
            self.outline.unseen[place] = self.outline.unseen.get(place, 0) + letters

    def say_lines(self, text: str) -> None:
        first, *rest = text.split("\n")
        self.pieces.append(_SPACE.sub(" ", first))
        for line in rest:
            self.end_line()
            self.pieces.append(_SPACE.sub(" ", line))

    def enter_inline(self, tag: str, node: LexborNode) -> str | None:
        """An element that is a part of a line begins; returns what it is, None for one that is not looked into."""
        if tag == "a":
            self.in_link, self.link = len(self.pieces) + 1, node
            if self.outline.tag[self.owner] in HEADINGS:
                self.inward += len(href := node.attributes.get("href") or "") > 1 and href[0] == "#"
            return "a"
        if tag == "time":
            self.note_time(node)
        elif tag == "img":
            self.outline.pictures[self.owner] += 1
        elif tag == "abbr":
            self.note_published(node)
            self.note_moment(node)
        elif tag in _SMALL:
            self.note_moment(node)
        elif tag == "sup":
            if _BRACKETED.fullmatch(text := (node.text() or "").strip()):  # of a note, in a print that leads nowhere
                self.count_unseen("other", text)
                return None
        elif tag == "span":
            attributes = node.attributes
            if DATED in (attributes.get("itemprop") or "").lower():
                self.note_time(node)
            self.note_moment(node)
            names, style = attributes.get("class"), attributes.get("style")
            if style and _BLOCK.search(style):
                self.enter(tag, node)
                return "block"
            if names and self.rules.said_by(f"{names} ") == _CAPTIONS:
                self.enter(tag, node)
                return "block"
            part = self.rules.part_said(names) if names else ""
            if part == "unseen":
                self.pieces.append(" ")
                return "space"
            if part == "tool":
                self.count_unseen("other", node.text() or "")
                return None
            if part == "day" and len(self.outline.text) not in self.outline.days:
                self.outline.days[len(self.outline.text)] = (node.text() or "").strip()[:_DATE]
        return ""

    def enter(self, tag: str, node: LexborNode) -> None:
        """An element that is no part of a line begins."""
        if self.pieces:
            self.end_line()
        outline, up = self.outline, self.owner
        attributes = node.attributes
        place = _PLACES.get(tag, 0) | (outline.place[up] if up >= 0 else 0)
        said = prop = names = ""
        role: str | None = None
        kept = telling = False
        if attributes or "-" in tag:
            if role := attributes.get("role"):
                place |= _ROLES.get(role, 0)
                said = self.rules.roles.get(role, "")
                telling = role == "link"
            prop = attributes.get("itemprop") or ""
            if attributes.get("align") == "center":
                self.outline.centred.add(len(self.outline.tag))
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            if not _TELLING.isdisjoint(attributes):
                telling = True
                names = " ".join([names, *(value for name, value in attributes.items() if value and name in _NAMED_BY)])
            if "-" in tag:  # AMP's elements say it by their own name
                names = f"{names} {tag}"
            if len(names) > 1:
                said = said or self.rules.said_by(names)
                kept = _PRE in names and self.rules.names_line_ends(names)
            if style := attributes.get("style"):
                if "center" in style:
                    self.outline.centred.add(len(self.outline.tag))
                kept = kept or (_PRE in style and self.rules.styles_line_ends(style))
            if not said and (not _UNSHOWN.isdisjoint(attributes) or (style and "none" in style)):
                said = self.rules.hidden(attributes)
        self.owner = len(outline.tag)
        outline.tag.append(tag)
        outline.parent.append(up)
        outline.first.append(len(outline.text))
        outline.last.append(0)
        outline.until.append(0)
        outline.place.append(place)
        outline.said.append(said)
        outline.prop.append(prop)
        outline.names.append(names)
        outline.pictures.append(1 if tag in _PICTURES else 0)
        if telling:
            if role == "link" or not _PRESSED_BY.isdisjoint(attributes):
                outline.pressable.add(self.owner)
            self.note_moment(node)
        if DATED in prop.lower():  # microdata: <div itemprop="datePublished" content="...">
            self.note_time(node)
        if kept or tag == "pre":
            self.pres.append(self.owner)

    def leave(self, kind: str) -> None:
        """A link, a block or what is set off by a space ends."""
        if kind == "a":
            last = self.pieces[-1] if self.pieces else ""
            if len(last) > _MARK_CHARS or last.isalpha() or not self.drops_mark():
                self.end_link()
            self.in_link = 0
            return
        if kind == "space":
            self.pieces.append(" ")
            return
        if self.pieces:
            self.end_line()
        outline, here = self.outline, self.owner
        outline.until[here] = len(outline.tag)
        if outline.tag[here] == "tr":
            self.join_cells(outline.first[here])
        if self.pres and self.pres[-1] == here:
            self.pres.pop()
        outline.last[here] = len(outline.text)
        self.owner = up = outline.parent[here]
        if up >= 0:
            outline.pictures[up] += outline.pictures[here]

    def note_published(self, node: LexborNode) -> None:
        """hAtom's day of publication: <abbr class="published" title="2024-03-10T09:00:00+03:00">."""
        attributes = node.attributes
        if "published" in (attributes.get("class") or "").split() and (moment := attributes.get("title")):
            self.outline.times.append(Time(len(self.outline.text), self.owner, moment, MARKED))

    def note_moment(self, node: LexborNode) -> None:
        """«قبل 9 أشهر», with the moment where a mouse rests, or for a script that counts on."""
        attributes = node.attributes
        values = (attributes.get("title"), *(attributes.get(name) for name in _COUNTED_BY if name in attributes))
        for value in values:
            if value and _MOMENT.match(value):
                self.outline.times.append(Time(len(self.outline.text), self.owner, value, (node.text() or "")[:_DATE]))
                return

    def note_time(self, node: LexborNode) -> None:
        attributes = node.attributes
        names = f"{attributes.get('itemprop') or ''} {attributes.get('class') or ''}".lower()
        counted = next((value for name in _COUNTED_BY if _MOMENT.match(value := attributes.get(name) or "")), None)
        moment = (
            attributes.get("datetime") or attributes.get("content") or counted or (node.text() or "").strip()[:_DATE]
        )
        self.outline.times.append(Time(len(self.outline.text), self.owner, moment, names))

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
        self.count_unseen("other", text)
        return True

    def end_link(self) -> None:
        if self.in_link:
            self.spans.append((self.in_link - 1, len(self.pieces)))

    def end_line(self) -> None:
        pieces = self.pieces
        if self.in_link:  # a link around blocks: the line ends inside it
            self.end_link()
            self.in_link = 1
        text = ("".join(pieces) if len(pieces) < _GLUED else _parted(pieces)).strip(_EDGES)
        if text:
            if self.is_note:
                self.outline.notes.add(len(self.outline.text))
            self.add(_SPACE.sub(" ", text) if "  " in text else text)
        pieces.clear()
        self.spans.clear()
        self.inward, self.is_note = 0, False

    def add(self, text: str) -> None:
        """A line; of links side by side, one for each."""
        outline, pieces, spans = self.outline, self.pieces, self.spans
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
                    outline.text.append(_SPACE.sub(" ", label))
                    outline.linked.append(0)
                    outline.links.append(0)
                    outline.owner.append(self.owner)
                for link in links:
                    link = _SPACE.sub(" ", link)
                    outline.text.append(link)
                    outline.linked.append(len(link))
                    outline.links.append(1)
                    outline.owner.append(self.owner)
                return
        if len(links) == 1 and spans[0][0] > 0 and spans[0][1] < len(pieces):
            label, rest = "".join(pieces[: spans[0][0]]), "".join(pieces[spans[0][1] :])
            parted = label[-1:].strip() and rest[:1].strip() and len(rest) > self.rules.paragraph_chars
            if parted and self.rules.leads_on(label):
                for part, whole in ((label, 0), (links[0], len(links[0])), (rest, 0)):  # spans that a style parts
                    outline.text.append(_SPACE.sub(" ", part).strip())
                    outline.linked.append(whole)
                    outline.links.append(1 if whole else 0)
                    outline.owner.append(self.owner)
                return
        if self.inward and self.inward == len(links):
            outline.inward.add(len(outline.text))
        outline.text.append(text)
        outline.linked.append(linked)
        outline.links.append(len(links))
        outline.owner.append(self.owner)

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
