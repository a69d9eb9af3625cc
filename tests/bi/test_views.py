"""The ready views: what they count, how they are published, and that nobody waits for them."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from nashra.lake import Storage
from nashra.night.stages import rebuild_entities
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.view_columns import read_columns
from nashra.tables.read.views import DATABASE, SCRIPT, present_tables, ready_views, refresh_views, script, write_views
from tests.support import made_lake

COUNTS = {
    "published_articles": "SELECT count(*) FROM articles WHERE duplicate_of IS NULL",
    "entity_names": "SELECT count(*) FROM entities",
    "source_names": "SELECT count(DISTINCT source) FROM articles",
    "entity_spellings": "SELECT sum(len(spellings)) FROM entities",
    "article_entities": "SELECT count(*) FROM (SELECT DISTINCT day, article_id, entity_id FROM mentions)",
    "entity_by_day": "SELECT count(*) FROM (SELECT DISTINCT day, entity_id FROM mentions)",
    "funnel": "SELECT count(*) FROM runs",
    "quality": "SELECT count(*) FROM checks",
    "scraped_text": "SELECT count(*) FROM articles",
    "reprints": """SELECT (SELECT count(*) FROM copies) + (SELECT count(*) FROM articles AS a JOIN articles AS o
        ON o.day = a.day AND o.article_id = a.duplicate_of AND o.source <> a.source)""",
    "whole_stories": "SELECT count(DISTINCT story_id) FROM stories",
    "article_stories": "SELECT count(*) FROM story_articles",
}
SUMS = {
    "SELECT sum(mentions) FROM entity_by_day": "SELECT count(*) FROM mentions",
    "SELECT sum(mentions) FROM entity_by_source": "SELECT count(*) FROM mentions",
    "SELECT sum(lines) FROM removed_by_rule": "SELECT count(*) FROM removals",
    "SELECT sum(landed_articles) FROM source_by_day": "SELECT count(*) FROM articles",
    "SELECT sum(records) FROM quarantine_reasons": "SELECT count(*) FROM quarantine",
    "SELECT sum(length(text)) FROM scraped_text": "SELECT sum(raw_chars) FROM articles",
    "SELECT count(*) FROM article_keywords": "SELECT sum(len(keywords)) FROM articles WHERE duplicate_of IS NULL",
}


def one(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    return connection.execute(query).fetchall()[0][0]


@pytest.fixture
def opened(bi_lake: Storage) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(bi_lake.full(DATABASE), read_only=True)


@pytest.mark.parametrize(
    ("view", "table"), [*((f"SELECT count(*) FROM {v}", q) for v, q in COUNTS.items()), *SUMS.items()]
)
def test_a_view_counts_what_its_tables_hold(opened: duckdb.DuckDBPyConnection, view: str, table: str) -> None:
    assert one(opened, view) == one(opened, table) > 0


def test_pairs_are_there_both_ways_and_never_with_themselves(opened: duckdb.DuckDBPyConnection) -> None:
    pairs = set(opened.execute("SELECT day, entity_id, other_id, articles FROM co_mentions").fetchall())
    assert pairs == {(day, other, one, n) for day, one, other, n in pairs}
    assert all(one != other for _, one, other, _ in pairs)
    expected = """SELECT count(*) FROM (SELECT DISTINCT day, article_id FROM mentions WHERE entity_id = 'Q7747')
                  WHERE article_id IN (SELECT article_id FROM mentions WHERE entity_id = 'Q159')"""
    both = "SELECT sum(articles) FROM co_mentions WHERE entity_id = 'Q7747' AND other_id = 'Q159'"
    assert one(opened, both) == one(opened, expected) > 0


def test_no_view_gives_a_list_or_bytes(opened: duckdb.DuckDBPyConnection) -> None:
    for view in ready_views():
        types = {str(row[1]) for row in opened.execute(f"DESCRIBE {view.name}").fetchall()}
        assert not [t for t in types if "[" in t or "STRUCT" in t or t == "BLOB"], view.name


def test_names_are_in_both_languages(opened: duckdb.DuckDBPyConnection) -> None:
    assert one(opened, "SELECT name_en FROM entity_names WHERE name_ar = 'درنة'") == "Derna"
    assert one(opened, "SELECT count(*) FROM entity_names WHERE name_ar IS NULL OR name_en IS NULL") == 0
    assert one(opened, "SELECT has_english FROM entity_names WHERE entity_id = 'x-hostile'") is False


def test_the_database_holds_views_with_their_meaning_and_no_data(opened: duckdb.DuckDBPyConnection) -> None:
    views = dict(opened.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert set(views) == {view.name for view in ready_views()} | set(load_dictionary().published)
    assert all(views.values())
    assert one(opened, "SELECT count(*) FROM duckdb_tables()") == 0


def test_every_column_says_what_it_means(opened: duckdb.DuckDBPyConnection) -> None:
    said = opened.execute("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert not [(view, column) for view, column, meaning in said if not meaning]
    meanings = {(view, column): meaning for view, column, meaning in said}
    assert meanings["entity_by_day", "articles"] != meanings["entities", "articles"]


def test_no_meaning_is_of_a_column_that_is_gone(opened: duckdb.DuckDBPyConnection) -> None:
    for name, view in read_columns().views.items():
        there = {row[0] for row in opened.execute(f"DESCRIBE {name}").fetchall()}
        assert view.columns.keys() <= there, name


def test_the_script_alone_gives_the_same(bi_lake: Storage, opened: duckdb.DuckDBPyConnection) -> None:
    connection = duckdb.connect()
    connection.execute(bi_lake.read_bytes(SCRIPT).decode())
    query = "SELECT * FROM entity_by_day ORDER BY ALL"
    assert connection.execute(query).fetchall() == opened.execute(query).fetchall()


def test_nashra_sql_knows_the_views(bi_lake: Storage, opened: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT * FROM source_by_day ORDER BY ALL"
    assert open_lake(bi_lake).execute(query).fetchall() == opened.execute(query).fetchall()


def test_a_reader_in_another_process_neither_locks_nor_loses_the_database(bi_lake: Storage) -> None:
    code = (
        "import duckdb, sys\n"
        "c = duckdb.connect(sys.argv[1])\n"
        "c.execute('CREATE TABLE mine AS SELECT 1')\n"  # a careless reader, who writes
        "print(c.execute('SELECT count(*) FROM articles').fetchall(), flush=True)\n"
        "sys.stdin.readline()\n"
        "print(c.execute('SELECT count(*) FROM articles').fetchall(), flush=True)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code, bi_lake.full(DATABASE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout
    before = reader.stdout.readline()
    write_views(bi_lake)
    after, _ = reader.communicate("go on\n", timeout=60)
    assert before == after
    assert reader.returncode == 0
    connection = duckdb.connect(bi_lake.full(DATABASE), read_only=True)
    assert one(connection, "SELECT count(*) FROM duckdb_tables()") == 0
    assert not [path for path in Path(bi_lake.root).iterdir() if path.name.endswith((".part", ".wal"))]


def test_a_lake_on_s3_or_elsewhere_gets_the_script_for_its_address(bi_lake: Storage) -> None:
    text = script("s3://news/lake", present_tables(bi_lake))
    tables = set(load_dictionary().published)
    assert set(re.findall(r"read_parquet\('s3://news/lake/(\w+)/", text)) == tables
    assert text.count("read_parquet(") == len(tables)


def test_on_s3_only_the_script_is_written(tmp_path: Path) -> None:
    lake = Storage(str(tmp_path))
    lake.is_local = False  # as Storage is for an s3:// address, with the disk's file system under it
    assert write_views(lake) == [SCRIPT]
    assert [path.name for path in tmp_path.iterdir()] == [SCRIPT]


def test_tables_without_a_day_are_empty_views(tmp_path: Path) -> None:
    write_views(Storage(str(tmp_path)))
    connection = duckdb.connect(str(tmp_path / DATABASE), read_only=True)
    for view in (*load_dictionary().published, *(v.name for v in ready_views())):
        assert connection.execute(f"SELECT * FROM {view}").fetchall() == []


ADDED = {
    "articles": (
        "title_in_text",
        "gaps",
        "other_story_at",
        "published_on",
        "country",
        "country_share",
        "section",
        "unsure_lines",
    ),
    "removals": ("part", "raw_start", "gap", "edits"),
}


@pytest.mark.parametrize("times", ["kept", "lost"])
@pytest.mark.parametrize(("old", "new"), [("12", "13"), ("13", "12"), ("12 13", ""), ("", "12 13")])
def test_days_from_before_a_column_was_added_are_read_beside_the_others(
    tmp_path: Path, old: str, new: str, times: str
) -> None:
    lake = Storage(str(tmp_path))
    for number in (*old.split(), *new.split()):
        day = f"2023-09-{number}"
        made_lake.write_day(lake, day, 6)
        for table, names in ADDED.items() if number in old else ():
            path = f"{table}/day={day}/{table}.parquet"
            lake.write_table(path, lake.read_table(path).drop_columns(list(names)))
            if times == "lost":  # as in a copy that was made the other way round
                os.utime(lake.full(path), (2e9, 2e9))
    made_lake.write_entities(lake, ["2023-09-12", "2023-09-13"])
    write_views(lake)
    known = {date(2023, 9, int(number)) for number in new.split()}
    days = {date(2023, 9, 12), date(2023, 9, 13)}
    for connection in (open_lake(lake), duckdb.connect(lake.full(DATABASE), read_only=True)):
        for view in (*load_dictionary().published, *(v.name for v in ready_views())):
            connection.execute(f"SELECT * FROM {view}").fetchall()
        for table, (column, *_) in ADDED.items():
            rows = connection.execute(f"SELECT day, count(*) = count({column}) FROM {table} GROUP BY day").fetchall()
            assert dict(rows) == {day: day in known for day in days}
        rows = connection.execute("SELECT day, count(*) FROM scraped_text GROUP BY day").fetchall()
        assert dict(rows) == dict.fromkeys(known, 8)
    assert ("union_by_name" in lake.read_bytes(SCRIPT).decode()) == bool(old)


def test_views_that_cannot_be_made_stop_no_publication(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "entities.parquet").write_bytes(b"cut off")
    refresh_views(Storage(str(tmp_path)))
    assert "were not made again" in caplog.text
    assert not list(tmp_path.glob(".*"))


def test_the_views_are_made_when_the_entities_are_rebuilt(bi_lake: Storage) -> None:
    Path(bi_lake.full(DATABASE)).unlink()
    rebuild_entities(load_settings(lake=bi_lake.root))
    connection = duckdb.connect(bi_lake.full(DATABASE), read_only=True)
    assert one(connection, "SELECT count(*) FROM entity_names") > 0
