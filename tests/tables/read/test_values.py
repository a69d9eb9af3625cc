"""Every type that DuckDB answers with is printed, in each form that `nashra sql` has."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.errors import BadFile
from nashra.tables.read.sql_command import sql_command
from nashra.tables.read.values import distinct

# what is asked -> what is in the line of JSON
ANSWERS = {
    "SELECT sum(range) AS n FROM range(10)": {"n": 45},  # a HUGEINT
    "SELECT 170141183460469231731687303715884105727::HUGEINT AS n": {"n": 2**127 - 1},
    "SELECT 1.5::DECIMAL(5, 2) AS a, 2::DECIMAL(5, 2) AS b": {"a": 1.5, "b": 2},
    "SELECT {'on': DATE '2024-03-05', 'n': [1.5::DECIMAL(4, 1)], 'b': 'x'::BLOB} AS s": {
        "s": {"on": "2024-03-05", "n": [1.5], "b": "x"}
    },
    "SELECT 'nan'::DOUBLE AS a, ['inf'::DOUBLE, 1] AS b, 0.5 AS c": {"a": None, "b": [None, 1.0], "c": 0.5},
    "SELECT DATE '0044-03-15 (BC)' AS a, 'infinity'::TIMESTAMP AS b": {"a": "0044-03-15 (BC)", "b": "infinity"},
    "SELECT TIMESTAMP '290000-01-01' AS a": {"a": "290000-01-01 00:00:00"},
    "SELECT [DATE '294247-01-10', NULL] AS a": {"a": "[294247-01-10, NULL]"},
    "SELECT uuid() IS NOT NULL AS a, TIME '24:00:00' IS NULL AS b": {"a": True, "b": False},
    "SELECT 1 AS a, 2 AS a, 3 AS a_1": {"a": 1, "a_2": 2, "a_1": 3},
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("lake")
    (folder / "runs" / "day=2023-09-13").mkdir(parents=True)
    return str(folder)


@pytest.mark.parametrize("question", ANSWERS)
def test_any_type_is_printed_in_any_form(question: str, lake: str) -> None:
    for form in ([], ["--csv"], ["--json"]):
        done = CliRunner().invoke(sql_command, [question, "--lake", lake, *form], catch_exceptions=False)
        assert done.exit_code == 0
        if form == ["--json"]:
            assert json.loads(done.stdout, parse_constant=pytest.fail) == ANSWERS[question]


def test_what_is_read_off_every_table_at_once_is_json(lake: str) -> None:
    done = CliRunner().invoke(sql_command, ["SUMMARIZE articles", "--lake", lake, "--json"], catch_exceptions=False)
    assert {json.loads(line)["column_name"] for line in done.stdout.splitlines()} >= {"article_id", "body"}


def test_a_question_that_is_no_text_is_refused(lake: str) -> None:
    for asked, given in (("SELECT '\udcff'", b""), ("-", b"SELECT '\xff\xfe'")):
        done = CliRunner().invoke(sql_command, [asked, "--lake", lake], input=given)
        assert isinstance(done.exception, BadFile), done.exception
        assert "not UTF-8" in str(done.exception)


def test_any_number_of_rows_may_be_asked_for(lake: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(sql_command, ["SELECT 1 AS a", "--lake", lake, "--limit", "9" * 30])
    assert done.stdout.split() == ["a", "─", "1"]


def test_names_of_columns_are_each_another() -> None:
    assert distinct(["day", "day", "day", "day_1", "n"]) == ["day", "day_2", "day_3", "day_1", "n"]
