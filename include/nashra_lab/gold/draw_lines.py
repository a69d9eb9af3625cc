"""`python -m nashra_lab.gold.draw_lines CORPUS OUT`: draws the articles whose lines are to be labelled by reading.

CORPUS holds `pool_dev.parquet` and `pool_dev2.parquet` (id, source, text) and the labelled corpora `dev` and `dev2`.
Seeded and stratified by source. Within a source an article that cleaning changes, or of which it is unsure, is four
times as likely as another. Never drawn: sites that are kept unseen, articles that have gold, very long ones.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import numpy as np
import pyarrow.parquet as pq

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.door import run_door
from nashra_lab.gold.line_labels import unseen_sites

SEED = "nashra-lines-2026"
WANTED = {"dev": 665, "dev2": 175}  # articles of each pool, as far as there are so many
MOST = {"dev": 40, "dev2": 10}  # of one source
LINES, CHARACTERS = range(3, 81), 4500  # of an article that is drawn
UNSURE = 2.0  # distance of a line's log odds from its threshold, under which the judge is unsure
LIVELY = 4.0  # how much likelier an article is that is changed or unsure
BATCHES = 16  # files that the drawn articles are dealt to


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join((SEED, *parts)).encode()).hexdigest()


def _beginning(text: str) -> str:
    return "".join(text.split())[:160]


def _with_gold(corpus: Path) -> set[str]:
    raws = (path for name in WANTED for path in (corpus / name / "raw").glob("*.txt"))
    return {_beginning(path.read_text(encoding="utf-8", errors="replace")) for path in raws}


def _candidates(articles: list[Article], excluded: set[str]) -> Iterator[tuple[float, Article]]:
    """Each article that may be drawn with its key: exponential, so that the least keys are a weighted sample."""
    cleaner, unseen = Cleaner.load(), unseen_sites()
    evidence = CorpusEvidence.build(observe_articles(articles))
    for batch in batches(articles):
        known, verdicts = cleaner.verdicts(batch, evidence)
        unsure = np.abs(verdicts.odds - verdicts.threshold) < UNSURE
        for number, article in enumerate(batch):
            lines = slice(known.lines.first[number], known.lines.first[number + 1])
            if article.source in unseen or len(article.text) > CHARACTERS or lines.stop - lines.start not in LINES:
                continue
            if (beginning := _beginning(article.text)) in excluded:
                continue
            excluded.add(beginning)
            lively = bool(verdicts.goes[lines].any() or unsure[lines].any())
            chance = (int(_hash(article.article_id)[:12], 16) + 1) / (16**12 + 1)
            yield -math.log(chance) / (LIVELY if lively else 1.0), article


def _deal(candidates: Iterable[tuple[float, Article]], wanted: int, most: int) -> list[Article]:
    """One article of each source in turn, until there are enough."""
    by_source: dict[str, list[tuple[float, str, Article]]] = defaultdict(list)
    for key, article in candidates:
        by_source[article.source].append((key, article.article_id, article))
    drawn: list[Article] = []
    for rank in range(most):
        for source in sorted(by_source, key=lambda name: _hash("order", str(rank), name)):
            ranked = sorted(by_source[source], key=lambda each: each[:2])
            if rank < len(ranked) and len(drawn) < wanted:
                drawn.append(ranked[rank][2])
    return drawn


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT/bNN.txt: `## corpus id source`, then the lines that hold text as `number| text`."""
    excluded = _with_gold(corpus)
    drawn: list[tuple[str, Article]] = []
    for name, wanted in WANTED.items():
        rows = pq.read_table(corpus / f"pool_{name}.parquet").to_pylist()
        articles = [Article(row["id"], "pool", no, row["source"], row["text"]) for no, row in enumerate(rows)]
        drawn += [(name, article) for article in _deal(_candidates(articles, excluded), wanted, MOST[name])]
    drawn.sort(key=lambda each: _hash("shuffle", each[1].article_id))
    out.mkdir(parents=True, exist_ok=True)
    for number in range(BATCHES):
        with (out / f"b{number:02d}.txt").open("w", encoding="utf-8") as file:
            for name, article in drawn[number::BATCHES]:
                file.write(f"## {name} {article.article_id} {article.source}\n")
                for at, line in enumerate(article.text.split("\n")):
                    if line.strip():
                        file.write(f"{at}| {line.strip()}\n")
    click.echo(f"{len(drawn)} articles in {out}")


if __name__ == "__main__":
    run_door(main)
