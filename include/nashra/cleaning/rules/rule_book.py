"""Which rules fire on which lines of a batch: found through single words, then tested on the line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nashra.cleaning.lines.line_arrays import Bool, Lines, word_hash
from nashra.cleaning.rules.rule_files import Part, Rule

_SLOTS = 1 << 18  # of the table that a word's hash is first looked up in
_MASK = np.uint64(_SLOTS - 1)
_FIRST = 12  # words


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fires on a line; start and end are in the folded line."""

    line: int
    rule: Rule
    start: int
    end: int


class RuleBook:
    """Rules, with the words that lead to each."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = list(rules)
        self.parts: list[tuple[int, Part]] = [
            (number, part) for number, rule in enumerate(self.rules) for part in rule.parts
        ]
        self.by_hash: dict[int, list[int]] = {}  # of a word: places in `parts`
        self.slots: Bool = np.zeros(_SLOTS, dtype=np.bool_)  # by the low bits of a word's hash
        self.anywhere: Bool = np.zeros(_SLOTS, dtype=np.bool_)
        for place, (number, part) in enumerate(self.parts):
            rule, keys = self.rules[number], word_hash(sorted(part.triggers))
            self.slots[keys & _MASK] = True
            if rule.scope == "inline" or rule.place in ("anywhere", "end"):
                self.anywhere[keys & _MASK] = True
            for key in keys.tolist():
                self.by_hash.setdefault(key, []).append(place)

    def near(self, lines: Lines) -> Bool:
        """Which words of a batch may lead to a rule (a few that don't are among them)."""
        return np.asarray(self.slots.take((lines.word & _MASK).view(np.int64)))

    def hits(self, lines: Lines, triggers: Bool | None = None) -> list[Hit]:
        """All hits, by line and then by the order of the rules; `triggers` is what `near` gave."""
        near = np.flatnonzero(self.near(lines) if triggers is None else triggers)
        line = lines.word_line[near]
        # A rule for whole lines or their beginning has its word among the first ones.
        use = (near - lines.word_first[line] < _FIRST) | self.anywhere[lines.word[near] & _MASK]
        near, line = near[use], line[use]
        words = (lines.word_first[line + 1] - lines.word_first[line]).tolist()
        found: set[tuple[int, int]] = set()
        for at, key, size in zip(line.tolist(), lines.word[near].tolist(), words, strict=True):
            for place in self.by_hash.get(key, ()):
                if size <= self.parts[place][1].most_words:
                    found.add((at, place))
        hits: list[Hit] = []
        line_at, folded = -1, ""
        for at, place in sorted(found):
            number, part = self.parts[place]
            rule = self.rules[number]
            if at != line_at:
                line_at, folded = at, lines.fold(at)
            if match := rule.search_part(part, folded):
                start = match.start("cut") if rule.scope == "inline" else match.start()
                hit = Hit(at, rule, start, match.end())
                if not hits or hits[-1].line != at or hits[-1].rule is not rule:
                    hits.append(hit)
                elif start < hits[-1].start:  # of the parts that match, the one that begins first
                    hits[-1] = hit
        return hits
