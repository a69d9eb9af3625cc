"""What a page may cost to parse, estimated before it is parsed.

A parser mends broken markup as browsers do, and a few kilobytes can make that take minutes and gigabytes. It can't be
stopped on its way. All of it is asked of the bytes that the parser is given: it knows no other blanks than theirs.
"""

import re
from itertools import accumulate
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from nashra.landing.limits import Limits
from nashra.landing.pages.begun import FORMATS, most_formats, tags_begun
from nashra.landing.records import RecordFault

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Into which a formatting element that is left open does not go on, as it does in later blocks.
_CELLS = frozenset([b"td", b"th", b"caption", b"table"])
# Faster than IGNORECASE.
_ANY_CASE = "|".join("".join(f"[{c}{c.upper()}]" for c in name.decode()) for name in sorted(FORMATS))
_FORMAT = re.compile(rf"<(?=[bceifstuBCEIFSTU])(?:{_ANY_CASE})[\s/>]".encode())
# Elements that nest in no other of their kind: those without an end, and those that end where the next one begins.
_NO_DEPTH = frozenset(name.encode() for name in [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption",
    "button", "html", "head", "body", "path", "rect", "circle", "line", "polygon", "polyline", "use", "stop",
    "ellipse", "image", "animate", "animatetransform",
])  # fmt: skip
_SMALL = 4000  # bytes of a piece of a page, of which all is asked sooner than its tags are listed
_FEW_TAGS = 5000  # whose nesting costs nothing, whatever it is
_LONG_TAG = 9000  # bytes; a shorter tag has no room for too many attributes
# A tag or more: quotes are taken to pair up, which they may not do where an attribute has none.
_TAGS = re.compile(rb"<[a-zA-Z][^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+")
_ATTRIBUTE = rb"[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?+"
_ONE_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+(?:[\s/=]++|%b)*+" % _ATTRIBUTE)  # exactly as a parser sees it
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def for_parser(markup: str) -> bytes:
    """Markup in UTF-8, less what can't be written in it, as the parser itself would make it of the text."""
    return markup.encode("utf-8", "ignore")


def parsed(markup: str, limits: Limits) -> LexborHTMLParser:
    """The tree of a piece of a page. Raises RecordFault when reading it would cost more than `limits` allow."""
    data = for_parser(markup)
    check_bounds(data, limits)
    return LexborHTMLParser(data)


def check_bounds(html: bytes, limits: Limits, begun: Any = None) -> None:
    """Raises RecordFault when a page, in UTF-8, has more tags, depth, attributes or work for the parser than `limits`
    allow. `begun`: its `tags_begun`, where they are at hand."""
    if begun is None and len(html) > _SMALL:
        begun = tags_begun(html)
    tags = html.count(b"<") if begun is None else len(begun)
    if tags > limits.html_tags:
        raise RecordFault(f"html: {tags} tags, more than {limits.html_tags}")
    if tags > _FEW_TAGS:
        _check_depth(html, limits)
    if len(html) > _LONG_TAG:
        _check_attributes(html, limits)
    few = begun is not None and most_formats(begun) * tags <= limits.html_elements
    if not few and len(_FORMAT.findall(html)) * tags > limits.html_elements:
        _check_reopened(html, limits)


def _check_depth(html: bytes, limits: Limits) -> None:
    steps = (0 if name.lower() in _NO_DEPTH else -1 if end else 1 for end, name in _TAG.findall(html))
    if max(accumulate(steps, _depth, initial=0)) > limits.html_depth:
        raise RecordFault(f"html: elements nested deeper than {limits.html_depth}")


def _depth(depth: int, step: int) -> int:
    return max(depth + step, 0)


def _check_attributes(html: bytes, limits: Limits) -> None:
    if max(map(len, _TAGS.findall(html)), default=0) < _LONG_TAG:
        return
    for long in _TAGS.finditer(html):
        if long.end() - long.start() < _LONG_TAG:
            continue
        for tag in _ONE_TAG.finditer(html, long.start(), long.end()):
            count = sum(1 for _ in _ATTRIBUTES.finditer(tag[0], 2))
            if count > limits.html_attributes:
                raise RecordFault(f"html: {count} attributes in one tag, more than {limits.html_attributes}")


def _check_reopened(html: bytes, limits: Limits) -> None:
    """Counts the elements that the parser makes: in each block those that were left open before are opened again."""
    made, left_open = 0, 0
    outside: list[int] = []  # formats left open outside of each cell that the tag stands in
    for end, name in _TAG.findall(html):
        name = name.lower()
        if name in FORMATS:
            left_open = max(left_open - 1, 0) if end else left_open + 1
            made += not end
        elif name in _CELLS:
            if not end:
                outside.append(left_open)
                left_open = 0
            elif outside:
                left_open = outside.pop()
        else:
            made += left_open + 1
        if made > limits.html_elements:
            raise RecordFault(
                f"html: unclosed formatting, for which a parser makes over {limits.html_elements} elements"
            )
