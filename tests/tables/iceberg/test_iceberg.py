"""`nashra iceberg`: a snapshot shows what was published when it was made, also after the day was published anew."""

import datetime
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.iceberg import register as register_module
from nashra.tables.read.open_lake import open_lake
from tests.support.made_lake import write_day, write_lake

DAYS = ["2023-09-12", "2023-09-13"]


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    made = Storage(str(tmp_path / "a lake of ours, day=1999-01-01"))
    write_lake(made, DAYS, articles=6)
    return made


def register(lake: Storage, *options: str) -> str:
    done = CliRunner().invoke(nashra, ["iceberg", "--lake", lake.root, *options])
    assert done.exit_code == 0, done.output
    return done.output


def table(lake: Storage, name: str, catalog: str | None = None) -> Any:
    from pyiceberg.catalog.sql import SqlCatalog

    return SqlCatalog("nashra", uri=catalog or f"sqlite:///{lake.root}/_iceberg/catalog.db").load_table(
        f"nashra.{name}"
    )


def asked(lake: Storage, query: str) -> pa.Table:
    return open_lake(lake).sql(query).to_arrow_table()


def ids(rows: pa.Table) -> list[str]:
    return sorted(rows["article_id"].to_pylist())


@pytest.mark.parametrize("name", load_dictionary().published)
def test_a_table_has_the_rows_of_the_lake(lake: Storage, name: str) -> None:
    register(lake)
    columns = load_dictionary().tables[name].columns
    seen = table(lake, name).scan().to_arrow()
    right = asked(lake, f'SELECT * FROM "{name}"')
    assert set(seen.column_names) == set(right.column_names)
    assert seen.num_rows == right.num_rows
    for column in columns:
        assert sorted(map(repr, _plain(seen[column]))) == sorted(map(repr, _plain(right[column])))


def _plain(values: pa.ChunkedArray) -> list[Any]:
    return [v.replace(tzinfo=None) if isinstance(v, datetime.datetime) else v for v in values.to_pylist()]


def test_a_day_is_a_partition(lake: Storage) -> None:
    register(lake)
    articles = table(lake, "articles")
    scan = articles.scan(row_filter="day = '2023-09-13'")
    assert [task.file.record_count for task in scan.plan_files()] == [scan.to_arrow().num_rows]
    assert set(scan.to_arrow()["day"].to_pylist()) == {datetime.date(2023, 9, 13)}
    some = articles.scan(row_filter="day = '2023-09-13'", selected_fields=("day", "source", "title"))  # as docs/bi.md
    assert some.to_arrow().num_rows == scan.to_arrow().num_rows > 0
    assert "Headline" in articles.schema().find_field("title").doc


def test_an_old_snapshot_keeps_its_rows(lake: Storage) -> None:
    register(lake)
    before = ids(table(lake, "articles").scan().to_arrow())
    write_day(lake, DAYS[1], articles=9)
    write_day(lake, "2023-09-14", articles=3)
    said = register(lake)
    articles = table(lake, "articles")
    now = ids(articles.scan().to_arrow())
    assert now == ids(asked(lake, "SELECT article_id FROM articles"))
    assert now != before
    first = articles.snapshots()[0].snapshot_id
    assert ids(articles.scan(snapshot_id=first).to_arrow()) == before
    assert "nashra.articles         +2 -1        3 files, 2 snapshots" in said
    assert "nashra.entities         as it was    1 files, 1 snapshots" in said


def test_nothing_new_is_no_snapshot(lake: Storage) -> None:
    register(lake)
    again = register(lake)
    assert again.count("as it was") == len(load_dictionary().published)
    assert len(table(lake, "mentions").snapshots()) == 1


def test_a_day_that_was_taken_away_goes(lake: Storage) -> None:
    register(lake)
    lake.delete_tree(f"quotes/day={DAYS[0]}")
    register(lake)
    assert set(table(lake, "quotes").scan().to_arrow()["day"].to_pylist()) == {datetime.date(2023, 9, 13)}


def test_no_bytes_are_written_twice(lake: Storage) -> None:
    register(lake)
    kept = [info.path for info in lake.files("_iceberg/data")]
    assert len(kept) == sum(len(lake.files(name)) for name in load_dictionary().published)
    assert all(Path(lake.full(path)).stat().st_nlink == 2 for path in kept)


def test_old_snapshots_go_with_their_files(lake: Storage) -> None:
    register(lake)
    write_day(lake, DAYS[1], articles=9)
    register(lake, "--keep-days", "0")
    articles = table(lake, "articles")
    assert len(articles.snapshots()) == 1
    assert len(lake.files("_iceberg/data/articles")) == 2
    assert ids(articles.scan().to_arrow()) == ids(asked(lake, "SELECT article_id FROM articles"))


def test_a_catalog_of_ones_own(lake: Storage, tmp_path: Path) -> None:
    catalog = f"sqlite:///{tmp_path}/ours.db"
    register(lake, "--catalog", catalog)
    assert table(lake, "runs", catalog).scan().to_arrow().num_rows == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--catalog", "nosuch://there"], "the Iceberg catalog nosuch://... cannot be opened"),
        (["--catalog", "sqlite:////nowhere/at/all.db"], "the Iceberg catalog sqlite://... cannot be opened"),
        (["--lake", "/nowhere/at/all"], "there is no lake at /nowhere/at/all"),
    ],
)
def test_what_is_refused(lake: Storage, options: list[str], said: str) -> None:
    done = CliRunner().invoke(nashra, ["iceberg", "--lake", lake.root, *options])
    assert said in str(done.exception)


def refused(lake: Storage) -> str:
    done = CliRunner().invoke(nashra, ["iceberg", "--lake", lake.root])
    assert isinstance(done.exception, NashraError), done.output
    return str(done.exception)


def test_what_a_killed_one_left_is_no_hindrance(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed when a table was made and not yet cut by day; when a file has its second name and not yet its place."""
    from pyiceberg.table import Table as Iceberg

    monkeypatch.setattr(os, "getpid", lambda: 1)  # as in each container
    ends = [(Iceberg, "update_spec"), (Path, "replace"), (register_module, "_bring")]
    for where, name in ends:
        if not (child := os.fork()):
            setattr(where, name, lambda *_: os._exit(9))
            register(lake)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    register(lake)
    articles = table(lake, "articles")
    assert ids(articles.scan().to_arrow()) == ids(asked(lake, "SELECT article_id FROM articles"))
    assert [field.name for field in articles.spec().fields] == ["day"]


def test_damage_is_told_in_a_sentence(lake: Storage) -> None:
    register(lake)
    catalog = Path(lake.full("_iceberg/catalog.db"))
    whole = catalog.read_bytes()
    catalog.write_bytes(b"no catalog" * 500)
    assert "cannot be opened" in refused(lake)
    catalog.write_bytes(whole)
    for kind in ("*.avro", "*.json"):
        for path in Path(lake.full("_iceberg/tables/articles")).rglob(kind):
            path.write_bytes(b"{")
        assert "names files that are gone or damaged" in refused(lake)
    shutil.rmtree(lake.full("_iceberg/tables"))
    assert "names files that are gone or damaged" in refused(lake)
    shutil.rmtree(lake.full("_iceberg"))
    path = Path(lake.full(f"articles/day={DAYS[0]}/articles.parquet"))
    path.write_bytes(b"PAR1")
    assert f"articles/day={DAYS[0]}/articles.parquet is no Parquet file" in refused(lake)
    write_day(lake, DAYS[0], articles=6)
    register(lake)


def test_a_copy_of_a_lake_leaves_the_snapshots_of_the_first_alone(lake: Storage, tmp_path: Path) -> None:
    register(lake)
    shutil.copytree(lake.root, tmp_path / "copy")
    copy = Storage(str(tmp_path / "copy"))
    before = sorted(info.path for info in lake.files("_iceberg"))
    write_day(copy, DAYS[0], articles=9)
    assert f"that of the lake at file://{lake.root}" in refused(copy)
    assert sorted(info.path for info in lake.files("_iceberg")) == before
    shutil.rmtree(copy.full("_iceberg"))
    register(copy)
