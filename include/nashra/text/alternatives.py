"""One of many words, as a regular expression in which words with the same beginning share it: `re` tries the branches
of a pattern one after another at every place of a text, and so has a few to try instead of a hundred."""

import re
from collections.abc import Iterable
from itertools import groupby


def longest_of(words: Iterable[str]) -> str:
    """A pattern's text that matches any of the words, the longest where several match."""
    return "|".join(_branches(sorted(set(words))))


def _branches(words: list[str]) -> list[str]:
    """A branch for each first character; `words` are sorted and none of them is empty."""
    return [_branch(list(same)) for _, same in groupby(words, key=lambda word: word[0])]


def _branch(words: list[str]) -> str:
    """Words that begin alike: what they share, and behind it what each goes on with, if it does."""
    first, last = words[0], words[-1]
    size = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    shared = re.escape(first[:size]).replace(r"\ ", " ")
    rest = [word[size:] for word in words if len(word) > size]
    if not rest:
        return shared
    return f"{shared}(?:{'|'.join(_branches(rest))}){'?' if len(rest) < len(words) else ''}"
