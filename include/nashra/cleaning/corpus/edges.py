"""What stands at the edges of lines: the first and last words of a line, and pieces glued before or behind its text.

A paper's template writes the same words around a changing rest: «كلمات دلالية: ...», «رابط الخبر: ...», its name behind
each title. A line that begins or ends as those of many other articles of its own source do is likely the template's.
"""

import re
from dataclasses import dataclass

import numpy as np

from nashra.cleaning.lines.characters import U8
from nashra.cleaning.lines.line_arrays import I64, U64, Lines, mix, word_hash
from nashra.text.fold import fold_line

EDGE_WORDS = 3  # words at a line's beginning and at its end
LEAST_WORDS = 5  # of a line whose edges are looked at: others are looked at whole
TITLE_LINES = 2  # lines of an article's beginning in which a separator may part the title from what is glued to it
HEAD_LINES, TAIL_LINES = 4, 3  # lines from either end whose last sentence may have a piece behind it
REACH = 260  # characters of a line, from either end, in which a piece is looked for
_BEFORE, _BEHIND, _FIRST = (np.uint64(number) for number in (0xB5297A4D, 0x68E31DA4, 0x1B56C4E9))  # salts of keys

# a piece before the text ends with a bar or a slash, as a section's name does: a dash or colon ends datelines too
_HEAD = re.compile(r"([^|/»\n]{2,60}?)\s?[|/»]\s?(?=\S)")
_BEHIND_TITLE = re.compile(r"\s(?P<piece>[–—|/*-]\s[^.!؟?…]{2,60})$")
# a piece behind the text follows the end of a sentence and has no full stop of its own
_BEHIND_SENTENCE = re.compile(r"(?<=[.!؟?…»”\")\]])(?:\s+|(?=[\u0621-\u064a]))(?P<piece>[^.!؟?…\s][^.!؟?…]{2,250})$")


def edge_keys(lines: Lines) -> tuple[U64, U64]:
    """(n,) hashes of each line's first and last EDGE_WORDS words; 0 for a line of fewer than LEAST_WORDS."""
    head, foot = np.zeros(lines.hash.size, dtype=np.uint64), np.zeros(lines.hash.size, dtype=np.uint64)
    first, last = lines.word_first[:-1], lines.word_first[1:]
    long = np.flatnonzero(last - first >= LEAST_WORDS)
    if long.size:
        place, end = lines.word_place, lines.word_place + lines.word_length
        head[long] = mix(lines.hasher(place[first[long]], end[first[long] + EDGE_WORDS - 1]) + _BEFORE)
        foot[long] = mix(lines.hasher(place[last[long] - EDGE_WORDS], end[last[long] - 1]) + _BEHIND)
    return head, foot


@dataclass(slots=True)
class Pieces:
    """Pieces that may be glued to lines of a batch (p pieces, by line)."""

    line: I64  # (p,) line that it is in
    start: I64  # (p,) code points into the line without white space at its ends
    end: I64
    whole: U64  # (p,) hash of its letters
    opening: U64  # (p,) hash of its first word, for pieces whose rest changes; 0 before a line's text


def glued_pieces(lines: Lines) -> Pieces:
    """Pieces before and behind the first TITLE_LINES lines of each article, and behind the last sentence of its first
    HEAD_LINES and last TAIL_LINES lines."""
    line: list[int] = []
    start: list[int] = []
    end: list[int] = []
    wholes: list[str] = []
    openings: list[str] = []
    places = _places(lines)
    for number in np.flatnonzero(places).tolist():
        text, title = lines.raw(number), places[number] == 2
        if title and (head := _HEAD.match(text, 0, REACH)):
            line.append(number)
            start.append(0)
            end.append(head.end())
            wholes.append("<" + letters_of(head[1]))
            openings.append("")
        shift = max(0, len(text) - REACH)
        tail = _BEHIND_SENTENCE.search(text, shift) or (_BEHIND_TITLE.search(text, shift) if title else None)
        if tail:
            piece = tail["piece"]
            line.append(number)
            start.append(tail.start("piece"))
            end.append(len(text))
            wholes.append(">" + letters_of(piece))
            first = letters_of(piece.split()[0])
            openings.append(first if first.isalnum() and len(piece.split()) > 1 else "")
    whole, opening = (word_hash(texts) if texts else np.zeros(0, dtype=np.uint64) for texts in (wholes, openings))
    none = np.array([not text for text in openings], dtype=np.bool_)
    return Pieces(
        np.array(line, dtype=np.int64), np.array(start, dtype=np.int64), np.array(end, dtype=np.int64),
        whole, np.where(none, np.uint64(0), mix(opening + _FIRST)) if line else opening,
    )  # fmt: skip


def letters_of(piece: str) -> str:
    """The folded letters and digits of a piece; the piece itself when it has none."""
    return "".join(character for character in fold_line(piece) if character.isalnum()) or piece.strip()


def _places(lines: Lines) -> U8:
    """(n,) 2 for lines that may be a title, 1 for others that are looked at, 0 for the rest."""
    first, end = lines.first[lines.article], lines.first[lines.article + 1]
    here = np.arange(lines.hash.size)
    near = (here - first < HEAD_LINES) | (end - here <= TAIL_LINES)
    title = here - first < TITLE_LINES
    return np.where(lines.letters >= 8, near.astype(np.uint8) + title, 0).astype(np.uint8)
