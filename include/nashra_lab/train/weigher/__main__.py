"""Trains the weigher: `python -m nashra_lab.train.weigher --corpus DIR [--seeds DIR] [--folds DIR] [--out FILE]`.

First a network on made articles alone; then, for each fold of sites, one that has also seen the labelled articles of
the other sites (kept in --folds, for the gate); at last the one that ships, which saw all but the unseen sites.
"""

import json
import zlib
from pathlib import Path

import click
import numpy as np

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.decide.weigh.features import F32
from nashra.cleaning.decide.weigh.weigher import MODEL, Weigher
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.door import run_door
from nashra_lab.train.weigher import labelled as data
from nashra_lab.train.weigher.fit_weigher import Example, fit
from nashra_lab.train.weigher.inject import Maker
from nashra_lab.train.weigher.save_weigher import save

GLANCE = 2500  # made articles that go with the labelled ones
NO_HOSTS = {"bbc"}  # its bodies hold unmarked titles of other stories
FOLDS = 5
LABELLED, READ, SEEDS, SMALL = 3.0, 1.5, 12.0, 0.7  # weights of a line: of the corpora, of labels by reading, of the
# five articles that must come out perfect, and the share that a small day's have
TURNS = 4  # times that each labelled article is seen beside a made one


def fold_of(site: str) -> int:
    return zlib.crc32(site.encode()) % FOLDS


def made(pool: list[Article], cleaner: Cleaner, count: int, seed: int) -> list[Example]:
    """Examples made of the pool: hosts are of one half, evidence is of the other."""
    evidence = CorpusEvidence.build(observe_articles(pool[::2]))
    hosts = data.stories([a for a in pool[1::2] if a.source not in NO_HOSTS], cleaner, evidence)
    others = data.stories(pool[::2] + [a for a in pool[1::2] if a.source in NO_HOSTS], cleaner, evidence)
    maker = Maker(hosts, hosts + others, seed)
    return data.made_examples([maker.make() for _ in range(count)], cleaner, evidence)


def real(corpus: data.Corpus, seeds: list[data.Labelled], cleaner: Cleaner) -> tuple[list[str], list[Example]]:
    """Site and example of each labelled article, twice: as the whole corpus speaks of its lines, and as a small day
    does that holds the labelled articles alone."""
    labelled = [*corpus.seen(), *seeds]
    read = {id(one) for one in corpus.read}
    few = CorpusEvidence.build(observe_articles([one.article for one in labelled]))
    sites: list[str] = []
    examples: list[Example] = []
    for evidence, share in ((corpus.evidence(), 1.0), (few, SMALL)):
        for some, weight in (
            ([one for one in corpus.seen() if id(one) not in read], LABELLED),
            ([one for one in corpus.seen() if id(one) in read], READ),
            (seeds, SEEDS),
        ):
            sites += [one.site for one in some]
            examples += data.labelled_examples(some, cleaner, evidence, weight * share)
    return sites, examples


@click.command()
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seeds", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folds", type=click.Path(file_okay=False, path_type=Path), help="Folder for the weighers of the folds.")
@click.option("--out", default=MODEL, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--count", default=16000, help="Made articles.")
@click.option("--epochs", default=6.0)
@click.option("--seed", default=7)
def train(
    corpus: Path, seeds: Path | None, folds: Path | None, out: Path, count: int, epochs: float, seed: int
) -> None:
    """Train the weigher, and its siblings that cross-validation over sites needs."""
    cleaner = Cleaner(RuleBook(shipped_rules()), Weigher.blank())
    five = data.read_seeds(seeds) if seeds else []
    sites: list[str] = []
    labelled: list[Example] = []
    examples: list[Example] = []
    for name in data.CORPORA:
        one = data.read_corpus(corpus, name)
        found = real(one, five if name == data.CORPORA[0] else [], cleaner)
        sites, labelled = sites + found[0], labelled + found[1]
        examples = examples or made(one.pool, cleaner, count, seed)
    click.echo(f"{len(examples)} made and {len(labelled) // 2} labelled articles")
    neutral = np.concatenate([e.features[e.labels == 0] for e in examples]).mean(axis=0)
    card = {"version": f"3-{seed}-{count}"}
    base = fit(examples, epochs, 4e-3, seed)
    click.echo("trained on made articles")

    def refined(chosen: list[Example]) -> dict[str, F32]:
        pick = np.random.default_rng(seed).choice(len(examples), min(GLANCE, len(examples)), replace=False)
        return fit([examples[i] for i in pick] + chosen * TURNS, 2, 1.5e-3, seed, base)

    save(out, refined(labelled), neutral, card)
    if folds is None:
        return
    for fold in range(FOLDS):
        chosen = [example for example, site in zip(labelled, sites, strict=True) if fold_of(site) != fold]
        save(folds / f"fold-{fold}.npz", refined(chosen), neutral, card)
    number = {site: fold_of(site) for site in sorted(set(sites))}
    (folds / "folds.json").write_text(json.dumps(number, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    run_door(train)
