"""`python -m nashra_lab.train.topics.country CORPUS --out FILE`: how much tells of which country an article is.

CORPUS is the folder of the pools that the labels of nashra_lab/gold/topics are of. A choice between the countries that
something speaks for, several, and none is fitted to all labelled articles, scraped and composed, that are not aside,
each as its paper writes it and as one that nobody knows would: odds are the exponential of what is known of each,
weighed, with a penalty on large weights. Figures of a cross-validation are printed in which no paper is on both sides;
articles that are aside are not learned from.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
import yaml

from nashra.door import run_door
from nashra.topics.choice import COUNTRY, NOWHERE, OF_NONE, OF_SEVERAL, SEVERAL, Case, Weights, choose
from nashra_lab.evaluate.evaluate_topics import NOT_ONE, Labelled, read_composed, read_labelled
from nashra_lab.gold.quote_labels import is_aside
from nashra_lab.gold.topic_labels import FRESH_TOPICS, FURTHER, LATER, SAID_TOPICS, SCARCE, TOPICS, Topic

READ = (TOPICS, LATER, FURTHER, SAID_TOPICS, FRESH_TOPICS, SCARCE)
PENALTY = 2.0  # by hand; greater ones weigh the world's goods and a paper's own coins too little
ROUNDS, FOLDS = 3, 8
STEPS = 40
Floats = npt.NDArray[np.float64]
Told = list[tuple[Case, Topic]]


def wanted(topic: Topic) -> str | None:
    """The country of a label, None for several and for none."""
    return None if topic.countries[0] in NOT_ONE else topic.countries[0]


def _columns() -> list[tuple[str, str]]:
    kinds = (("country", COUNTRY), ("several", OF_SEVERAL), ("none", OF_NONE))
    return [(part, kind) for part, names in kinds for kind in names]


def fit(told: Told, penalty: float) -> Weights:
    """The weights that make what readers said most likely, by Newton's steps."""
    known = [_table(case) for case, topic in told if topic.countries[0] in case]
    right = [list(case).index(topic.countries[0]) for case, topic in told if topic.countries[0] in case]
    spread = np.maximum(np.sqrt(np.mean(np.concatenate(known) ** 2, axis=0)), 0.1)
    tables = [table / spread for table in known]
    weights = np.zeros(len(spread))
    for _ in range(STEPS):
        slope, bend = -2 * penalty * weights, 2 * penalty * np.eye(len(weights))
        for table, at in zip(tables, right, strict=True):
            odds = np.exp(table @ weights - np.max(table @ weights))
            share = odds / odds.sum()
            slope += table[at] - share @ table
            bend += (table.T * share) @ table - np.outer(share @ table, share @ table)
        weights += np.linalg.solve(bend, slope)
    digits = zip(_columns(), (round(float(weight), 3) for weight in weights / spread), strict=True)
    parts: dict[str, dict[str, float]] = {"country": {}, "several": {}, "none": {}}
    for (part, kind), digit in digits:
        parts[part][kind] = digit
    return Weights.model_validate(parts)


def _table(case: Case) -> Floats:
    """A row for each country, for several and for none, a column for all that may be known."""
    part_of = {SEVERAL: "several", NOWHERE: "none"}
    return np.array(
        [
            [float(known[kind]) if part_of.get(one, "country") == part else 0.0 for part, kind in _columns()]
            for one, known in case.items()
        ],
        dtype=np.float64,
    )


def cross_validated(told: Told, papers: Sequence[str], penalty: float) -> dict[str, float]:
    """How often weights that saw nothing of a paper find what its reader put first, and what he passes. `papers` are
    those of the cases."""
    right = passes = 0
    for number in range(ROUNDS):
        order = np.random.default_rng(number).permutation(len(names := sorted(set(papers))))
        fold_of = {names[name]: place % FOLDS for place, name in enumerate(order.tolist())}
        for fold in range(FOLDS):
            seen = [one for one, paper in zip(told, papers, strict=True) if fold_of[paper] != fold]
            test = [one for one, paper in zip(told, papers, strict=True) if fold_of[paper] == fold]
            weights = fit(seen, penalty) if test else None
            for case, topic in test:
                found = choose(case, weights)
                right += found == wanted(topic)
                passes += found in {None if code in NOT_ONE else code for code in topic.countries}
    tried = ROUNDS * len(told)
    return {"right": round(right / tried, 3), "passes": round(passes / tried, 3)}


def written(weights: Weights) -> str:
    """country.yaml."""
    head = (
        "# Made by `python -m nashra_lab.train.topics.country`; CARD.md beside it says from what. Each country that\n"
    )
    head += "# something speaks for has its odds, and so have several and none; the greatest are chosen.\n"
    return head + str(yaml.safe_dump(weights.model_dump(), sort_keys=False))


def open_ones(labelled: list[Labelled]) -> list[Labelled]:
    """The articles that are not aside."""
    return [one for one in labelled if not is_aside(one.article)]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Fit the weights to the labels, print figures, write them to OUT."""
    seen = [one for path in READ for one in open_ones(read_labelled(corpus, path))] + open_ones(read_composed())
    told = [(case, one.topic) for one in seen for case in (one.case, one.homeless)]
    figures = cross_validated(told, [one.source for one in seen for _ in range(2)], PENALTY)
    click.echo(json.dumps({"articles": len(seen), "cross_validated": figures}, indent=1))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(written(fit(told, PENALTY)), encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
