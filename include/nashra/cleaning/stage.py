"""The door of cleaning: a shard's articles in, their rows of `articles` and `removals` out."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Findings
from nashra.cleaning.corpus.survey import load_evidence, load_findings
from nashra.cleaning.staged_articles import article_rows, read_batches, removal_rows, staged_writer
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.settings import Settings

FAILED = "failed"  # of a shard: articles that can't be cleaned
NOT_CLEANED = pa.schema([("article_id", pa.string()), ("reason", pa.string())])
Failed = dict[str, str | None]  # a row of it


def clean_shard(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    """Reads ingest/shard-N.articles and .findings, survey/evidence and survey/duplicates; writes clean/shard-N.articles
    and clean/shard-N.removals. Duplicates are cleaned too and name their original. An article that can't be cleaned
    stands there with its text as it landed, and in clean/shard-N.failed with the reason, for the check to set aside.

    Counts: cleaned, removed_lines.
    """
    with (
        run.staging.writing(run.shard_path("clean", shard, "articles")) as articles_file,
        run.staging.writing(run.shard_path("clean", shard, "removals")) as removals_file,
    ):
        failed: list[Failed] = []
        cleaned, removed = write_cleaned(
            read_batches(run.staging, run.shard_path("ingest", shard, "articles")),
            (articles_file, removals_file), load_evidence(run), load_findings(run, shard), _copies(run), failed,
        )  # fmt: skip
    run.staging.write_table(run.shard_path("clean", shard, FAILED), pa.Table.from_pylist(failed, schema=NOT_CLEANED))
    return {"cleaned": cleaned, "removed_lines": removed}


def write_cleaned(
    batches: Iterable[list[Article]],
    files: tuple[Any, Any],
    evidence: CorpusEvidence,
    found: Iterator[Findings | None],
    copies: dict[str, str],
    failed: list[Failed] | None = None,
) -> tuple[int, int]:
    """Cleans articles into two Parquet files, of `articles` and of `removals`, a batch in memory at a time; returns how
    many rows each has. `found` is what the evidence's gathering kept of the same batches, None where it kept nothing;
    `copies` names the original of each duplicate; articles that can't be cleaned are added to `failed`."""
    cleaner, articles, removed = Cleaner.load(), 0, 0
    with (
        staged_writer(files[0], "articles") as articles_writer,
        staged_writer(files[1], "removals") as removals_writer,
        no_collection(),
    ):
        for batch in batches:
            cleaned = cleaner.clean_many(batch, evidence, found)
            articles_writer.write_table(article_rows(batch, cleaned, copies))
            rows = removal_rows(batch, cleaned)
            removals_writer.write_table(rows)
            if failed is not None:
                both = zip(batch, cleaned, strict=True)
                failed += [{"article_id": one.article_id, "reason": c.error} for one, c in both if c.error]
            articles += len(batch)
            removed += rows.num_rows
    return articles, removed


def _copies(run: Run) -> dict[str, str]:
    """Duplicates of the day, each with its original."""
    table = run.staging.read_table("survey/duplicates.parquet", columns=["article_id", "duplicate_of"])
    return dict(zip(table["article_id"].to_pylist(), table["duplicate_of"].to_pylist(), strict=True))
