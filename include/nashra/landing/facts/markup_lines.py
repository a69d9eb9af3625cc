"""Lines of a piece of HTML that stood in a field, by a walk over its tree."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from nashra.landing.facts.markup_rules import MarkupRules
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault

_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")
# Inside a block a line end is white space, as browsers have it, unless the end of a sentence or a blank line says else.
_INNER_END = re.compile(r"\n[ \t\u00a0]*\n\s*|(?<=[.!؟?…])[ \t\u00a0]*\n\s*")
_NO_BLOCKS = frozenset(["html", "body"])  # in these, line ends are the text's own
_TAG = re.compile(
    r"<(script|style)\b.*?</\1|</?([a-zA-Z][\w:-]*+)[^<>]*+>|<!--.*?-->|<[!?][^<>]*>", re.DOTALL | re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")


def fragment_lines(text: str, rules: MarkupRules, limits: Limits) -> list[str]:
    """The lines, none blank. Raises RecordFault for elements nested deeper than `limits` allow."""
    tree = LexborHTMLParser(text)
    lines = _Walk(rules, limits).run(tree.root) if tree.root is not None else []
    bare = _TAG.sub(lambda match: " " if (match[2] or "").lower() in limits.html_inline else "\n", text)
    if 2 * len(_LETTER.findall("".join(lines))) < len(_LETTER.findall(bare)):
        # A quote that never ends, or the like, has swallowed more than half of it: then only the tags go.
        return [line for part in bare.split("\n") if (line := _SPACE.sub(" ", part).strip())]
    return lines


class _Walk:
    def __init__(self, rules: MarkupRules, limits: Limits) -> None:
        self.rules, self.limits = rules, limits
        self.lines: list[str] = []
        self.piece: list[str] = []
        self.blocks = self.kept = 0  # open elements of either kind
        self.rows: list[int] = []  # lines before each open row of a table

    def run(self, top: LexborNode) -> list[str]:
        """By hand, because a recursion would end at a thousand nested elements."""
        open_tags: list[str] = []
        node: LexborNode | None = top
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self.say(node.text_content or "")
            elif tag == "br":
                self.end_line()
            elif tag not in self.limits.html_dropped and tag[:1] not in ("-", "_", "!"):
                self.enter(tag)
                if node.child is not None:
                    if len(open_tags) >= self.limits.html_depth:
                        raise RecordFault(f"html: elements nested deeper than {self.limits.html_depth}")
                    open_tags.append(tag)
                    node = node.child
                    continue
                self.leave(tag)
            following = node.next if open_tags else None
            while following is None and open_tags:
                node = node.parent
                self.leave(open_tags.pop())
                if node is None or not open_tags:
                    break
                following = node.next
            node = following
        self.end_line()
        return self.lines

    def enter(self, tag: str) -> None:
        if tag in self.limits.html_inline:
            return
        self.end_line()
        self.blocks += tag not in _NO_BLOCKS
        self.kept += tag in self.rules.kept
        if tag == "tr":
            self.rows.append(len(self.lines))

    def leave(self, tag: str) -> None:
        if tag in self.limits.html_inline:
            return
        self.end_line()
        self.blocks -= tag not in _NO_BLOCKS
        self.kept -= tag in self.rules.kept
        if tag == "tr" and self.rows:
            first = self.rows.pop()
            cells = self.lines[first:]
            if len(cells) > 1 and max(map(len, cells)) <= self.rules.cell_chars:
                self.lines[first:] = [" | ".join(cells)]

    def say(self, text: str) -> None:
        if "\n" not in text:
            self.piece.append(text)
            return
        own_ends = self.kept or not self.blocks
        first, *others = text.split("\n") if own_ends else _INNER_END.split(text)
        self.piece.append(first)
        for other in others:
            self.end_line()
            self.piece.append(other)

    def end_line(self) -> None:
        line = _SPACE.sub(" ", "".join(self.piece)).strip()
        self.piece.clear()
        if line:
            self.lines.append(line)
