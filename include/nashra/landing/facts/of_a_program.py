"""Whether a text is what a program wrote for another one: names with values, rows, statements. Read as prose it would
be published with all its signs, several articles as one; it is told instead."""

import re

_SIGNS = re.compile(
    r"""[A-Za-z_][\w.-]{0,60}["'\]]?\s?(?:=>|->|:=|=|:)\s?["'\[{(<]"""  # name: "…"
    r"""|^[ \t]*[A-Za-z_][\w.\[\]-]{0,80}[ \t]?=[ \t]?(?=\S)"""  # name=…, at the beginning of a line
    r"""|["'][ \t]?[,;|][ \t]?["'\d(\[{]|\(\d{1,9}[ \t]?,[ \t]?["']"""  # "…","…"
    r"""|<https?://[^<>\s]{4,500}>[ \t]?[<".;^]|(?<=\S)\|(?=\S)|\\u[0-9A-Fa-f]{4}"""
    r"""|[\[{<]\s?["'](?=\w)|(?<=\w)["'](?:/\w{2,5})?[\]}>]""",  # ["…"], <<"…"/utf8>>
    re.MULTILINE,
)
_MARKS = "=\"'|{\\"  # without some of which there are no such signs
_FEWEST, _EVERY = 4, 300  # signs of a file's text, characters between two of them at the most
_FEWEST_IN_A_FIELD, _EVERY_IN_A_FIELD = 10, 100  # ... of a field that somebody calls the text
_ARABIC = re.compile("[\u0621-\u064a]")
# Letters of Arabic before the first sign, and in lines without any, with which a text is an article's all the same
_BEGINS, _PROSE = 150, 300
_HEAD = 10_000  # characters that are looked at


def is_of_a_program(text: str) -> bool:
    """Whether a file's whole text is such."""
    return _has_signs(text[:_HEAD], _FEWEST, _EVERY)


def holds_a_program(text: str) -> bool:
    """Whether a field is such, although it is called a text: nearly nothing else is in it."""
    return _has_signs(text[:_HEAD], _FEWEST_IN_A_FIELD, _EVERY_IN_A_FIELD)


def _has_signs(head: str, fewest: int, every: int) -> bool:
    if sum(map(head.count, _MARKS)) < max(fewest, len(head) // every):
        return False
    found = sum(1 for _ in _SIGNS.finditer(head))
    return found >= fewest and found * every >= len(head) and not _has_prose(head)


def _has_prose(head: str) -> bool:
    """Whether it begins with a paragraph of Arabic, or has lines of it without such signs: an article with a page's
    script in it."""
    first = _SIGNS.search(head)
    begins = head[: first.start()] if first else head
    lines = (line for line in head.split("\n") if not _SIGNS.search(line))
    return len(_ARABIC.findall(begins)) >= _BEGINS or sum(len(_ARABIC.findall(line)) for line in lines) >= _PROSE
