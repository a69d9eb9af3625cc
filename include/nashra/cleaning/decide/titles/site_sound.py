"""Whether some Arabic words are the name of a site whose address has them in Latin letters: «الوكيل» and alwakeelnews.

Vowels are written in one script and not in the other, and one Latin letter stands for several of Arabic; so the two are
compared by the consonants that remain when both are brought to the same few."""

import re
from collections.abc import Iterator
from functools import lru_cache

from nashra.cleaning.decide.cut.glued import glued_limits
from nashra.text.fold import fold_line

LEAST = 3  # consonants that a name has: with fewer many words sound alike

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطث", "t"), **dict.fromkeys("جغگ", "g"), "چ": "s",
        **dict.fromkeys("قكخ", "k"), **dict.fromkeys("حه", "h"), **dict.fromkeys("دضذظز", "d"), "ر": "r",
        **dict.fromkeys("سصش", "s"), **dict.fromkeys("فڤ", "f"), "ل": "l", "م": "m", "ن": "n",
        **dict.fromkeys("اأإآءئؤعويىة", None),
    }
)  # fmt: skip
_PAIRS = (("kh", "k"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"))
_LATIN = str.maketrans(
    {"x": "ks", "c": "k", "q": "k", "j": "g", "p": "b", "v": "f", "z": "d"} | dict.fromkeys("aeiouyw")
)
_NO_LETTERS = re.compile("[^a-z]+")
_DOUBLED = re.compile(r"(.)\1+")
_LAST_H = re.compile(r"ه\b|h$")  # of «الوحدة», folded; written or not in Latin letters
_TWO_PARTS = re.compile(r"(?:com?|net|org|gov|edu|press|ac)\.[a-z]{2}$")  # of an address: com.jo, press.ma


def sounds_like(words: str, source: str) -> bool:
    """Whether folded Arabic words sound as the host of a source does, less what names of sites begin or end with."""
    said = _consonants(_LAST_H.sub("", words).translate(_ARABIC).replace(" ", ""))
    return len(said) >= LEAST and said.isascii() and said in _hosts(source)


def _consonants(letters: str) -> str:
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=1 << 10)
def _hosts(source: str) -> frozenset[str]:
    """The consonants of a host's name, with and without such an end."""
    return frozenset(_consonants(_plain(name)) for name in _names(source))


def _names(source: str) -> Iterator[str]:
    host = source.lower().strip(".").removeprefix("www.")
    if "." not in host or " " in host:
        return
    parts = _TWO_PARTS.sub("x", host).split(".")
    name = _NO_LETTERS.sub("", parts[-2] if len(parts) > 1 else parts[0])
    yield name
    for end in glued_limits().site.names:
        if (latin := fold_line(end)).isascii() and name.endswith(latin) and len(name) > len(latin):
            yield name.removesuffix(latin)


def _plain(name: str) -> str:
    for pair, one in _PAIRS:
        name = name.replace(pair, one)
    return _LAST_H.sub("", name).translate(_LATIN)
