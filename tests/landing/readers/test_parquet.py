"""Damaged Parquet files: what can be read is read, each record that can't is told, and no process ends of it."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import Landing

TEXT = "وصلت القافلة رقم {0} إلى ميناء درنة صباح الثلاثاء، وقال مدير الميناء إن تفريغ الحمولة {1} ينتهي غدا."
ROWS, GROUP = 4096, 256


def table_of(path: Path, rows: int = ROWS) -> pq.FileMetaData:
    texts = [TEXT.format(n, n * 7919 % 10007) for n in range(rows)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=GROUP, use_dictionary=False)
    return pq.read_metadata(path)


@pytest.mark.parametrize("groups", [[5], [0, 15]])
def test_each_record_of_a_damaged_row_group_is_told_and_the_rest_is_read(landing: Landing, groups: list[int]) -> None:
    path = landing.folder / "split.parquet"
    metadata = table_of(path)
    data = bytearray(path.read_bytes())
    for group in groups:
        at = metadata.row_group(group).column(0).data_page_offset
        data[at : at + 2000] = b"\xff" * 2000
    path.write_bytes(data)
    nights = [landing.night(shards=shards, shard_bytes=100_000) for shards in (1, 8)]
    for night in nights:
        assert len(night.articles) == ROWS - GROUP * len(groups)
        reasons = [row["reason"] for row in night.quarantine]
        assert len(reasons) == GROUP * len(groups)
        assert {reason[: reason.index(": ", 10)] for reason in reasons} == {f"parquet: row group {g}" for g in groups}
    assert [row["article_id"] for row in nights[0].articles] == [row["article_id"] for row in nights[1].articles]


def test_a_footer_with_wrong_bytes_ends_no_process(landing: Landing) -> None:
    """Each byte of the footer, changed: Arrow's C++ aborts on some of them."""
    path = landing.folder / "good.parquet"
    table_of(path, 8)
    whole = path.read_bytes()
    size = int.from_bytes(whole[-8:-4], "little")
    random = np.random.default_rng(7)
    places = random.choice(np.arange(len(whole) - 8 - size, len(whole) - 8), 300)
    for number, at in enumerate(places):
        data = bytearray(whole)
        data[at] ^= 1 << (number % 8)
        (landing.folder / f"bad-{number:03d}.parquet").write_bytes(data)
    (landing.folder / "beside.jsonl").write_text(json.dumps({"text": TEXT.format("أ", "ب")}, ensure_ascii=False))
    night = landing.night()
    read = {row["landing_file"] for row in night.articles}
    refused = {row["landing_file"]: row["reason"] for row in night.quarantine}
    assert {"good.parquet", "beside.jsonl"} <= read
    assert read | refused.keys() == {path.name for path in landing.folder.iterdir()}
    assert any("footer is damaged" in reason for reason in refused.values())
