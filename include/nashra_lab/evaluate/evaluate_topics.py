"""The gate of topics: the country and the section of articles against labels made by reading (nashra_lab/gold/topics).

`python -m nashra_lab.evaluate.evaluate_topics CORPUS`. CORPUS is the folder of the pools that the labels are of
(pool_dev.parquet, pool_dev2.parquet). `open` are the articles that words and weights were made with, `aside` those that
nobody looks at: its figures are the ones to trust. `later` are articles that were labelled when the rules were there,
and then looked at; `further`, `said`, `fresh` and `scarce` are more of those, with a third of some of them aside;
`next` were labelled last, and nothing was made with them; `sections` and `sections_aside` were read for their section
alone; `composed` was written for this project. Each is read, cleaned, and searched for names as in a night. `homeless`
is the country where nobody knows whose paper it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
from nashra.topics.choice import Case, choose
from nashra.topics.country import case_of
from nashra.topics.home import home_of
from nashra.topics.known import known_to
from nashra.topics.section import section_of
from nashra.topics.topic_rules import Section
from nashra_lab.evaluate.evaluate_facts import read_articles, read_texts
from nashra_lab.evaluate.floors import hold
from nashra_lab.gold.composed_topics import read_composed_topics
from nashra_lab.gold.quote_labels import Key, is_aside
from nashra_lab.gold.topic_labels import (
    FRESH_TOPICS,
    FURTHER,
    INTERNATIONAL,
    LATER,
    NEXT,
    NOT_READ,
    NOWHERE,
    SAID_TOPICS,
    SCARCE,
    SECTIONS_ALONE,
    TOPICS,
    Topic,
    read_topic_labels,
)

NOT_ONE = (INTERNATIONAL, NOWHERE)  # both are null in the table


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


class Labelled(NamedTuple):
    """A labelled article: what its reader said, and what topics make of it."""

    article: str
    source: str
    topic: Topic
    case: Case
    homeless: Case
    """The same where nobody knows whose paper it is."""
    section: Section | None


def read_labelled(corpus: Path, labels: Path) -> list[Labelled]:
    """The articles of a file of labels, as topics get them."""
    texts = read_texts(corpus, sorted(read_topic_labels(labels)))
    return _labelled(texts, read_topic_labels(labels, {key: text for key, (_, text) in texts.items()}))


def read_composed() -> list[Labelled]:
    """The articles that were written for this project, likewise."""
    articles = {("composed", one.name): one for one in read_composed_topics()}
    topics = {key: Topic("", one.countries, one.sections) for key, one in articles.items()}
    return _labelled({key: (one.source, one.text) for key, one in articles.items()}, topics)


def _labelled(texts: Mapping[Key, tuple[str, str]], topics: Mapping[Key, Topic]) -> list[Labelled]:
    linker = Linker.load()
    known = known_to(linker)
    found = []
    for key, read in zip(texts, read_as_a_night(texts, linker), strict=True):
        title, body = read.cleaned.title, read.cleaned.body
        home = home_of(linker, read.source, read.agency)
        told = section_of(title, body)
        case, homeless = (
            case_of(title, body, read.mentions, paper, known, read.dateline, told.surely) for paper in (home, None)
        )
        found.append(Labelled(key[1], read.source, topics[key], case, homeless, told.section))
    return found


def figures(labelled: Iterable[Labelled]) -> dict[str, float | int]:
    """How often the label itself was found, and what a reader would pass too."""
    count = Counter[str]()
    names = ["section_right", "section_passes"]
    for _, _, topic, case, homeless, section in labelled:
        count["articles"] += 1
        count["section_right"] += section == topic.sections[0]
        count["section_passes"] += section in topic.sections
        if NOT_READ not in topic.countries:
            country, wanted = choose(case), [None if code in NOT_ONE else code for code in topic.countries]
            count["country"] += 1
            count["country_right"] += country == wanted[0]
            count["country_passes"] += country in wanted
            count["homeless_passes"] += choose(homeless) in wanted
    if count["country"]:
        names = ["country_right", "country_passes", "homeless_passes", *names]
    return {"articles": count["articles"]} | {name: round(count[name] / count["articles"], 3) for name in names}


def evaluate(corpus: Path, labels: Path, name: str) -> dict[str, dict[str, float | int]]:
    """Figures of a file of labels: `name` those in sight, `name`_aside the others, where it has any."""
    return _parts(read_labelled(corpus, labels), name)


def _parts(labelled: list[Labelled], name: str) -> dict[str, dict[str, float | int]]:
    parts = {name: [one for one in labelled if not is_aside(one.article)]}
    parts[f"{name}_aside"] = [one for one in labelled if is_aside(one.article)]
    return {part: figures(some) for part, some in parts.items() if some}


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score country and section of labelled articles; ends with 1 when a figure is under its floor."""
    found = evaluate(corpus, TOPICS, "open")
    found["aside"] = found.pop("open_aside")
    found |= evaluate(corpus, LATER, "later") | evaluate(corpus, FURTHER, "further")
    found |= evaluate(corpus, SAID_TOPICS, "said") | evaluate(corpus, FRESH_TOPICS, "fresh")
    found |= evaluate(corpus, SCARCE, "scarce") | evaluate(corpus, NEXT, "next")
    found |= _parts(read_composed(), "composed")
    hold("topics", found | evaluate(corpus, SECTIONS_ALONE, "sections"))


if __name__ == "__main__":
    run_door(main)
