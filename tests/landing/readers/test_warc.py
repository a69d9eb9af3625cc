"""WARC files of any writer: each page and text is an article, all else is counted or refused with its reason."""

import gzip
import io
import time
import zlib
from typing import Any

import brotli
import pytest
import zstandard

from nashra.landing.files.unpack import unpack
from nashra.landing.limits import load_limits
from nashra.landing.readers.warc_archive import read_warc
from nashra.landing.records import WHOLE, Damage, Fault, Passed, Record

LIMITS = load_limits()
STORY = (
    "أعلنت سلطة الموانئ بدء توسعة الرصيف الشمالي، وقال مديرها إن العمل يستغرق عامين وإن كلفته تبلغ أربعين مليونا. " * 3
)
PAGE = (
    '<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>الموانئ</title></head>'
    f"<body><article><h1>توسعة الرصيف</h1><p>{STORY}</p></article></body></html>"
).encode()
ADDRESS = "https://mina.example/1"


def record(block: bytes, kind: str = "response", *, length: object = None, version: str = "1.0", **more: str) -> bytes:
    """A WARC record; `length`: what its header says in place of the truth."""
    fields = {
        "WARC-Type": kind, "WARC-Target-URI": ADDRESS, "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block) if length is None else length,
    }  # fmt: skip
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value != "")
    return f"WARC/{version}\r\n{header}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes = PAGE, status: str = "200 OK", version: str = "1.1", **fields: str) -> bytes:
    fields = {"Content_Type": "text/html"} | fields
    header = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/{version} {status}\r\n{header}\r\n".encode() + body


def chunked(data: bytes, size: int = 100) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def read(data: bytes) -> list[Record | Damage | Passed]:
    return list(read_warc(unpack(io.BytesIO(data), LIMITS), WHOLE, LIMITS))


PAGES = {
    "plain": record(http()),
    "WARC/0.17": record(http(), version="0.17"),
    "WARC/1.1": record(http(), version="1.1"),
    "HTTP/2": record(http(version="2")),
    "203": record(http(status="203 Non-Authoritative")),
    "206 of all": record(http(status="206 Partial", Content_Range=f"bytes 0-{len(PAGE) - 1}/{len(PAGE)}")),
    "without a type": record(http(Content_Type="")),
    "of bytes": record(http(Content_Type="application/octet-stream")),
    "called text": record(http(Content_Type="text/plain")),
    "called a picture": record(http(Content_Type="image/png")),
    "called Latin-1": record(http(Content_Type="text/html; charset=iso-8859-1")),
    "windows-1256 called UTF-8": record(http(PAGE.decode().encode("cp1256"), Content_Type="text/html; charset=utf-8")),
    "UTF-16": record(http(PAGE.decode().encode("utf-16"))),
    "gzip": record(http(gzip.compress(PAGE), Content_Encoding="gzip")),
    "x-gzip": record(http(gzip.compress(PAGE), Content_Encoding="x-gzip")),
    "deflate": record(http(zlib.compress(PAGE), Content_Encoding="deflate")),
    "deflate without a header": record(http(deflated(PAGE), Content_Encoding="deflate")),
    "brotli": record(http(brotli.compress(PAGE), Content_Encoding="br")),
    "zstd": record(http(zstandard.compress(PAGE), Content_Encoding="zstd")),
    "two packings": record(http(brotli.compress(gzip.compress(PAGE)), Content_Encoding="gzip, br")),
    "gzip that is not": record(http(Content_Encoding="gzip")),
    "brotli that is not": record(http(Content_Encoding="br")),
    "gzip that is not said": record(http(gzip.compress(PAGE))),
    "chunks": record(http(chunked(PAGE), Transfer_Encoding="chunked")),
    "chunks of gzip": record(http(chunked(gzip.compress(PAGE)), Transfer_Encoding="chunked", Content_Encoding="gzip")),
    "chunks that are not": record(http(Transfer_Encoding="chunked")),
    "resource": record(PAGE, "resource", Content_Type="text/html"),
    "conversion": record(STORY.encode(), "conversion", Content_Type="text/plain"),
    "without an HTTP header": record(PAGE),
    "of no type": record(http(), ""),
    "without a length": record(http(), length=""),
    "with a word for a length": record(http(), length="long"),
    "with too small a length": record(http(), length=200),
    "with too large a length": record(http(), length=len(http()) + 900),
    "with line ends of Unix": record(http(), length=len(http().replace(b"\r\n", b"\n"))).replace(b"\r\n", b"\n"),
}
PASSED = {
    "request": (record(b"GET / HTTP/1.1\r\n\r\n", "request"), "WARC request records"),
    "metadata": (record(b"via: x", "metadata"), "WARC metadata records"),
    "warcinfo": (record(b"software: x", "warcinfo"), "WARC warcinfo records"),
    "revisit": (record(http(b""), "revisit"), "WARC revisit records"),
    "unknown": (record(b"x", "screenshot"), "WARC records of an unknown type"),
    "empty record": (record(b""), "empty WARC records"),
    "301": (record(http(b"", "301 Moved", Location="/2")), "redirections (3xx)"),
    "304": (record(http(b"", "304 Not Modified")), "redirections (3xx)"),
    "404": (record(http(status="404 Not Found")), "refusals and errors of servers (4xx)"),
    "503": (record(http(status="503 Busy")), "refusals and errors of servers (5xx)"),
    "204": (record(http(b"", "204 No Content")), "responses without content (204, 205)"),
    "empty": (record(http(b"  ")), "empty responses"),
    "picture": (record(http(b"\x89PNG", Content_Type="image/png")), "pictures"),
    "picture called a page": (record(http(b"\x89PNG....")), "other files (a picture)"),
    "film": (record(http(b"x", Content_Type="video/mp4")), "films"),
    "script": (record(http(b"var a", Content_Type="text/javascript")), "data and scripts"),
    "JSON": (record(http(b'{"a": 1}', Content_Type="")), "data and scripts"),
    "feed": (record(http(b"<?xml version='1.0'?><rss/>", Content_Type="text/xml")), "data and scripts"),
    "robots.txt": (
        record(http(b"User-agent: *", Content_Type="text/plain"), WARC_Target_URI="http://a.example/robots.txt"),
        "robots.txt and the like",
    ),
    "DNS": (record(b"1", Content_Type="text/dns", WARC_Target_URI="dns:a.example"), "answers of other protocols"),
}
REFUSED = {
    "206": (record(http(status="206 Partial", Content_Range="bytes 0-9/1000")), "truncated: the server sent a part"),
    "gzip cut": (record(http(gzip.compress(PAGE)[:-20], Content_Encoding="gzip")), "truncated: gzip ends"),
    "brotli cut": (record(http(brotli.compress(PAGE)[:-9], Content_Encoding="br")), "truncated: brotli ends"),
    "compress": (record(http(b"\x1f\x9d..", Content_Encoding="compress")), "packed: compress is not read"),
    "segment": (record(http(), WARC_Segment_Number="1"), "segmented: the record goes on"),
    "continuation": (record(PAGE, "continuation", WARC_Segment_Number="2"), "segmented: the rest of a record"),
    "HTTP without an end": (record(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 20_000), "http: a header without an end"),
    "record cut": (record(http())[:-200], "truncated: the WARC record is shorter"),
    "header cut": (record(http())[:90], "truncated: the file ends inside the header"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_read_whatever_its_headers_say(case: Any) -> None:
    (item,) = read(PAGES[case])
    assert isinstance(item, Record)
    assert STORY.strip() in item.fields["text"]
    assert item.fields["url"] == ADDRESS


@pytest.mark.parametrize("case", PASSED)
def test_what_is_no_article_is_counted_by_its_kind(case: Any) -> None:
    data, kind = PASSED[case]
    assert read(data) == [Passed(kind)]


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_read_is_refused_with_its_bytes(case: Any) -> None:
    data, reason = REFUSED[case]
    (item,) = read(data)
    assert isinstance(item, Damage)
    assert item.reason.startswith(reason)
    assert len(item.raw) > 10


def test_all_in_one_file_and_nothing_is_lost() -> None:
    """Whatever stands before a record, the records behind it are read, and each has its place in the file."""
    whole = {
        name: data for name, (data, _) in REFUSED.items() if not name.endswith(" cut") or "ip" in name or "brot" in name
    }
    parts = [*PAGES.values(), *(data for data, _ in PASSED.values()), *whole.values()]
    items = read(b"".join(parts))
    assert len(items) == len(parts)
    records = [item for item in items if isinstance(item, Record)]
    assert len(records) == len(PAGES)
    assert [item.number for item in records] == list(range(len(PAGES)))


def test_bytes_between_records_are_kept_and_reading_goes_on() -> None:
    items = read(record(http()) + STORY.encode() + b"\r\n" + record(b"x", "metadata") + b"\0\0\r\n" + record(http()))
    assert [type(item).__name__ for item in items] == ["Record", "Damage", "Passed", "Record"]
    assert isinstance(items[1], Damage) and items[1].raw.decode().strip() == STORY.strip()
    items = read("نص قبل أول سجل".encode() + b"\r\n" + record(http()))
    assert isinstance(items[0], Damage) and items[0].raw.startswith("نص قبل أول سجل".encode())
    assert isinstance(items[1], Record)


def test_a_broken_packing_is_told_once_with_what_there_is() -> None:
    data = gzip.compress(record(http())) + gzip.compress(record(http(PAGE * 5)))[:-60]
    stream = read_warc(unpack(io.BytesIO(data), LIMITS), WHOLE, LIMITS)
    assert isinstance(next(stream), Record)
    with pytest.raises(Fault, match=r"^truncated: gzip ends in mid-stream$") as caught:
        next(stream)
    assert caught.value.raw.startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("name", ["a.warc.gz", "a.wet.gz", "a.warc", "download"])
def test_a_wet_file_of_texts_lands(landing: Any, name: Any) -> None:
    """Texts that a crawl's owner took out of the pages, each record packed by itself."""
    other = "افتتح المتحف قاعة المخطوطات بعد ترميم دام ثلاث سنوات، وقالت أمينته إن أقدمها كتب قبل ألف عام."
    texts = [f"توسعة الرصيف\n{STORY}", f"قاعة المخطوطات\n{other}"]
    records = [record(b"Software-Info: x", "warcinfo")] + [
        record(text.encode(), "conversion", Content_Type="text/plain", WARC_Target_URI=f"https://mina.example/{number}")
        for number, text in enumerate(texts)
    ]
    landing.write(name, b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    night = landing.night()
    assert night.reasons == []
    assert [(row["url"], row["text"]) for row in night.articles] == [
        ("https://mina.example/0", texts[0]), ("https://mina.example/1", texts[1]),
    ]  # fmt: skip
    assert night.counts["passed over: WARC warcinfo records"] == 1


def test_a_split_archive_counts_each_record_once(landing: Any) -> None:
    pages = [record(http(PAGE.replace(b"</p>", f" رقم {number}</p>".encode()))) for number in range(700)]
    others = [record(b"x", "metadata")] * 700
    landing.write("a.warc", b"".join(part for pair in zip(pages, others, strict=True) for part in pair))
    whole, split = landing.night(shards=1), landing.night(shards=6, shard_bytes=50_000)
    assert whole.articles == split.articles and len(whole.articles) == 700
    assert whole.counts == split.counts and whole.counts["passed over: WARC metadata records"] == 700


HOSTILE = {
    "a header without an end": b"WARC/1.0\r\n" + b"X-A: b\r\n" * 2_000_000,
    "a value without an end": b"WARC/1.0\r\nA: b\r\n" + b" x\r\n" * 3_000_000,
    "first lines without an end": b"WARC/1.0\r\n" * 1_500_000,
    "blank lines without an end": record(b"") + b"\r\n" * 8_000_000,
    "records of nothing": b"WARC/1.0\r\n\r\n" * 100_000,
    "chunks of a byte": record(http(b"1\r\nx\r\n" * 1_000_000, Transfer_Encoding="chunked")),
    "a page above the limit": record(http(PAGE * 40_000)),
    "a packing that unpacks without an end": record(
        http(gzip.compress(b"<p>" + b" " * 200_000_000), Content_Encoding="gzip")
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_archives_take_seconds_not_minutes(case: Any) -> None:
    began = time.process_time()
    items = read(HOSTILE[case])
    assert time.process_time() - began < 30
    assert items
    assert all(len(item.raw) <= LIMITS.record_bytes + 1 for item in items if isinstance(item, Damage))
