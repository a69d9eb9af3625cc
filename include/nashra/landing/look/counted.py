"""Doubts of a landing, counted while it is read: of the first records of files spread over it."""

import logging
from collections import Counter
from zlib import crc32

from nashra.article import Article
from nashra.landing.look.doubts import Doubt, doubts_of
from nashra.landing.look.rules import doubt_rules
from nashra.landing.records import Record

log = logging.getLogger(__name__)
_PREFIX, _BETWEEN = "doubted: ", " · "  # of a task's counts


class Doubts:
    """Counts of one file's doubts; the same whichever parts it is read in. `files`: how many the landing has."""

    def __init__(self, path: str, files: int) -> None:
        self._every = max(1, files // doubt_rules().files)
        self._looks = crc32(path.encode("utf-8", "surrogatepass")) % self._every == 0
        self._records = doubt_rules().records
        self.counts: Counter[str] = Counter()

    def look(self, record: Record, article: Article) -> None:
        if not self._looks or record.number >= self._records:
            return
        try:
            found = doubts_of(record, article)
        except Exception:  # the article is read all the same
            log.exception("record %s of %s could not be looked at again", record.number, article.landing_file)
            return
        self.counts.update(f"{_PREFIX}{kind}{_BETWEEN}{field}" for kind, field in found)


def doubt_counted(name: str) -> Doubt | None:
    """What a task's count of that name counts, when it is a doubt."""
    if not name.startswith(_PREFIX):
        return None
    kind, _, field = name.removeprefix(_PREFIX).partition(_BETWEEN)
    return Doubt(kind, field)
