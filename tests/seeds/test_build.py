"""The committed sample landing is what seeds/build.py makes of the composed articles."""

import gzip
import io
import zlib
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard

from seeds.build import build

ROOT = Path(__file__).resolve().parents[2]

SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    return build()


def _content(path: str, data: bytes) -> Any:
    """What the bytes hold: compressors of another version may pack the same content otherwise."""
    if path.endswith(".parquet"):
        return pq.read_table(io.BytesIO(data))
    if path.endswith(".zst"):
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    if path.endswith("broken-page.html.gz"):
        return data[:10]
    if path.endswith(".warc.gz"):
        return gzip.decompress(data)
    return zlib.decompressobj(31).decompress(data) if path.endswith(".gz") else data


def test_committed_files_are_the_built_ones(built: dict[str, bytes]) -> None:
    different = [
        path for path, data in built.items() if _content(path, data) != _content(path, (SEEDS / path).read_bytes())
    ]
    assert not different


def test_no_file_is_left_over_or_missing(built: dict[str, bytes]) -> None:
    committed = {
        path.relative_to(SEEDS).as_posix()
        for folder in ("landing", "gold", "raw")
        for path in (SEEDS / folder).rglob("*")
        if path.is_file()
    }
    assert committed == set(built)


def test_building_twice_gives_the_same_bytes(built: dict[str, bytes]) -> None:
    assert build() == built


def test_encodings_are_what_they_are_said_to_be(built: dict[str, bytes]) -> None:
    page = built["landing/2023-09-13/jaridat-alwadi.example/school-bag.txt"]
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")
    assert page.decode("windows-1256").startswith("كتاب في حقيبة المدرسة\n")
    assert built["landing/2023-09-13/ufuq-news.example/us-warning.txt"].startswith(b"\xef\xbb\xbf")


def test_cut_download_holds_two_whole_records_and_a_part(built: dict[str, bytes]) -> None:
    unpacker = zlib.decompressobj(31)
    lines = unpacker.decompress(built["landing/2023-09-14/feeds/khabar-alsharq.jsonl.gz"]).split(b"\n")
    assert not unpacker.eof
    assert [line.endswith(b"}") for line in lines] == [True, True, False]
    assert lines[2]


def test_cut_page_cannot_be_unpacked(built: dict[str, bytes]) -> None:
    with pytest.raises(EOFError):
        gzip.decompress(built["landing/2023-09-14/adwaa-alatlas.example/broken-page.html.gz"])


def test_records_of_a_web_archive_have_the_length_they_state(built: dict[str, bytes]) -> None:
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(io.BytesIO(built["landing/2023-09-15/archive/pages.warc.gz"]))
    pages = [record.content_stream().read() for record in archive if record.rec_type == "response"]
    assert len(pages) == 2
    assert all(page.rstrip().endswith(b"</html>") for page in pages)
