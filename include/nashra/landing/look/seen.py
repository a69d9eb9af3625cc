"""What a file of a landing holds for a night: its articles, and what was read as what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import tzinfo

from nashra.article import Article, Rejected
from nashra.landing.look.doubts import Doubt
from nashra.landing.look.file_doubts import FileDoubts
from nashra.landing.look.taken import taken_of
from nashra.landing.records import Record

COLUMNS = (
    "title",
    "text",
    "published_at",
    "source",
    "url",
    "agency",
    "dateline",
    "keywords",
    "sections",
)  # of an article


@dataclass(slots=True)
class Seen:
    """A file, or a file in an archive is its archive's."""

    path: str  # the first, of several that are read alike
    zone: tzinfo  # of dates that name none
    files: int = 1
    articles: int = 0
    having: Counter[str] = field(default_factory=Counter)  # articles that have a column
    taken: dict[str, Counter[str]] = field(default_factory=dict)  # by column, the names under which its values stood
    left: dict[str, str] = field(default_factory=dict)  # names whose values are in no column, with an example
    refused: Counter[str] = field(default_factory=Counter)  # by reason
    passed: Counter[str] = field(default_factory=Counter)  # what is no article by its kind
    first: dict[str, Article] = field(default_factory=dict)  # by column, the first article that has it
    _doubts: FileDoubts = field(default_factory=FileDoubts)
    _of_others: Counter[Doubt] = field(default_factory=Counter)  # of the files that were joined
    _looked_at_others: int = 0

    @property
    def looked_at(self) -> int:
        """Articles whose records were held against them."""
        return self._doubts.looked_at + self._looked_at_others

    @property
    def doubts(self) -> Counter[Doubt]:
        """In how many of them each is."""
        return self._doubts.found + self._of_others

    def look(self, record: Record, article: Article) -> None:
        """Holds a record against its article."""
        if not self._doubts.look(record, article):
            return
        taken = taken_of(record, article, self.zone)
        for column, name in taken.columns.items():
            self.taken.setdefault(column, Counter())[name] += 1
        for name, example in taken.left.items():
            self.left.setdefault(name, example)

    def add(self, item: Article | Rejected) -> None:
        if isinstance(item, Rejected):
            self.refused[item.reason] += 1
            return
        self.articles += 1
        for column in COLUMNS:
            if getattr(item, column):
                self.having[column] += 1
                self.first.setdefault(column, item)

    @property
    def manner(self) -> tuple[object, ...]:
        """What files that are read alike have in common."""
        suffix = self.path.rpartition("/")[2].rpartition(".")[2]
        names = tuple((column, tuple(sorted(found))) for column, found in sorted(self.taken.items()))
        return (
            suffix,
            self.articles > 0,
            names,
            frozenset(self.having),
            frozenset(self.doubts),
            frozenset(self.refused),
        )

    def join(self, other: "Seen") -> None:
        """Counts another file with this one."""
        self.files += other.files
        self.articles += other.articles
        self._looked_at_others += other.looked_at
        self.having += other.having
        self._of_others += other.doubts
        self.refused += other.refused
        self.passed += other.passed
        for column, names in other.taken.items():
            self.taken.setdefault(column, Counter()).update(names)
        for name, example in other.left.items():
            self.left.setdefault(name, example)


def read_alike(files: Iterable[Seen]) -> list[Seen]:
    """Files that are read alike, each manner once, in the order of their first files."""
    found: dict[tuple[object, ...], Seen] = {}
    for seen in files:
        if seen.manner in found:
            found[seen.manner].join(seen)
        else:
            found[seen.manner] = seen
    return list(found.values())
