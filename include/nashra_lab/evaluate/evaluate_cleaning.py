"""The gate: how well cleaning does, and whether that is above the floors.

`python -m nashra_lab.evaluate.evaluate_cleaning [--corpus DIR] [--seeds DIR] [--folds DIR]`: without corpora it looks
at our own samples only. With --folds every article is cleaned by a weigher that saw no article of its site.
"""

import json
from pathlib import Path

import click

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.decide.weigh.weigher import Weigher
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.door import run_door
from nashra_lab.evaluate.check_ledger import rebuilt
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_lines import Scored, score, summary
from nashra_lab.gold.composed_lines import ComposedLines, read_composed_lines
from nashra_lab.gold.line_labels import unseen_sites
from nashra_lab.train.weigher import labelled as data

SAMPLES = Path(__file__).with_name("samples")


def clean_labelled(labelled: list[data.Labelled], evidence: CorpusEvidence, folds: Path | None) -> list[Scored]:
    """Each article cleaned, by the weigher of its site's fold if there are folds, and scored."""
    shipped = Cleaner.load()
    number = json.loads((folds / "folds.json").read_text(encoding="utf-8")) if folds else {}
    cleaners: dict[int | None, Cleaner] = {None: shipped}
    result = []
    for one in labelled:
        fold = number.get(one.site)
        if fold not in cleaners and folds is not None:
            weigher = Weigher.load(folds / f"fold-{fold}.npz")
            cleaners[fold] = Cleaner(RuleBook(shipped_rules()), weigher)
        cleaned = cleaners[fold].clean(one.article, evidence)
        if rebuilt([one.article], [cleaned]) != [one.article.text]:
            raise AssertionError(f"the ledger of {one.file} does not add up")
        result.append(score(one, cleaned))
    return result


SMALL_DAY = 220  # articles of a small day


def evaluate(corpus: Path | None, seeds: Path | None, folds: Path | None) -> dict[str, dict[str, float]]:
    """Figures of each set that can be looked at, those of sites that nothing was made from first."""
    figures: dict[str, dict[str, float]] = {}
    if corpus is not None:
        corpora = [data.read_corpus(corpus, name) for name in data.CORPORA]
        evidence = {one.name: one.evidence() for one in corpora}
        for one in corpora:
            if unseen := one.unseen():
                figures["unseen_sites"] = summary(clean_labelled(unseen, evidence[one.name], None), one.tails)
                figures["unseen_small_day"] = summary(clean_labelled(unseen, _small_day(unseen), None), one.tails)
        for one in corpora:
            kind = "folds" if folds else "seen"
            seen = [each for each in one.labelled if each.site not in unseen_sites()]
            figures[f"{one.name}_{kind}"] = summary(clean_labelled(seen, evidence[one.name], folds), one.tails)
            read = [each for each in one.read if each.site not in unseen_sites()]
            figures[f"{one.name}_read_{kind}"] = summary(clean_labelled(read, evidence[one.name], folds), one.tails)
    samples = data.read_labelled(SAMPLES / "raw", SAMPLES / "gold", {}) if SAMPLES.exists() else []
    if samples:
        figures["samples"] = summary(clean_labelled(samples, _of(samples), None), {})
    composed = read_composed_lines()
    figures["composed"] = _composed([one for one in composed if not one.aside])
    figures["composed_aside"] = _composed([one for one in composed if one.aside])
    if seeds is not None:
        five = data.read_seeds(seeds)
        figures["seeds"] = summary(clean_labelled(five, _of(five), None), {})
    return figures


def _composed(some: list[ComposedLines]) -> dict[str, float]:
    """Of articles that stand alone; `others_told`: share of lines of whole other articles that are gone or flagged."""
    cleaner, alone = Cleaner.load(), CorpusEvidence.empty()
    cleaned = [cleaner.clean(one.labelled.article, alone) for one in some]
    found = summary([score(one.labelled, each) for one, each in zip(some, cleaned, strict=True)], {})
    told = sum(one.told(each) for one, each in zip(some, cleaned, strict=True))
    return found | {"others_told": round(told / sum(len(one.others) for one in some), 5)}


def _of(labelled: list[data.Labelled]) -> CorpusEvidence:
    """What articles say of one another's lines, with no other beside them."""
    return CorpusEvidence.build(observe_articles([one.article for one in labelled]))


def _small_day(labelled: list[data.Labelled]) -> CorpusEvidence:
    """The same for the first few articles, as on a day on which little landed."""
    return _of(labelled[:SMALL_DAY])


@click.command()
@click.option("--corpus", envvar="NASHRA_CORPUS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seeds", envvar="NASHRA_SEEDS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--folds", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path | None, seeds: Path | None, folds: Path | None) -> None:
    """Score cleaning; ends with 1 when a figure is under its floor in include/nashra_lab/evaluate/floors.yaml."""
    hold("cleaning", evaluate(corpus, seeds, folds))


if __name__ == "__main__":
    run_door(main)
