"""Trains the weigher: `python -m nashra_lab.train.weigher --corpus DIR [--seeds DIR] [--folds DIR] [--out FILE]`.

First a network on made articles alone; then, for each fold of sites, one that has also seen the labelled
articles of the other sites (kept in --folds, for the gate); at last the one that ships, which saw all.
"""

import json
import zlib
from pathlib import Path

import click
import numpy as np

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.survey import observe_articles
from nashra.cleaning.decide.features import F32
from nashra.cleaning.decide.weigher import MODEL, Weigher
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.door import run_door
from nashra_lab.train.weigher import labelled as data
from nashra_lab.train.weigher.fit_weigher import Example, fit
from nashra_lab.train.weigher.inject import Maker
from nashra_lab.train.weigher.save_weigher import save

THRESHOLD_SHORT, THRESHOLD_LONG = 1.2, 3.4
GLANCE = 2500  # made articles that go with the labelled ones
NO_HOSTS = {"bbc"}  # its bodies hold unmarked titles of other stories


def fold_of(site: str, large: list[str]) -> int:
    """The fold of a site: the largest have one each, the others share five."""
    return large.index(site) if site in large else len(large) + zlib.crc32(site.encode()) % 5


def made(corpus: Path, cleaner: Cleaner, count: int, seed: int) -> list[Example]:
    """Examples made of the pool: hosts are of one half, evidence is of the other."""
    pool = data.read_pool(corpus / "pool_dev.parquet")
    evidence = CorpusEvidence.build(observe_articles(pool[::2]))
    hosts = data.stories([a for a in pool[1::2] if a.source not in NO_HOSTS], cleaner, evidence)
    others = data.stories(pool[::2] + [a for a in pool[1::2] if a.source in NO_HOSTS], cleaner, evidence)
    maker = Maker(hosts, hosts + others, seed)
    return data.made_examples([maker.make() for _ in range(count)], cleaner, evidence)


@click.command()
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seeds", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folds", type=click.Path(file_okay=False, path_type=Path), help="Folder for the weighers of the folds.")
@click.option("--out", default=MODEL, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--count", default=12000, help="Made articles.")
@click.option("--epochs", default=6.0)
@click.option("--seed", default=7)
def train(
    corpus: Path, seeds: Path | None, folds: Path | None, out: Path, count: int, epochs: float, seed: int
) -> None:
    """Train the weigher, and its siblings that cross-validation over sites needs."""
    cleaner = Cleaner(RuleBook(shipped_rules()), Weigher.blank())
    labelled = data.read_corpus(corpus, seeds)
    pool = data.read_pool(corpus / "pool_dev.parquet")
    everything = CorpusEvidence.build(observe_articles([*pool, *(one.article for one in labelled)]))
    real = data.labelled_examples(labelled, cleaner, everything, 3.0)
    examples = made(corpus, cleaner, count, seed)
    click.echo(f"{len(examples)} made and {len(real)} labelled articles")
    neutral = np.concatenate([e.features[e.labels == 0] for e in examples]).mean(axis=0)
    card = {"threshold_short": THRESHOLD_SHORT, "threshold_long": THRESHOLD_LONG, "version": f"2-{seed}-{count}"}
    base = fit(examples, epochs, 4e-3, seed)
    click.echo("trained on made articles")

    def refined(chosen: list[Example]) -> dict[str, F32]:
        pick = np.random.default_rng(seed).choice(len(examples), min(GLANCE, len(examples)), replace=False)
        return fit([examples[i] for i in pick] + chosen * 4, 2, 1.5e-3, seed, base)

    save(out, refined(real), neutral, card)
    if folds is None:
        return
    sites = [one.site for one in labelled]
    large = [site for site in sorted(set(sites)) if sites.count(site) >= 5]
    number = {site: fold_of(site, large) for site in sorted(set(sites))}
    for fold in sorted(set(number.values())):
        chosen = [e for e, site in zip(real, sites, strict=True) if number[site] != fold]
        save(folds / f"fold-{fold}.npz", refined(chosen), neutral, card)
    (folds / "folds.json").write_text(json.dumps(number, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    run_door(train)
