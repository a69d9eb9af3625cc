"""Words as a pattern that finds them however they are spelled, in the language of DuckDB's regular expressions."""

import re

from nashra.text.fold import spelled_alike

_MARKS = r"[\x{640}\x{64b}-\x{652}\x{670}]"  # that make no difference, as DuckDB writes them


def spelled(words: str) -> str:
    """A pattern of words however they are spelled: hamzas, marks, capitals and variants of letters make no difference.
    Texts are not folded for it, which takes six times as long. Empty when there are no words."""
    letters = {letter: f"[{alike}]" for letter, alike in spelled_alike().items()}
    bare = re.sub("[\u0640\u064b-\u0652\u0670]", "", words).split()
    said = [f"{_MARKS}*".join(letters.get(letter) or re.escape(letter) for letter in word) for word in bare]
    return f"(?i){_MARKS}*" + rf"{_MARKS}*\s+".join(said) if said else ""
