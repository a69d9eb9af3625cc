"""Which reader a file needs: by its content where that is plain, by its name otherwise."""

import re
from collections.abc import Callable, Iterator

from nashra.landing.facts.fields import key, known_keys
from nashra.landing.files.foreign import foreign_kind
from nashra.landing.files.opening import Opened
from nashra.landing.files.packings import PACKED, packing_of
from nashra.landing.files.unpack import Unpacked, unpack
from nashra.landing.files.wide import as_lines
from nashra.landing.files.zip_members import ZIP
from nashra.landing.limits import Limits
from nashra.landing.records import NO_BYTES, Damage, Fault, Part, Passed, Record

_HEAD = 4096
_OF_BYTES = (b"PAR1", b"WARC/")  # what begins so is no text, whatever bytes follow
_SUFFIXES = {
    "txt": "text", "jsonl": "jsonl", "ndjson": "jsonl", "json": "json", "csv": "csv", "tsv": "csv",
    "parquet": "parquet", "html": "html", "htm": "html", "xhtml": "html", "warc": "warc", "wet": "warc",
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb'\s*\{\s*"[^"]{1,100}"\s*:')

Item = Record | Damage | Passed
Reader = Callable[[Unpacked, Part, Limits], Iterator[Item]]


def records(opened: Opened, part: Part, limits: Limits) -> Iterator[Item]:
    """What a file holds for a part. Raises Fault where the file can't be read (further)."""
    if not opened.size:
        raise Fault(NO_BYTES)
    begin = _begin(opened)
    if begin.startswith(ZIP):
        from nashra.landing.readers.zip_archive import read_zip

        yield from read_zip(opened, part, limits, records)
        return
    stream = unpack(opened.file, limits, opened.path)
    if not stream.peek(_HEAD).startswith(_OF_BYTES):
        stream = as_lines(stream)
    kind = kind_of(opened.path, stream.peek(_HEAD))
    if kind == "parquet":
        from nashra.landing.readers.parquet_rows import read_parquet

        if begin.startswith(b"PAR1"):
            opened.file.seek(0)
            yield from read_parquet(opened.file, part, limits)
            return
        packed = packing_of(begin, opened.path)
        raise Fault("parquet: inside another compression" if packed else "parquet: no PAR1 at its start")
    yield from _reader(kind)(stream, part, limits)


def _begin(opened: Opened) -> bytes:
    begin = opened.file.read(8)
    opened.file.seek(0)
    return begin


def kind_of(path: str, head: bytes) -> str:
    """text, jsonl, json, csv, parquet, html or warc. Raises Fault when the file is none of them."""
    if what := foreign_kind(head):
        raise Fault(f"unknown kind: {what}")
    if packing_of(head):
        raise Fault("unknown kind: compressed twice")
    named = _named(path)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if named != "html" and named != "csv" and _PAGE.match(head):
        return "html"
    if named in (None, "text", "csv", "html", "warc") and _OBJECT.match(head):
        return "jsonl"
    if named is None and _names_fields(head):
        return "csv"
    if named is None:
        raise Fault(f"unknown kind: {_suffix(path) or 'a name without a suffix'}")
    return named


def _suffix(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    return name.rpartition(".")[2] if "." in name else ""


def _named(path: str) -> str | None:
    return _SUFFIXES.get(_suffix(path))


def _names_fields(head: bytes) -> bool:
    """Whether the first line could be a CSV's header: it names a text and another field."""
    first = head.split(b"\n", 1)[0]
    names = re.split(r"[,;\t|]", first.decode("utf-8", "replace").strip("\ufeff\r"))
    return len(names) > 1 and all(key(name.strip('" ')) in known_keys() for name in names[:2])


def _reader(kind: str) -> Reader:
    if kind == "text":
        from nashra.landing.readers.text_file import read_text

        return read_text
    if kind in ("jsonl", "json"):
        from nashra.landing.readers.json_lines import read_json, read_jsonl

        return read_jsonl if kind == "jsonl" else read_json
    if kind == "csv":
        from nashra.landing.readers.csv_table import read_csv

        return read_csv
    if kind == "html":
        from nashra.landing.readers.html_file import read_html

        return read_html
    from nashra.landing.readers.warc_archive import read_warc

    return read_warc
