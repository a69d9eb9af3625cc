"""The storage and the publishing lock on S3: what a folder is there, what appears when, who may publish."""

import multiprocessing
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest

from nashra.lake import Storage
from nashra.tables.snapshot import lock
from tests.support.s3_server import bucket, download

pytestmark = pytest.mark.faults


@pytest.fixture
def lake(s3: str, request: pytest.FixtureRequest) -> Storage:
    name = request.node.name.replace("_", "-")[:60].rstrip("-")
    bucket(s3, name)
    return Storage(f"s3://{name}/data/lake")


def test_folders_are_prefixes_or_an_empty_key(lake: Storage, s3: str) -> None:
    assert not lake.exists("")
    assert (lake.files(), lake.folders(), lake.files("no/such")) == ([], [], [])
    lake.write_bytes("2023-09-13/bbc/a.txt", b"1")
    lake.write_bytes("2023-09-13x/a.txt", b"22")
    assert lake.exists("2023-09-13")
    assert lake.exists("2023-09-13/bbc")
    assert not lake.exists("2023-09")
    assert lake.folders() == ["2023-09-13", "2023-09-13x"]
    assert [(info.path, info.size) for info in lake.sub("2023-09-13").files()] == [("bbc/a.txt", 1)]
    assert not lake.exists("2023-09-14")
    lake.fs.create_dir(lake.full("2023-09-14"))  # what a console's "new folder" makes
    assert lake.exists("2023-09-14")
    assert lake.files("2023-09-14") == []


def test_a_tree_goes_whole_and_nothing_beside_it(lake: Storage) -> None:
    for path in ("run/a.parquet", "run/deep/b.json", "run-2/c.json"):
        lake.write_bytes(path, b"x")
    lake.delete_tree("run")
    lake.delete_tree("run")
    lake.delete_file("run-2/none.json")
    assert not lake.exists("run")
    assert [info.path for info in lake.files()] == ["run-2/c.json"]
    lake.sub("run-2").delete_tree("")
    assert lake.files() == []


def test_an_object_appears_only_when_its_block_ends_well(lake: Storage) -> None:
    with pytest.raises(ValueError, match="in the middle"), lake.writing("t.parquet") as file:
        file.write(b"half" * 4_000_000)
        raise ValueError("in the middle")
    assert not lake.exists("t.parquet")
    with lake.writing("t.parquet") as file:
        file.write(b"whole")
        file.flush()
        assert not lake.exists("t.parquet")
    assert lake.read_bytes("t.parquet") == b"whole"


def test_empty_large_and_arabic_named_files(lake: Storage, tmp_path: Path) -> None:
    local, table = Storage(str(tmp_path)), pa.table({"n": pa.array(range(3_000_000), pa.int64())})
    for storage in (local, lake):
        storage.write_bytes("empty.bin", b"")
        storage.write_bytes("أخبار/نص = 1+2.txt", "نص".encode())
        storage.write_table("large.parquet", table)
    assert lake.read_bytes("empty.bin") == b""
    assert [(info.path, info.size) for info in lake.files()] == [(info.path, info.size) for info in local.files()]
    assert lake.read_bytes("large.parquet") == local.read_bytes("large.parquet")


def _write(address: str, name: str) -> None:
    Storage(address).write_bytes(name, b"from a child")


def test_a_forked_process_writes_after_its_parent_did(lake: Storage) -> None:
    lake.write_bytes("parent", b"x")
    children = [
        multiprocessing.get_context("fork").Process(target=_write, args=(lake.address, f"child-{n}")) for n in range(3)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
        if child.is_alive():
            child.kill()
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert lake.read_bytes("child-2") == b"from a child"


def test_one_publisher_at_a_time(lake: Storage, s3: str) -> None:
    inside: list[int] = []
    most: list[int] = []

    def publisher(number: int) -> None:
        with lock.publishing_lock(lake, "day=2023-09-13"):
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.3)
            inside.remove(number)

    threads = [threading.Thread(target=publisher, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1, 1, 1, 1]
    assert lake.files("_locks") == []


def test_the_lock_of_a_dead_publisher_is_taken_over(lake: Storage, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()  # a slow machine waits before it asks for the lock, too
    lake.write_bytes("_locks/entities.lock", b"of one that died")
    monkeypatch.setattr(lock, "STALE_SECONDS", 1.5)
    with lock.publishing_lock(lake, "entities"):
        assert time.monotonic() - began >= 0.4
        held = download(bucket(s3, lake.root.split("/")[0]), "data/lake")["_locks/entities.lock"]
        assert held != b"of one that died"
    assert lake.files("_locks") == []
