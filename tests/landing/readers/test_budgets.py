"""A record that would take the machine's memory or the night's time is refused with its reason, and the rest lands."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.landing.limits import load_limits
from nashra.landing.readers.parquet_footer import read_groups

GOOD = (
    "افتتح المتحف الوطني معرضا للمخطوطات النادرة يضم مئتي قطعة لم تعرض على الجمهور من قبل.\n"
    "وذكرت أمينة المعرض أن أقدم ما فيه ورقة كتبت على الرق قبل أكثر من ألف عام."
)


def packed(table: pa.Table, **how: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", **how)
    return out.getvalue()


def list_of(words: int) -> bytes:
    """One cell: a list of one word, so many times; some hundred bytes."""
    repeated = pa.DictionaryArray.from_arrays(pa.array(np.zeros(words, "int32")), pa.array(["كلمة"])).cast(pa.string())
    return packed(pa.table({"text": pa.ListArray.from_arrays(pa.array([0, words], pa.int32()), repeated)}))


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small limits, so that small files are beyond them."""
    limits = load_limits().model_copy(
        update={"record_values": 2000, "text_lines": 300, "parquet_values": 20_000, "unpacked_free_bytes": 500_000,
                "unpacked_ratio": 50.0}
    )  # fmt: skip
    monkeypatch.setattr("nashra.landing.read.load_limits", lambda: limits)


CASES = {
    "a text of many lines": ("a.txt", (GOOD + "\n" + "اب\n" * 400).encode(), "too many lines: 403, more than 300"),
    "a list of many words": ("a.parquet", list_of(3000), "record too large: more than 2000 values"),
    "a column of too many": ("a.parquet", list_of(30_000), "parquet: row group 0: 30000 values, more than 20000"),
    "a page of blanks": ("a.parquet", packed(pa.table({"text": [" " * 2_000_000]}), use_dictionary=False),
                         "bomb: unpacks to more than 50 times its size"),
    "names and values of JSON": ("a.jsonl", json.dumps({"text": GOOD, "x": [1] * 3000}).encode(),
                                 "record too large: more than 2000 values"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(CASES))
@pytest.mark.usefixtures("tight")
def test_it_is_refused_with_its_reason(landing: Any, case: str) -> None:
    name, data, reason = CASES[case]
    landing.write(name, data)
    landing.write("good.txt", GOOD)
    night = landing.night()
    assert night.reasons == [reason]
    assert [article["landing_file"] for article in night.articles] == ["good.txt"]


@pytest.mark.usefixtures("tight")
def test_commas_of_a_text_are_no_values(landing: Any) -> None:
    landing.write("a.jsonl", json.dumps({"text": GOOD + ", " * 3000}, ensure_ascii=False))
    assert landing.night().reasons == []


@pytest.mark.usefixtures("tight")
def test_a_text_that_a_dictionary_repeats_ends_at_the_ratio_and_what_came_before_lands(landing: Any) -> None:
    text = "\n".join(f"{GOOD} {n}" for n in range(140))
    rows = pa.DictionaryArray.from_arrays(pa.array(np.zeros(300, "int32")), pa.array([text]))
    landing.write("a.parquet", packed(pa.table({"text": rows})))
    night = landing.night()
    assert night.reasons == ["bomb: unpacks to more than 50 times its size"]
    assert 5 < len(night.articles) < 60


def test_a_damaged_row_group_costs_its_own_rows_and_is_told_whatever_the_parts(landing: Any) -> None:
    texts = [f"{GOOD} وبلغ عدد الزوار {n} زائرا." for n in range(2048)]
    out = io.BytesIO()
    pq.write_table(pa.table({"text": texts}), out, row_group_size=256, use_dictionary=False, compression="none")
    data = bytearray(out.getvalue())
    at = pq.ParquetFile(out).metadata.row_group(5).column(0).data_page_offset
    data[at : at + 3000] = b"\xff" * 3000
    landing.write("a.parquet", bytes(data))
    for shards, size in ((1, 100_000_000), (8, 60_000)):
        night = landing.night(shards=shards, shard_bytes=size)
        assert [reason[:24] for reason in night.reasons] == ["parquet: row group 5: Co"] * 256
        assert len(night.articles) == 2048 - 256


@pytest.mark.parametrize("version", ["1.0", "2.6"])
def test_sizes_in_a_footer_are_those_that_arrow_tells(version: Any) -> None:
    table = pa.table({"text": [f"{GOOD} {n}" for n in range(500)], "tags": [["a", "b"]] * 500, "n": range(500)})
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=200, version=version)
    told = pq.ParquetFile(out).metadata
    groups = read_groups(out, 1_000_000)
    assert [group.rows for group in groups] == [told.row_group(n).num_rows for n in range(told.num_row_groups)]
    for number, group in enumerate(groups):
        for place, chunk in enumerate(group.chunks):
            column = told.row_group(number).column(place)
            assert (chunk.path, chunk.values) == (column.path_in_schema, column.num_values)
            assert (chunk.unpacked, chunk.packed) == (column.total_uncompressed_size, column.total_compressed_size)
            assert chunk.texts == (column.physical_type == "BYTE_ARRAY")


@pytest.mark.parametrize("at", range(0, 900, 11))
def test_a_footer_with_one_wrong_byte_never_ends_the_process(landing: Any, at: int) -> None:
    data = bytearray(packed(pa.table({"text": [f"{GOOD} {n}" for n in range(60)], "tags": [["a"]] * 60})))
    footer = int.from_bytes(data[-8:-4], "little")
    data[len(data) - 8 - footer + at % footer] ^= 0x55
    landing.write("a.parquet", bytes(data))
    night = landing.night()
    assert night.counts["landed"] >= 1
    assert night.counts["ingest_errors"] == 0


def test_members_of_an_archive_with_one_name_are_both_read(landing: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", GOOD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", GOOD.replace("المتحف", "المعهد"))
    landing.write("b.zip", out.getvalue())
    night = landing.night()
    assert [article["landing_file"] for article in night.articles] == ["b.zip/a.txt", "b.zip/a.txt (2)"]
