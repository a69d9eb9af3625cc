"""Two tables over the characters of the Basic Multilingual Plane: what each folds to, and its class.

With them a whole batch of articles is folded and measured in a few numpy calls; `text.fold` says what
folding means and is where a spelling is added.
"""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from nashra.cleaning.repair import broken
from nashra.text.fold import fold

SIZE = 0x10000
U32 = npt.NDArray[np.uint32]
U8 = npt.NDArray[np.uint8]

# Classes of characters, each character in one. Up to DIGIT they make words; nearly all characters of an
# article are ARABIC or SPACE, so only the others are counted.
(ARABIC, LATIN, LETTER, DIGIT, SPACE, NEWLINE, STOP, COMMA, COLON, QUESTION, QUOTE, BRACKET, DASH, BAR, BULLET,
 ADDRESS, MARK, HIDDEN, SYMBOL) = range(19)  # fmt: skip
CLASSES = 19
CLASS_BITS = 8  # of a number in `table`

_PUNCTUATION = {
    ".!…": STOP, "،,؛;": COMMA, ":": COLON, "؟?": QUESTION, "\"'«»“”‘’„″`": QUOTE,
    "()[]{}﴿﴾": BRACKET, "-–—ـ": DASH, "|/\\¦": BAR, "•·*●▪■◄►»›‹«>": BULLET, "@#_=&%+": ADDRESS,
}  # fmt: skip


def _class_of(character: str) -> int:
    if character == "\n":
        return NEWLINE
    if character in "\t\u00a0":
        return SPACE
    category = unicodedata.category(character)
    if character.isspace():
        return SPACE
    if category == "Nd":
        return DIGIT
    if category[0] == "L":
        name = ord(character)
        if 0x600 <= name <= 0x6FF or 0x750 <= name <= 0x77F or 0xFB50 <= name <= 0xFEFC:
            return ARABIC
        return LATIN if name < 0x250 else LETTER
    if broken(character):
        return HIDDEN
    return MARK if category in ("Mn", "Cf", "Me") else SYMBOL


@cache
def table() -> U32:
    """(SIZE,) each code point's folded one, 0 when folding drops it, shifted by CLASS_BITS, and its class below.

    Code points at or above SIZE are read through the last entry, a symbol.
    """
    characters = [chr(c) for c in range(SIZE) if not 0xD800 <= c < 0xE000 and chr(c) != "\n"]
    folded = np.arange(SIZE, dtype=np.uint32)
    for character, result in zip(characters, fold("\n".join(characters)).split("\n"), strict=True):
        result = result.lower()
        folded[ord(character)] = ord(result) if len(result) == 1 else (ord(result[0]) if result else 0)
    classes = np.full(SIZE, SYMBOL, dtype=np.uint32)
    for character in characters:
        classes[ord(character)] = _class_of(character)
    for marks, kind in _PUNCTUATION.items():
        for mark in marks:
            classes[ord(mark)] = kind
    classes[ord("\n")] = NEWLINE
    classes[ord("«")] = classes[ord("»")] = QUOTE
    classes[0xD800:0xE000] = HIDDEN
    folded[classes == SPACE] = ord(" ")
    return folded << np.uint32(CLASS_BITS) | classes
