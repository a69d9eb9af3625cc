"""Words as topics compare them: folded, without what Arabic writes onto them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import compress

from nashra.text.clitics import ARTICLE, MERGED, read_clitics
from nashra.text.fold import fold
from nashra.text.remembered import Remembered

_WORD = re.compile(r"\w+")
_ENDINGS = ("ات", "ون", "ين", "ان", "يه", "ه", "ي", "ا")
_KEPT = 200_000  # answers on words
_LETTERS = 3  # that a word keeps


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text).lower())


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """A folded word, then without clitics and article, then without an ending too: what a list may have."""
    bare = bare_word(word)
    found = [word, bare, *(bare[: -len(end)] for end in _ENDINGS if bare.endswith(end) and len(bare) - len(end) >= 2)]
    return tuple(dict.fromkeys(found))


def bare_word(word: str) -> str:
    """A folded word without proclitics and ال."""
    return _BARE[word]


def _bare_word(word: str) -> str:
    if word in read_clitics().whole:
        return word.removeprefix(ARTICLE)
    for clitic in (*read_clitics().with_article, MERGED, ARTICLE):
        if word.startswith(clitic) and len(word) - len(clitic) >= _LETTERS:
            return word[len(clitic) :]
    for clitic in ("و", "ف"):
        if word.startswith(clitic) and len(word) > _LETTERS + 1:
            return bare_word(word[1:])
    return word


_BARE = Remembered(_bare_word, _KEPT)


class Listed(dict[str, bool]):
    """Whether a folded word, in one of its forms, is one of a list: asked of every word of a night, so that each answer
    is kept; all are forgotten where there are too many."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def __missing__(self, word: str) -> bool:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = not self._words.isdisjoint(forms(word))
        return found


class Form(dict[str, str | None]):
    """The form of a folded word that is one of a list, the longest first, or None; kept as in `Listed`."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def __missing__(self, word: str) -> str | None:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = next((form for form in forms(word) if form in self._words), None)
        return found


def pairs(words: list[str], first: frozenset[str]) -> Iterator[str]:
    """Two words that stand side by side, each without clitics; only those whose first is one of `first`."""
    bares = list(map(_BARE.__getitem__, words))
    for at in compress(range(len(bares) - 1), map(first.__contains__, bares)):
        yield f"{bares[at]} {bares[at + 1]}"
