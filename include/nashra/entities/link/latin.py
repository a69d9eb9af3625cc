"""A Latin form for an Arabic name that no reference knows as a whole."""

from functools import lru_cache

from nashra.entities.link.normal import name_key
from nashra.entities.link.persons import Tokens, units

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "",
}  # fmt: skip
_VOWELS = frozenset("aiu")


def romanise(name: str, tokens: Tokens) -> str:
    """The name in Latin letters: each known token as the lexicon of names has it, others letter by letter."""
    return " ".join(tokens.latin.get(tokens.canonical(unit)) or _letters(unit) for unit in units(name_key(name)))


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
