"""Which rules fire on which lines of a batch: found through single words, then tested on the line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool, word_hash
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.rules.rule_files import Part, Rule, shipped_rules

_SLOTS = 1 << 18  # of the table that a word's hash is first looked up in
_MASK = np.uint64(_SLOTS - 1)
_FIRST = 12  # words
_STAYS = 80  # characters before a piece that is cut off, which are a paragraph of their own
_EDGE = np.uint64(0)  # in place of the word before a line's first
_PIECE = 160  # characters behind a sentence, up to the line's end, that may be a line of their own: a call, a button,
_PIECE_LEAST = 3  # a link, glued on by who made the page text
_BEFORE_PIECE = 30  # characters of the line before it, at the least
_LAST = 3  # sentences' ends that are looked at, from the last
_ENDS = np.array([ch.STOP, ch.QUESTION], dtype=np.uint8)
_ENDED = re.compile(r"[.!?؟…»”\"')\]]{1,3}\s{0,3}(?=[^\s.!?؟…»”\"')\]،,:])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fires on a line; start and end are in the folded line."""

    line: int
    rule: Rule
    start: int
    end: int
    behind: bool = False  # on what stands behind the line's last sentence, as if it were a line of its own

    @property
    def inline(self) -> bool:
        """Whether it speaks of the line's end alone, which is cut off."""
        return self.behind or self.rule.scope == "inline"


class _Lead(NamedTuple):
    """Where a word leads to, and what must hold there."""

    place: int  # in `RuleBook.parts`
    most_words: int  # of the line
    longest: int  # letters of the line
    before: frozenset[int] | None  # hashes of words, one of which stands before it; None: anything may
    behind: frozenset[int] | None  # and behind it


class RuleBook:
    """Rules, with the words that lead to each."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.parts: list[tuple[int, Part]] = [
            (number, part) for number, rule in enumerate(self.rules) for part in rule.parts
        ]
        self.cuts = [self.rules[number].cuts for number, _ in self.parts]
        self.leads: dict[int, list[_Lead]] = {}  # by a word's hash
        self.slots: Bool = np.zeros(_SLOTS, dtype=np.bool_)  # by the low bits of a word's hash
        self.anywhere: Bool = np.zeros(_SLOTS, dtype=np.bool_)
        hashed = _hashes(part for _, part in self.parts)
        for place, (number, part) in enumerate(self.parts):
            rule, keys = self.rules[number], [hashed[word] for word in sorted(part.triggers)]
            before, behind = (
                None if words is None else frozenset(map(hashed.__getitem__, words))
                for words in (part.before, part.behind)
            )
            longest = 1 << 30 if rule.scope == "inline" else rule.longest
            for key in keys:
                self.slots[key & int(_MASK)] = True
                if rule.scope == "inline" or rule.place in ("anywhere", "end"):
                    self.anywhere[key & int(_MASK)] = True
                self.leads.setdefault(key, []).append(_Lead(place, part.most_words, longest, before, behind))
        # The widest of a word's leads, by the low bits of its hash: no other is asked of a longer line.
        self._most_words, self._longest = np.zeros((2, _SLOTS), dtype=np.int64)
        for key, leads in self.leads.items():
            slot = key & int(_MASK)
            self._most_words[slot] = max(self._most_words[slot], *(lead.most_words for lead in leads))
            self._longest[slot] = max(self._longest[slot], *(lead.longest for lead in leads))

    def near(self, lines: Lines) -> Bool:
        """Which words of a batch may lead to a rule (a few that don't are among them)."""
        return np.asarray(self.slots.take((lines.word & _MASK).view(np.int64)))

    def hits(self, lines: Lines, triggers: Bool | None = None) -> list[Hit]:
        """All hits, by line and then by the order of the rules; `triggers` is what `near` gave."""
        near = np.flatnonzero(self.near(lines) if triggers is None else triggers)
        line = lines.word_line[near]
        glued = self._behind(lines, near, line)
        # A rule for whole lines or their beginning has its word among the first ones.
        slot = (lines.word.take(near) & _MASK).view(np.int64)
        use = (near - lines.word_first[line] < _FIRST) | self.anywhere.take(slot)
        words = np.diff(lines.word_first)
        use &= words.take(line) <= self._most_words.take(slot)
        use &= lines.letters.take(line) <= self._longest.take(slot)
        near, line = near[use], line[use]
        words = words.take(line)
        left = np.where(near > lines.word_first[line], lines.word.take(near - 1, mode="clip"), _EDGE)
        right = lines.word.take(near + 1, mode="clip")  # at a line's end the next one's: a rule is tried in vain
        columns = (column.tolist() for column in (line, words, lines.letters[line], lines.word[near], left, right))
        found: set[tuple[int, int]] = set()
        for at, size, letters, key, previous, following in zip(*columns, strict=True):
            for place, most_words, longest, before, behind in self.leads.get(key, ()):
                if (
                    size <= most_words
                    and letters <= longest
                    and (before is None or previous in before)
                    and (behind is None or following in behind)
                ):
                    found.add((at, place))
        hits: list[Hit] = []
        line_at, folded, tidy = -1, "", ""
        wide = _may_be_wide(lines).tolist() if found else []
        for at, place in sorted(found):
            number, part = self.parts[place]
            rule = self.rules[number]
            if at != line_at:
                line_at, folded = at, lines.fold(at)
                tidy = _tidy(folded) if wide[at] else ""
            match = rule.search_part(part, folded)
            if match is None and tidy and rule.scope != "inline":
                match = rule.search_part(part, tidy)
            if match:
                hit = Hit(at, rule, *match)
                if not hits or hits[-1].line != at or hits[-1].rule is not rule:
                    hits.append(hit)
                elif hit.start < hits[-1].start:  # of the parts that match, the one that begins first
                    hits[-1] = hit
        return _beside_tails(sorted(hits + glued, key=lambda hit: hit.line) if glued else hits)

    def _behind(self, lines: Lines, near: I64, line_of: I64) -> list[Hit]:
        """Rules for lines that fire on what stands behind a line's last sentence, and has no full stop of its own: the
        longest such piece goes."""
        use = np.flatnonzero(_may_have_piece(lines).take(line_of))
        some, line_of = near.take(use), line_of.take(use)
        use = np.flatnonzero(lines.word_start.take(some) >= lines.fold_end.take(line_of) - _PIECE)
        some, line_of = some.take(use), line_of.take(use)
        if not some.size:
            return []
        found: list[Hit] = []
        for words in np.split(some, np.flatnonzero(np.diff(line_of)) + 1):
            line = int(lines.word_line[words[0]])
            folded = lines.fold(line)
            first = max(len(folded) - _PIECE, _BEFORE_PIECE)
            ends = [
                end for match in _ENDED.finditer(folded, first) if len(folded) - (end := match.end()) >= _PIECE_LEAST
            ]
            if ends and (hit := self._on_piece(line, folded, ends[-_LAST:], words, lines)):
                found.append(hit)
        return found

    def _on_piece(self, line: int, folded: str, starts: Sequence[int], words: I64, lines: Lines) -> Hit | None:
        """The first rule that fires on the text behind one of some places of a line."""
        size = int(lines.word_first[line + 1])
        places: set[int] = set()
        begin = int(lines.fold_end[line]) - len(folded) + starts[0] - _PIECE_LEAST
        words = words[lines.word_start.take(words) >= begin]
        beside = (lines.word.take(words + step, mode="clip").tolist() for step in (0, -1, 1))
        for word, key, previous, following in zip(words.tolist(), *beside, strict=True):
            for place, most_words, _, before, behind in self.leads.get(key, ()):
                if (
                    self.cuts[place]
                    and size - word <= most_words
                    and (before is None or previous in before or int(_EDGE) in before)
                    and (behind is None or following in behind)
                ):
                    places.add(place)
        for start in starts if places else ():
            piece = _tidy(folded[start:]) or folded[start:]
            for place in sorted(places):
                number, part = self.parts[place]
                rule = self.rules[number]
                if rule.search_part(part, piece):
                    return Hit(line, rule, start, len(folded), behind=True)
        return None


def _tidy(folded: str) -> str:
    """A folded text with one space where it has several, which patterns don't foresee; "" where it has none."""
    return " ".join(folded.split()) if "  " in folded else ""


def _may_be_wide(lines: Lines) -> Bool:
    """(n,) lines whose folded text may have several spaces in a row."""
    space = lines.plain == ord(" ")
    places = np.flatnonzero(space[1:] & space[:-1])
    return np.asarray(np.searchsorted(places, lines.fold_end) > np.searchsorted(places, lines.fold_start))


def _may_have_piece(lines: Lines) -> Bool:
    """(n,) lines that end without a full stop not far behind the end of a sentence."""
    ends = lines.places_of(_ENDS)
    last = np.searchsorted(ends, lines.end - _PIECE_LEAST) - 1
    place = ends.take(np.maximum(last, 0), mode="clip") if ends.size else np.zeros(lines.end.size, dtype=np.int64)
    found = (last >= 0) & (place >= lines.start + _BEFORE_PIECE) & (lines.end - place <= _PIECE)
    return np.asarray(found & (lines.tail != ch.STOP) & (lines.tail != ch.QUOTE))


_last_shipped: list[RuleBook] = []


def shipped_book() -> RuleBook:
    """The rules that ship: put together once a process, and again when a file has changed."""
    rules = shipped_rules()
    if not _last_shipped or _last_shipped[0].rules is not rules:
        _last_shipped[:] = [RuleBook(rules)]
    return _last_shipped[0]


def _beside_tails(hits: list[Hit]) -> list[Hit]:
    """Hits less those of line rules within a piece that is cut off a longer line: the rest is judged alone."""
    tails: dict[int, int] = {}
    for hit in hits:
        if hit.inline and hit.start >= _STAYS:
            tails[hit.line] = min(hit.start, tails.get(hit.line, hit.start))
    if not tails:
        return hits
    return [hit for hit in hits if hit.inline or hit.start < tails.get(hit.line, hit.end)]


def _hashes(parts: Iterable[Part]) -> dict[str, int]:
    """The hash of each word that leads to a part or stands beside one that does."""
    words: set[str] = set()
    for part in parts:
        words |= part.triggers | (part.before or frozenset()) | (part.behind or frozenset())
    listed = sorted(words)
    return dict(zip(listed, word_hash(listed).tolist(), strict=True)) | {"": int(_EDGE)}
