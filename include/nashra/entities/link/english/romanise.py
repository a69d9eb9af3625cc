"""A Latin form for an Arabic name that no reference knows as a whole."""

import re
from collections.abc import Mapping
from functools import lru_cache

from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.forms.persons import Tokens

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "",
}  # fmt: skip
_VOWELS = frozenset("aiu")


_PARTICLES = {
    "بن": "bin",
    "ابن": "Ibn",
    "بنت": "bint",
    "ابو": "Abu",
    "ابا": "Abu",
    "ابي": "Abi",
    "بو": "Bou",
    "ام": "Umm",
    "ال": "Al",
}
_ARTICLE = re.compile(r"(?i)(?:a[ldnrtsz]|ash|el|e[dnrtsz]|ech)[-' ]|al[a-z]{4}|el[a-z]{4}")


def romanise(name: str, tokens: Tokens, letters: Mapping[str, str] | None = None) -> str:
    """The name in Latin letters: a token of the lexicon of names as that has it, others letter by letter.

    `letters` are names of letters: with them «بي سي» is BC. ال is written al-.
    """
    words: list[str] = []
    keys = name_key(name).split()
    spelt = letters is not None and len(keys) > 1
    for place, key in enumerate(keys):
        if letters and spelt and (letter := letters.get(key)):
            joined = place and keys[place - 1] in letters
            words[-1:] = [words[-1] + letter] if joined and words else [*words[-1:], letter]
        elif (particle := _PARTICLES.get(key)) and len(keys) > 1:
            words.append(particle)
        else:
            words.append(_word(key, tokens))
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _word(key: str, tokens: Tokens) -> str:
    bare = without_article(key)
    if bare.startswith("عبدال") and len(bare) > 7:
        bare = "عبد" + bare[5:]
    latin = tokens.written(bare) or _letters(bare)
    return f"al-{latin}" if key.startswith("ال") and bare != key and not _ARTICLE.match(latin) else latin


@lru_cache(maxsize=65536)
def _letters(token: str) -> str:
    """Letter by letter, with an "a" between three consonants, so that it can be said."""
    out = ""
    for place, letter in enumerate(token):
        sound = _LETTERS.get(letter, letter)
        if letter == "و" and (place == 0 or token[place + 1 : place + 2] in ("ا", "ي")):
            sound = "w"
        if letter == "ي" and (place == 0 or token[place + 1 : place + 2] in ("ا", "و")):
            sound = "y"
        if letter == "ه" and place == len(token) - 1 and place:
            sound = "a"
        if sound and sound[0] not in _VOWELS and len(out) > 1 and not (set(out[-2:]) & _VOWELS):
            out += "a"
        out += sound
    return out[:1].upper() + out[1:]
