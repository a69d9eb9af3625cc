"""The words and the pairs of quotation marks of a text, as code-point offsets: what labels of quotes are named by."""

import re

_WORD = re.compile(r"\w(?:[\w\u064b-\u0652\u0670]*\w)?[\u064b-\u0652]*")
_CLOSES = {"«": "»", "“": "”“", "”": "“”", '"': '"', "„": "“”", "‹": "›"}
"""What may end a text after each opening mark; papers also write “ at both ends, and them the wrong way round."""


def words_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each word, in order: runs of letters, digits and vowel signs."""
    return [match.span() for match in _WORD.finditer(text)]


def marked_pairs(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands between each pair of marks, the marks left out; never over an end of a line."""
    pairs, at = [], 0
    while at < len(text):
        closes = _CLOSES.get(text[at])
        line = text.find("\n", at)
        ends = [place for mark in closes or "" if (place := text.find(mark, at + 1, line if line >= 0 else None)) > 0]
        if ends and min(ends) > at + 1:
            pairs.append((at + 1, min(ends)))
            at = min(ends)
        at += 1
    return pairs
