"""Names that are made of the names of letters."""

from nashra.entities.link.common_words import read_words

INITIALS = 3  # names of letters that make a body's, at least
_VOWELS = "AEI"


def initials_of(key: str) -> str:
    """The letters whose names a key is made of («سي ان ان»), vowels alike («اي» may be A, E or I); else ""."""
    words, letters = key.split(), read_words().letters
    if len(words) < INITIALS or not all(word in letters for word in words):
        return ""
    return "".join("A" if letters[word] in _VOWELS else letters[word] for word in words)
