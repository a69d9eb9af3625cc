"""Files inside a .zip land as if they lay where the archive lies, each under its own path."""

import gzip
import io
import json
import zipfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.landing.limits import load_limits

GOOD = "أعلن المجلس البلدي أن الحديقة العامة ستفتح أبوابها للزوار في مطلع الأسبوع المقبل بعد انتهاء الصيانة."


def line(number: int = 0) -> bytes:
    return json.dumps({"text": f"{GOOD} {number}", "title": "الحديقة"}, ensure_ascii=False).encode() + b"\n"


def table() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [GOOD, f"{GOOD} وهذا غيره"]}), out)
    return out.getvalue()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=str
)
def test_each_member_is_a_file_of_the_landing(landing: Any, method: Any) -> None:
    members = {
        "أخبار/خبر.txt": GOOD.encode(), "two.jsonl": line(1) + line(2),
        "three.csv.gz": gzip.compress(f"text\n{GOOD}\n".encode()), "a/b/four.parquet": table(),
        "__MACOSX/._two.jsonl": b"x", ".hidden": b"x", "five.tmp": b"x",
    }  # fmt: skip
    landing.write("sky/day.zip", packed(members, method))
    night = landing.night()
    assert night.reasons == []
    assert [(row["landing_file"], row["record_no"]) for row in night.articles] == [
        ("sky/day.zip/a/b/four.parquet", 0),
        ("sky/day.zip/a/b/four.parquet", 1),
        ("sky/day.zip/three.csv.gz", 0),
        ("sky/day.zip/two.jsonl", 0),
        ("sky/day.zip/two.jsonl", 1),
        ("sky/day.zip/أخبار/خبر.txt", 0),
    ]
    assert {row["source"] for row in night.articles} == {"sky"}


def test_an_archive_is_no_source(landing: Any) -> None:
    landing.write("all.zip", packed({"sky/a.txt": GOOD.encode(), "b.txt": f"{GOOD} غيره".encode()}))
    assert [row["source"] for row in landing.night().articles] == ["unknown", "sky"]


def test_a_bad_member_does_not_cost_the_others(landing: Any) -> None:
    members = {"1.jsonl": b"{no", "2.png": b"\x89PNG....", "3.txt": b"", "4.zip": packed({"x": b"x"})}
    landing.write("a.zip", packed(members | {"5.txt": GOOD.encode()}))
    night = landing.night()
    assert [row["landing_file"] for row in night.articles] == ["a.zip/5.txt"]
    assert {row["landing_file"]: row["reason"].split(":")[0] for row in night.quarantine} == {
        "a.zip/1.jsonl": "json", "a.zip/2.png": "unknown kind", "a.zip/3.txt": "empty", "a.zip/4.zip": "unknown kind",
    }  # fmt: skip
    assert [row["record"] for row in night.quarantine if row["landing_file"] == "a.zip/1.jsonl"] == [b"{no"]


def encrypted() -> bytes:
    data = bytearray(packed({"a.txt": GOOD.encode()}))
    for header, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + place] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray(packed({"a.txt": GOOD.encode() * 50}))
    data[60:80] = b"x" * 20
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            packed({"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"}),
            "unknown kind: a zip archive that is another document",
        ),
        (packed({"a.txt": GOOD.encode() * 50})[:-30], "truncated: the zip archive has no list"),
        (packed({}), "unknown kind: an empty zip archive"),
        (packed({".hidden": b"x"}), "empty: no record"),
        (encrypted(), "zip: the member is encrypted"),
        (damaged(), "zip: "),
    ],
    ids=["a document", "cut", "without members", "hidden members", "encrypted", "damaged"],
)
def test_an_archive_that_can_not_be_read_says_why(landing: Any, data: Any, reason: Any) -> None:
    landing.write("a.zip", data)
    (found,) = landing.night().reasons
    assert found.startswith(reason)


def test_bombs(landing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = load_limits().model_copy(
        update={"unpacked_free_bytes": 100_000, "unpacked_ratio": 50.0, "zip_members": 20}
    )
    monkeypatch.setattr("nashra.landing.read.load_limits", lambda: limits)
    landing.write("large.zip", packed({"a.jsonl": b" \n" * 5_000_000, "b.txt": GOOD.encode()}))
    landing.write("many.zip", packed({f"{number}.txt": b"x" for number in range(30)}))
    night = landing.night()
    assert sorted(night.reasons) == ["bomb: unpacks to more than 50 times its size", "zip: more than 20 members"]
    assert [row["landing_file"] for row in night.articles] == ["large.zip/b.txt"]
