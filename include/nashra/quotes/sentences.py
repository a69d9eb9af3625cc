"""A body as quotes need it: words with their folded keys, and sentences that marks hold together."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import NamedTuple

from nashra.quotes.lexicon import lexicon
from nashra.quotes.marks import MARKS, Pair
from nashra.text.fold import fold
from nashra.text.remembered import Remembered

_WORD = re.compile(r"[\w\u064b-\u0652\u0670]+(?:[.'’](?=[A-Za-z0-9])\w+)*")
_PARTS = re.compile(f"({_WORD.pattern})")
_ENDS = frozenset(".!؟?…")
_BREAK = re.compile(r"[\n.!؟?…]")
_NEAR = 4  # words before a colon at a line's end, one of which is of saying: «وأضاف في حديثه:»
_SHORT = 2  # letters before a full stop without a space behind it that make it an abbreviation: بي.بي.سي


class Word(NamedTuple):
    """body[start:end], and the word folded."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """body[start:end], without its end sign."""

    start: int
    end: int


class Parsed:
    """A body's words and sentences, found by place."""

    def __init__(self, body: str, pairs: Sequence[Pair]) -> None:
        self.body = body
        self.words, self._word_starts, self.keys = _words(body)
        self.sentences = _sentences(body, [pair for pair in pairs if not pair.inner and pair.lost != "start"])
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def within(self, start: int, end: int) -> list[Word]:
        """The words that begin in [start, end)."""
        return self.words[self.first(start) : self.first(end)]

    def key_in(self, start: int, end: int) -> str:
        """The folded first word of [start, end); "" where none begins there, as in a name that clitics cut short."""
        words = self.within(start, end)
        return words[0].key if words else ""

    def first(self, at: int) -> int:
        """Number of the first word that begins at a place or after it."""
        return bisect_left(self._word_starts, at)

    def sentence(self, at: int) -> Sentence:
        """The sentence of a place."""
        return self.sentences[max(bisect_right(self._sentence_starts, at) - 1, 0)]


def _words(body: str) -> tuple[list[Word], list[int], list[str]]:
    """The words, where they start, and their keys."""
    parts = _PARTS.split(body)  # what stands between words, and the words, in turn
    places = list(accumulate(map(len, parts)))
    starts, keys = places[:-1:2], list(map(_KEYS.__getitem__, parts[1::2]))
    # a night has millions of them: no step of these is Python's
    return list(map(tuple.__new__, repeat(Word), zip(starts, places[1::2], keys, strict=True))), starts, keys


def _key(word: str) -> str:
    return word if word == "آن" else fold(word).lower()  # a name, and «the time has come»: not «أن»


_KEYS = Remembered(_key)


def _sentences(body: str, held: Sequence[Pair]) -> list[Sentence]:
    found: list[Sentence] = []
    begin, number = 0, 0
    for sign in _BREAK.finditer(body):
        at = sign.start()
        if at < begin:
            continue  # one of several end signs
        while number < len(held) and held[number].end < at:
            number += 1
        if sign[0] == "\n":
            if _awaits(body, begin, at):
                continue
            found.append(Sentence(begin, at))
            begin = at + 1
        elif not _held(held, number, at) and _breaks(body, at):
            found.append(Sentence(begin, at))
            while at + 1 < len(body) and body[at + 1] in _ENDS:
                at += 1
            begin = at + 1
    found.append(Sentence(begin, len(body)))
    return found


def _awaits(body: str, begin: int, at: int) -> bool:
    """Whether a line ends with a word of saying and a colon: what is said stands in the next one."""
    line = body[begin:at].rstrip()
    if not line.endswith(":"):
        return False
    last = [_KEYS[word] for word in _WORD.findall(line)[-_NEAR:]]
    return any(said.form != "noun" for said in map(lexicon().get, last) if said is not None)


def _held(held: Sequence[Pair], number: int, at: int) -> bool:
    return number < len(held) and held[number].start <= at < held[number].end


def _breaks(body: str, at: int) -> bool:
    """Whether an end sign ends a sentence: space or a mark behind it, or a whole word glued to it."""
    behind = body[at + 1 : at + 2]
    if not behind or behind.isspace() or behind in MARKS or behind in _ENDS or behind in ")]":
        before = body[max(at - 2, 0) : at]
        return not (body[at] == "." and len(before) == 2 and before[1].isalpha() and before[0] in " \n(/")
    if body[at] != ".":
        return True
    if body[at - 1] in MARKS and behind.isalpha() and not behind.isascii():
        return True  # «هذا الرقم "أولي".وفرضت الحكومة»
    word = re.search(r"[\w\u064b-\u0652\u0670]*$", body[max(at - 20, 0) : at])
    return (
        behind.isalpha() and not behind.isascii() and (body[at - 1].isspace() or len(word[0] if word else "") > _SHORT)
    )
