"""Whether the scraped text can be had back exactly: `python -m nashra_lab.evaluate.check_ledger PATH...`."""

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import groups, observe_articles
from nashra.cleaning.ledger.account import scraped_text
from nashra.cleaning.staged_articles import article_rows, removal_rows
from nashra.door import run_door
from nashra.errors import NashraError
from nashra.settings import load_settings
from nashra_lab.bench.clean_speed import stream


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(paths: tuple[Path, ...]) -> None:
    """Clean each PATH, a landing or a Parquet file with a column text, and rebuild every article's text, code point
    for code point, from its rows of `articles` and `removals`."""
    settings, cleaner, articles, gaps = load_settings(), Cleaner.load(), 0, 0
    for path in paths:
        evidence = CorpusEvidence.build(observe_articles(stream([path], settings)))
        for batch in groups(stream([path], settings)):
            for article, again in zip(batch, rebuilt(batch, cleaner.clean_many(batch, evidence)), strict=True):
                articles += 1
                if again != article.text:
                    gaps += 1
                    click.echo(f"{path}: {article.landing_file}, record {article.record_no} does not add up", err=True)
    if not articles:
        raise NashraError(f"there is no article in {', '.join(map(str, paths))}")
    click.echo(f"{articles} articles, {gaps} that do not add up")
    sys.exit(1 if gaps else 0)


def rebuilt(articles: Sequence[Article], cleaned: Sequence[Cleaned]) -> list[str]:
    """The scraped text of each article, made from the rows that would be published and from nothing else."""
    rows = article_rows(articles, cleaned, {}).to_pylist()
    removals = iter(removal_rows(articles, cleaned).to_pylist())
    return [scraped_text(row, islice(removals, row["removed_lines"])) for row in rows]


if __name__ == "__main__":
    run_door(main)
