"""Latin spellings of a name, levelled so that those of one name are equal."""

import re
import unicodedata

from rapidfuzz import fuzz

_SOUNDS = (
    ("ph", "f"), ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("dj", "j"), ("gh", "g"), ("kh", "x"),
    ("th", "t"), ("dh", "d"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("y", "i"), ("w", "u"), ("o", "u"), ("e", "i"), ("v", "u"),
)  # fmt: skip
_ARABIC_SOUNDS = str.maketrans("جغطضظذثصقكحخعهوياءپ", "ggtzzztskkhhhhwwaab", "")
_LATIN_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "z"), ("ph", "f"),
    ("dj", "g"),
    ("j", "g"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "f"), ("p", "b"), ("d", "z"),
)  # fmt: skip
_ONE_CLASS = dict(zip("بتدرزسشفلمن", "btzrzssflmn", strict=True))
FITS = 78  # consonants of an Arabic and of a Latin spelling of one name are this much alike (rapidfuzz, 0..100)
_ARTICLE = re.compile(r"\b(al|el|as|an|ar|at|ad|az|ash|ech|er|es|ed|en|et)[\s\-]")


def latin_key(name: str) -> str:
    """A Latin name as sounds: without article, accents, doubled letters and silent h."""
    name = _ARTICLE.sub(" ", name.lower())
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if "a" <= c <= "z")
    for old, new in _SOUNDS:
        name = name.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"h(?![aeiu])", "", name))


def fits(token: str, latin: str) -> bool:
    """Whether a Latin form has about the consonants of a folded Arabic token: وطن isn't «Vatannejad»."""
    arabic = "".join(_ONE_CLASS.get(letter, letter) for letter in token.translate(_ARABIC_SOUNDS))
    plain = "".join(c for c in unicodedata.normalize("NFKD", _ARTICLE.sub(" ", latin.lower())) if "a" <= c <= "z")
    for old, new in _LATIN_SOUNDS:
        plain = plain.replace(old, new)
    ours, theirs = (re.sub(r"(.)\1+", r"\1", re.sub("[aeiouwyh]", "", one)) for one in (arabic, plain))
    return fuzz.ratio(ours, theirs) >= FITS


_SMALL = frozenset(
    ("of", "the", "and", "de", "for", "del", "la", "le", "du", "des", "von", "van", "bin", "al", "el", "in", "on", "at")
)
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(ix|iv|v?i{0,3})")
_INITIALS = re.compile(r"(?:[a-z]\.){2,}")
_ABBREVIATIONS = frozenset(
    ("fc", "sc", "ac", "afc", "cf", "uk", "usa", "us", "un", "eu", "tv", "bbc", "nba", "fifa", "uefa", "nato")
)


def titled(name: str) -> str:
    """A name in small letters with capitals: «al-ahly s.c.» is Al-Ahly S.C., «ramesses ii» Ramesses II."""
    words = name.split()
    return " ".join(_titled_word(word, not place) for place, word in enumerate(words))


def _titled_word(word: str, first: bool) -> str:
    if _INITIALS.fullmatch(word) or word in _ABBREVIATIONS or (not first and len(word) > 1 and _ROMAN.fullmatch(word)):
        return word.upper()
    if word in _SMALL and not first:
        return word
    parts = word.split("-")
    inner = [part if place and part in _SMALL else part[:1].upper() + part[1:] for place, part in enumerate(parts)]
    return "-".join("(" + part[1:2].upper() + part[2:] if part.startswith("(") else part for part in inner)
