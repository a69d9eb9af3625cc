"""Two tables over the characters of the Basic Multilingual Plane: what each folds to, and its class.

With them a whole batch of articles is folded and measured in a few numpy calls; `text.fold` says what
folding means and is where a spelling is added.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from nashra.cleaning.ledger.repair import broken
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
    "()[]{}﴿﴾": BRACKET, "-–—ـ": DASH, "|/\\¦": BAR, "•·*●▪■◄►›‹>": BULLET, "@#_=&%+": ADDRESS,
}  # fmt: skip


_BY_CATEGORY = dict.fromkeys(("Lu", "Ll", "Lt", "Lm", "Lo"), LETTER) | dict.fromkeys(("Mn", "Me", "Cf"), MARK)
_BY_CATEGORY |= {"Nd": DIGIT}


def _classes(characters: Sequence[str]) -> U32:
    """(SIZE,) the class of each character; SYMBOL where there is none."""
    classes = np.full(SIZE, SYMBOL, dtype=np.uint32)
    names = np.array([ord(c) for c in characters])
    classes[names] = [_BY_CATEGORY.get(unicodedata.category(c), SYMBOL) for c in characters]
    letters = names[classes[names] == LETTER]
    classes[letters[letters < 0x250]] = LATIN
    for first, last in ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFEFC)):
        classes[letters[(letters >= first) & (letters <= last)]] = ARABIC
    for character in characters:
        if character.isspace():
            classes[ord(character)] = SPACE
        elif classes[ord(character)] in (MARK, SYMBOL) and broken(character):
            classes[ord(character)] = HIDDEN
    for marks, kind in _PUNCTUATION.items():
        for mark in marks:
            classes[ord(mark)] = kind
    classes[ord("\n")] = NEWLINE
    classes[0xD800:0xE000] = HIDDEN
    return classes


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
    classes = _classes(characters)
    folded[classes == SPACE] = ord(" ")
    return folded << np.uint32(CLASS_BITS) | classes
