"""`nashra stories pairs` on a table of composed pairs and on what is none."""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.errors import BadFile
from tests.support.told_articles import BRIDGE, OTHER, SAME


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = {
        "pair": ["a", "b", "c"],
        "title_1": [BRIDGE[0], BRIDGE[0], None], "text_1": [BRIDGE[1], BRIDGE[1], ""],
        "title_2": [SAME[0], OTHER[0], OTHER[0]], "text_2": [SAME[1], OTHER[1], OTHER[1]],
    }  # fmt: skip
    pq.write_table(pa.table(rows), tmp_path / "pairs.parquet")
    return tmp_path / "pairs.parquet"


def test_rows_come_back_with_how_like_they_are(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "scored.csv"
    result = CliRunner().invoke(nashra, ["stories", "pairs", str(table), str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"3 pairs, 1 of one story, in {out}" in result.stderr
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["pair"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["text_1"] == BRIDGE[1]
    assert [row["same_story"] for row in rows] == ["true", "false", "false"]
    assert all(0 <= float(row["similarity"]) <= 1 for row in rows)
    again = tmp_path / "again.csv"
    CliRunner().invoke(nashra, ["stories", "pairs", "-q", str(table), str(again)], catch_exceptions=False)
    assert again.read_bytes() == out.read_bytes()


def test_it_explains_what_each_kind_of_evidence_added(table: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(nashra, ["stories", "pairs", str(table), str(tmp_path / "o.csv"), "--explain", "-q"])
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["same_story"] for one in told] == [True, False, False]
    assert told[0]["evidence"]["words"]["added"] > 0 > told[1]["evidence"]["words"]["added"]


def test_other_tables_and_no_tables_are_refused(tmp_path: Path) -> None:
    bad = {
        "noise.bin": (b"\x00\x01" * 99, "is no Parquet file"),
        "short.parquet": (pa.table({"title_1": ["a"], "text_1": ["b"]}), "has no column title_2, text_2"),
        "numbers.parquet": (
            pa.table({"title_1": [1], "text_1": ["b"], "title_2": ["c"], "text_2": ["d"]}),
            "expected strings in the column title_1, got int64",
        ),
    }
    for name, (content, told) in bad.items():
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            pq.write_table(content, path)
        result = CliRunner().invoke(nashra, ["stories", "pairs", str(path), str(tmp_path / "o.csv")])
        assert isinstance(result.exception, BadFile)
        assert told in str(result.exception)
        assert not (tmp_path / "o.csv").exists()


def test_a_table_without_rows_gives_its_head(tmp_path: Path) -> None:
    names = ["title_1", "text_1", "title_2", "text_2"]
    pq.write_table(pa.table({name: pa.array([], pa.string()) for name in names}), tmp_path / "none.parquet")
    out = tmp_path / "none.csv"
    result = CliRunner().invoke(nashra, ["stories", "pairs", str(tmp_path / "none.parquet"), str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_text(encoding="utf-8") == ",".join([*names, "similarity", "same_story"]) + "\n"
