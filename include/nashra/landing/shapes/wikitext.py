"""Wikitext to plain lines: links keep their words, pictures, categories, references, templates and tables go."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator

from nashra.landing.shapes.rules import key

_ROUNDS = 40  # templates within templates
_APART = "ref|gallery|timeline|math|syntaxhighlight|imagemap"
_OPEN = re.compile(rf"<(!--|(?:{_APART})\b)(?:(?<=!--)|[^<>]{{0,500}}>)", re.IGNORECASE)
_CLOSE = re.compile(rf"-->|</({_APART})\s{{0,20}}>", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{([^{}|\n]{0,200})((?:\|[^{}]*)?)\}\}|\{\{[^{}]*\}\}")
_TABLE = re.compile(r"^[ \t:]*\{\|(?:(?!^[ \t:]*\{\|).)*?^[ \t]*\|\}", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[\[:?([^\[\]|\n]{1,400})((?:\|[^\[\]]*)?)\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,2000}(?:[ \t]+([^\[\]\n]{1,500}))?\]")
_QUOTES = re.compile(r"'{2,5}")
_HEADING = re.compile(r"^[ \t]*(={1,6})[ \t]*([^=\n][^\n]{0,300}?)[ \t]*\1[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[*#:;]{1,8}[ \t]*", re.MULTILINE)
_SWITCH = re.compile(r"^[ \t]*__\S{2,40}__[ \t]*$", re.MULTILINE)
_RULER = re.compile(r"^-{4,}[ \t]*$", re.MULTILINE)


def plain_wiki(text: str, dropped_links: Collection[str], quotes: Collection[str]) -> str:
    """The text's lines. `dropped_links`: what links of files and categories begin with; `quotes`: templates whose words
    are the article's; names as `key` has them."""
    text = _without_apart(text)

    def template(match: "re.Match[str]") -> str:
        if match[1] is None or key(match[1]) not in quotes:
            return ""
        return next((value for name, value in _values(match[2]) if not name), "")

    def link(match: "re.Match[str]") -> str:
        target, _, label = match[1].partition(":")
        if label and key(target) in dropped_links:
            return ""
        return match[2].rpartition("|")[2] or match[1]

    for pattern, said in ((_TEMPLATE, template), (_TABLE, lambda _: ""), (_LINK, link)):
        for _ in range(_ROUNDS):
            text, many = pattern.subn(said, text)
            if not many:
                break
    text = _OUTSIDE.sub(lambda match: match[1] or "", text)
    text = _RULER.sub("", _SWITCH.sub("", _QUOTES.sub("", text)))
    return _without_empty_sections(_ITEM.sub("", text))


def _without_apart(text: str) -> str:
    """The text without comments, references and what else stands apart from it. What is never closed stays, and is
    looked for once."""
    closings: dict[str, list[re.Match[str]]] = defaultdict(list)
    for closing in _CLOSE.finditer(text):
        closings[(closing[1] or "!--").lower()].append(closing)
    parts, at = list[str](), 0
    for opening in _OPEN.finditer(text):
        name = opening[1].lower()
        if opening.start() < at:
            continue
        if opening[0].endswith("/>"):
            end = opening.end() if name == "ref" else None
        else:
            next_one = bisect_left(closings[name], opening.end(), key=re.Match.start)
            end = closings[name][next_one].end() if next_one < len(closings[name]) else None
        if end is not None:
            parts.append(text[at : opening.start()])
            at = end
    return "".join([*parts, text[at:]])


def template_values(text: str, name: str) -> Iterator[str]:
    """The first words that each template of a name is given."""
    for match in _TEMPLATE.finditer(text):
        if match[1] is not None and key(match[1]) == name:
            yield from [value for named, value in _values(match[2]) if not named and value][:1]


def _values(given: str) -> Iterator[tuple[str, str]]:
    """What a template is given: names ("" where there is none, or a number) and values."""
    for piece in given.split("|")[1:]:
        name, joint, value = piece.partition("=")
        named = bool(joint) and not name.strip().isdecimal()
        yield (name.strip() if named else "", (value if joint else piece).strip())


def _without_empty_sections(text: str) -> str:
    """The text with its headings as lines, less those below which nothing is left."""
    lines: list[str] = []
    headings: list[str] = []
    for line in text.split("\n"):
        if match := _HEADING.fullmatch(line):
            headings.append(match[2].strip())
        elif line.strip():
            lines += headings
            headings = []
            lines.append(line.strip())
    return "\n".join(lines)
