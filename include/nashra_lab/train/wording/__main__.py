"""`python -m nashra_lab.train.wording --out FILE`: weights of words that tell lines around articles from theirs.

A logistic regression over the pieces that `nashra.cleaning.decide.weigh.wording` sees in a line, each line of one
length, with a penalty on large weights; then whole steps of one byte. The same lines give the same bytes.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from nashra.cleaning.decide.weigh.wording import MODEL, SLOTS, Wording, pieces
from nashra.cleaning.lines.read_lines import read_lines
from nashra.door import run_door
from nashra_lab.train.wording.worded_lines import worded_lines

PENALTY = 0.05  # by hand: less lets single lines of the few that go weigh too much
SHARE = 1 / 6  # of all weight, that lines which go have beside those that stay
ROUNDS = 200
Floats = npt.NDArray[np.float64]


def fit(goes: Sequence[str], stays: Sequence[str]) -> Wording:
    """Weights that tell some lines from others."""
    both = [" ".join(line.split()) for line in (*goes, *stays)]
    told = np.arange(len(both)) < len(goes)
    lines = read_lines(both)
    some = np.flatnonzero(np.diff(lines.word_first) > 0)
    owner, slot = pieces(lines, some)
    length = 1 / np.sqrt(np.maximum(np.bincount(owner, minlength=some.size), 1))
    table = csr_array((length.take(owner), (owner, slot)), shape=(some.size, SLOTS))
    right = np.where(told[lines.article[some]], 1.0, -1.0)
    goes_weigh = SHARE * (right < 0).sum() / (right > 0).sum()
    weight = np.where(right > 0, goes_weigh, 1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        over = right * (table @ at[:-1] + at[-1])
        slope = -weight * right / (1 + np.exp(np.clip(over, -500, 500)))
        total = float((weight * np.logaddexp(0, -over)).sum() + PENALTY / 2 * (at[:-1] ** 2).sum())
        return total, np.append(table.T @ slope + PENALTY * at[:-1], slope.sum())

    found = minimize(loss, np.zeros(SLOTS + 1), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    step = float(np.abs(found[:-1]).max() / 127)
    return Wording(np.round(found[:-1] / step).astype(np.int8), round(step, 6), round(float(found[-1]), 3))


def save(path: Path, wording: Wording, card: dict[str, object]) -> None:
    """As `Wording.load` reads it."""
    text = json.dumps(card | {"step": wording.step, "bias": wording.bias}, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, card=np.frombuffer(text.encode(), dtype=np.uint8), weights=wording.weights)


@click.command()
@click.option("--out", default=MODEL, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--seed", default=7, help="Of the pieces of sentences.")
def train(out: Path, seed: int) -> None:
    """Learn how lines are worded that are no part of an article."""
    goes, stays = worded_lines(seed)
    save(out, fit(goes, stays), {"goes": len(goes), "stays": len(stays), "seed": seed})
    click.echo(f"{len(goes)} lines that go and {len(stays)} that stay: {out}")


if __name__ == "__main__":
    run_door(train)
