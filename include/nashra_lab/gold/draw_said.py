"""`python -m nashra_lab.gold.draw_said CORPUS OUT`: 45 articles to be read for what somebody says, country and
section, and 60 more for country and section alone.

Seeded and stratified by source, as `draw_quotes` draws, from what no set of quotes or topics has; of the first pool
also from what no other set has. An article that is read for its statements has three words of saying or more, by the
drawing's loose pattern: papers that quote nobody teach nothing about speakers. A third of each set is aside.
"""

from collections import Counter
from pathlib import Path

import click

from nashra.door import run_door
from nashra_lab.gold.draw_quotes import FORMS, SAYS, Drawn, beginning_of, hashed, in_turn, numbered, read_pools
from nashra_lab.gold.fact_labels import FRESH, FURTHER, HEADS, LABELS, PRINTED, read_fact_labels
from nashra_lab.gold.line_labels import read_line_labels
from nashra_lab.gold.quote_labels import LATER, QUOTES, Key, is_aside, read_quote_labels, text_digest
from nashra_lab.gold.topic_labels import FURTHER as FURTHER_TOPICS
from nashra_lab.gold.topic_labels import HEADER, SECTIONS_ALONE, TOPICS, read_topic_labels
from nashra_lab.gold.topic_labels import LATER as LATER_TOPICS

KIND = "said"
STATEMENTS = 3  # words of saying that an article has at the least
CHARACTERS = {"said": range(600, 2001), "topics": range(300, 2801)}
WANTED = {"said": {"dev2": 15, "dev": 30}, "topics": {"dev2": 20, "dev": 40}}
MOST = 3  # articles of one source in a set
ASIDE = 3  # every so many'th is aside


def taken(name: str) -> set[Key]:
    """The articles of a pool that sets of labels have and that are drawn no more."""
    keys = {key for path in (QUOTES, LATER) for key in read_quote_labels(path)}
    keys |= {key for path in (TOPICS, LATER_TOPICS, FURTHER_TOPICS, SECTIONS_ALONE) for key in read_topic_labels(path)}
    if name == "dev":
        keys |= {key for path in (LABELS, HEADS, FURTHER, PRINTED, FRESH) for key in read_fact_labels(path)}
        keys |= {*read_line_labels()}
    return keys


def draw(corpus: Path) -> dict[str, list[Drawn]]:
    """The articles of both sets, from the pools in the folder `corpus`."""
    drawn: dict[str, list[Drawn]] = {}
    begun = set[str]()
    pools = read_pools(corpus)
    for kind, wanted in WANTED.items():
        drawn[kind] = []
        sources, left = Counter[str](), Counter[bool]()
        for name, number in wanted.items():
            labelled = taken(name)
            fits = [one for one in pools[name] if (one.corpus, one.article) not in labelled and _fits(kind, one)]
            left += Counter({True: number // ASIDE, False: number - number // ASIDE})  # and what the pool before lacks
            for article in in_turn(f"{KIND} {kind}", fits):
                aside, beginning = is_aside(article.article), beginning_of(article.text)
                if left[aside] and beginning not in begun and sources[article.source] < MOST:
                    begun.add(beginning)
                    sources[article.source] += 1
                    left[aside] -= 1
                    drawn[kind].append(article)
        drawn[kind].sort(key=lambda each: hashed("shuffle", each.article))
    return drawn


def _fits(kind: str, article: Drawn) -> bool:
    said = kind in FORMS or len(SAYS.findall(article.text)) >= STATEMENTS
    return len(article.text) in CHARACTERS[kind] and said


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT/said.txt and OUT/topics.txt, the sheets as `draw_quotes` writes them, and OUT/topics.tsv, the form."""
    out.mkdir(parents=True, exist_ok=True)
    rows = [HEADER]
    for kind, articles in draw(corpus).items():
        with (out / f"{kind}.txt").open("w", encoding="utf-8") as file:
            for article in articles:
                text = article.text if kind in FORMS else numbered(article.text)
                file.write(f"## {article.corpus} {article.article} {article.source}\n{text}\n\n")
                rows.append(f"{article.corpus}\t{article.article}\t{text_digest(article.text)}\t\t")
        click.echo(f"{len(articles)} articles in {out / kind}.txt")
    (out / "topics.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
