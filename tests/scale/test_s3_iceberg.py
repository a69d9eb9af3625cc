"""`nashra iceberg` on an S3 lake: snapshots name copies inside the store, and an old one keeps its rows."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.lake import Storage
from tests.support.made_lake import write_day, write_lake
from tests.support.s3_server import KEYS, bucket, s3_server

pytestmark = pytest.mark.faults


def test_snapshots_on_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyiceberg.catalog.sql import SqlCatalog

    catalog = f"sqlite:///{tmp_path}/catalog.db"
    with s3_server(tmp_path / "s3.log") as url:
        bucket(url, "news")
        for name, value in (KEYS | {"AWS_ENDPOINT_URL": url}).items():
            monkeypatch.setenv(name, value)
        lake = Storage("s3://news/lake")
        write_lake(lake, ["2023-09-12", "2023-09-13"], articles=6)
        for articles in (6, 9):
            write_day(lake, "2023-09-13", articles)
            done = CliRunner().invoke(nashra, ["iceberg", "--lake", lake.address, "--catalog", catalog])
            assert done.exit_code == 0, done.output
        refused = CliRunner().invoke(nashra, ["iceberg", "--lake", lake.address])
        assert "name a catalog" in str(refused.exception)
        registered = SqlCatalog("nashra", uri=catalog, **{"s3.endpoint": url}).load_table("nashra.articles")
        first, second = (registered.scan(snapshot_id=one.snapshot_id).to_arrow() for one in registered.snapshots())
        assert (first.num_rows, second.num_rows) == (16, 19)
        named = [task.file.file_path for task in registered.scan().plan_files()]
        assert all(place.startswith("s3://news/lake/_iceberg/data/") for place in named)
