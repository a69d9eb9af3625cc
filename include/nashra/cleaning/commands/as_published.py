"""Articles of published days with what was taken out of them, and with what rules would take out: each day is read and
surveyed as its night did it, in a folder of its own, so that nothing but rules and code can make a difference."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.commands.changes import Gone, gone
from nashra.cleaning.corpus.survey import load_evidence
from nashra.cleaning.ledger.account import REPAIR
from nashra.cleaning.staged_articles import read_batches
from nashra.errors import NashraError
from nashra.lake import Run, Storage, partition_path
from nashra.night.run.composed import ingest, plan, survey
from nashra.settings import Settings


def chosen_days(settings: Settings, days: Sequence[str], newest: int) -> list[str]:
    """The days that were asked for, else the newest that are published and landed, earliest first.

    Raises NashraError when one that was asked for is not, or when there is none.
    """
    lake, landing = Storage(settings.lake), Storage(settings.landing)
    there = [name.removeprefix("day=") for name in lake.folders("removals") if landing.exists(name[len("day=") :])]
    if missing := sorted(set(days) - set(there)):
        raise NashraError(f"{', '.join(missing)}: not published in {settings.lake} or not in {settings.landing}")
    if not there:
        raise NashraError(f"no day of {settings.landing} is published in {settings.lake}, so nothing to compare with")
    return sorted(days) or there[-newest:]


def published_pairs(settings: Settings, days: Sequence[str], cleaner: Cleaner) -> Iterator[tuple[Article, Gone, Gone]]:
    """Each published article of some days with what its day's removals have, and with what the cleaner takes out."""
    for day in days:
        was = _published(Storage(settings.lake), day)
        with tempfile.TemporaryDirectory(prefix="nashra-try-") as folder:
            run = Run(day, f"{day}.try", Storage(settings.landing), Storage(str(Path(folder, "lake"))))
            shards = list(range(plan(run, settings, [])["shards"]))
            for shard in shards:
                ingest(run, settings, shard)
            survey(run, settings, shards)
            evidence = load_evidence(run)
            for shard in shards:
                for batch in read_batches(run.staging, run.shard_path("ingest", shard, "articles")):
                    for article, cleaned in zip(batch, cleaner.clean_many(batch, evidence), strict=True):
                        if article.article_id in was:
                            placed = replace(article, landing_file=f"{day}/{article.landing_file}")
                            yield placed, was[article.article_id], gone(cleaned)


def _published(lake: Storage, day: str) -> dict[str, dict[tuple[int, str], str]]:
    """What was taken out of each of the day's articles."""
    ids = lake.read_table(partition_path("articles", day), ["article_id"])["article_id"].to_pylist()
    found: dict[str, dict[tuple[int, str], str]] = {article_id: {} for article_id in ids}
    columns = ["article_id", "line_no", "text", "rule", "category"]
    for row in lake.read_table(partition_path("removals", day), columns).to_pylist():
        if row["category"] != REPAIR and row["article_id"] in found:
            found[row["article_id"]][row["line_no"], row["text"]] = row["rule"]
    return found
