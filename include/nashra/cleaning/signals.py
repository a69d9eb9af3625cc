"""Which rules fire on which lines of a batch: found through single words, then tested on the line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nashra.cleaning.lines import Bool, Lines, U64, word_hash
from nashra.cleaning.rules import Rule

_SLOTS = 1 << 18  # of the table that a word's hash is first looked up in


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
        self.by_hash: dict[int, list[int]] = {}
        for number, rule in enumerate(self.rules):
            words = sorted(rule.triggers)
            for word, key in zip(words, word_hash(words).tolist(), strict=True):
                del word
                self.by_hash.setdefault(key, []).append(number)
        self.keys: U64 = np.array(sorted(self.by_hash), dtype=np.uint64)
        self.slots: Bool = np.zeros(_SLOTS, dtype=np.bool_)
        self.slots[self.keys % np.uint64(_SLOTS)] = True

    def near(self, lines: Lines) -> Bool:
        """Which words of a batch may lead to a rule (a few that don't are among them)."""
        return self.slots[lines.word % np.uint64(_SLOTS)]

    def hits(self, lines: Lines, triggers: Bool | None = None) -> list[Hit]:
        """All hits, by line and then by the order of the rules; `triggers` is what `near` gave."""
        near = np.flatnonzero(self.near(lines) if triggers is None else triggers)
        found: set[tuple[int, int]] = set()
        for line, key in zip(lines.word_line[near].tolist(), lines.word[near].tolist(), strict=True):
            for number in self.by_hash.get(key, ()):
                found.add((line, number))
        hits: list[Hit] = []
        line_at, folded = -1, ""
        for line, number in sorted(found):
            rule = self.rules[number]
            if rule.place == "whole" and rule.scope != "inline":
                if lines.fold_end[line] - lines.fold_start[line] > rule.longest:
                    continue
            if line != line_at:
                line_at, folded = line, lines.fold(line)
            if match := rule.search(folded):
                hits.append(Hit(line, rule, match.start("cut") if rule.scope == "inline" else match.start(), match.end()))
        return hits
