"""Doubts of a landing, counted while it is read: of the first records of files spread over it."""

from collections import Counter
from zlib import crc32

from nashra.article import Article
from nashra.landing.look.doubts import Doubt
from nashra.landing.look.file_doubts import FileDoubts
from nashra.landing.look.rules import doubt_rules
from nashra.landing.records import Record

_PREFIX, _BETWEEN = "doubted: ", " · "  # of a task's counts
THROUGHOUT = "files doubted throughout: "  # ... before the kind
LOOKED_AT = "records looked at for doubts"


class Doubts:
    """One file's doubts, as counts. `files`: how many the landing has."""

    def __init__(self, path: str, files: int) -> None:
        every = max(1, files // doubt_rules().files)
        self._doubts = FileDoubts() if crc32(path.encode("utf-8", "surrogatepass")) % every == 0 else None

    def look(self, record: Record, article: Article) -> None:
        if self._doubts is not None:
            self._doubts.look(record, article)

    @property
    def counts(self) -> Counter[str]:
        if self._doubts is None or not self._doubts.looked_at:
            return Counter()
        counts = Counter({LOOKED_AT: self._doubts.looked_at})
        for (kind, field), number in self._doubts.found.items():
            counts[f"{_PREFIX}{kind}{_BETWEEN}{field}"] += number
        for kind in self._doubts.throughout:
            counts[f"{THROUGHOUT}{kind}"] += 1
        return counts


def doubt_counted(name: str) -> Doubt | None:
    """What a task's count of that name counts, when it is a doubt."""
    if not name.startswith(_PREFIX):
        return None
    kind, _, field = name.removeprefix(_PREFIX).partition(_BETWEEN)
    return Doubt(kind, field)
