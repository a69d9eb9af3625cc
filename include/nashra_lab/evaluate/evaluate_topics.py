"""The gate of topics: the country and the section of articles against labels made by reading (nashra_lab/gold/topics).

`python -m nashra_lab.evaluate.evaluate_topics CORPUS`. CORPUS is the folder of the pools that the labels are of
(pool_dev.parquet, pool_dev2.parquet). `open` are the articles that words and weights were made with, `aside` those that
nobody looks at: its figures are the ones to trust.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra.entities.link import Linker
from nashra.source_registry import known_source
from nashra.topics.country import country_of
from nashra.topics.known import known_to
from nashra.topics.section import section_of
from nashra_lab.evaluate.evaluate_quotes import mentions_of
from nashra_lab.evaluate.floors import hold
from nashra_lab.gold.place_quotes import pool_texts
from nashra_lab.gold.quote_labels import Key, is_aside
from nashra_lab.gold.topic_labels import INTERNATIONAL, NOWHERE, Topic, read_topic_labels

NONE = (INTERNATIONAL, NOWHERE)  # both are null in the table


def sources_of(corpus: Path) -> dict[Key, str]:
    """The source of every article of both pools."""
    return {
        (name, row["id"]): row["source"]
        for name in ("dev", "dev2")
        for row in pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "source"]).to_pylist()
    }


def home_of(source: str, linker: Linker) -> str | None:
    """The country that a source writes from; of some papers the pools give nothing else (newspapers_JO)."""
    known = known_source(source)
    _, _, country = source.partition("newspapers_")
    return linker.home_of(source) or (known.country if known else None) or country or None


def evaluate(
    texts: Mapping[Key, str], sources: Mapping[Key, str], labels: Mapping[Key, Topic]
) -> dict[str, dict[str, float | int]]:
    """Figures of both parts: the label itself, and what a reader would pass too."""
    counts: dict[str, Counter[str]] = {"open": Counter(), "aside": Counter()}
    linker = Linker.load()
    known = known_to(linker)
    keys = sorted(labels)
    for key, mentions in zip(keys, mentions_of([texts[key] for key in keys]), strict=True):
        title, _, body = texts[key].partition("\n")
        topic, count = labels[key], counts["aside" if is_aside(key[1]) else "open"]
        country = country_of(None, texts[key], mentions, home_of(sources[key], linker), known).country
        section = section_of(title, body or title)
        passing = {code if code not in NONE else None for code in topic.countries}
        first = topic.countries[0]
        count["articles"] += 1
        count["country_right"] += country == (first if first not in NONE else None)
        count["country_passes"] += country in passing
        count["section_right"] += section == topic.sections[0]
        count["section_passes"] += section in topic.sections
    return {
        part: {"articles": count["articles"]}
        | {name: round(count[name] / count["articles"], 3) for name in
           ("country_right", "country_passes", "section_right", "section_passes")}
        for part, count in counts.items()
    }  # fmt: skip


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score country and section of labelled articles; ends with 1 when a figure is under its floor."""
    texts = pool_texts(corpus)
    hold("topics", evaluate(texts, sources_of(corpus), read_topic_labels(texts=texts)))


if __name__ == "__main__":
    run_door(main)
