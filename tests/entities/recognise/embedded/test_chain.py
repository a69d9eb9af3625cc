from itertools import pairwise, product

import numpy as np

from nashra.entities.recognise.embedded.chain import Chain

LABELS, TIME = 3, 4


def _all_paths(chain: Chain, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    def total(path: tuple[int, ...]) -> float:
        moved = sum(chain.pairs[a, b] for a, b in pairwise(path))
        emitted = sum(scores[t, label] for t, label in enumerate(path))
        return float(chain.start[path[0]] + chain.end[path[-1]] + moved + emitted)

    return {path: total(path) for path in product(range(LABELS), repeat=len(scores))}


def test_best_path_and_marginals_agree_with_trying_all() -> None:
    chance = np.random.default_rng(5)
    chain = Chain(*(chance.normal(size=shape).astype("f") for shape in ((LABELS, LABELS), LABELS, LABELS)))
    scores = chance.normal(size=(TIME, 5, LABELS)).astype("f")
    lengths = np.array([4, 1, 3, 2, 4])
    best, sure = chain.best(scores, lengths), chain.marginals(scores, lengths)
    for row, length in enumerate(lengths):
        paths = _all_paths(chain, scores[:length, row])
        assert tuple(best[:length, row]) == max(paths, key=lambda path: paths[path])
        weights = {path: np.exp(value) for path, value in paths.items()}
        for step, label in product(range(length), range(LABELS)):
            share = sum(w for path, w in weights.items() if path[step] == label) / sum(weights.values())
            assert abs(share - sure[step, row, label]) < 1e-4
