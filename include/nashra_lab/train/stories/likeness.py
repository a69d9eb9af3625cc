"""`python -m nashra_lab.train.stories.likeness PAIRS.parquet --out FILE`: how much each kind of evidence tells.

PAIRS has the columns that `nashra stories pairs` reads and `overall`, a human score: 1 the same story to 4 nothing in
common. A logistic curve is fitted to (4 - overall) / 3 with a penalty on large weights. A third of the pairs is aside,
by a seeded hash of their texts: the penalty and the threshold are chosen by cross-validation on the others, and the
figures printed for `aside` are of a twin that saw none of it. What is written was fitted to all pairs in the end.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq
import yaml

from nashra.door import run_door
from nashra.stories.commands.pairs import Article, articles_of, read_pairs, tell_all
from nashra.stories.evidence import KINDS, compare
from nashra.stories.likeness import Likeness, Weight, similarity
from nashra.stories.rarity import Rarity
from nashra.text.fold import fold_line

SEED = "stories-2026"
PENALTIES = (1.0, 3.0, 10.0)
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
SAME = 2.0
"""The highest score of two articles that tell one story."""
ROUNDS, FOLDS = 12, 8
Evidence = list[dict[str, float]]
Floats = npt.NDArray[np.float64]


def is_aside(pair: tuple[Article, Article]) -> bool:
    """True for a third of the pairs, by a hash of their texts in either order: nothing is chosen with those."""
    texts = "|".join(sorted(fold_line(title + text) for title, text in pair))
    return int(hashlib.sha256(f"{SEED}|{texts}".encode()).hexdigest(), 16) % 3 == 0


def evidence_of(pairs: Sequence[tuple[Article, Article]]) -> Evidence:
    """Of each pair; words are weighed by all articles of the pairs, as `nashra stories pairs` does."""
    told = tell_all(pairs)
    rarity = Rarity.of(told.values())
    return [compare(told[one], told[other], rarity) for one, other in pairs]


def fit(evidence: Evidence, wanted: Floats, penalty: float, threshold: float = 0.5) -> Likeness:
    """The weights whose curve is nearest to `wanted` (0 to 1), by Newton's steps."""
    values = np.array([[one[kind] for kind in KINDS] for one in evidence])
    mean, spread = values.mean(axis=0), np.maximum(values.std(axis=0), 0.001)
    scaled = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    weights, costs = np.zeros(scaled.shape[1]), np.diag([1e-6, *[penalty] * len(KINDS)])
    for _ in range(30):
        curve = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (wanted - curve) - costs @ weights
        weights += np.linalg.solve((scaled.T * (curve * (1 - curve))) @ scaled + costs, slope)
    digits = [round(float(weight), 4) for weight in weights]
    kinds = {
        kind: Weight(weight=digits[1 + n], mean=round(float(mean[n]), 4), spread=round(float(spread[n]), 4))
        for n, kind in enumerate(KINDS)
    }
    return Likeness(base=digits[0], threshold=threshold, evidence=kinds)


def judged(like: Floats, overall: Floats, threshold: float) -> dict[str, float]:
    """F1 of one story or not, and Pearson's correlation with the human score turned round."""
    same, said = overall <= SAME, like >= threshold
    f1 = 2 * (said & same).sum() / max(said.sum() + same.sum(), 1)
    return {"f1": round(float(f1), 3), "pearson": round(float(-np.corrcoef(like, overall)[0, 1]), 3)}


def cross_validated(evidence: Evidence, overall: Floats, penalty: float) -> list[Floats]:
    """For each round, how like every pair is by weights that did not see it."""
    wanted, rounds = (4 - overall) / 3, []
    for number in range(ROUNDS):
        order = np.random.default_rng(number).permutation(len(evidence))
        like = np.zeros(len(evidence))
        for fold in range(FOLDS):
            test = order[fold::FOLDS]
            train = np.setdiff1d(order, test)
            weights = fit([evidence[at] for at in train], wanted[train], penalty)
            like[test] = [similarity(evidence[at], weights) for at in test]
        rounds.append(like)
    return rounds


def choose(evidence: Evidence, overall: Floats) -> tuple[float, float, dict[str, float]]:
    """The penalty of the best correlation, the threshold of the best F1 of it and its neighbours, in the mean over
    rounds, and the figures of both."""
    means: dict[float, dict[float, dict[str, float]]] = {}
    for penalty in PENALTIES:
        rounds = cross_validated(evidence, overall, penalty)
        means[penalty] = {
            threshold: {
                figure: round(float(np.mean([judged(like, overall, threshold)[figure] for like in rounds])), 3)
                for figure in ("f1", "pearson")
            }
            for threshold in THRESHOLDS
        }
    penalty = max(PENALTIES, key=lambda one: means[one][THRESHOLDS[0]]["pearson"])
    f1 = [means[penalty][one]["f1"] for one in THRESHOLDS]
    around = [sum(f1[at - 1 : at + 2]) for at in range(1, len(f1) - 1)]  # a broad top rather than a lucky one
    threshold = THRESHOLDS[1 + around.index(max(around))]
    return penalty, threshold, means[penalty][threshold]


def written(likeness: Likeness) -> str:
    """likeness.yaml."""
    head = "# Made by `python -m nashra_lab.train.stories.likeness`; CARD.md beside it says from what. Each kind of\n"
    head += "# evidence adds weight * (value - mean) / spread to the log odds that two articles tell one story.\n"
    return head + str(yaml.safe_dump(likeness.model_dump(), sort_keys=False))


@click.command()
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def main(pairs: Path, out: Path) -> None:
    """Fit the weights to PAIRS, print figures, write them to OUT."""
    articles = articles_of(read_pairs(pairs))
    overall = np.array(pq.read_table(pairs, columns=["overall"])["overall"].to_pylist(), dtype=np.float64)
    evidence = evidence_of(articles)
    aside = np.array([is_aside(pair) for pair in articles])
    open_ = [one for one, away in zip(evidence, aside, strict=True) if not away]
    penalty, threshold, figures = choose(open_, overall[~aside])
    twin = fit(open_, (4 - overall[~aside]) / 3, penalty, threshold)
    like = np.array([similarity(one, twin) for one, away in zip(evidence, aside, strict=True) if away])
    told = {
        "penalty": penalty,
        "threshold": threshold,
        "open": {"pairs": len(open_), **figures},
        "aside": {"pairs": int(aside.sum()), **judged(like, overall[aside], threshold)},
    }
    click.echo(json.dumps(told, indent=1))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(written(fit(evidence, (4 - overall) / 3, penalty, threshold)), encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
