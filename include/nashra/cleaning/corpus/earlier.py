"""Evidence of the landing days before a night's: the last `evidence_articles` of each source within `evidence_days`.

A day's evidence is made once, when the day is first seen, and kept in the lake by all that it is made from: rows of
hashes, some 25 an article, with the article and source of each, since copies of an article must be seen to count once.
What is taken of it depends on the landing alone, whether it was kept or made anew.
"""

import logging
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from nashra.article import Article
from nashra.cleaning.corpus.evidence import scoped
from nashra.cleaning.corpus.gathered import groups, spill
from nashra.cleaning.corpus.gathered import seen as evidence_in
from nashra.cleaning.corpus.stored_parts import Stored, read_sources
from nashra.cleaning.lines.hashes import U64, Bool
from nashra.cleaning.rules.drift import Tally
from nashra.cleaning.rules.rule_book import shipped_book
from nashra.inputs.digest import digest, inputs_of
from nashra.kept_json import keep, kept
from nashra.lake import Run, Stamp, Storage, recording, stamp_of
from nashra.landing.noted import Seen, days_of_run, look_again, note_later, unmoved
from nashra.settings import Settings

CACHE = "_cache/evidence"  # below the lake
READ_WITH = ("timezone", "record_bytes")  # settings of the night on which the articles of a landing depend
logger = logging.getLogger(__name__)


def read_earlier(run: Run, settings: Settings, sources: Collection[int]) -> tuple[list[Stored], Tally]:
    """The evidence of the days before a run's, and what rules did on them.

    The newest day comes first, and no day is read when each of the day's own `sources` is known well enough by then.
    """
    recent, before = Recent(settings.night.evidence_articles), Tally()
    parts: list[Stored] = []
    days: dict[str, Seen] = {}
    made_from = _made_from(settings)
    for day in reversed(days_of_run(run, settings)):
        if sources and recent.full(sources):
            break
        days[day] = look_again(run, day)
        names = _of_day(run, settings, day, days[day], made_from, before)
        parts += recent.take(run.lake, names)
    note_later(run, days)
    logger.info(
        "evidence of %d articles of the landing days before %s, %d days back to %s",
        recent.articles, run.day, len(days), min(days, default="none"),
    )  # fmt: skip
    return parts, before


class Recent:
    """The last so many articles of each source, of days that come newest first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.articles = 0
        self._taken: dict[int, int] = {}  # articles of each source
        self._known = np.zeros(0, dtype=np.uint64)  # of articles with their source, sorted: a copy counts once

    def full(self, sources: Collection[int]) -> bool:
        """Whether no more is wanted of some sources."""
        return all(self._taken.get(source, 0) >= self.most for source in sources)

    def take(self, storage: Storage, names: list[str]) -> list[Stored]:
        """What is taken of a day, given as the names of its parts; of a day that holds more of a source than is
        wanted, those with the least digests: the same articles in whatever order they landed."""
        read = [read_sources(storage, name) for name in names]
        if not read:
            return []
        article, source = (np.concatenate(column) for column in zip(*read, strict=True))
        chosen = np.unique(article[self._wanted(article, source)])
        parts: list[Stored] = []
        for name, (mine, _) in zip(names, read, strict=True):
            part = Stored(storage, name, chosen)
            if (here := part.chosen(mine)).any():  # type: ignore[union-attr]
                parts.append(Stored(storage, name) if here.all() else part)  # type: ignore[union-attr]
        return parts

    def _wanted(self, article: U64, source: U64) -> Bool:
        keys = scoped(article, source)
        wanted = np.zeros(article.size, dtype=np.bool_)
        fresh = np.unique(keys, return_index=True)[1]
        fresh = fresh[~np.isin(keys[fresh], self._known)]
        order = fresh[np.lexsort((article[fresh], source[fresh]))]
        names, first, count = np.unique(source[order], return_index=True, return_counts=True)
        for name, at, size in zip(names.tolist(), first.tolist(), count.tolist(), strict=True):
            taken = self._taken.get(name, 0)
            some = min(size, max(self.most - taken, 0))
            wanted[order[at : at + some]] = True
            self._taken[name] = taken + some
            self.articles += some
        self._known = np.union1d(self._known, keys[wanted])
        return wanted


def _of_day(run: Run, settings: Settings, day: str, looked: Seen, made_from: Sequence[str], before: Tally) -> list[str]:
    """Names of the parts of an earlier landing day: from the cache when they were made from the same as now.

    Raises LandingMoved when the day's files were written to while they were read.
    """
    from nashra.landing.read import list_paths, read_articles

    landing = run.landing.sub(day)
    name = f"{CACHE}/{digest([day, looked.digest, *made_from], 32)}"
    known = _whole(run.lake, name)
    if known is None:
        paths = list_paths(landing, "")
        found = (item for item in read_articles(landing, paths, settings, day) if isinstance(item, Article))
        counts = Tally()
        with recording() as written:
            parts = spill(run.lake, name, evidence_in(groups(found), counts, shipped_book()))
        unmoved(run, day, looked)
        files = {path.removeprefix(f"{run.lake.root}/"): stamp for path, stamp in sorted(written.items())}
        known = {"parts": len(parts), "tally": counts.to_json(), "files": files}
        keep(run.lake, f"{name}.json", known)  # last: where it is, the parts are
    before.add(Tally.from_json(known["tally"]))
    return [f"{name}.{number}" for number in range(known["parts"])]


def _made_from(settings: Settings) -> list[str]:
    """All that the evidence of a landing day is made from beside its files: code, rules, packages, settings."""
    return [*inputs_of(__name__), *(f"{name}={getattr(settings.night, name)}" for name in READ_WITH)]


def _whole(lake: Storage, name: str) -> dict[str, Any] | None:
    """What is kept of a day, when all its parts are there as they were written: the oldest files of the cache are
    removed in time."""
    known: dict[str, Any] | None = kept(lake, f"{name}.json")
    return known if known and all(_stamp(lake, path) == was for path, was in known["files"].items()) else None


def _stamp(lake: Storage, path: str) -> Stamp | None:
    try:
        with lake.open_input(path) as file:
            return stamp_of(file, lake.is_local)
    except OSError:
        return None
