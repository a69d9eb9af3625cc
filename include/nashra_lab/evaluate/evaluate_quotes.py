"""The gate of quotes: statements and their speakers against labels made by reading (nashra_lab/gold/quotes).

`python -m nashra_lab.evaluate.evaluate_quotes CORPUS`. CORPUS is the folder of the pools that the labels are places in
(pool_dev.parquet, pool_dev2.parquet). `open` are the articles that words and rules were made with, `aside` those that
nobody looks at: its figures are the ones to trust. `later` and `later_aside` are the same of articles that were
labelled when the rules were there, `said` and `said_aside` of more of those. `composed` and `composed_aside` are the
same of news composed for this project, which ships and holds one of each kind rather than what a newspaper has most of.
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
from nashra_lab.gold.composed_quotes import read_composed_quotes
from nashra_lab.gold.place_quotes import pool_texts
from nashra_lab.gold.quote_labels import LATER, SAID, Key, LabelledQuotes, is_aside, read_quote_labels


def mentions_of(bodies: Sequence[str]) -> list[list[Mention]]:
    """The names of some bodies, linked, as a night finds them."""
    recognizer, linker = load_recognizer(load_settings()), Linker.load()
    found = recognizer.mentions(list(bodies))
    return [linker.link_article(names, body) for names, body in zip(found, bodies, strict=True)]


def evaluate(
    texts: Mapping[Key, str], labels: Mapping[Key, LabelledQuotes], seen: str = "open", aside: str = "aside"
) -> dict[str, dict[str, float | int]]:
    """Figures of both parts, by the names `seen` and `aside`."""
    parts: dict[str, Counter[str]] = {seen: Counter(), aside: Counter()}
    keys = sorted(labels)
    for key, mentions in zip(keys, mentions_of([texts[key] for key in keys]), strict=True):
        found = find_quotes(texts[key], mentions)
        parts[aside if is_aside(key[1]) else seen] += score_article(texts[key], found, labels[key].quotes)
    return {name: figures(counts) for name, counts in parts.items()}


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score the quotes that are found in labelled articles; ends with 1 when a figure is under its floor."""
    texts = pool_texts(corpus)
    found = evaluate(texts, read_quote_labels(texts=texts))
    found |= evaluate(texts, read_quote_labels(LATER, texts), "later", "later_aside")
    found |= evaluate(texts, read_quote_labels(SAID, texts), "said", "said_aside")
    hold("quotes", found | evaluate(*read_composed_quotes(), "composed", "composed_aside"))


if __name__ == "__main__":
    run_door(main)
