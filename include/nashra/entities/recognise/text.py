"""A body cut into sentences of tokens, each token with its exact place in the body."""

import re
import unicodedata
from dataclasses import dataclass


def _signs() -> str:
    """Every punctuation mark and symbol, as ranges of a character class."""
    ranges: list[list[int]] = []
    for point in range(0x1FC00):  # no sign stands above
        if unicodedata.category(chr(point))[0] in "PS":
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


# The tokens of camel_tools.tokenizers.word.simple_word_tokenize (but for emoji of several code points): each
# sign is a token, and so is each run of anything else but white space.
_SIGNS = _signs()
TOKEN = re.compile(rf"[^\s{_SIGNS}]+|[{_SIGNS}]")

_END = frozenset(".؟!?…")
_CLOSERS = frozenset("\"'»”’)]}")
MAX_TOKENS = 120  # of a sentence; a longer one (an unpunctuated page) is cut here


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence; token i is body[starts[i]:ends[i]] (code points)."""

    tokens: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> list[str]:
    """The tokens of a text, without places."""
    return TOKEN.findall(text)


def split_sentences(body: str) -> list[Sentence]:
    """The sentences of a body in order; a line's end always ends a sentence, empty ones are left out.

    A full stop between two words without a space (3.5, د.أحمد) does not end one.
    """
    sentences: list[Sentence] = []
    offset = 0
    for line in body.split("\n"):
        current = Sentence([], [], [])
        for match in TOKEN.finditer(line):
            token, start, end = match.group(), match.start(), match.end()
            new = token not in _END and token not in _CLOSERS and _breaks(line, start, current)
            if new or len(current.tokens) >= MAX_TOKENS:
                sentences.append(current)
                current = Sentence([], [], [])
            current.tokens.append(token)
            current.starts.append(offset + start)
            current.ends.append(offset + end)
        if current.tokens:
            sentences.append(current)
        offset += len(line) + 1
    return sentences


def _breaks(line: str, start: int, current: Sentence) -> bool:
    """Whether a token at `start` begins a new sentence: an end sign (and closing marks after it) stands
    before, then a space, and a full stop is not that of an initial (د. ، أ. ، م.)."""
    last = len(current.tokens) - 1
    while last >= 0 and current.tokens[last] in _CLOSERS:
        last -= 1
    if last < 1 or current.tokens[last] not in _END or not line[start - 1].isspace():
        return False
    word, glued = current.tokens[last - 1], current.ends[last - 1] == current.starts[last]
    return not (current.tokens[last] == "." and glued and len(word) == 1 and word.isalpha())
