"""Folding: one spelling for the many a word is written in, for matching only.

Chained `str.replace` and one compiled class are used for texts because `str.translate` is some 25 times slower on
them; of a word it is several times as fast.
"""

import re

# Marks that carry no letter: harakat, Quranic marks, tatweel, zero-width and bidi controls, BOM.
_MARKS = re.compile(
    "[\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+"
)
_LETTERS = (
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"),
    ("ى", "ي"), ("ی", "ي"), ("ئ", "ي"), ("ې", "ي"), ("ؤ", "و"),
    ("ة", "ه"), ("ۀ", "ه"), ("ہ", "ه"), ("ھ", "ه"), ("ە", "ه"),
    ("ک", "ك"), ("ڪ", "ك"), ("گ", "ك"),
)  # fmt: skip
_DIGITS = tuple((d, str(i)) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, d in enumerate(digits))
_TABLE: dict[int, str | None] = {ord(old): new for old, new in (*_LETTERS, *_DIGITS)}
_TABLE |= {ord(mark): None for run in _MARKS.findall("".join(map(chr, range(0x10000)))) for mark in run}
_FOLDED = re.compile(f"[{''.join(map(chr, _TABLE))}]")
_SHORT = 24  # letters up to which the table is faster
_SPACES = re.compile(r"[\s\u00a0]+")


def fold(text: str) -> str:
    """The text without marks, with alef, ya, waw, ha, kaf and digits in one form each; case kept, spaces kept."""
    if text.isascii() or not _FOLDED.search(text):
        return text
    if len(text) <= _SHORT:
        return text.translate(_TABLE)
    text = _MARKS.sub("", text)
    for old, new in (*_LETTERS, *_DIGITS):
        text = text.replace(old, new)
    return text


def fold_line(line: str) -> str:
    """`fold`, lower case, with runs of white space made one space and none at the ends: a key for a line."""
    return _SPACES.sub(" ", fold(line)).strip().lower()
