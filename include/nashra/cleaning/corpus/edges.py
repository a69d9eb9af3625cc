"""What stands at the edges of lines: the first and last words of a line, and pieces glued before or behind its text.

A paper's template writes the same words around a changing rest: «كلمات دلالية: ...», «رابط الخبر: ...», its name behind
each title. A line that begins or ends as those of many other articles of its own source do is likely the template's.
"""

import re
from dataclasses import dataclass

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.characters import U8
from nashra.cleaning.lines.hashes import I64, U64, Bool, mix
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.line_heads import CLOSING, heads, opening_paragraphs
from nashra.cleaning.lines.line_heads import REACH as HEAD_REACH

EDGE_WORDS = 3  # words at a line's beginning and at its end
LEAST_WORDS = 5  # of a line whose edges are looked at: others are looked at whole
TITLE_LINES = 2  # lines of an article's beginning in which a separator may part the title from what is glued to it
HEAD_LINES, TAIL_LINES = 4, 3  # lines from either end whose last sentence may have a piece behind it
REACH = 260  # characters of a line, from either end, in which a piece is looked for
_BEFORE, _BEHIND, _FIRST, _AT_HEAD, _AT_TAIL, _OPENS = (
    np.uint64(number) for number in (0xB5297A4D, 0x68E31DA4, 0x1B56C4E9, 0x7FEB352D, 0x846CA68B, 0x2F8B1C53)
)  # salts, so that keys of different kinds differ

# a piece before the text ends with a bar or a slash, as a section's name does: a dash or colon ends datelines too
_HEAD = re.compile(r"([^|/»\n]{2,60}?)\s?[|/»]\s?(?=\S)")
_BEHIND_TITLE = re.compile(r"\s(?P<piece>[–—|/*-]\s[^.!؟?…]{2,60})$")
_BARS = "|/»"  # which end a piece before the text
_STOPS = ".!؟?…"
# a piece behind the text follows the end of a sentence and has no full stop of its own
_BEHIND_SENTENCE = re.compile(r"[.!؟?…»”\")\]](?:\s+|(?=[\u0621-\u064a]))(?P<piece>[^.!؟?…\s][^.!؟?…]{2,250})$")


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
    first: I64  # (p,) first of its letters, and behind the last, among those of `Lines.hasher`
    last: I64
    whole: U64  # (p,) hash of its letters
    opening: U64  # (p,) hash of its first word, for pieces whose rest changes; 0 when it is not behind a sentence
    names: Bool  # (p,) whether it may be names before a paragraph, a place's or a writer's (`lines.line_heads`)


def glued_pieces(lines: Lines) -> Pieces:
    """Pieces before and behind the first TITLE_LINES lines of each article, behind the last sentence of its first
    HEAD_LINES and last TAIL_LINES lines, and names before its first paragraphs."""
    found: list[tuple[int, int, int, bool, bool]] = []
    places = _places(lines)
    for number in np.flatnonzero(places).tolist():
        text, title = lines.raw(number), places[number] == 2
        if title and any(bar in text for bar in _BARS) and (head := _HEAD.match(text, 0, REACH)):
            found.append((number, 0, head.end(), False, False))
        shift = max(0, len(text) - REACH)
        stop = max(map(text.rfind, _STOPS))  # a piece holds none
        if sentence := _BEHIND_SENTENCE.search(text, max(shift - 1, stop, 0)):
            found.append((number, sentence.start("piece"), len(text), sentence["piece"][0].isalnum(), False))
        elif title and (tail := _BEHIND_TITLE.search(text, shift)):
            found.append((number, tail.start("piece"), len(text), False, False))
    for number in lines.made(opening_paragraphs).tolist():
        at = int(lines.start[number])
        ends = heads(lines.text[at : min(at + HEAD_REACH, int(lines.end[number]))])
        found.extend((number, 0, one.end, False, True) for one in ends if one.closed_by in CLOSING)
    line, start, end, opens, named = np.array(found, dtype=np.int64).reshape(-1, 5).T
    first, last = (_first_word(lines, lines.start[line] + at) for at in (start, end))
    some = last > first  # a piece without a word is none
    line, start, end, opens, named, first, last = (
        column[some] for column in (line, start, end, opens, named, first, last)
    )
    from_letter, to_letter = lines.word_place[first], lines.word_place[last - 1] + lines.word_length[last - 1]
    side = np.where(named > 0, _OPENS, np.where(start == 0, _AT_HEAD, _AT_TAIL))
    whole = mix(lines.hasher(from_letter, to_letter) + side)
    opening = np.where((opens > 0) & (last - first > 1), mix(lines.word[first] + _FIRST), np.uint64(0))
    return Pieces(line, start, end, from_letter, to_letter, whole, opening, named > 0)


def _first_word(lines: Lines, places: I64) -> I64:
    """The first word that begins at some code points of the batch's text or behind them."""
    dropped = lines.dropped + np.arange(lines.dropped.size)
    return np.searchsorted(lines.word_start, places - np.searchsorted(dropped, places))


_ENDS = np.array([ch.STOP, ch.QUESTION, ch.QUOTE, ch.BRACKET], dtype=np.uint8)
_PARTS = np.array([ch.BAR, ch.DASH, ch.QUOTE, ch.BULLET], dtype=np.uint8)


def _places(lines: Lines) -> U8:
    """(n,) 2 for lines that may be a title, 1 for others that are looked at, 0 for the rest: nearly all lines hold
    no mark behind which a piece could stand, and are not searched."""
    first, end = lines.first[lines.article], lines.first[lines.article + 1]
    here = np.arange(lines.hash.size)
    title = (here - first < TITLE_LINES) & _has(lines, _PARTS)
    near = (here - first < HEAD_LINES) | (end - here <= TAIL_LINES)
    sentence = near & (lines.tail != ch.STOP) & (lines.tail != ch.QUESTION) & _has(lines, _ENDS)
    return np.where(lines.letters >= 8, np.maximum(2 * title, sentence), 0).astype(np.uint8)


def _has(lines: Lines, classes: U8) -> Bool:
    """(n,) whether a line holds a character of some classes."""
    places = lines.places_of(classes)
    at = np.searchsorted(places, lines.start)
    return (
        np.asarray((at < places.size) & (places[np.minimum(at, places.size - 1)] < lines.end))
        if places.size
        else (np.zeros(lines.start.size, dtype=np.bool_))
    )
