"""Words found in a lake on S3: the index lies beside its tables, and its copy here is fetched once a publication."""

from pathlib import Path

import pytest

from nashra.lake import Storage
from nashra.search.fetch import Kept
from nashra.search.find import find
from nashra.search.index import VERSION, index_days, index_paths
from nashra.search.question import Question
from tests.support import made_lake
from tests.support.s3_server import bucket, upload

pytestmark = pytest.mark.faults

DAYS = ["2023-09-13", "2023-09-14"]
ASKED = Question("روسيا", sections=("politics",), countries=("RU",))


@pytest.fixture
def far(s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Two days on S3."""
    made = Storage(str(tmp_path / "lake"))
    for day in DAYS:
        made_lake.write_day(made, day, 20)
    upload(bucket(s3, "searched"), Path(made.root), "lake")
    monkeypatch.setenv("NASHRA_SEARCH_CACHE", str(tmp_path / "kept"))
    return Storage("s3://searched/lake")


def test_a_lake_on_s3_answers_as_one_on_a_disk_and_is_fetched_once(far: Storage, tmp_path: Path) -> None:
    near = Storage(str(tmp_path / "lake"))
    assert index_days(near) == index_days(far) == 2
    assert index_days(far) == 0
    assert find(far, ASKED) == find(near, ASKED)
    assert find(far, ASKED).total
    copies = sorted(path for path in Kept().folder.rglob("*") if path.is_file())
    assert [path.suffix for path in copies] == [".sqlite", ".sqlite"]  # no bodies: of those a few are read
    before = [path.stat().st_mtime_ns for path in copies]
    assert find(far, Question("روسيا", in_quotes=True)) == find(near, Question("روسيا", in_quotes=True))
    assert [path.stat().st_mtime_ns for path in copies] == before


def test_a_day_that_is_published_anew_is_fetched_anew_and_a_damaged_copy_too(far: Storage, tmp_path: Path) -> None:
    index_days(far)
    first = find(far, ASKED)
    made = Storage(str(tmp_path / "lake"))
    path = f"runs/day={DAYS[1]}/runs.parquet"
    row = made.read_table(path)
    place = row.schema.get_field_index("run")
    far.write_table(path, row.set_column(place, row.schema.field(place), [["f" * 16]]))
    assert index_days(far) == 1
    assert index_paths(far)[DAYS[1]].rsplit("/", 1)[-1].startswith(f"{VERSION}-{'f' * 16}-")
    assert find(far, ASKED).total == first.total
    copies = sorted(Kept().folder.rglob("*.sqlite"))
    assert len(copies) == 2  # that of the day as it was is gone
    copies[0].write_bytes(b"no database")
    assert DAYS[0] not in find(far, ASKED).days
    assert find(far, ASKED).total == first.total
