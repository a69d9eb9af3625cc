"""Arrow IPC: what Hugging Face's `datasets` save, and Feather files."""

import io

import pyarrow as pa
import pyarrow.ipc
import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE = "توسعة الميناء القديم"
TOLD = {"arrow", "empty", "unknown kind", "truncated", "language", "encoding", "too short", "no text"}


def table(count: int = 700) -> pa.Table:
    return pa.table(
        {
            "title": [f"{TITLE} {n}" for n in range(count)],
            "text": [f"{(BODY, OTHER)[n % 2]}\nالخبر رقم {n}" for n in range(count)],
            "source": pa.array([f"صحيفة {n % 3}" for n in range(count)]).dictionary_encode(),
            "label": list(range(count)),
        }
    )


def saved(whole: pa.Table, stream: bool, packing: str | None = None) -> bytes:
    file = io.BytesIO()
    chosen = pa.ipc.IpcWriteOptions(compression=packing)
    with (pa.ipc.new_stream if stream else pa.ipc.new_file)(file, whole.schema, options=chosen) as writer:
        writer.write_table(whole, max_chunksize=300)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "stream"), [("train/data-00000-of-00001.arrow", True), ("a.feather", False), ("a.bin", False)]
)
def test_rows_are_records(landing: Landing, name: str, stream: bool) -> None:
    landing.write(name, saved(table(), stream))
    night = landing.night()
    assert night.reasons == [] and len(night.articles) == 700
    last = max(night.articles, key=lambda row: row["record_no"])
    said = (last["title"], last["source"], last["text"].split("\n")[-1])
    assert said == (f"{TITLE} 699", "صحيفة 0", "الخبر رقم 699")


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("packing", ["zstd", "lz4"])
def test_a_compressed_one_is_the_same(landing: Landing, packing: str, stream: bool) -> None:
    landing.write("a.arrow", saved(table(), stream, packing))
    night = landing.night()
    assert night.reasons == [] and len(night.articles) == 700


def test_one_that_would_fill_the_memory_is_not_unpacked(landing: Landing) -> None:
    texts = [BODY * 40_000] * 12
    landing.write("a.arrow", saved(pa.table({"title": [TITLE] * 12, "text": texts}), True, "zstd"))
    (reason,) = landing.night().reasons
    assert reason.startswith("bomb: unpacks to more than")


def test_one_without_a_known_column_is_told(landing: Landing) -> None:
    landing.write("a.arrow", saved(pa.table({"x": [1], "zz": ["و"]}), True))
    assert landing.night().reasons == ["arrow: no column is known among x, zz"]


@pytest.mark.parametrize("at", [9, 40, 200, 1000, 5000, 20000, -40])
def test_one_with_a_wrong_byte_or_that_is_cut_ends_no_process(landing: Landing, at: int) -> None:
    whole = saved(table(50), True)
    broken = bytearray(whole)
    broken[at % len(whole)] ^= 0xFF
    landing.write("broken.arrow", bytes(broken))
    landing.write("cut.arrow", whole[: at % len(whole)])
    assert {reason.split(":")[0] for reason in landing.night().reasons} <= TOLD
