"""Words that no proclitic is written onto, by where they stand: «في ولقاييت» is no «and».

Whatever looks like a clitic right after a preposition is a letter of the name, and so it is where that word comes
again.
"""

from itertools import compress

from nashra.entities.link.common_words import read_words
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.known import Span, Word
from nashra.text.clitics import read_clitics

_AFTER_HEADS = frozenset("كف")  # «شركة كالوش»; «مستشفى بدبي» is in Dubai, and و joins a second head
_OPENING, _CLOSING = frozenset("«\"“”„'‘’(["), frozenset("»\"“”'‘’)]")
LONGEST = 3  # letters of the longest proclitic


def bare_words(words: list[Word], body: str) -> frozenset[str]:
    """The keys of such words of a body, of those that begin as a proclitic does."""
    listed = read_clitics()
    heads, bodies = read_words(), read_limits().bodies.described_by
    found: set[str] = set()
    firsts = [word.key[:1] for word in words]
    for at in compress(range(len(words)), map(listed.single.__contains__, firsts)):
        word, first = words[at], firsts[at]
        if not at or not word.joined or body[word.start - 1] != " ":
            continue
        before = words[at - 1]
        if body[before.start : before.end] in listed.bare_after or (
            first in _AFTER_HEADS and (heads.has(before.key) or before.key in bodies)
        ):
            found.add(word.key)
    return frozenset(found)


def outside(spans: list[Span], bare: frozenset[str], words: list[Word]) -> list[Span]:
    """The known names but those that begin inside such a word."""
    if not bare:
        return spans
    inner = {word.start + cut for word in words if word.key in bare for cut in range(1, LONGEST + 1)}
    return [span for span in spans if span.start not in inner]


def in_marks(body: str, start: int, end: int) -> bool:
    """Whether marks stand right before and right after a piece of a body: «تراثنا»."""
    return start > 0 and body[start - 1] in _OPENING and body[end : end + 1] in _CLOSING and end < len(body)
