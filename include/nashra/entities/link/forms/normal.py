"""Forms of a name for comparing: an exact key, a skeleton of its consonants, and a coarser one for search.

All are for matching only. `skeleton` makes the ids of names that no reference knows, so whoever
changes it changes those ids.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from nashra.text.fold import fold
from nashra.text.remembered import Remembered

_BREAKS = re.compile(r"[\s\-‐-―_/.,،؛:'’‘`\"«»“”()\[\]]+")
_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")
_APART = "\0"  # between names that are folded as one text
_DOUBLED = re.compile(r"([^\0\d])\1+")  # a letter: the years 2002 and 2022 are two
_FINAL_VOWEL = re.compile("[اهي]$")
_FINALS = {"ا": "a", "ه": "ai", "و": "o", "ي": "i"}  # the vowels that a final letter stands for
_LONG_VOWEL = re.compile("[اوي]")
_LONG, _ROUND_OR_NOT = frozenset("اوي"), frozenset("وي")
_VOWELS = str.maketrans("", "", "اوي")
# Letters that writers use for one foreign sound, or that dialects mix up, in one form each.
_CLASSES = str.maketrans("جطصضذظثقحع", "غتسددزتكها", "ء")
_LEVELS = str.maketrans("جطضذظث", "غتدززت", "ء")
_FOREIGN, _ALL_VOWELS = str.maketrans("جقطذث", "غغتدت"), str.maketrans("", "", "اويه")
_COARSE = str.maketrans("كخشزد", "غهسست")
_AFFAIRS = ("شيون", "شوون")  # as Egypt and the Gulf write «شئون», which stands in the names of ministries
_BEHIND_SEAT, _SEAT = "يء", re.compile("(ا[^\\W\\d_])يء")  # a hamza that some write behind its seat: «الطواريء»
_PERSIAN = (("گ", "غ"), ("ڤ", "ف"), ("ۋ", "ف"), ("ڨ", "ق"), ("ڭ", "ك"), ("ݣ", "ك"), ("چ", "تش"), ("پ", "ب"), ("ژ", "ج"))
_PERSIAN_LETTER = re.compile(f"[{''.join(old for old, _ in _PERSIAN)}]")


def name_key(name: str) -> str:
    """The name folded, in lower case, punctuation and hyphens as single spaces; «عبد الله» as one token."""
    return KEYS[name]


def _name_key(name: str) -> str:
    if _PERSIAN_LETTER.search(name):
        for old, new in _PERSIAN:
            name = name.replace(old, new)
    key = _seated(fold(name).lower().replace(*_AFFAIRS))
    if key.isalnum():
        return key  # most words: nothing in it breaks it
    key = _BREAKS.sub(" ", key).strip()
    return key.replace("عبد ال", "عبدال") if "عبد ال" in key else key


def _seated(key: str) -> str:
    """A key with «الطواريء» as the most write it, الطوارئ; جريء and شيء are written so."""
    return _SEAT.sub(r"\1ي", key) if _BEHIND_SEAT in key else key


KEYS = Remembered(_name_key)
"""`name_key` of names, for those who ask of each word of a body."""


def name_keys(names: Sequence[str]) -> list[str]:
    """`name_key` of each name, several times as fast for many: they are folded as one text."""
    if any(_APART in name for name in names):
        return [name_key(name) for name in names]
    text = _APART.join(names)
    for old, new in _PERSIAN:
        text = text.replace(old, new)
    text = _seated(_BREAKS.sub(" ", fold(text)).lower().replace(*_AFFAIRS))
    keys = [key.strip() for key in text.split(_APART)] if names else []
    return [key.replace("عبد ال", "عبدال") if "عبد ال" in key else key for key in keys]


def endings(word: str) -> tuple[bool, int]:
    """What folding levels and tells two words apart: (whether ه ends it, not ة; how many ؤ and ئ are in it)."""
    bare = _VOWEL_SIGNS.sub("", word)
    return bare.endswith("ه"), sum(map(bare.count, "ؤئ"))


def without_article(token: str) -> str:
    """A folded token without ال, unless too little would be left."""
    return token[2:] if len(token) >= 5 and token.startswith("ال") else token


def other_pattern(token: str, other: str) -> bool:
    """Whether two tokens of three equal consonants have their long vowel at different places.

    In Arabic such are two names (سامر and سمير, عادل and عدال), and no foreign name is spelled in both ways.
    """
    bare, other_bare = (_LONG_VOWEL.sub("", name[1:]) for name in (token, other))
    if len(token) != 4 or token[:1] + bare != other[:1] + other_bare or len(other) != 4 or len(bare) != 2:
        return False
    return bool(_LONG_VOWEL.match(token, 1)) != bool(_LONG_VOWEL.match(other, 1))


def other_ending(token: str, other: str) -> bool:
    """Whether of two tokens one is the other with a final ي or ه: a descendant's or a woman's name (سلطاني, سميرة)."""
    short, long = sorted((without_article(token), without_article(other)), key=len)
    return len(short) > 2 and len(long) == len(short) + 1 and long.startswith(short) and long[-1] in "يه"


def ends_otherwise(name: str, other: str) -> bool:
    """Whether two names end in other vowels, or only one in a: ماريو, ماريا; بول, بولا; ماركو, مارك. A final ي may be
    missing, and ه stands for an a and for an e."""
    ends, others = (_FINALS.get(one[-1:], "") for one in (name, other))
    if not ends or not others:
        return (ends or others) not in ("", "i")
    return not set(ends) & set(others)


def other_vowel(name: str, other: str) -> bool:
    """Whether two names differ by one long vowel for another: بول, بيل. Nobody writes و for a vowel that others write
    ي; of a word of three letters each vowel tells: جاك, جيك."""
    if len(name) != len(other):
        return False
    differing = [{one, two} for one, two in zip(name, other, strict=True) if one != two]
    return bool(differing) and all(pair <= _LONG and (len(name) == 3 or pair == _ROUND_OR_NOT) for pair in differing)


def other_n(name: str, other: str) -> bool:
    """Whether of two names that end in n one alone ends in ون: ماريون, مارين."""
    return (
        min(len(name), len(other)) > 4 and name[-1] == other[-1] == "ن" and name.endswith("ون") != other.endswith("ون")
    )


def levelled(key: str) -> str:
    """A key with the commonest variations gone: ج/غ, ط/ت, ض/د, doubled letters, ال and final vowels of tokens."""
    return " ".join([_level(token) for token in key.split()])


@lru_cache(maxsize=65536)
def _level(token: str) -> str:
    token = _DOUBLED.sub(r"\1", without_article(token).translate(_LEVELS))
    return _FINAL_VOWEL.sub("", token) if len(token) > 4 else token


@lru_cache(maxsize=65536)
def token_skeleton(token: str) -> str:
    """The consonants of one token by sound class; و stays, for it is as often v or w as a vowel.

    A token of one or two consonants keeps its vowels: too little would be left to tell names apart.
    """
    token = _DOUBLED.sub(r"\1", without_article(token).translate(_CLASSES))
    if len(token) > 3:
        token = _FINAL_VOWEL.sub("", token)
    rest = token[1:].replace("ا", "").replace("ي", "")
    if len(rest) < 2:
        return token
    return _DOUBLED.sub(r"\1", ("ا" if token[0] == "ي" else token[0]) + rest)


def word_consonants(word: str) -> str:
    """The consonants of a word, foreign sounds in one form each, after whatever it begins with: what papers agree on of
    a foreign name (يوفنتوس, يوفينتوس)."""
    bare = _DOUBLED.sub(r"\1", without_article(word).translate(_FOREIGN))
    return bare[:1] + bare[1:].translate(_ALL_VOWELS)


def skeleton(key: str) -> str:
    """`token_skeleton` of each token of a key."""
    return " ".join([token_skeleton(token) for token in key.split()])


def coarse(key: str) -> str:
    """The consonants of a key in few classes, without spaces: equal for nearly all spellings of one name.

    It is equal for many different names too, so it only finds what `similar.similarity` then judges.
    """
    return _DOUBLED.sub(r"\1", "".join([_coarse_token(token) for token in key.split()]))


def coarse_keys(keys: Sequence[str]) -> list[str]:
    """`coarse` of each key, several times as fast for many."""
    known = {token: _coarse_token(token) for token in {token for key in keys for token in key.split()}}
    text = _APART.join(["".join([known[token] for token in key.split()]) for key in keys])
    return _DOUBLED.sub(r"\1", text).split(_APART) if keys else []


@lru_cache(maxsize=65536)
def _coarse_token(token: str) -> str:
    token = without_article(token).translate(_CLASSES).replace("تش", "ش")
    if len(token) > 3:
        token = _FINAL_VOWEL.sub("", token)
    first = {"و": "ف", "ي": "ا"}.get(token[:1], token[:1])
    return (first + token[1:].translate(_VOWELS)).translate(_COARSE)
