"""How words stand in an index and in a question: one form for all spellings of a word, its article taken off."""

import re
from functools import cache

from nashra.text.clitics import ARTICLE, MERGED, read_clitics
from nashra.text.fold import fold

WORD = re.compile(r"\w+")
_FEWEST = 3  # letters that are left of a word whose article goes: الله keeps it


@cache
def _article() -> re.Pattern[str]:
    """The article, with a conjunction or preposition before it or without: at the beginning of a word, all of which
    are as they are written in the table of clitics."""
    begins = sorted({ARTICLE, MERGED, "و" + MERGED, "ف" + MERGED, *read_clitics().with_article, "وبال", "فبال", "وكال"},
                    key=len, reverse=True)  # fmt: skip
    return re.compile(rf"\b(?:{'|'.join(begins)})(?=\w{{{_FEWEST}}})")


def indexed(text: str) -> str:
    """A text with each word as the index has it: folded, lower case, without its article and what is before that."""
    return _article().sub("", fold(text).lower())


def forms(word: str) -> tuple[str, ...]:
    """What an indexed word is looked for as: itself, and behind each proclitic that is written onto it."""
    return (word, *(clitic + word for clitic in read_clitics().single), "وب" + word, "ول" + word)
