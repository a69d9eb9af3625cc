"""The gate of topics: the country and the section of articles against labels made by reading (nashra_lab/gold/topics).

`python -m nashra_lab.evaluate.evaluate_topics CORPUS`. CORPUS is the folder of the pools that the labels are of
(pool_dev.parquet, pool_dev2.parquet). `open` are the articles that words and weights were made with, `aside` those that
nobody looks at: its figures are the ones to trust. `later` are articles that were labelled when the rules were there,
and then looked at. Each is read, cleaned, and searched for names as in a night.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from nashra.article import Cleaned, Mention
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.door import run_door
from nashra.entities.link import Linker
from nashra.entities.recognise import load_recognizer
from nashra.settings import load_settings
from nashra.topics.country import country_of
from nashra.topics.home import home_of
from nashra.topics.known import known_to
from nashra.topics.section import section_of
from nashra_lab.evaluate.evaluate_facts import read_articles, read_texts
from nashra_lab.evaluate.floors import hold
from nashra_lab.gold.quote_labels import Key, is_aside
from nashra_lab.gold.topic_labels import INTERNATIONAL, LATER, NOWHERE, TOPICS, Topic, read_topic_labels

NONE = (INTERNATIONAL, NOWHERE)  # both are null in the table


class Read(NamedTuple):
    """An article as topics get it."""

    source: str
    agency: str | None
    dateline: str | None
    cleaned: Cleaned
    mentions: list[Mention]


def source_of(named: str) -> str:
    """The paper of an article; of some the pools give nothing but the country (newspapers_JO)."""
    return named.replace("newspapers_", "newspapers.").lower() if named.startswith("newspapers_") else named


def read_as_a_night(texts: Mapping[Key, tuple[str, str]], linker: Linker) -> Iterator[Read]:
    """The articles of some sources and texts, in their order."""
    articles = read_articles({key: (source_of(source), text) for key, (source, text) in texts.items()})
    evidence = CorpusEvidence.build(observe_articles(articles))
    cleaner, recognizer = Cleaner.load(), load_recognizer(load_settings())
    bodies = [cleaner.clean(article, evidence) for article in articles]
    found = recognizer.mentions([cleaned.body for cleaned in bodies])
    for article, cleaned, names in zip(articles, bodies, found, strict=True):
        mentions = linker.link_article(names, cleaned.body, article.source)
        yield Read(article.source, article.agency, article.dateline, cleaned, mentions)


def evaluate(texts: Mapping[Key, tuple[str, str]], labels: Mapping[Key, Topic]) -> dict[str, dict[str, float | int]]:
    """Figures of both parts: the label itself, and what a reader would pass too. `texts` are sources and texts."""
    counts: dict[str, Counter[str]] = {"open": Counter(), "aside": Counter()}
    linker = Linker.load()
    known = known_to(linker)
    for key, read in zip(texts, read_as_a_night(texts, linker), strict=True):
        title, body = read.cleaned.title, read.cleaned.body
        home = home_of(linker, read.source, read.agency)
        section, _ = told = section_of(title, body)
        country = country_of(title, body, read.mentions, home, known, read.dateline, told.surely).country
        topic, count = labels[key], counts["aside" if is_aside(key[1]) else "open"]
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
        if count
    }  # fmt: skip


def _evaluate(corpus: Path, labelled: Path) -> dict[str, dict[str, float | int]]:
    texts = read_texts(corpus, sorted(read_topic_labels(labelled)))
    return evaluate(texts, read_topic_labels(labelled, {key: text for key, (_, text) in texts.items()}))


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score country and section of labelled articles; ends with 1 when a figure is under its floor."""
    hold("topics", _evaluate(corpus, TOPICS) | {"later": _evaluate(corpus, LATER)["open"]})


if __name__ == "__main__":
    run_door(main)
