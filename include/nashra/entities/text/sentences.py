"""A body cut into sentences of tokens, each token with its exact place in the body."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate


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
_COMMON = "0-9A-Za-z\u0620-\u0669"  # no signs; looked for first, which halves the time
TOKEN = re.compile(rf"[{_COMMON}]+(?:[^\s{_SIGNS}]+)?|[^\s{_SIGNS}]+|[{_SIGNS}]")
_PARTS = re.compile(f"({TOKEN.pattern})")

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
        parts = _PARTS.split(line)  # what stands between tokens, and the tokens, in turn
        if tokens := parts[1::2]:
            places = list(accumulate(map(len, parts), initial=offset))
            starts, ends = places[1::2], places[2::2]
            first = 0
            for cut in _cuts(line, tokens, starts, ends, offset):
                sentences.append(Sentence(tokens[first:cut], starts[first:cut], ends[first:cut]))
                first = cut
            sentences.append(Sentence(tokens[first:], starts[first : len(tokens)], ends[first:]))
        offset += len(line) + 1
    return sentences


def _cuts(line: str, tokens: list[str], starts: list[int], ends: list[int], offset: int) -> list[int]:
    """Which tokens of a line that begins at `offset` begin a new sentence, the first left out."""
    signs = [] if _END.isdisjoint(tokens) else [place for place, token in enumerate(tokens) if token in _END]
    if len(tokens) <= MAX_TOKENS and not signs:
        return []
    cuts, first = [], 0
    may_break = _behind(tokens, signs)
    too_long = range(MAX_TOKENS, len(tokens))  # none in nearly every line
    for place in sorted(may_break.union(too_long) - {len(tokens)}):
        ended = place in may_break and _breaks(line, tokens, starts, ends, offset, first, place)
        if ended or place - first >= MAX_TOKENS:
            cuts.append(place)
            first = place
    return cuts


def _behind(tokens: list[str], ends: list[int]) -> set[int]:
    """For each end sign the first token behind it that is neither one itself nor a closing mark.

    The signs of a run have the same one, so that it is walked once, however long it is.
    """
    found: set[int] = set()
    place = 0
    for end in ends:
        if end < place:
            continue
        place = end + 1
        while place < len(tokens) and (tokens[place] in _END or tokens[place] in _CLOSERS):
            place += 1
        found.add(place)
    return found


def _breaks(
    line: str, tokens: list[str], starts: list[int], ends: list[int], offset: int, first: int, place: int
) -> bool:
    """Whether a token begins a new sentence, `first` being where the one before begins: an end sign (and closing
    marks after it) stands before, then a space, and a full stop is not that of an initial (د. ، أ. ، م.)."""
    last = place - 1
    while last >= first and tokens[last] in _CLOSERS:
        last -= 1
    if last < first + 1 or tokens[last] not in _END or not line[starts[place] - offset - 1].isspace():
        return False
    word, glued = tokens[last - 1], ends[last - 1] == starts[last]
    return not (tokens[last] == "." and glued and len(word) == 1 and word.isalpha())
