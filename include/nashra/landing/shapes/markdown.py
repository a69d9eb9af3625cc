"""Markdown to plain lines: headings, items and rows become lines, links keep their words, pictures go."""

import re
import tomllib
from functools import cache
from typing import Any

from nashra.landing.shapes.rules import key, shape_rules

_LINK = re.compile(r"!?\[[^\[\]\n]{0,300}\]\((?:https?:|/|\.|#|mailto:)[^()\s]{0,500}(?:\s\"[^\"\n]{0,300}\")?\)")
_HEADING = re.compile(r"^#{1,6}[ \t]\S", re.MULTILINE)
_AT_HEAD = re.compile(r"\s{0,9}#{1,2}[ \t]\S[^\n]{0,300}\n[ \t]*\n")
# A headline in bold on a line of its own at the head, as messengers' interfaces give it.
_BOLD_HEAD = re.compile(r"\s{0,9}(?<!\*)\*\*(?!\*)[^*\n]{8,300}(?<!\*)\*\*(?!\*)[ \t]*\n")
_BOLD = re.compile(r"(?<!\*)\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?!\*)")
# What people and programs mean for bold and Markdown's grammar does not take so: a space or a quotation mark inside.
_MEANT = re.compile(r"(?<!\*)\*\*(?!\*)([^*\n]{1,1000})(?<!\*)\*\*(?!\*)")
# Marks of programs for notes: a highlight, what a quotation is («[!info]»), a link to a note, a note shown within.
_HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{1,1000}?)(?<=\S)==(?!=)")
_CALLOUT = re.compile(r"\[![A-Za-z][A-Za-z_-]{1,20}\][+-]?\s*")
_NOTE_SHOWN = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")
_NOTE_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_TABLE = re.compile(r"^\s{0,3}\|?\s?:?-{3,}:?\s?\|", re.MULTILINE)
_ITEM = re.compile(r"^[*+-] \S", re.MULTILINE)
_FRONT = re.compile(
    r"\ufeff?(?:---[ \t]*\n(.{0,20000}?\n)(?:---|\.\.\.)|\+\+\+[ \t]*\n(.{0,20000}?\n)\+\+\+)[ \t]*(?:\n|$)", re.DOTALL
)
_CELL = " | "
_LONGEST, _MOST_BRACKETS = 1_000_000, 5000  # characters, "[" of a text that is parsed: the time grows with the square
_BREAKS = frozenset(["softbreak", "hardbreak"])

_DROPPED = frozenset(["image", "hr"])


def is_markdown_name(name: str) -> bool:
    """Whether a field of this name holds Markdown."""
    return key(name) in shape_rules().markdown_names


def looks_like_markdown(text: str) -> bool:
    """Whether a text is Markdown beyond doubt: links or pictures, a heading at its head, several of them, or marks of
    several kinds."""
    if ("](" in text and _LINK.search(text)) or _AT_HEAD.match(text) or _BOLD_HEAD.match(text):
        return True
    headings = _few(_HEADING, text) if "# " in text else 0
    bold = _few(_BOLD, text) if "**" in text else 0
    if headings >= 2 or bold >= 3:
        return True
    others = bool(headings) + bool(bold)
    if others and ("|" in text or "\n- " in text or "\n* " in text):
        others += bool(_TABLE.search(text)) + bool(_ITEM.search(text))
    return others >= 2


def _few(pattern: "re.Pattern[str]", text: str) -> int:
    """How often a pattern is found, up to three."""
    found = 0
    for _ in pattern.finditer(text):
        found += 1
        if found == 3:
            break
    return found


def front_matter(text: str) -> tuple[str, str]:
    """What stands between the lines of three dashes, or of three plus signs, at a file's head ("" when nothing does),
    and the rest."""
    match = _FRONT.match(text)
    return (match[1] or match[2], text[match.end() :]) if match else ("", text)


def front_fields(head: str) -> dict[str, Any]:
    """Front matter as fields; as one text where it is neither YAML nor TOML of names and values."""
    from nashra.landing.shapes.yaml_values import NoYaml, yaml_value

    found = None
    for load in (yaml_value, tomllib.loads):
        try:
            found = load(head)
        except (NoYaml, ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            break
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {"front matter": head}


def plain_lines(markdown: str) -> str:
    """The text of a Markdown source without its marks. HTML in it stays as it is, and so does all of a huge one."""
    if len(markdown) > _LONGEST or markdown.count("[") > _MOST_BRACKETS:
        return markdown
    lines: list[str] = []
    cells: list[str] | None = None
    for token in _parser().parse(front_matter(markdown)[1]):
        if token.type == "inline":
            words = _words(token.children or [])
            if cells is None:
                lines.append(words)
            else:
                cells.append(" ".join(words.split()))
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            if any(cells):
                lines.append(_CELL.join(cells))
            cells = None
        elif token.type in ("fence", "code_block", "html_block"):
            lines.append(token.content)
    return "\n".join(line.strip("\n") for line in lines if line.strip())


def _words(tokens: list[Any]) -> str:
    pieces: list[str] = []
    for token in tokens:
        if token.type in _BREAKS:
            pieces.append("\n")
        elif token.type not in _DROPPED:
            pieces.append(token.content)  # empty for the marks themselves
    words = "".join(pieces)
    if words[:2] == "[!":
        words = _CALLOUT.sub("", words, count=1)
    if "==" in words:
        words = _HIGHLIGHT.sub(r"\1", words)
    if "[[" in words:
        words = _NOTE_LINK.sub(r"\1", _NOTE_SHOWN.sub("", words))
    return _MEANT.sub(r"\1", words) if "**" in words else words


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).disable("code")
