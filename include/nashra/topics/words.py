"""Words as topics compare them: folded, without what Arabic writes onto them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from nashra.text.clitics import ARTICLE, MERGED, read_clitics
from nashra.text.fold import fold_line

_WORD = re.compile(r"\w+")
_ENDINGS = ("ات", "ون", "ين", "ان", "يه", "ه", "ي", "ا")
_LETTERS = 3  # that a word keeps


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold_line(text))


@lru_cache(maxsize=200_000)
def forms(word: str) -> tuple[str, ...]:
    """A folded word, then without clitics and article, then without an ending too: what a list may have."""
    bare = _bare(word)
    found = [word, bare, *(bare[: -len(end)] for end in _ENDINGS if bare.endswith(end) and len(bare) - len(end) >= 2)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    """Without proclitics and ال."""
    if word in read_clitics().whole:
        return word.removeprefix(ARTICLE)
    for clitic in (*read_clitics().with_article, MERGED, ARTICLE):
        if word.startswith(clitic) and len(word) - len(clitic) >= _LETTERS:
            return word[len(clitic) :]
    for clitic in ("و", "ف"):
        if word.startswith(clitic) and len(word) > _LETTERS + 1:
            return _bare(word[1:])
    return word


def pairs(words: list[str], first: frozenset[str]) -> Iterator[str]:
    """Two words that stand side by side, each without clitics; only those whose first is one of `first`."""
    for one, other in pairwise(map(_bare, words)):
        if one in first:
            yield f"{one} {other}"
