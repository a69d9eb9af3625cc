"""The lake in DuckDB and other engines, and `nashra sql`."""

import datetime
import gc
import json
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.lake import Run, Storage
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED, load_dictionary
from nashra.tables.publish import publish
from nashra.tables.read.grid import ISOLATE, POP, grid, width
from nashra.tables.read.open_lake import NoLake, open_lake
from nashra.tables.read.sql_command import NoAnswer, sql_command
from nashra.tables.read.views import write_views
from nashra.tables.write.logbook import write_checks, write_runs
from nashra.tables.write.write import write_tables
from tests.support.staged_night import DAY, Story, stage_night

VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "packages": "p1", "model": "embedded-1"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("it's [a] lake")
    run = stage_night(folder, [Story(no) for no in range(9)], refused=2)
    made(run)
    publish(run)
    return run


def made(run: Run) -> None:
    counts = write_tables(run, load_settings(), [0]) | {"landed": 11, "cleaned": 9, "shards": 1}
    write_checks(run, "0" * 16)
    write_runs(run, "0" * 16, counts, {}, VERSIONS)


def ask(run: Run, query: str, *options: str) -> str:
    result = CliRunner().invoke(sql_command, [query, "--lake", run.lake.root, *options])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("table", PUBLISHED)
def test_a_view_has_the_dictionary_s_columns_and_day(run: Run, table: str) -> None:
    columns = open_lake(run.lake).execute(f"DESCRIBE {table}").fetchall()
    names = list(load_dictionary().tables[table].columns)
    assert [column[0] for column in columns] == names + ([] if "day" in names else ["day"])
    assert {column[0]: column[1] for column in columns}["day"] == "DATE"


def test_day_and_time_of_the_views(run: Run) -> None:
    found = open_lake(run.lake).execute("SELECT day, min(published_at), count(*) FROM articles GROUP BY day").fetchall()
    assert found == [(datetime.date(2023, 9, 13), datetime.datetime(2023, 9, 13, 6, 0), 9)]  # noqa: DTZ001  # DuckDB gives it so


def test_tables_without_a_day_are_empty_views(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    connection = open_lake(str(tmp_path / "lake"))
    for table in (*PUBLISHED, "entities", "sources"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert connection.execute("SELECT day FROM articles").fetchall() == []


def test_a_missing_lake_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoLake, match="nowhere"):
        open_lake(str(tmp_path / "nowhere"))


def test_a_connection_shows_the_lake_as_it_was_opened(run: Run) -> None:
    before = open_lake(run.lake)
    next_day = Run("2023-09-14", run.run_id, run.landing, run.lake)
    made(next_day)
    publish(next_day)
    try:
        query = "SELECT DISTINCT day FROM articles ORDER BY day"
        assert before.execute(query).fetchall() == [(datetime.date(2023, 9, 13),)]
        assert len(open_lake(run.lake).execute(query).fetchall()) == 2
    finally:
        for table in PUBLISHED:
            run.lake.delete_tree(f"{table}/day=2023-09-14")
    assert before.execute("SELECT count(*) FROM mentions").fetchone() == (9,)


def _open_files(lake: Storage) -> int:
    """How many of a lake's files this process holds open; what other tests left open is none of them."""
    gc.collect()
    return sum(str(file.resolve()).startswith(lake.root) for file in Path("/proc/self/fd").iterdir())


def test_a_snapshot_lets_go_of_its_files(run: Run) -> None:
    held = _open_files(run.lake)
    connection = open_lake(run.lake)
    assert _open_files(run.lake) == held + len(PUBLISHED)
    connection.close()
    del connection
    assert _open_files(run.lake) == held


@pytest.mark.parametrize("table", PUBLISHED)
def test_folders_open_in_pandas_and_pyarrow(run: Run, table: str) -> None:
    folder = run.lake.full(table)
    assert str(pd.read_parquet(folder)["day"].iloc[0]) == DAY if table != "checks" else True
    assert "day" in pq.read_table(folder).column_names
    assert ds.dataset(folder, partitioning="hive").to_table().schema.field("day").type == pa.string()


def test_the_views_work_over_pyarrow_too_as_on_s3(run: Run) -> None:
    lake = Storage(run.lake.root)
    lake.is_local = False
    query = "SELECT day, count(*), min(published_at) FROM articles WHERE day = '2023-09-13' GROUP BY day"
    assert open_lake(lake).execute(query).fetchall() == open_lake(run.lake).execute(query).fetchall()


def test_the_grid_keeps_columns_in_place_around_arabic(run: Run) -> None:
    lines = ask(run, "SELECT surface, count(*) AS n FROM mentions GROUP BY 1 ORDER BY n DESC, surface").splitlines()
    assert lines[0].split() == ["surface", "n"]
    assert len({width(line) for line in lines[1:]}) == 1
    assert all(line.startswith(ISOLATE) and POP in line for line in lines[2:])


def test_marks_take_no_width_and_long_or_many_lined_values_are_cut() -> None:
    assert width("مُدَرِّس") == 4
    text = grid(["body", "n"], [["سطر أول\n\nسطر ثان", 5], ["ط" * 200, None]])
    assert "سطر أول ⏎ سطر ثان" in text
    assert "ط" * 59 + "…" in text
    assert "ط" * 200 in grid(["body"], [["ط" * 200]], longest=None)


def test_bidi_overrides_do_not_reach_the_terminal() -> None:
    assert "\u202e" not in grid(["title"], [["عنوان\u202eمقلوب\x1b[31m"]])
    assert "\x1b" not in grid(["title"], [["\x1b[31m"]])


def test_csv_for_a_spreadsheet_has_its_mark_and_no_formula(run: Run) -> None:
    told = ask(run, "SELECT '=HYPERLINK(1)' AS title, 'درنة' AS name, -3 AS n, ['أ', 'ب'] AS list", "--excel")
    assert told == "\ufefftitle,name,n,list\n'=HYPERLINK(1),درنة,-3,أ | ب\n"


def test_csv_and_json_hold_all_rows(run: Run) -> None:
    query = "SELECT article_id, keywords, published_at FROM articles ORDER BY published_at"
    assert len(ask(run, query, "--csv", "--limit", "2").splitlines()) == 10
    first = json.loads(ask(run, query, "--json").splitlines()[1])
    assert first["keywords"] == ["اقتصاد"]
    assert first["published_at"] == "2023-09-13T06:01:00"
    assert "این خبر" in ask(run, "SELECT record FROM quarantine", "--json")


def test_the_limit_is_said(run: Run) -> None:
    result = CliRunner().invoke(sql_command, ["SELECT * FROM articles", "--lake", run.lake.root, "--limit", "3"])
    assert "the first 3 rows" in result.stderr
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(("query", "said"), [("SELEC 1", "syntax error"), ("SELECT x FROM news", "news")])
def test_bad_sql_is_explained_in_one_line(run: Run, query: str, said: str) -> None:
    result = CliRunner().invoke(sql_command, [query, "--lake", run.lake.root])
    assert isinstance(result.exception, NoAnswer)
    assert said in str(result.exception)
    assert "\n" not in str(result.exception)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM read_csv('{outside}')", "file system operations are disabled"),
        ("SELECT * FROM read_text('{lake}/../outside.csv')", "file system operations are disabled"),
        ("SELECT * FROM '{outside}'", "file system operations are disabled"),
        ("COPY (SELECT 1) TO '{lake}/articles/mine.csv'", "no question but COPY"),
        ("COPY (SELECT 1) TO '{outside}'", "no question but COPY"),
        ("SELECT 1; ATTACH '{outside}.duckdb'", "no question but ATTACH"),
        ("INSTALL httpfs", "no question but LOAD"),
        ("SET enable_external_access = true", "no question but SET"),
        ("CREATE TABLE mine AS SELECT 1", "no question but CREATE"),
    ],
)
def test_a_question_reaches_nothing_but_the_lake(run: Run, query: str, said: str) -> None:
    outside = Path(run.lake.root).parent / "outside.csv"
    outside.write_text("a\n1\n")
    asked = query.format(outside=str(outside).replace("'", "''"), lake=run.lake.root.replace("'", "''"))
    done = CliRunner().invoke(sql_command, [asked, "--lake", run.lake.root])
    assert said in str(done.exception)
    assert outside.read_text() == "a\n1\n"


def test_a_question_that_is_let_reaches_other_files(run: Run) -> None:
    outside = Path(run.lake.root).parent / "outside.csv"
    outside.write_text("a\n41\n")
    path = str(outside).replace("'", "''")
    assert ask(run, f"SELECT a + 1 AS b FROM read_csv('{path}')", "--open", "--csv") == "b\n42\n"
    assert "9" in ask(run, "PIVOT (SELECT lang FROM articles) ON lang USING count(*)", "--csv")
    assert ask(run, "SELECT count(*) AS n FROM scraped_text", "--csv") == "n\n9\n"


@pytest.mark.parametrize("linked", ["articles", "articles/day=2023-09-13"])
def test_a_table_or_a_day_that_lies_on_another_disk_is_of_the_lake(run: Run, tmp_path: Path, linked: str) -> None:
    lake, disk = tmp_path / "lake", tmp_path / "disk"
    shutil.copytree(run.lake.root, lake)
    (lake / linked).rename(disk)
    (lake / linked).symlink_to(disk)
    with open_lake(str(lake), closed=True) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM articles").fetchall() == [(True,)]


def test_a_closed_lake_is_held_while_its_files_are_replaced(run: Run) -> None:
    connection = open_lake(run.lake, closed=True)
    file = Path(run.lake.full(f"articles/day={DAY}/articles.parquet"))
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.replace(file)
    assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(9,)]


def test_folders_above_give_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lake's path, and that of temporary files, may hold anything that a folder can be called."""
    import duckdb

    night = stage_night(tmp_path / "day=2001-01-01" / "a?b*[c]", [Story(no) for no in range(3)])
    counts = write_tables(night, load_settings(), [0]) | {"landed": 4, "cleaned": 3, "shards": 1}
    write_checks(night, "0" * 16)
    write_runs(night, "0" * 16, counts, {}, VERSIONS)
    publish(night)
    written = write_views(night.lake)
    assert written == ["views.sql", "nashra.duckdb"]
    (tmp_path / "day=1999-01-01").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "day=1999-01-01"))
    published = duckdb.connect(night.lake.full("nashra.duckdb"), read_only=True)
    for connection in (open_lake(night.lake), open_lake(night.lake, closed=True), published):
        days = connection.execute("SELECT DISTINCT day FROM articles UNION SELECT DISTINCT day FROM runs").fetchall()
        assert days == [(datetime.date.fromisoformat(DAY),)]
        plan = connection.execute(f"EXPLAIN ANALYZE SELECT count(*) FROM articles WHERE day > DATE '{DAY}'").fetchall()
        assert "0/1" in str(plan)  # a file of another day is not opened
