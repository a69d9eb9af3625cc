"""Whatever a text, an archive or a packing holds: each of its letters is in an article, in quarantine, or counted."""

import base64
import bz2
import gzip
import html
import io
import lzma
import re
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import brotli
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashra.article import Article, Rejected
from nashra.lake import Storage
from nashra.landing.read import read_file
from nashra.landing.records import WHOLE
from nashra.settings import load_settings

SETTINGS = load_settings()
ARABIC = re.compile("[\u0621-\u064a]")
SENTENCES = [
    "قال الوزير إن المشروع يبدأ في الربيع المقبل",
    "وأضافت الهيئة أن الأسعار لم تتغير منذ شهرين",
    "وحضر الحفل جمع كبير من أهل المدينة والقرى حولها",
    "ضغط",
    "ظل",
    "على طريق المطار",
    "وفي المساء هطل المطر",
]
# What ends lines, and what stands in a text without being a letter of it.
BETWEEN = [
    "\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\t", " ", "\u00a0", "\u200f", "\u061c",
    "\u200b", "\ufeff", "،", " < ", " > ", " & ", "[", "]", "\\", " «", "» ", "<3 ", "?", "\x1a", "'", '"',
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
texts = st.lists(st.sampled_from(SENTENCES) | st.sampled_from(BETWEEN), min_size=4, max_size=40).map("".join)
once = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def landed(folder: Any, name: str, data: bytes) -> tuple[list[Article | Rejected], Counter[str]]:
    (folder / name).write_bytes(data)
    passed = Counter[str]()
    items = list(read_file(Storage(str(folder)), name, WHOLE, SETTINGS, None, passed=passed))
    assert items or passed
    assert not any(isinstance(item, Rejected) and item.reason.startswith("error:") for item in items)
    return items, passed


def letters(text: str) -> str:
    return "".join(ARABIC.findall(text))


@given(text=texts, encoding=st.sampled_from(ENCODINGS), nul=st.booleans())
@once
def test_a_text(tmp_path: Path, text: Any, encoding: Any, nul: Any) -> None:
    data = (text + "\0" * nul).encode(encoding, "ignore")
    (item,), _ = landed(tmp_path, "a.txt", data)
    if isinstance(item, Article):
        assert letters(item.text) == letters(text)
    else:
        assert letters(text) in (letters(item.record.decode(name, "replace")) for name in ("utf-8", encoding))


@given(text=texts, broken=st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=2)), max_size=4))
@once
def test_a_text_with_broken_bytes(tmp_path: Path, text: Any, broken: Any) -> None:
    """A broken byte costs the letter it stands in; the others stay, or the file is in quarantine."""
    data = bytearray(text.encode())
    for at, noise in broken:
        data[at % (len(data) + 1) : at % (len(data) + 1)] = bytes(byte | 0x80 for byte in noise)
    (item,), _ = landed(tmp_path, "a.txt", bytes(data))
    if isinstance(item, Article):
        rest = iter(item.text)
        kept = sum(any(found == letter for found in rest) for letter in letters(text)[: len(letters(item.text))])
        assert len(letters(item.text)) >= len(letters(text)) - 2 * len(broken)
        assert kept or not letters(text)
    else:
        assert item.record


def _mail(text: str) -> bytes:
    head = "Subject: news\nFrom: desk@akhbar.example\nContent-Type: text/plain; charset=utf-8\n"
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(text.encode())


def _mailbox(text: str) -> bytes:
    mail = b"From desk@akhbar.example Sun Mar 10 08:15:00 2024\n" + _mail(text) + b"\n"
    return mail + mail


def _document(text: str) -> bytes:
    said = "".join(character for character in text if character in "\t\n\r" or character >= " ")
    paragraphs = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in said.split("\n"))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="w">{paragraphs}</w:document>'.encode())
    return data.getvalue()


def _database(text: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE news (title TEXT, body TEXT)")
        database.execute("INSERT INTO news VALUES ('title', ?)", (text,))
        database.commit()
        return database.serialize()


@pytest.mark.parametrize(
    ("name", "made", "times"),
    [("a.eml", _mail, 1), ("a.mbox", _mailbox, 2), ("a.docx", _document, 1), ("a.db", _database, 1)],
)
@given(text=texts)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mail_a_document_and_a_row(tmp_path: Path, name: Any, made: Any, times: Any, text: Any) -> None:
    items, _ = landed(tmp_path, name, made(text))
    said = [item.text if isinstance(item, Article) else item.record.decode("utf-8", "replace") for item in items]
    if made is _mail or made is _mailbox:  # what is refused is kept as it landed
        said = [text if "base64" in one else one for one in said]
    assert letters("".join(said)) in (letters(text) * times, letters(text.replace("\0", "")) * times)


HEADERS = {
    "response": "Content-Type: application/http; msgtype=response\r\n",
    "resource": "Content-Type: text/plain\r\n",
    "conversion": "Content-Type: text/plain; charset=utf-8\r\n",
    "metadata": "Content-Type: application/warc-fields\r\n",
    "nonsense": "",
}
TYPES = ["text/html", "text/plain", "", "application/octet-stream", "image/png", "application/json"]
PACK = {"": bytes, "gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}


@st.composite
def warc_records(draw: Any) -> tuple[str, bytes]:
    """A record and the text in it."""
    text = "، ".join(draw(st.lists(st.sampled_from(SENTENCES[:3]), min_size=1, max_size=5)))
    kind = draw(st.sampled_from([*HEADERS, "response", "response", "response"]))
    block = text.encode()
    if kind == "response":
        packing, media = draw(st.sampled_from([*PACK])), draw(st.sampled_from(TYPES))
        body = f"<html><body><p>{text}</p></body></html>" if draw(st.booleans()) else text
        status = draw(st.sampled_from(["200 OK", "200 OK", "404 Not Found", "301 Moved", "206 Partial"]))
        fields = f"Content-Type: {media}\r\n" * bool(media) + f"Content-Encoding: {packing}\r\n" * bool(packing)
        if draw(st.booleans()):
            packing = ""  # the header lies
        block = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + PACK[packing](body.encode())
    length = len(block) + draw(st.sampled_from([0, 0, 0, 0, -5, 7, 4000]))
    fields = f"WARC-Type: {kind}\r\n{HEADERS[kind]}Content-Length: {max(length, 0)}\r\n\r\n"
    header = f"WARC/1.{draw(st.integers(0, 1))}\r\n{fields}"
    between = draw(st.sampled_from(["\r\n\r\n", "\r\n\r\n", "\n", "\r\n\r\nبين السجلات\r\n"]))
    return text, header.encode() + block + between.encode()


@given(parts=st.lists(warc_records(), min_size=1, max_size=6), packed=st.booleans())
@once
def test_an_archive(tmp_path: Path, parts: Any, packed: Any) -> None:
    """Each record is an article, a row of the quarantine or counted; none is swallowed by the one before it."""
    data = b"".join(record for _, record in parts)
    items, passed = landed(tmp_path, "a.warc", gzip.compress(data) if packed else data)
    hollow = sum(isinstance(item, Rejected) and item.reason.startswith("empty: no record") for item in items)
    assert len(items) - hollow + passed.total() >= len(parts)
    told = [item.text if isinstance(item, Article) else item.record.decode("utf-8", "replace") for item in items]
    sentences = Counter(sentence for text in told for sentence in re.findall("|".join(SENTENCES[:3]), text))
    wanted = Counter(sentence for text, _ in parts for sentence in text.split("، "))
    missing = (wanted - sentences).total()
    counted = passed.total() + sum(b"Content-Encoding" in item.record for item in items if isinstance(item, Rejected))
    assert not missing or counted  # what is in no row was counted, or is in quarantine as it was packed


def in_zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
    return out.getvalue()


PACKINGS = {
    "a.txt.gz": gzip.compress, "a.txt.bz2": bz2.compress, "a.txt.xz": lzma.compress, "a.txt.zst": zstandard.compress,
    "a.txt.br": brotli.compress, "a.zip": in_zip,
}  # fmt: skip


@given(text=texts, name=st.sampled_from([*PACKINGS]), cut=st.integers(0, 40), encoding=st.sampled_from(ENCODINGS))
@once
def test_a_packed_text(tmp_path: Path, text: Any, name: Any, cut: Any, encoding: Any) -> None:
    packed = PACKINGS[name](text.encode(encoding, "ignore"))
    items, _ = landed(tmp_path, name, packed[: -cut or None])
    for item in items:
        if isinstance(item, Article):
            assert letters(item.text) == letters(text)
        else:
            assert item.record or item.reason.startswith("empty")
    if not cut:
        assert len(items) == 1
