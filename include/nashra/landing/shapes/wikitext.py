"""Wikitext to plain lines: links keep their words, pictures, categories, references, templates and tables go."""

import re
from collections.abc import Collection, Iterator

from nashra.landing.shapes.rules import key

_ROUNDS = 40  # templates within templates
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REFERENCE = re.compile(
    r"<(ref|gallery|timeline|math|syntaxhighlight|imagemap)\b[^<>]{0,500}(?<!/)>.*?</\1\s*>|<ref\b[^<>]{0,500}/>",
    re.DOTALL | re.IGNORECASE,
)
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
    text = _REFERENCE.sub("", _COMMENT.sub("", text))

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
