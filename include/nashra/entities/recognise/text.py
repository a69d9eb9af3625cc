"""A body cut into sentences of tokens, each token with its exact place in the body."""

import re
from dataclasses import dataclass

# A word is a run of letters, digits and combining marks; any other visible sign is a token of its own, as in
# camel_tools.tokenizers.word.simple_word_tokenize. Controls, bidi and zero-width signs are no tokens and end
# a word, as there.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0711\u0730-\u074a\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u0900-\u0903\u093a-\u094f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_CONTROLS = (
    "\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffe\uffff"
)
TOKEN = re.compile(rf"(?:[^\W_]|[{_MARKS}])+|[^\w\s{_CONTROLS}]|_")

_END = frozenset(".؟!?؛…")
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
            after_end = current.tokens and current.tokens[-1] in _END
            if (after_end and token not in _END and token not in _CLOSERS and _breaks(line, start, current)) or len(
                current.tokens
            ) >= MAX_TOKENS:
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
    """Whether the end sign before a token at `start` ends the sentence: a space stands between, and the word
    before the sign is no initial or abbreviation of one or two letters (د. ، أ. ، م.)."""
    if start == 0 or not line[start - 1].isspace():
        return False
    if current.tokens[-1] != "." or len(current.tokens) < 2:
        return True
    word = current.tokens[-2]
    glued = current.ends[-2] == current.starts[-1]
    return not (glued and word.isalpha() and len(word) <= 1)
