"""A lake whose days were published by several versions of Nashra is read as one."""

import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.lake import Storage, Unreadable, partition_path
from nashra.night.funnel import print_funnel, told_otherwise
from nashra.night.stages import rebuild_stories
from nashra.search.find import find
from nashra.search.index import index_days
from nashra.search.question import Question
from nashra.settings import load_settings
from nashra.tables.read.older import read_columns
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.sql_command import sql_command
from nashra.tables.read.views import write_views
from tests.support import made_lake
from tests.support.older_days import make_older

FIRST, OLDER, LAST = "2023-09-11", "2023-09-12", "2023-09-13"
ASKED = (
    "SELECT day, count(*) AS n, count(country) AS placed, count(published_on) AS dated FROM articles "
    "GROUP BY day ORDER BY day"
)


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    """A day of an older version between two of this one; the first of these was written before it."""
    made = Storage(str(tmp_path / "lake"))
    for day in (FIRST, OLDER, LAST):
        made_lake.write_day(made, day, 12)
    make_older(made, OLDER)
    for table in ("articles", "removals", "runs"):
        os.utime(made.full(partition_path(table, FIRST)), (1.6e9, 1.6e9))
    return made


def counted(rows: list[Any]) -> dict[str, tuple[int, int, int]]:
    return {str(day): (n, placed, dated) for day, n, placed, dated in rows}


def test_a_day_of_an_older_version_between_newer_ones_has_nulls(lake: Storage) -> None:
    """Neither the day that was written first nor the earliest or latest says which columns some day lacks."""
    expected = {FIRST: (14, 14, 14), OLDER: (14, 0, 0), LAST: (14, 14, 14)}
    for checked in (False, True):
        assert counted(open_lake(lake, checked=checked).execute(ASKED).fetchall()) == expected
    write_views(lake)
    with duckdb.connect(lake.full("nashra.duckdb"), read_only=True) as connection:
        assert counted(connection.execute(ASKED).fetchall()) == expected
    with duckdb.connect() as connection:
        connection.execute(lake.read_bytes("views.sql").decode())
        assert counted(connection.execute(ASKED).fetchall()) == expected


def test_the_command_answers_over_all_days(lake: Storage) -> None:
    result = CliRunner().invoke(sql_command, [ASKED, "--lake", lake.root, "--csv"])
    assert result.exit_code == 0, result.output
    assert f"{OLDER},14,0,0" in result.output


def test_a_column_that_a_day_lacks_is_null_and_one_that_no_table_has_is_refused(lake: Storage) -> None:
    rows = read_columns(lake, "articles", OLDER, ["country", "article_id", "published_on"])
    assert rows.column_names == ["country", "article_id", "published_on"]
    assert (rows["country"].null_count, rows["article_id"].null_count) == (14, 0)
    whole = read_columns(lake, "articles", LAST, ["country", "published_on"])
    assert rows.select(["country", "published_on"]).schema.types == whole.schema.types
    Path(lake.full(partition_path("articles", OLDER))).write_bytes(b"PAR1")
    with pytest.raises(Unreadable, match="no Parquet file"):
        read_columns(lake, "articles", OLDER, ["country", "article_id"])


def test_words_of_an_older_day_are_found(lake: Storage) -> None:
    assert index_days(lake) == 3
    found = find(lake, Question("مراقبون"))
    assert found.days.keys() == {FIRST, OLDER, LAST}
    assert {hit.day: hit.published_on for hit in found.hits}[OLDER] is None


def test_stories_go_over_days_of_both_versions(lake: Storage) -> None:
    assert rebuild_stories(load_settings(lake=lake.root))["days"] == 3
    asked = f"SELECT count(*) FROM story_articles JOIN articles USING (article_id) WHERE articles.day = '{OLDER}'"
    [(told,)] = open_lake(lake).execute(asked).fetchall()
    assert told > 0


def test_which_days_another_version_made_is_said(lake: Storage, capsys: pytest.CaptureFixture[str]) -> None:
    assert told_otherwise(lake) == (
        f"{OLDER} was made by other code, rules or packages than {LAST}; to have them alike, run them again"
    )
    make_older(lake, FIRST)
    print_funnel(lake, [LAST])
    assert f"2 days, {FIRST} to {OLDER}, were made by other code, rules or packages" in capsys.readouterr().out
    for day in (FIRST, OLDER):
        made_lake.write_day(lake, day, 12)
    assert told_otherwise(lake) == ""


def test_a_day_with_another_recogniser_is_not_of_another_version(lake: Storage) -> None:
    path = Path(lake.full(partition_path("runs", OLDER)))
    made_lake.write_day(lake, OLDER, 12)
    whole = pq.ParquetFile(path).read()
    at = whole.schema.get_field_index("model_version")
    pq.write_table(whole.set_column(at, whole.schema.field(at), [["camel-0a1b2c3d-int8"]]), path)
    os.utime(path, (1.7e9, 1.7e9))
    assert told_otherwise(lake) == ""
