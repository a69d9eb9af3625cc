"""What a page may cost to parse, estimated before it is parsed.

A parser mends broken markup as browsers do, and a few kilobytes can make that take minutes and gigabytes. It can't be
stopped on its way.
"""

import re
from itertools import accumulate

from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Formatting elements: one that is left open goes on in later blocks, though not into the cells of a table.
_FORMATS = frozenset(["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"])
_CELLS = frozenset(["td", "th", "caption", "table"])
_ANY_CASE = "|".join("".join(f"[{c}{c.upper()}]" for c in name) for name in sorted(_FORMATS))  # faster than IGNORECASE
_FORMAT = re.compile(rf"<(?=[bceifstuBCEIFSTU])(?:{_ANY_CASE})[\s/>]")
# Elements that nest in no other of their kind: those without an end, and those that end where the next one begins.
_NO_DEPTH = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "caption",
    "button", "html", "head", "body", "path", "rect", "circle", "line", "polygon", "polyline", "use", "stop",
    "ellipse", "image", "animate", "animatetransform",
])  # fmt: skip
_FEW_TAGS = 5000  # whose nesting costs nothing, whatever it is
_LONG_TAG = 9000  # characters; a shorter tag has no room for too many attributes
# A tag or more: quotes are taken to pair up, which they may not do where an attribute has none.
_TAGS = re.compile(r"<[a-zA-Z][^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+")
_ATTRIBUTE = r"[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?+"
_ONE_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/=]++|{_ATTRIBUTE})*+")  # exactly as a parser sees it
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def check_bounds(html: str, limits: Limits) -> None:
    """Raises RecordFault when a page has more tags, depth, attributes or work for the parser than `limits` allow."""
    tags = html.count("<")
    if tags > limits.html_tags:
        raise RecordFault(f"html: {tags} tags, more than {limits.html_tags}")
    if tags > _FEW_TAGS:
        _check_depth(html, limits)
    if len(html) > _LONG_TAG:
        _check_attributes(html, limits)
    if len(_FORMAT.findall(html)) * tags > limits.html_elements:
        _check_reopened(html, limits)


def _check_depth(html: str, limits: Limits) -> None:
    steps = (0 if name.lower() in _NO_DEPTH else -1 if end else 1 for end, name in _TAG.findall(html))
    if max(accumulate(steps, _depth, initial=0)) > limits.html_depth:
        raise RecordFault(f"html: elements nested deeper than {limits.html_depth}")


def _depth(depth: int, step: int) -> int:
    return max(depth + step, 0)


def _check_attributes(html: str, limits: Limits) -> None:
    if max(map(len, _TAGS.findall(html)), default=0) < _LONG_TAG:
        return
    for long in _TAGS.finditer(html):
        if long.end() - long.start() < _LONG_TAG:
            continue
        for tag in _ONE_TAG.finditer(html, long.start(), long.end()):
            count = sum(1 for _ in _ATTRIBUTES.finditer(tag[0], 2))
            if count > limits.html_attributes:
                raise RecordFault(f"html: {count} attributes in one tag, more than {limits.html_attributes}")


def _check_reopened(html: str, limits: Limits) -> None:
    """Counts the elements that the parser makes: in each block those that were left open before are opened again."""
    made, left_open = 0, 0
    outside: list[int] = []  # formats left open outside of each cell that the tag stands in
    for end, name in _TAG.findall(html):
        name = name.lower()
        if name in _FORMATS:
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
