"""What the tags of a page begin with: enough to answer some questions about all of it in a fifth of the time of one
search."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

_OPENS = ord("<")
_ENDS = (b" ", b"\t", b"\n", b"\r", b"\f", b"\v", b"/", b">")  # of a tag's name
FORMATS = frozenset([b"b", b"big", b"code", b"em", b"font", b"i", b"s", b"small", b"strike", b"strong", b"tt", b"u"])


def tags_begun(html: bytes) -> Any:
    """For each "<" of a page the two bytes behind it, as one number."""
    signs = np.frombuffer(html + b"\0\0", dtype=np.uint8)
    places = (signs == _OPENS).nonzero()[0]
    return (signs[places + 1].astype(np.uint16) << 8) | signs[places + 2]


def most_formats(begun: Any) -> int:
    """No fewer than the formatting elements among some tags: few others begin as they do."""
    return int(np.count_nonzero(_of_formats().take(begun)))


def may_have_templates(begun: Any) -> bool:
    """Whether a <template> may be among some tags: hardly another one begins so."""
    return bool(_of_templates().take(begun).any())


@cache
def _of_formats() -> Any:
    return _table(name + end for name in FORMATS for end in _ENDS)


@cache
def _of_templates() -> Any:
    return _table([b"template"])


def _table(names: Iterable[bytes]) -> Any:
    """For each two bytes whether one of these names begins with them, in large letters or small."""
    table = np.zeros(0x10000, dtype=bool)
    for name in names:
        for first in {name[:1].lower(), name[:1].upper()}:
            for second in {name[1:2].lower(), name[1:2].upper()}:
                table[first[0] << 8 | second[0]] = True
    return table
