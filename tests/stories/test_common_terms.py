"""What pairs have in common is the same, whether few of them or many are compared."""

import numpy as np
from scipy import sparse

from nashra.stories import common_terms as subject
from nashra.stories.common_terms import common_terms


def test_few_pairs_and_many_have_the_same_in_common() -> None:
    draw = np.random.default_rng(3)
    counts = draw.poisson(0.4, (2, 20, 30)).astype(np.int32)
    counts[0, 4:6] = 0
    mine, theirs = map(sparse.csr_array, counts)
    ones, others = draw.integers(0, 20, (2, 90))
    few = common_terms(mine, ones, theirs, others)
    many = common_terms(mine, np.tile(ones, 2), theirs, np.tile(others, 2))
    assert len(ones) <= subject.FEW < 2 * len(ones)
    for name in subject.Common._fields:
        once = getattr(few, name)
        twice = np.concatenate([once, once + len(ones) if name == "pairs" else once])
        assert np.array_equal(getattr(many, name), twice), name
    dense = mine.toarray()[ones] * theirs.toarray()[others]
    assert few.summed((few.mine * few.their).astype(float), len(ones)).tolist() == dense.sum(1).tolist()
    assert len(np.unique(few.pairs)) > 60


def test_articles_without_terms_have_nothing_in_common() -> None:
    empty = sparse.csr_array((3, 5), dtype=np.int32)
    assert not len(common_terms(empty, np.array([0, 1]), empty, np.array([2, 0])).pairs)
