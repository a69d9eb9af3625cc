"""One walk over a page's tree, which makes its outline: which elements are looked into, what each says of itself."""

import re
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.limits import Limits
from nashra.landing.pages.line_ends import Lines, spaced
from nashra.landing.pages.moments import COUNTED_BY, DATE, DATED, note_moment, note_published, note_time
from nashra.landing.pages.outline import Outline
from nashra.landing.pages.page_rules import PageRules
from nashra.landing.pages.places import Place
from nashra.landing.records import RecordFault

_CHROME = frozenset(["nav", "footer"])
_NO_ELEMENT = ("-", "_", "!")  # how names of comments and doctypes begin; an instruction has none
_IN_CHROME = int(Place.NAV | Place.FOOTER)
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
_PRESSED_BY = frozenset(["onclick", "data-href", "data-url", "data-link"])
_BLOCK = re.compile(r"display\s?:\s?block")  # of a <span> that is a line
_SMALL = frozenset(["small", "em", "i"])  # what else a day is set in
_BRACKETED = re.compile(r"[\[(]\d{1,3}[\])]")
_CAPTIONS = "captions"
# What else names an element where its classes are made by a program.
_NAMED_BY = frozenset(
    ["data-testid", "data-component", "data-component-name", "data-hook", "data-qa", "aria-labelledby"]
)
_TELLING = frozenset([*_NAMED_BY, *_PRESSED_BY, *COUNTED_BY])  # what is looked at more closely
_NAMED_SO = frozenset(["class", "id"])
_UNSHOWN = frozenset(["hidden", "placeholder", "fallback"])  # attributes of what a script shows, or AMP until it does
_PRE = "pre"  # in names and styles that keep line ends: asked before a pattern is
_NO_TEXT = frozenset(["script", "style", "template", "head", "svg"])  # what they hold is no page's text
_WRITTEN = frozenset(["text", "email", "tel"])  # types of fields to write in
_CHOSEN = frozenset(["radio", "checkbox"])  # ... and to choose from
_STATIC = 0x200  # tags that every page may have are numbered below it, the same in each; those of one page are not
_CONTROLS = frozenset(["select", "option", "button", "input", "textarea"])


@cache
def _text_id() -> int:
    """The number of what is text and no element."""
    body = LexborHTMLParser("text").body
    assert body is not None and body.child is not None
    return body.child.tag_id


@cache
def _known(dropped: frozenset[str], inline: frozenset[str]) -> dict[int, tuple[str, str]]:
    """Of tags by their numbers, as far as pages had them: the name, and which way the walk takes with it. A number is
    had in half of the time of a name."""
    return {}


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
        self.lines = Lines(self.outline, rules)
        self.said_by = rules.said_by
        self.pres: list[int] = []  # open elements in which line ends are line ends: <pre>, and what a style makes one

    def run(self, body: LexborNode) -> None:
        limits, lines, pres, text_id = self.limits, self.lines, self.pres, _text_id()
        pieces, end_line, say = lines.pieces, lines.end_line, lines.pieces.append
        known, depth_limit = _known(limits.html_dropped, limits.html_inline), limits.html_depth
        open_nodes: list[tuple[LexborNode, str]] = []  # with what each is: "a", "block", "space", or "" for the rest
        node: LexborNode | None = body
        while node is not None:
            number = node.tag_id
            if number == text_id:  # most nodes, and most of these are white space
                text = node.text_content or ""
                if pres and "\n" in text:
                    lines.say_lines(text)
                elif not text.isspace():
                    say(spaced(text))
                elif pieces:  # white space begins no line
                    say(" ")
                following = node.next if open_nodes else None
            else:
                tag, way = known.get(number) or self.learn(node, known)
                kind: str | None = None  # of an element whose children are looked at
                if way == "block" or (way == "chrome" and not self.passes_over(tag, node)):
                    self.enter(tag, node)
                    kind = "block"
                elif way == "inline":
                    kind = self.enter_inline(tag, node)
                elif way == "a":
                    lines.enter_link(node)
                    kind = "a"
                elif way == "br":
                    if pieces:
                        end_line()
                elif way == "dropped":
                    self.pass_dropped(tag, node)
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

    def learn(self, node: LexborNode, known: dict[int, tuple[str, str]]) -> tuple[str, str]:
        """The name of a node's tag, and which way the walk takes with it: "block", "chrome" for what may be passed
        over, "inline", "a", "br", "dropped"; "" for a comment and the like."""
        tag = node.tag or ""
        if tag in ("a", "br"):
            way = tag
        elif tag in self.limits.html_inline:
            way = "inline"
        elif tag in self.limits.html_dropped:
            way = "dropped"
        elif tag.startswith(_NO_ELEMENT):
            way = ""
        else:
            way = "chrome" if tag in _CHROME else "block"
        if tag and node.tag_id < _STATIC:
            known[node.tag_id] = tag, way
        return tag, way

    def pass_dropped(self, tag: str, node: LexborNode) -> None:
        """An element whose text is none of the page's: what it shows, and where readers write or press, is noted."""
        outline, owner = self.outline, self.lines.owner
        if tag in _PLAYERS:
            outline.pictures[owner] += 1
        if tag in _NO_TEXT:
            return
        if tag == "input" and (node.attributes.get("type") or "text").lower() in _WRITTEN:
            outline.fields.add(owner)
        elif tag == "input" and node.attributes.get("type") in _CHOSEN:
            outline.pressed.append((owner, ""))
        said = node.text() or ""
        if tag == "button" and said:
            outline.pressed.append((owner, said))
        outline.count_unseen("form" if tag in _CONTROLS else "other", said)

    def passes_over(self, tag: str, node: LexborNode) -> bool:
        """Whether a menu or footer holds nothing that could be a paragraph: then its letters are counted, no more."""
        outline, lines = self.outline, self.lines
        if lines.owner >= 0 and outline.place[lines.owner] & _IN_CHROME:
            return False  # asked once, of the outermost
        if tag == "footer" and (outline.tag[lines.owner] == "article" or node.css_first("time") is not None):
            return False  # some systems say an article's day in a footer of its own, below the headline
        said = node.text(separator="\n") or ""
        if _has_longer(said, self.rules.chrome_chars):
            return False
        if lines.pieces:
            lines.end_line()
        outline.count_unseen(tag, said)
        return True

    def enter_inline(self, tag: str, node: LexborNode) -> str | None:
        """An element that is a part of a line begins; returns what it is, None for one that is not looked into."""
        outline, lines = self.outline, self.lines
        if tag == "time":
            note_time(outline, lines.owner, node)
        elif tag == "img":
            outline.pictures[lines.owner] += 1
        elif tag == "abbr":
            note_published(outline, lines.owner, node)
            note_moment(outline, lines.owner, node)
        elif tag in _SMALL:
            note_moment(outline, lines.owner, node)
        elif tag == "sup":
            if _BRACKETED.fullmatch(text := (node.text() or "").strip()):  # of a note, in a print that leads nowhere
                outline.count_unseen("other", text)
                return None
        elif tag == "span":
            attributes = node.attributes
            if DATED in (attributes.get("itemprop") or "").lower():
                note_time(outline, lines.owner, node)
            note_moment(outline, lines.owner, node)
            names, style = attributes.get("class"), attributes.get("style")
            if style and _BLOCK.search(style):
                self.enter(tag, node)
                return "block"
            if names and self.rules.said_by(f"{names} ") == _CAPTIONS:
                self.enter(tag, node)
                return "block"
            part = self.rules.part_said(names) if names else ""
            if part == "unseen":
                lines.pieces.append(" ")
                return "space"
            if part == "tool":
                outline.count_unseen("other", node.text() or "")
                return None
            if part == "day" and len(outline.text) not in outline.days:
                outline.days[len(outline.text)] = (node.text() or "").strip()[:DATE]
        return ""

    def enter(self, tag: str, node: LexborNode) -> None:
        """An element that is no part of a line begins."""
        outline, lines = self.outline, self.lines
        if lines.pieces:
            lines.end_line()
        up = lines.owner
        attributes = node.attributes
        place = outline.place[up] if up >= 0 else 0
        if tag in _PLACES:
            place |= _PLACES[tag]
        said = prop = names = ""
        role: str | None = None
        kept = telling = False
        if attributes or "-" in tag:
            names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
            more = "-" in tag or not _NAMED_SO.issuperset(attributes)  # than its names: few elements have
            if more:
                if role := attributes.get("role"):
                    place |= _ROLES.get(role, 0)
                    said = self.rules.roles.get(role, "")
                    telling = role == "link"
                prop = attributes.get("itemprop") or ""
                if attributes.get("align") == "center":
                    outline.centred.add(len(outline.tag))
                if not _TELLING.isdisjoint(attributes):
                    telling = True
                    named = (value for name, value in attributes.items() if value and name in _NAMED_BY)
                    names = " ".join([names, *named])
                if "-" in tag:  # AMP's elements say it by their own name
                    names = f"{names} {tag}"
            if len(names) > 1:
                said = said or self.said_by(names)
                kept = _PRE in names and self.rules.names_line_ends(names)
            if more:
                if style := attributes.get("style"):
                    if "center" in style:
                        outline.centred.add(len(outline.tag))
                    kept = kept or (_PRE in style and self.rules.styles_line_ends(style))
                if not said and (not _UNSHOWN.isdisjoint(attributes) or (style and "none" in style)):
                    said = self.rules.hidden(attributes)
        lines.owner = len(outline.tag)
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
                outline.pressable.add(lines.owner)
            note_moment(outline, lines.owner, node)
        if prop and DATED in prop.lower():  # microdata: <div itemprop="datePublished" content="...">
            note_time(outline, lines.owner, node)
        if kept or tag == "pre":
            self.pres.append(lines.owner)

    def leave(self, kind: str) -> None:
        """A link, a block or what is set off by a space ends."""
        outline, lines = self.outline, self.lines
        if kind == "a":
            lines.leave_link()
            return
        if kind == "space":
            lines.pieces.append(" ")
            return
        if lines.pieces:
            lines.end_line()
        here, tags = lines.owner, outline.tag
        outline.until[here] = len(tags)
        if tags[here] == "tr":
            lines.join_cells(outline.first[here])
        if self.pres and self.pres[-1] == here:
            self.pres.pop()
        outline.last[here] = len(outline.text)
        lines.owner = up = outline.parent[here]
        if up >= 0 and (pictures := outline.pictures[here]):
            outline.pictures[up] += pictures


def _has_longer(text: str, most: int) -> bool:
    """Whether a line of a text is longer: by where lines end, a stretch of so many characters after another."""
    at = 0
    while len(text) - at > most:
        end = text.rfind("\n", at, at + most + 1)
        if end < 0:
            return True
        at = end + 1
    return False
