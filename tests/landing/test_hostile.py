"""Poisoned drops: each gives a clear reason in quarantine, and the good article beside it lands."""

import gzip
import io
import json
import os
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from nashra.article import Article, Rejected
from nashra.lake import Storage
from nashra.landing.limits import load_limits
from nashra.landing.read import read_file
from nashra.landing.records import WHOLE
from tests.landing.conftest import Landing

GOOD = "أعلن المجلس البلدي أن الحديقة العامة ستفتح أبوابها للزوار في مطلع الأسبوع المقبل بعد انتهاء الصيانة."


def line(**fields: object) -> bytes:
    return json.dumps({"text": GOOD, **fields}, ensure_ascii=False).encode() + b"\n"


def parquet(**columns: list[str] | list[int]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def bad_zstd_window() -> bytes:
    params = zstandard.ZstdCompressionParameters.from_level(1, window_log=30, enable_ldm=True)
    return zstandard.ZstdCompressor(compression_params=params).compressobj().compress(b"") + _streamed(params)


def _streamed(params: zstandard.ZstdCompressionParameters) -> bytes:
    packer = zstandard.ZstdCompressor(compression_params=params).compressobj()
    return packer.compress(line() * 10) + packer.flush()


C1 = dict.fromkeys(range(0x80, 0xA0))  # the control characters that scrapers strip
PARQUET = parquet(text=[GOOD] * 5)
CASES: dict[str, tuple[str, str | bytes, str]] = {
    "empty": ("a.txt", b"", "empty: 0 bytes"),
    "only spaces": ("a.txt", b" \n \n", "empty: no text"),
    "only a mark": ("a.txt", b"\xef\xbb\xbf", "empty: no text"),
    "too short": ("a.txt", "خبر".encode(), "too short: 3 letters"),
    "no letters": ("a.txt", b"123 456 789 ... 000 111", "too short: 0 letters"),
    "invalid utf-8": ("a.txt", GOOD.encode() + b"\xff\xfe \xff\xfe", "encoding: not UTF-8 at byte"),
    "nul bytes": ("a.txt", (GOOD + "\0" * 50).encode(), "nul bytes: 50"),
    "nothing but nul": ("a.txt", b"\0" * 5000, "nul bytes: 5000"),
    "letters that became question marks": ("a.txt", "خبر عاجل: " + "???? ?????? " * 9, "encoding: 90 characters were"),
    "mojibake with half of it stripped": (
        "a.txt",
        GOOD.encode().decode("latin-1").translate(C1),
        "encoding: UTF-8 that",
    ),
    "lost letters": ("a.txt", ("\ufffd" * 40 + GOOD).encode(), "encoding: 40 characters were lost"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unknown kind: a picture"),
    "a pdf named html": ("a.html", b"%PDF-1.7 ...", "unknown kind: a PDF"),
    "an unknown suffix": ("a.xyz", GOOD.encode(), "unknown kind: xyz"),
    "no suffix": ("README", GOOD.encode(), "unknown kind: a name without a suffix"),
    "compressed twice": ("a.txt.gz", gzip.compress(gzip.compress(GOOD.encode())), "unknown kind: compressed twice"),
    "not gzip": ("a.jsonl.gz", b"\x1f\x8b\x08\x00" + b"x" * 40, "gzip: "),
    "not zstd": ("a.jsonl.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 40, "zstd: "),
    "zstd that wants a gigabyte": ("a.jsonl.zst", bad_zstd_window(), "zstd: "),
    "not json": ("a.jsonl", b"{text: no}\n", "json: "),
    "json cut": ("a.jsonl", line()[:-3], "json: "),
    "json of a list": ("a.jsonl", b'["a", "b"]\n', "json: list where a record is expected"),
    "json of a number": ("a.jsonl", b"42\n", "json: int where a record is expected"),
    "json without text": ("a.jsonl", b'{"id": 1, "views": 2}\n', "no text: only id, views"),
    "json of an empty record": ("a.jsonl", b"{}\n", "no text: an empty record"),
    "json with text null": ("a.jsonl", b'{"text": null}\n', "no text: only text"),
    "json with a number for text": ("a.jsonl", b'{"text": 5}\n', "no text: only text"),
    "json with a list of numbers": ("a.jsonl", b'{"text": [1, 2]}\n', "no text: only text"),
    "deep json": ("a.jsonl", b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "json: nested deeper than 64"),
    "deep json unclosed": ("a.jsonl", b'{"a":' * 5000 + b"\n", "json: nested deeper than 64"),
    "json file of a string": ("a.json", b'"text"', "json: str where a record is expected"),
    "csv without known fields": ("a.csv", b"x,y\n1,2\n", "csv: the first line names no field"),
    "csv with too few fields": ("a.csv", f"text,title\n{GOOD}\n".encode(), "csv: another number of fields"),
    "csv quote never closed": ("a.csv", f'text,title\n"{GOOD},x\n'.encode(), "csv: a quote is not closed"),
    "csv of a thousand columns": ("a.csv", ("text," * 1000 + "x\n").encode(), "csv: 1001 columns"),
    "parquet footer damaged": ("a.parquet", PARQUET[:-12] + b"x" * 12, "parquet: "),
    "parquet truncated": ("a.parquet", PARQUET[:60], "parquet: "),
    "parquet that is text": ("a.parquet", GOOD.encode(), "parquet: no PAR1"),
    "parquet packed": ("a.parquet.gz", gzip.compress(PARQUET), "parquet: inside another compression"),
    "parquet without known columns": ("a.parquet", parquet(x=[1]), "parquet: no column is known"),
    "parquet text of numbers": ("a.parquet", parquet(text=[1]), "no text: only text"),
    "html of tags": ("a.html", b"<html>" + b"<b>" * 150_000, "html: 150001 tags"),
    "html too deep": ("a.html", b"<html><body>" + b"<div>" * 5000 + GOOD.encode(), "html: elements nested deeper"),
    "html without text": ("a.html", b"<html><script>x</script></html>", "no text: "),
    "warc that is none": ("a.warc.gz", gzip.compress(b"WARC/1.0\r\nnonsense"), "truncated: the file ends inside"),
    "warc cut": (
        "a.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 9000\r\n"
        b"WARC-Target-URI: http://a.example/\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x",
        "truncated: the WARC record is shorter",
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_the_reason_is_clear_and_the_rest_lands(landing: Landing, case: str) -> None:
    name, data, reason = CASES[case]
    landing.write(f"site/{name}", data)
    landing.write("zz.txt", GOOD)
    night = landing.night(quarantine_record_bytes=1000)
    assert len(night.quarantine) == 1
    row = night.quarantine[0]
    assert row["reason"].startswith(reason)
    assert len(row["reason"]) < 250
    assert row["landing_file"] == f"site/{name}"
    assert len(row["record"]) == min(len(data), 1000) or row["record"]
    assert [article["text"] for article in night.articles] == [GOOD]


def test_a_truncated_file_gives_what_was_readable(landing: Landing) -> None:
    rows = b"".join(line(url=f"https://a.example/{n}", text=f"{GOOD} {os.urandom(8).hex()}") for n in range(2000))
    for name, packed in (("a.jsonl.gz", gzip.compress(rows)), ("a.jsonl.zst", zstandard.compress(rows))):
        landing.write(name, packed[: len(packed) * 2 // 3])
    night = landing.night()
    assert sorted(reason.split(":")[0] for reason in night.reasons) == ["truncated", "truncated"]
    for name in ("a.jsonl.gz", "a.jsonl.zst"):
        assert sum(article["landing_file"] == name for article in night.articles) > 100


def test_a_split_file_reports_its_break_once(landing: Landing) -> None:
    rows = b"".join(line(text=f"{GOOD} {n}") for n in range(1500))
    landing.write("a.jsonl.gz", gzip.compress(rows, 0)[:-30_000])
    night = landing.night(shards=6, shard_bytes=40_000)
    assert [reason.split(":")[0] for reason in night.reasons] == ["truncated"]
    assert len({article["record_no"] for article in night.articles}) == len(night.articles) > 900


def test_csv_goes_on_after_a_broken_quote(landing: Landing) -> None:
    rows = ["title,text"] + [f'عنوان {n},"{GOOD} {n}"' for n in range(6)]
    rows[3] = f'عنوان,"{GOOD} بلا إغلاق'
    landing.write("a.csv", "\n".join(rows))
    night = landing.night()
    assert night.reasons == ["csv: a quote is not closed or out of place"]
    assert [article["text"][-1] for article in night.articles] == ["0", "1", "3", "4", "5"]


def test_bombs_are_not_unpacked(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = load_limits().model_copy(update={"unpacked_free_bytes": 1_000_000, "unpacked_ratio": 50.0})
    monkeypatch.setattr("nashra.landing.read.load_limits", lambda: limits)
    zeros = b" \n" * 10_000_000
    landing.write("a.jsonl.gz", gzip.compress(zeros))
    landing.write("b.jsonl.zst", zstandard.compress(zeros))
    night = landing.night()
    assert night.reasons == ["bomb: unpacks to more than 50 times its size"] * 2


def test_a_record_above_the_limit_is_not_read(landing: Landing) -> None:
    landing.write("a.jsonl", line(text=GOOD * 100) + line())
    landing.write("b.txt", GOOD * 100)
    landing.write("c.html", "<html>" + GOOD * 100)
    night = landing.night(record_bytes=5000, quarantine_record_bytes=300)
    assert night.reasons == ["record too large: more than 5000 bytes"] * 3
    assert {len(row["record"]) for row in night.quarantine} == {300}
    assert len(night.articles) == 1


def test_names_and_links(landing: Landing, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD)
    (landing.folder / "link.txt").symlink_to(secret)
    (landing.folder / "loop.txt").symlink_to("loop.txt")
    (landing.folder / "dangling.txt").symlink_to("nowhere.txt")
    (landing.folder / "up").symlink_to(tmp_path, target_is_directory=True)
    landing.write("real.txt", GOOD)
    (landing.folder / "inside.txt").symlink_to("real.txt")
    os.mkfifo(landing.folder / "pipe.txt")
    (landing.folder / "folder.jsonl").mkdir()
    landing.write("خبر\nفي سطرين.txt", GOOD)
    Path(os.fsdecode(os.fsencode(landing.folder) + b"/bad\xff.txt")).write_text(GOOD)
    night = landing.night()
    reasons = {row["landing_file"]: row["reason"] for row in night.quarantine}
    assert reasons.pop("loop.txt").startswith("unreadable: ")
    assert reasons == {
        "link.txt": "link: leaves the landing",
        "up": "link: leaves the landing",
        "dangling.txt": "unreadable: No such file or directory",
        "pipe.txt": "not a file: a pipe, socket or device",
        "folder.jsonl": "not a file: a folder",
    }
    assert {article["landing_file"] for article in night.articles} == {
        "real.txt",
        "inside.txt",
        "خبر\nفي سطرين.txt",
        "bad\\xff.txt",
    }


def reason(item: Article | Rejected) -> str:
    assert isinstance(item, Rejected)
    return item.reason


@pytest.mark.parametrize("path", ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "x\0y"])
def test_a_path_never_leaves_the_landing(landing: Landing, path: str) -> None:
    found = list(read_file(Storage(str(landing.folder)), path, WHOLE, landing.settings(), None))
    assert [reason(item) for item in found] == ["name: leaves the landing"]


def test_a_file_that_changes_while_it_is_read_is_reported(landing: Landing) -> None:
    path = landing.write("a.jsonl", line() * 3)
    found: list[Article | Rejected] = []
    for item in read_file(Storage(str(landing.folder)), "a.jsonl", WHOLE, landing.settings(), None):
        if not found:
            with path.open("ab") as file:
                file.write(line())
        found.append(item)
    assert reason(found[-1]) == "changed: the file was written to while it was read"
    assert len(found) > 3


def test_a_file_that_grew_since_the_plan_is_reported(landing: Landing) -> None:
    landing.write("a.jsonl", line())
    found = list(read_file(Storage(str(landing.folder)), "a.jsonl", WHOLE, landing.settings(), None, planned_size=5))
    assert reason(found[-1]).startswith("changed: 5 bytes when the night was planned")


def test_fields_that_attack_are_made_harmless(landing: Landing) -> None:
    row = {
        "title": "=cmd|' /C calc'!A0\u202e\u0000\nسطر",
        "url": "https://user@[bad/",
        "source": "https://www.Site.example/x",
        "published_at": "9999-99-99",
        "keywords": ["أ" * 500, 5, "\u202eكلمة"],
    }
    landing.write(
        "a.jsonl",
        line(**row)
        + json.dumps({"text": GOOD + " \ud83d", "published_at": 10**30}).encode()
        + b"\n"
        + line(published_at=True),
    )
    night = landing.night()
    first = night.articles[0]
    assert first["title"] == "=cmd|' /C calc'!A0 سطر"
    assert (first["url"], first["source"], first["published_at"]) == (None, "site.example", None)
    assert first["keywords"] == ["أ" * 100, "كلمة"]
    assert [article["published_at"] for article in night.articles[1:]] == [None] * (len(night.articles) - 1)
    assert night.counts["landed"] == 3


@pytest.mark.parametrize("cut", range(0, 400, 37))
def test_parquet_damaged_anywhere_never_raises(landing: Landing, cut: int) -> None:
    data = bytearray(parquet(text=[GOOD + str(n) for n in range(50)]))
    at = cut * len(data) // 400
    data[at : at + 9] = zlib.crc32(bytes([cut % 256])).to_bytes(4, "big") + b"\xff\x00\xff\x7f\x01"
    landing.write("a.parquet", bytes(data))
    night = landing.night()
    assert night.counts["landed"] >= 1
    assert not any(reason.startswith("error:") for reason in night.reasons)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_a_file_without_records_is_not_passed_over(landing: Landing, name: str) -> None:
    landing.write(name, {"a.jsonl": b"\n\n", "a.csv": b"text,title\n", "a.parquet": parquet(text=[""][:0])}[name])
    assert landing.night().reasons == ["empty: no record that could be an article"]
