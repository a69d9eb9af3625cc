"""The gate of quotes: statements and their speakers against labels made by reading (nashra_lab/gold/quotes).

`python -m nashra_lab.evaluate.evaluate_quotes CORPUS`. CORPUS is the folder of the pools that the labels are places in
(pool_dev.parquet, pool_dev2.parquet). `open` are the articles that words and rules were made with, `aside` those that
nobody looks at: its figures are the ones to trust.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from nashra.article import Mention
from nashra.door import run_door
from nashra.entities.link import Linker
from nashra.entities.recognise import load_recognizer
from nashra.quotes.find import find_quotes
from nashra.settings import load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_quotes import figures, score_article
from nashra_lab.gold.place_quotes import pool_texts
from nashra_lab.gold.quote_labels import Key, LabelledQuotes, is_aside, read_quote_labels


def mentions_of(bodies: Sequence[str]) -> list[list[Mention]]:
    """The names of some bodies, linked, as a night finds them."""
    recognizer, linker = load_recognizer(load_settings()), Linker.load()
    found = recognizer.mentions(list(bodies))
    return [linker.link_article(names, body) for names, body in zip(found, bodies, strict=True)]


def evaluate(texts: Mapping[Key, str], labels: Mapping[Key, LabelledQuotes]) -> dict[str, dict[str, float | int]]:
    """Figures of both parts."""
    parts: dict[str, Counter[str]] = {"open": Counter(), "aside": Counter()}
    keys = sorted(labels)
    for key, mentions in zip(keys, mentions_of([texts[key] for key in keys]), strict=True):
        found = find_quotes(texts[key], mentions)
        parts["aside" if is_aside(key[1]) else "open"] += score_article(texts[key], found, labels[key].quotes)
    return {name: figures(counts) for name, counts in parts.items()}


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score the quotes that are found in labelled articles; ends with 1 when a figure is under its floor."""
    texts = pool_texts(corpus)
    hold("quotes", evaluate(texts, read_quote_labels(texts=texts)))


if __name__ == "__main__":
    run_door(main)
