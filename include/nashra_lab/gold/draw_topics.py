"""`python -m nashra_lab.gold.draw_topics CORPUS OUT`: 116 articles to be read for country and section, in two parts.

Seeded and stratified by source, as `draw_said` draws, from what no set of quotes or topics has; of the first pool also
from what no other set has. The second part is read when the rules have been mended with the first: it says how they do
at first sight. A third of the first part is aside.
"""

from collections import Counter
from pathlib import Path

import click

from nashra.door import run_door
from nashra_lab.gold.draw_quotes import Drawn, beginning_of, hashed, in_turn, read_pools
from nashra_lab.gold.draw_said import taken
from nashra_lab.gold.quote_labels import text_digest
from nashra_lab.gold.topic_labels import HEADER, SAID_TOPICS, read_topic_labels

KIND = "country"
CHARACTERS = range(250, 3501)
WANTED = {"dev2": 36, "dev": 72}
FIRST, SECOND = 72, 44  # articles of each part
MOST = 3  # articles of one source, and as many again in the second part


def draw(corpus: Path) -> list[Drawn]:
    """The articles, from the pools in the folder `corpus`; those of the first part first."""
    pools, begun = read_pools(corpus), set[str]()
    first = _draw(pools, begun, KIND)[:FIRST]
    chosen = {one.article for one in first}
    rest = {name: [one for one in articles if one.article not in chosen] for name, articles in pools.items()}
    return [*first, *_draw(rest, begun, f"{KIND} again")[:SECOND]]


def _draw(pools: dict[str, list[Drawn]], begun: set[str], kind: str) -> list[Drawn]:
    drawn, said, sources = list[Drawn](), read_topic_labels(SAID_TOPICS).keys(), Counter[str]()
    for name, left in WANTED.items():
        passed = taken(name) | said
        fits = [one for one in pools[name] if (one.corpus, one.article) not in passed and len(one.text) in CHARACTERS]
        for article in in_turn(kind, fits):
            beginning = beginning_of(article.text)
            if left and beginning not in begun and sources[article.source] < MOST:
                begun.add(beginning)
                sources[article.source] += 1
                left -= 1
                drawn.append(article)
    return sorted(drawn, key=lambda each: hashed(kind, each.article))


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT/first.txt and OUT/second.txt (`## corpus id source`, then the text) and their forms, first.tsv and
    second.tsv."""
    out.mkdir(parents=True, exist_ok=True)
    drawn = draw(corpus)
    for part, articles in (("first", drawn[:FIRST]), ("second", drawn[FIRST:])):
        sheet = "".join(f"## {each.corpus} {each.article} {each.source}\n{each.text}\n\n" for each in articles)
        (out / f"{part}.txt").write_text(sheet, encoding="utf-8")
        rows = [f"{each.corpus}\t{each.article}\t{text_digest(each.text)}\t\t" for each in articles]
        (out / f"{part}.tsv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        click.echo(f"{len(articles)} articles in {out / part}.txt")


if __name__ == "__main__":
    run_door(main)
