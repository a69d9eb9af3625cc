"""`python -m nashra_lab.train.topics.country CORPUS --out FILE`: how much tells of which country an article is.

CORPUS is the folder of the pools that the labels of nashra_lab/gold/topics are of. A choice between the countries that
something speaks for and none is fitted to all labelled articles that are not aside, each as its paper writes it and as
one that nobody knows would: odds are the exponential of what is known of each, weighed, with a penalty on large
weights. Figures of a cross-validation are printed; articles that are aside are not learned from.
"""

import json
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
import yaml

from nashra.door import run_door
from nashra.topics.choice import COUNTRY, NONE, Case, Weights, choose
from nashra_lab.evaluate.evaluate_topics import NOT_ONE, Labelled, read_labelled
from nashra_lab.gold.quote_labels import is_aside
from nashra_lab.gold.topic_labels import FURTHER, LATER, TOPICS, Topic

PENALTY = 1.0  # by hand; greater ones weigh the world's goods and a paper's own coins too little
ROUNDS, FOLDS = 5, 8
VARIANTS = 2  # of an article: its paper known, and not
STEPS = 40
Floats = npt.NDArray[np.float64]
Told = list[tuple[Case, Topic]]


def wanted(topic: Topic) -> str | None:
    """The country of a label, None for several and for none."""
    return None if topic.countries[0] in NOT_ONE else topic.countries[0]


def fit(told: Told, penalty: float) -> Weights:
    """The weights that make what readers said most likely, by Newton's steps."""
    known = [_table(case) for case, topic in told if wanted(topic) in case]
    right = [list(case).index(wanted(topic)) for case, topic in told if wanted(topic) in case]
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
    digits = [round(float(weight), 3) for weight in weights / spread]
    return Weights(
        country=dict(zip(COUNTRY, digits, strict=False)), none=dict(zip(NONE, digits[len(COUNTRY) :], strict=True))
    )


def _table(case: Case) -> Floats:
    """A row for each country and for none, a column for all that may be known."""
    nothing = [0.0] * len(COUNTRY), [0.0] * len(NONE)
    rows = [
        [*(float(known[kind]) for kind in COUNTRY), *nothing[1]]
        if one
        else [*nothing[0], *(float(known[kind]) for kind in NONE)]
        for one, known in case.items()
    ]
    return np.array(rows, dtype=np.float64)


def cross_validated(told: Told, penalty: float, together: int = 1) -> dict[str, float]:
    """How often weights that did not see an article find what its reader put first, and what he passes; so many cases
    that stand together are of one article."""
    right = passes = 0
    for number in range(ROUNDS):
        order = np.random.default_rng(number).permutation(len(told) // together)
        for fold in range(FOLDS):
            test = {at * together + case for at in order[fold::FOLDS].tolist() for case in range(together)}
            weights = fit([one for at, one in enumerate(told) if at not in test], penalty)
            for case, topic in (told[at] for at in sorted(test)):
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
    head += "# something speaks for has its odds, and none has them; the greatest are chosen.\n"
    return head + str(yaml.safe_dump(weights.model_dump(), sort_keys=False))


def open_cases(labelled: list[Labelled]) -> Told:
    """What is known of the articles that are not aside, as of a known paper and as of an unknown one."""
    seen = [one for one in labelled if not is_aside(one.article)]
    return [(case, one.topic) for one in seen for case in (one.case, one.homeless)]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Fit the weights to the labels, print figures, write them to OUT."""
    told = [one for path in (TOPICS, LATER, FURTHER) for one in open_cases(read_labelled(corpus, path))]
    figures = cross_validated(told, PENALTY, together=VARIANTS)
    click.echo(json.dumps({"articles": len(told) // VARIANTS, "cross_validated": figures}, indent=1))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(written(fit(told, PENALTY)), encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
