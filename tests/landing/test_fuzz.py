"""Whatever the bytes, ingest gives articles or reasons, never an exception, and counts add up."""

import gzip
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashra.article import Article, Rejected
from nashra.lake import Storage
from nashra.landing.facts.language import identify
from nashra.landing.facts.metadata import find_metadata
from nashra.landing.read import read_file
from nashra.landing.records import WHOLE, Part
from nashra.settings import load_settings

NAMES = ["a.txt", "a.jsonl", "a.json", "a.csv", "a.parquet", "a.html", "a.warc", "a.jsonl.gz", "a.bin", "a.sql",
         "a.xml", "a.arrow"]  # fmt: skip
HEADS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"<html>",
    b'{"text":',
    b"text,title\n",
    b"\x1f\x8b",
    b"[{",
    b"INSERT INTO a(text, title) VALUES (",
    b"COPY a (text, title) FROM stdin;\n",
    b"<?xml version='1.0'?><rows><row><text>",
    b"<table><tr><td>text</td><td>title</td></tr>",
    b"ARROW1\0\0\xff\xff\xff\xff",
]
PIECES = [
    b'"',
    b"\n",
    b",",
    b"}",
    b"{",
    b"[",
    b"\r\n\r\n",
    b"\0",
    "قال الوزير إن في الأمر ما يستحق النظر".encode(),
    b"<p>",
    b"'",
    b"),(",
    b"</text></row><row><text>",
    b"</td></tr><tr><td>",
    b"</p>",
    b"Content-Length: 99\r\n",
    b"WARC-Type: response\r\n",
    b"\xc7\xe1",
    b"\\ud800",
    "موسكو - رويترز".encode(),
    b"05/09/2023",
]
SETTINGS = load_settings()
bytes_of_files = st.builds(
    lambda head, pieces: head + b"".join(pieces),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=9), max_size=30),
)


@given(name=st.sampled_from(NAMES), data=bytes_of_files, packed=st.booleans(), cut=st.integers(0, 30))
@settings(
    max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes(tmp_path: Path, name: str, data: bytes, packed: bool, cut: int) -> None:
    data = gzip.compress(data, 1)[: -cut or None] if packed else data
    (tmp_path / name).write_bytes(data)
    storage = Storage(str(tmp_path))
    found = list(read_file(storage, name, WHOLE, SETTINGS, "2024-03-10"))
    assert found
    assert all(isinstance(item, Article | Rejected) for item in found)
    for item in found:
        if isinstance(item, Rejected):
            assert item.reason and len(item.reason) < 300
            assert not item.reason.startswith("error:")
        else:
            item.text.encode("utf-8")
    parts = [item for n in (0, 1) for item in read_file(storage, name, Part(n, 2), SETTINGS, "2024-03-10")]
    assert len([item for item in parts if isinstance(item, Article)]) == len(
        [i for i in found if isinstance(i, Article)]
    )


LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
WORDS = [
    "رويترز",
    "موسكو",
    "(",
    ")",
    "-",
    "/",
    ":",
    "5",
    "سبتمبر",
    "2023",
    "المصدر",
    "ـ",
    "\n",
    "كلمات دلالية",
    "\u200f",
    "أ ف ب",
    "م",
    "10:30",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(LETTERS + "َّ ", max_size=8), max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_findings_are_where_they_say(text: str) -> None:
    from zoneinfo import ZoneInfo

    lines = text.split("\n")
    found = find_metadata(text, ZoneInfo("Asia/Riyadh"))
    assert [finding.line_no for finding in found.findings] == sorted({finding.line_no for finding in found.findings})
    for finding in found.findings:
        line = lines[finding.line_no]
        assert 0 <= finding.start < finding.end <= len(line)
        assert finding.whole == ((finding.start, finding.end) == (0, len(line))) or finding.start == 0
    assert 0 <= identify(text).share <= 1
