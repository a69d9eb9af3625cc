"""Folding: one spelling for the many a word is written in, for matching only.

Three ways to the same: `str.translate` is the quickest for a word, and 25 times as slow as another for a text; a table
in numpy is the quickest for a text, and slow to begin with; between them stand chained `str.replace`.
"""

import re
from functools import cache

import numpy as np

# Marks that carry no letter: harakat, Quranic marks, tatweel, zero-width and bidi controls, BOM.
_MARKS = re.compile(
    "[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_LETTERS = (
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"),
    ("ى", "ي"), ("ی", "ي"), ("ئ", "ي"), ("ې", "ي"), ("ؤ", "و"),
    ("ة", "ه"), ("ۀ", "ه"), ("ہ", "ه"), ("ھ", "ه"), ("ە", "ه"),
    ("ک", "ك"), ("ڪ", "ك"), ("گ", "ك"),
)  # fmt: skip
_DIGITS = tuple((d, str(i)) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, d in enumerate(digits))
_TABLE: dict[int, str | None] = {ord(old): new for old, new in (*_LETTERS, *_DIGITS)}
_TABLE |= {ord(mark): None for mark in _MARKS.findall("".join(map(chr, range(0x10000))))}
_UNITS = np.arange(0x10000, dtype="<u2")  # the same for UTF-16: what lies beyond is not folded
_UNITS[list(_TABLE)] = [ord(new or "\0") for new in _TABLE.values()]
_KEPT = np.array([_TABLE.get(code, "") is not None for code in range(0x10000)])
_FOLDED = re.compile(f"[{''.join(map(chr, _TABLE))}]")
_SHORT, _LONG = 24, 400  # letters up to which, and from which, another way is faster


@cache
def spelled_alike() -> dict[str, str]:
    """Each letter and digit that folding makes one with others, with all of these."""
    groups: dict[str, list[str]] = {}
    for old, new in (*_LETTERS, *_DIGITS):
        groups.setdefault(new, [new]).append(old)
    return {letter: "".join(group) for group in groups.values() for letter in group}


def fold(text: str) -> str:
    """The text without marks, with alef, ya, waw, ha, kaf and digits in one form each; case kept, spaces kept."""
    if text.isascii() or not _FOLDED.search(text):
        return text
    if len(text) <= _SHORT:
        return text.translate(_TABLE)
    if len(text) >= _LONG and (folded := _by_units(text)) is not None:
        return folded
    text = _MARKS.sub("", text)
    for old, new in (*_LETTERS, *_DIGITS):
        text = text.replace(old, new)
    return text


def _by_units(text: str) -> str | None:
    """A text folded as UTF-16; None where it holds half of a character."""
    try:
        units = np.frombuffer(text.encode("utf-16-le"), dtype="<u2")
    except UnicodeEncodeError:
        return None
    folded, kept = _UNITS.take(units), _KEPT.take(units)
    return (folded if kept.all() else folded[kept]).tobytes().decode("utf-16-le")


def fold_line(line: str) -> str:
    """`fold`, lower case, with runs of white space made one space and none at the ends: a key for a line."""
    return " ".join(fold(line).split()).lower()
