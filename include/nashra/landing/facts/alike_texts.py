"""Whether of two texts one says what the other says: cleaned of signs and small words, or with something before it."""

import re

from nashra.landing.facts.bare import bare_of_markup
from nashra.text.fold import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_SHARE = 0.5  # of the words of a text, that another one has too: one is made of the other
_LOOKED_AT = 4000  # characters of a text


def made_of(text: str, other: str) -> bool:
    """Whether most words of a text are those of another one."""
    words = _words(text[:_LOOKED_AT])
    return bool(words) and len(words & _words(other)) >= _SHARE * len(words)


def _words(text: str) -> set[str]:
    """Without their articles, which who cleans texts takes away."""
    return {word.removeprefix("ال") for word in _WORD.findall(fold(text))}


def before_it(text: str, other: str) -> str | None:
    """The letters that stand before a text in another one that holds it whole; None where it does not."""
    whole, said = bare_of_markup(other), bare_of_markup(text)
    at = whole.find(said) if said else -1
    return None if at < 0 else whole[:at]
