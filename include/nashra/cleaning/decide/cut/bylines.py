"""Bylines and datelines glued before the first sentence («عمان - <كاتب> - ...»): cut off where it is proven that the
words are one. A head whose last word the article says again is left: it may be what the story is about."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.decide.cut.glued import BylineLimits, Trim, glued_limits
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.line_heads import CLOSING, REACH, Head, heads, opening_paragraphs
from nashra.cleaning.lines.word_kinds import common_words
from nashra.landing.facts.metadata_words import metadata_words, read_metadata
from nashra.landing.facts.place_names import is_place
from nashra.text.fold import fold_line

_QUOTES = "«\"“([{'‘"
_DASHES = "-–—"
HEADLINE = 165  # letters of a first line that is a headline, where it ends without a full stop
LEAST = 6  # letters of a line about the article that may stand again before a paragraph


def byline_trims(lines: Lines, seen: LineEvidence, about: Mapping[int, str]) -> dict[int, Trim]:
    """By line, the byline or dateline that goes from its beginning; `about` are the lines that are metadata wholly."""
    candidates = lines.made(opening_paragraphs).tolist()
    if not candidates:
        return {}
    pieces, limits = seen.pieces, glued_limits().byline
    named = np.flatnonzero(pieces.names)
    columns = (column[named].tolist() for column in (pieces.line, pieces.end, seen.piece_whole))
    others = {(line, end): count for line, end, count in zip(*columns, strict=True)}
    above = sorted(line for line, kind in about.items() if kind in ("byline", "dateline"))
    found: dict[int, Trim] = {}
    firsts = lines.first[lines.article[lines.made(opening_paragraphs)]].tolist()
    for line, first in zip(candidates, firsts, strict=True):
        if trim := _again(lines, line, above[bisect_left(above, first) : bisect_left(above, line)]):
            found[line] = trim
            continue
        if line == first and lines.letters[line] <= HEADLINE and lines.tail[line] != ch.STOP:
            continue  # a headline: who stands before its colon says it
        text = lines.raw(line)
        for head in reversed(heads(text[:REACH])):
            if proof := _proof(text, head, others.get((line, head.end), 0), limits):
                rule, why = proof
                if _said_again(lines, line, head):
                    continue
                found[line] = Trim(0, head.end, rule, "metadata", why)
                break
    return found


def _again(lines: Lines, line: int, above: Sequence[int]) -> Trim | None:
    """A line about the article that stands again before its paragraph; `above` are bylines and datelines above it."""
    if not above:
        return None
    word, end = int(lines.word_first[line]), int(lines.word_first[line + 1])
    place, begins = int(lines.word_place[word]), lines.plain[lines.word_start[word]]
    for own in reversed(above):
        size = int(lines.letters[own])
        if size < LEAST or size >= lines.letters[line]:
            continue
        if lines.plain[lines.word_start[lines.word_first[own]]] != begins:
            continue  # most: they begin with another letter
        at = word + int(np.searchsorted(lines.word_place[word:end], place + size))
        if at >= end or lines.word_place[at] != place + size:
            continue
        if lines.hasher(*np.array([[place], [place + size]]))[0] == lines.hash[own]:
            start = int(lines.word_start[at])
            raw = start + int(np.searchsorted(lines.dropped, start, side="right")) - int(lines.start[line])
            text = lines.raw(line)
            while raw and text[raw - 1] in _QUOTES:
                raw -= 1
            return Trim(0, raw, "byline-again", "metadata", "the line above, word for word, before the text")
    return None


def _proof(text: str, head: Head, others: int, limits: BylineLimits) -> tuple[str, str] | None:
    """Rule and reason, when the names of a head are those of a writer, a place, a paper."""
    known = metadata_words()
    places = names = labels = rest = 0
    for start, end in head.parts:
        part = _folded_part(text[start:end])
        if is_place(part) or is_place(part.removeprefix("من ")):
            places += 1
        elif part in _labels():
            labels += 1
        elif _name(part, limits):
            names += 1
            labels += part.split()[0].rstrip(".") in _folded(limits.before_name)
        elif part not in known.agencies:
            rest += 1
    if names == 1 and not rest and not _parenthesis(text, head):
        if labels:
            return "glued-byline", "a writer's label, and a name that the article does not say again"
        if places and head.closed_by in CLOSING:
            return "glued-dateline", "a place, and a name that the article does not say again"
    closed = head.closed_by == "dash" or head.closed_by == "bars" or (head.closed_by == "colon" and len(head.parts) > 1)
    if others >= limits.articles and closed and not _parenthesis(text, head) and _plain(text, head):
        return "glued-byline", f"opens paragraphs of {others} other articles of the source"
    return None


@lru_cache(maxsize=1 << 12)
def _folded_part(part: str) -> str:
    return fold_line(part).strip(" .")


def _name(part: str, limits: BylineLimits) -> bool:
    """Whether a part may be a writer's name, with or without a label before it: two words to four, none of them one
    of those that sentences are full of."""
    words = part.replace(".", " ").split()
    if words and words[0] in _folded(limits.before_name):
        words = words[1:]
    return (
        2 <= len(words) <= limits.words
        and not words[0].startswith("ال")
        and not any(word in common_words() or len(word) < 2 for word in words)
    )


def _plain(text: str, head: Head) -> bool:
    """Whether a head is two words at the least, none of them of sentences."""
    words = [word for start, end in head.parts for word in fold_line(text[start:end]).replace(".", " ").split()]
    return len(words) >= 2 and not any(word in common_words() for word in words)


def _parenthesis(text: str, head: Head) -> bool:
    """Whether a second dash follows soon: then the first one opens a remark, and closes no head."""
    behind = text[head.end : head.end + 40]
    return head.closed_by == "dash" and any(f" {dash}" in behind or f"{dash} " in behind for dash in _DASHES)


def _said_again(lines: Lines, line: int, head: Head) -> bool:
    """Whether the article has the last word of each of the head's longest part elsewhere."""
    start, end = max(head.parts, key=lambda part: part[1] - part[0])
    text = lines.raw(line)[start:end]
    word = int(lines.word_first[line]) + len(_words(lines.raw(line)[:start])) + len(_words(text)) - 1
    article = lines.article[line]
    span = slice(lines.word_first[lines.first[article]], lines.word_first[lines.first[article + 1]])
    return int(np.count_nonzero(lines.stem[span] == lines.stem[word])) > 1


def _words(text: str) -> list[str]:
    return fold_line(text).translate(_MARKS).split()


_MARKS = {ord(mark): " " for mark in ".-–—−ـ:|/*•،"}


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(map(fold_line, read_metadata().byline_labels))


@lru_cache(maxsize=4)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_line, words))
