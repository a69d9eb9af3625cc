"""The door of cleaning: a shard's articles in, their rows of `articles` and `removals` out."""

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.survey import load_evidence, load_findings
from nashra.cleaning.staged_articles import article_rows, read_batches, removal_rows, staged_writer
from nashra.lake import Run
from nashra.settings import Settings


def clean_shard(run: Run, settings: Settings, shard: int) -> dict[str, int]:
    """Reads ingest/shard-N.articles and .findings, survey/evidence and survey/duplicates; writes clean/shard-N.articles
    and clean/shard-N.removals. Duplicates are cleaned too and name their original.

    Counts: cleaned, removed_lines.
    """
    cleaner, evidence = Cleaner.load(), load_evidence(run)
    copies, found = _copies(run), load_findings(run, shard)
    cleaned_articles = removed = 0
    with (
        run.staging.writing(run.shard_path("clean", shard, "articles")) as articles_file,
        run.staging.writing(run.shard_path("clean", shard, "removals")) as removals_file,
        staged_writer(articles_file, "articles") as articles_writer,
        staged_writer(removals_file, "removals") as removals_writer,
    ):
        for batch in read_batches(run.staging, run.shard_path("ingest", shard, "articles")):
            cleaned = cleaner.clean_many(batch, evidence, found)
            articles_writer.write_table(article_rows(batch, cleaned, copies))
            rows = removal_rows(batch, cleaned)
            removals_writer.write_table(rows)
            cleaned_articles += len(batch)
            removed += rows.num_rows
    return {"cleaned": cleaned_articles, "removed_lines": removed}


def _copies(run: Run) -> dict[str, str]:
    """Duplicates of the day, each with its original."""
    table = run.staging.read_table("survey/duplicates.parquet", columns=["article_id", "duplicate_of"])
    return dict(zip(table["article_id"].to_pylist(), table["duplicate_of"].to_pylist(), strict=True))
