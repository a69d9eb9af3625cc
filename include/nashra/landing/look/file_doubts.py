"""Doubts about one file: those of its first records, and what all of these have alike that no two articles do."""

from collections import Counter
from typing import Any

from nashra.article import Article
from nashra.landing.look.doubts import Doubt, doubts_of
from nashra.landing.look.rules import doubt_rules
from nashra.landing.records import Record

ALIKE = "the same in all records"
CUT = "texts that break off at one length"


class FileDoubts:
    """Shown the records of a file with their articles. The first records of a file that is split are in one part, so
    that the parts together find what the whole does."""

    def __init__(self) -> None:
        self._records = doubt_rules().records
        self._found: Counter[Doubt] = Counter()
        self._alike: dict[str, set[Any]] = {"title": set(), "url": set(), "published_at": set()}
        self._lengths: Counter[int] = Counter()  # of texts that end within a sentence
        self._longest = 0
        self.looked_at = 0

    def look(self, record: Record, article: Article) -> bool:
        """Whether it is one of those that are looked at."""
        if record.number >= self._records or self.looked_at == self._records:
            return False
        self.looked_at += 1
        self._found.update(doubts_of(record, article))
        text = article.text.rstrip()
        self._longest = max(self._longest, len(text))
        if not text.endswith(tuple(doubt_rules().sentence_ends)):
            self._lengths[len(text)] += 1
        for column, values in self._alike.items():
            values.add(getattr(article, column))
        return True

    @property
    def found(self) -> Counter[Doubt]:
        """In how many records each is."""
        found, rules = Counter(self._found), doubt_rules()
        cut = self._lengths[self._longest]
        if cut >= rules.cut_records and self._longest >= rules.cut_characters:  # a column's or a cell's bound
            found[Doubt(CUT, str(self._longest))] = cut
        if self.looked_at >= rules.alike_records:
            alike = [column for column, values in self._alike.items() if len(values) == 1 and _tells(*values)]
            found.update({Doubt(ALIKE, column): self.looked_at for column in alike})
        return found

    @property
    def throughout(self) -> list[str]:
        """The kinds of doubts that most of the records have."""
        return [kind for kind, number in of_kinds(self.found).items() if is_throughout(number, self.looked_at)]


def of_kinds(found: Counter[Doubt]) -> dict[str, int]:
    """In how many records each kind is, at the least: one may have it in two fields."""
    kinds: dict[str, int] = {}
    for doubt, number in found.items():
        kinds[doubt.kind] = max(kinds.get(doubt.kind, 0), number)
    return kinds


def is_throughout(number: int, looked_at: int) -> bool:
    """Whether so many of the records looked at are most of them."""
    rules = doubt_rules()
    return looked_at >= rules.warned_records and number >= rules.warned_share * looked_at


def _tells(value: Any) -> bool:
    """Whether no two articles should have a value: a day without a clock is that of many."""
    if value is None or isinstance(value, str):
        return value is not None
    return bool(value.second or value.minute)
