"""What stories are weighed with, made from composed tables."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from click.testing import CliRunner

from nashra.errors import NashraError
from nashra.stories.evidence import KINDS
from nashra.stories.likeness import read_likeness, similarity
from nashra.stories.rarity import ARTICLES, read_rarity
from nashra_lab.train.stories import likeness, rarity
from tests.support.told_articles import BRIDGE, OTHER, SAME


def test_words_of_rows_under_the_licence_are_counted(tmp_path: Path) -> None:
    texts = ["الجسر مغلق", "الجسر مفتوح", "جسر وقنطرة", "قنطرة وقنطرة"]
    rows = {"licence": ["Apache-2.0"] * 3 + ["none stated"], "text": texts}
    pq.write_table(pa.table(rows), tmp_path / "pool.parquet")
    out = tmp_path / "rarity.parquet"
    args = [str(tmp_path / "pool.parquet"), "--licence", "Apache-2.0", "--out", str(out)]
    assert CliRunner().invoke(rarity.main, args, catch_exceptions=False).exit_code == 0
    assert read_rarity(out) == ({"جسر": 3}, 3)
    refused = CliRunner().invoke(rarity.main, [*args[:2], "MIT", *args[3:]])
    assert isinstance(refused.exception, NashraError)


def test_the_shipped_counts_are_of_some_thousand_articles() -> None:
    counts, articles = read_rarity()
    assert articles == 2500
    assert max(counts.values()) <= articles
    assert counts["في"] > 2000 > counts["جسر"]
    assert ARTICLES == b"articles"


def test_weights_tell_pairs_apart(tmp_path: Path) -> None:
    same = [(BRIDGE, SAME, 1.0), (SAME, BRIDGE, 1.5), (OTHER, OTHER, 1.0)] * 4
    apart = [(BRIDGE, OTHER, 4.0), (OTHER, SAME, 3.5), (SAME, OTHER, 4.0)] * 4
    rows = [
        {"title_1": one[0], "text_1": f"{one[1]} {n}", "title_2": two[0], "text_2": two[1], "overall": score}
        for n, (one, two, score) in enumerate(same + apart)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "pairs.parquet")
    out = tmp_path / "likeness.yaml"
    result = CliRunner().invoke(
        likeness.main, [str(tmp_path / "pairs.parquet"), "--out", str(out)], catch_exceptions=False
    )
    told = json.loads(result.stdout)
    assert told["open"]["pairs"] + told["aside"]["pairs"] == len(rows)
    assert told["open"]["f1"] == 1.0
    learned = read_likeness(out)
    assert similarity(dict.fromkeys(KINDS, 1.0), learned) > 0.5 > similarity(dict.fromkeys(KINDS, 0.0), learned)
    assert learned.evidence["words"].weight > 0


def test_a_pair_is_aside_in_either_order() -> None:
    pairs = [((f"{n}", "نص"), ("عنوان", f"{n}")) for n in range(60)]
    aside = [likeness.is_aside(pair) for pair in pairs]
    assert aside == [likeness.is_aside((other, one)) for one, other in pairs]
    assert 10 < sum(aside) < 30


def test_a_fit_is_the_same_each_time() -> None:
    rng = np.random.default_rng(1)
    evidence = [dict(zip(KINDS, rng.random(len(KINDS)).tolist(), strict=True)) for _ in range(30)]
    wanted = np.array([one["words"] for one in evidence])
    assert likeness.fit(evidence, wanted, 3.0) == likeness.fit(evidence, wanted, 3.0)
