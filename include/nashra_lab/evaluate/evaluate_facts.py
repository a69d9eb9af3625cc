"""How well title, day, place and agency are read out of texts, held to the floors.

`python -m nashra_lab.evaluate.evaluate_facts [--corpus DIR] [--misses]`: DIR holds `pool_dev.parquet` and
`pool_dev2.parquet`, whose articles `nashra_lab/gold/facts` labels. `facts`, `printed` and `fresh` are those of which
all is labelled, `heads` those of which the headline is, `further` those of which all but the day is; `composed` is news
composed for this project, which needs no corpus. Figures of the parts that are aside stand apart; their misses are
never shown.
"""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.door import run_door
from nashra.landing.admit import assemble
from nashra.landing.limits import load_limits
from nashra.landing.of_file.file_says import FileSays
from nashra.landing.records import Record
from nashra.settings import load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_facts import Given, Tally
from nashra_lab.gold.composed_facts import read_composed_facts
from nashra_lab.gold.fact_labels import (
    FRESH,
    FURTHER,
    HEADS,
    LABELS,
    PRINTED,
    LabelledFacts,
    aside,
    head_aside,
    read_fact_labels,
    source_aside,
)
from nashra_lab.gold.line_labels import Key


def read_texts(corpus: Path, keys: list[Key]) -> dict[Key, tuple[str, str]]:
    """Source and text of the articles labelled. Raises ValueError when the pool lacks one."""
    found: dict[Key, tuple[str, str]] = {}
    for name in sorted({name for name, _ in keys}):
        ids = [article for corpus_name, article in keys if corpus_name == name]
        table = pq.read_table(
            corpus / f"pool_{name}.parquet", columns=["id", "source", "text"], filters=pc.field("id").isin(ids)
        )
        found |= {(name, row["id"]): (row["source"], row["text"]) for row in table.to_pylist()}
    if lacking := [key for key in keys if key not in found]:
        raise ValueError(f"{corpus} lacks the article {lacking[0][1]} of {lacking[0][0]}")
    return found


def read_articles(texts: dict[Key, tuple[str, str]]) -> list[Article]:
    """The articles as ingest makes them of records that hold a source and a text."""
    limits, zone = load_limits(), ZoneInfo(load_settings().night.timezone)
    says = FileSays(None, None, limits)
    return [
        assemble(
            Record(number, {"text": text, "source": source}, text.encode), "labelled.jsonl", None, zone, limits, says
        )
        for number, (source, text) in enumerate(texts.values())
    ]


def by_article(key: Key, source: str) -> bool:
    """Whether an article is aside by its own hash, whatever its source."""
    return aside(key)


def given(article: Article, cleaned: Cleaned) -> Given:
    """What the tables would say of an article."""
    return Given(cleaned.title, article.published_on, article.dateline, article.agency)


def evaluate(
    texts: dict[Key, tuple[str, str]],
    labels: dict[Key, LabelledFacts],
    tell_misses: bool,
    name: str = "facts",
    is_aside: Callable[[Key, str], bool] = by_article,
) -> dict[str, dict[str, float | int]]:
    """Figures of the articles in sight, called `name`, and of those aside. `texts`: source and text of each;
    `is_aside`: told by an article's key and source."""
    articles = read_articles(texts)
    evidence = CorpusEvidence.build(observe_articles(articles))
    cleaner = Cleaner.load()
    seen, beside = Tally(), Tally()
    for (key, (source, text)), article in zip(texts.items(), articles, strict=True):
        tally = beside if is_aside(key, source) else seen
        misses = tally.add(labels[key], text, given(article, cleaner.clean(article, evidence)))
        if tell_misses and tally is seen:
            for kind, (wanted, said) in misses.items():
                click.echo(f"{key[1]}  {kind}: «{wanted}», given «{said}»", err=True)
    return {name: seen.figures(), f"{name}_aside": beside.figures()}


def evaluate_file(
    corpus: Path, file: Path, tell_misses: bool, name: str = "facts", is_aside: Callable[[Key, str], bool] = by_article
) -> dict[str, dict[str, float | int]]:
    """The same of the articles of the corpus that a file labels."""
    labels = read_fact_labels(file)
    return evaluate(read_texts(corpus, list(labels)), labels, tell_misses, name, is_aside)


def headlines_alone(figures: dict[str, dict[str, float | int]]) -> dict[str, dict[str, float | int]]:
    """Without what is not labelled of such articles."""
    return {
        name: {key: value for key, value in each.items() if key.startswith("title_")} for name, each in figures.items()
    }


def without_days(figures: dict[str, dict[str, float | int]]) -> dict[str, dict[str, float | int]]:
    """Without the days, which are not labelled of such articles."""
    return {
        name: {key: value for key, value in each.items() if not key.startswith("date_")}
        for name, each in figures.items()
    }


@click.command()
@click.option("--corpus", envvar="NASHRA_CORPUS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--labels", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=LABELS, help="Others.")
@click.option("--misses", is_flag=True, help="Tell each miss of the articles in sight.")
def main(corpus: Path | None, labels: Path, misses: bool) -> None:
    """Score what articles say of themselves; ends with 1 when a figure is on the wrong side of its limit in
    include/nashra_lab/evaluate/floors.yaml. Without a corpus only composed news is looked at."""
    if corpus is not None and labels != LABELS:
        hold("facts", evaluate_file(corpus, labels, misses))
        return
    figures = evaluate(*read_composed_facts(), misses, "composed")
    if corpus is not None:
        figures |= evaluate_file(corpus, LABELS, misses)
        figures |= headlines_alone(evaluate_file(corpus, HEADS, misses, "heads", lambda key, _: head_aside(key)))
        figures |= without_days(evaluate_file(corpus, FURTHER, misses, "further"))
        figures |= evaluate_file(corpus, PRINTED, misses, "printed")
        figures |= evaluate_file(corpus, FRESH, misses, "fresh", lambda _, source: source_aside(source))
    hold("facts", figures)


if __name__ == "__main__":
    run_door(main)
