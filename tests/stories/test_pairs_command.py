"""`nashra stories pairs` on a table of composed pairs and on what is none."""

import csv
import json
import os
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
    cut = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer("قال".encode()[:3]))
    texts = {"title_1": ["a"], "text_1": ["b"], "title_2": ["c"], "text_2": ["d"]}
    bad["cut.parquet"] = (pa.table(texts | {"note": cut}), "Column 4: In chunk 0: Invalid UTF8")
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


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    for name in ("pipe", "endless"):
        result = CliRunner().invoke(nashra, ["stories", "pairs", str(tmp_path / name), str(tmp_path / "o.csv")])
        assert f"{name} is not a file: a folder, a pipe or a device" in str(result.exception)


def test_other_columns_come_back_whatever_they_hold(tmp_path: Path) -> None:
    texts = {name: ["خبر"] for name in ("title_1", "text_1", "title_2", "text_2")}
    others = {"on": pa.array([2**62], pa.timestamp("us")), "bytes": [b"\xff"], "day": ["2023-09-13"]}
    folder = tmp_path / "day=2024-01-01"  # which is no column of the file
    folder.mkdir()
    pq.write_table(pa.table(texts | others), folder / "pairs.parquet")
    out = tmp_path / "out.csv"
    CliRunner().invoke(
        nashra, ["stories", "pairs", "-q", str(folder / "pairs.parquet"), str(out)], catch_exceptions=False
    )
    with out.open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["on"], row["bytes"], row["day"]) == ("148108-07-06 14:00:27.387904", "b'\\xff'", "2023-09-13")


def test_a_table_without_rows_gives_its_head(tmp_path: Path) -> None:
    names = ["title_1", "text_1", "title_2", "text_2"]
    pq.write_table(pa.table({name: pa.array([], pa.string()) for name in names}), tmp_path / "none.parquet")
    out = tmp_path / "none.csv"
    result = CliRunner().invoke(nashra, ["stories", "pairs", str(tmp_path / "none.parquet"), str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_text(encoding="utf-8") == ",".join([*names, "similarity", "same_story"]) + "\n"


def _raised_by(pairs: Path, out: Path) -> None:
    """The command, whose errors come out as they are raised."""
    given = ["stories", "pairs", str(pairs), str(out)]
    CliRunner().invoke(nashra, given, standalone_mode=False, catch_exceptions=False)


def test_a_text_that_no_night_would_take_is_refused_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "night.yaml"
    own.write_text("record_bytes: 3000\n")
    monkeypatch.setenv("NASHRA_NIGHT", str(own))
    rows = {"title_1": ["a", "a"], "text_1": ["خبر " * 100] * 2, "title_2": ["b", "b"], "text_2": ["نص", "نص " * 700]}
    pq.write_table(pa.table(rows), tmp_path / "long.parquet")
    with pytest.raises(BadFile, match=r"text_2 of row 2 has 3,500 bytes, more than a night takes of a record \(3,000,"):
        _raised_by(tmp_path / "long.parquet", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_text_of_more_lines_than_a_night_takes_is_refused_with_its_row(tmp_path: Path) -> None:
    """Two texts of a million short lines, 8 MB each, took minutes and gigabytes."""
    rows = {"title_1": ["a"], "text_1": ["نص"], "title_2": ["b"], "text_2": ["خبر\n" * 50_000]}
    pq.write_table(pa.table(rows), tmp_path / "lines.parquet")
    with pytest.raises(BadFile, match=r"text_2 of row 1 has 50,001 lines, more than a night takes .*\(50,000, text_l"):
        _raised_by(tmp_path / "lines.parquet", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
