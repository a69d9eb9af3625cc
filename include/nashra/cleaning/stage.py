"""The door of cleaning: a shard's articles in, their rows of `articles` and `removals` out."""

from collections.abc import Iterable, Iterator
from typing import Any

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Findings
from nashra.cleaning.corpus.survey import load_evidence, load_findings
from nashra.cleaning.staged_articles import article_rows, read_batches, removal_rows, staged_writer
from nashra.frugal import no_collection
from nashra.lake import Run
from nashra.settings import Settings


def clean_shard(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    """Reads ingest/shard-N.articles and .findings, survey/evidence and survey/duplicates; writes clean/shard-N.articles
    and clean/shard-N.removals. Duplicates are cleaned too and name their original.

    Counts: cleaned, removed_lines.
    """
    with (
        run.staging.writing(run.shard_path("clean", shard, "articles")) as articles_file,
        run.staging.writing(run.shard_path("clean", shard, "removals")) as removals_file,
    ):
        cleaned, removed = write_cleaned(
            read_batches(run.staging, run.shard_path("ingest", shard, "articles")),
            (articles_file, removals_file), load_evidence(run), load_findings(run, shard), _copies(run),
        )  # fmt: skip
    return {"cleaned": cleaned, "removed_lines": removed}


def write_cleaned(
    batches: Iterable[list[Article]],
    files: tuple[Any, Any],
    evidence: CorpusEvidence,
    found: Iterator[Findings],
    copies: dict[str, str],
) -> tuple[int, int]:
    """Cleans articles into two Parquet files, of `articles` and of `removals`, a batch in memory at a time; returns how
    many rows each has. `found` is what the evidence's gathering kept of the same batches; `copies` names the original
    of each duplicate."""
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
            articles += len(batch)
            removed += rows.num_rows
    return articles, removed


def _copies(run: Run) -> dict[str, str]:
    """Duplicates of the day, each with its original."""
    table = run.staging.read_table("survey/duplicates.parquet", columns=["article_id", "duplicate_of"])
    return dict(zip(table["article_id"].to_pylist(), table["duplicate_of"].to_pylist(), strict=True))
