"""What of an article is shown to whoever looked for words: its title, and the lines around the first of them."""

from collections.abc import Iterator
from typing import NamedTuple

from nashra.search.words import WORD, indexed

_AROUND = 120  # code points shown before the first word that answers, and ...
_LENGTH = 320  # ... in all


class Piece(NamedTuple):
    """A piece of text, and whether it is a word that was looked for."""

    text: str
    hit: bool


def marked(text: str, words: frozenset[str]) -> list[Piece]:
    """The text in pieces, which joined give it back."""
    return list(_pieces(text, words))


def snippet(body: str, words: frozenset[str]) -> list[Piece]:
    """Some of the body around the first word that answers, in one line; its beginning when none does."""
    first = next((match.start() for match in WORD.finditer(body) if _answers(match[0], words)), 0)
    start = max(0, first - _AROUND)
    if start:
        space = body.find(" ", start, first)  # where a word begins
        start = space + 1 if space >= 0 else start
    end = start + _LENGTH
    cut = body[start:end]
    if end < len(body) and " " in cut:
        cut = cut[: cut.rindex(" ")]
    before, after = ("… " if start else ""), (" …" if start + len(cut) < len(body) else "")
    return marked(before + " ".join(cut.split()) + after, words)


def _answers(word: str, words: frozenset[str]) -> bool:
    return bool(words) and indexed(word) in words


def _pieces(text: str, words: frozenset[str]) -> Iterator[Piece]:
    end = 0
    for match in WORD.finditer(text):
        if _answers(match[0], words):
            if match.start() > end:
                yield Piece(text[end : match.start()], False)
            yield Piece(match[0], True)
            end = match.end()
    if end < len(text):
        yield Piece(text[end:], False)
