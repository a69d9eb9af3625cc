"""Which reader a file needs: by its content where that is plain, by its name otherwise."""

import re
from collections.abc import Callable, Iterator

from nashra.landing.facts.fields import key, known_keys
from nashra.landing.files.opening import Opened
from nashra.landing.files.unpack import GZIP, ZSTD, Unpacked, unpack
from nashra.landing.limits import Limits
from nashra.landing.records import NO_BYTES, Damage, Fault, Part, Record

_HEAD = 4096
_SUFFIXES = {
    "txt": "text", "jsonl": "jsonl", "ndjson": "jsonl", "json": "json", "csv": "csv", "tsv": "csv",
    "parquet": "parquet", "html": "html", "htm": "html", "xhtml": "html", "warc": "warc",
}  # fmt: skip
_FOREIGN = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture", b"\x7fELF": "a program", b"SQLite format": "an SQLite database", b"BZh": "bzip2",
    b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a rar archive", b"ORC": "ORC", b"Obj\x01": "Avro",
    b"\xd0\xcf\x11\xe0": "an Office document", b"ARROW1": "Arrow IPC",
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb'\s*\{\s*"[^"]{1,100}"\s*:')

Reader = Callable[[Unpacked, Part, Limits], Iterator[Record | Damage]]


def records(opened: Opened, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    """The records of a file that belong to a part. Raises Fault where the file can't be read (further)."""
    if not opened.size:
        raise Fault(NO_BYTES)
    stream = unpack(opened.file, limits)
    head = stream.peek(_HEAD)
    kind = kind_of(opened.path, head)
    if kind == "parquet":
        from nashra.landing.readers.parquet_rows import read_parquet

        if head[:4] == b"PAR1" and not _packed(opened):
            opened.file.seek(0)
            yield from opened.counted(read_parquet(opened.file, part, limits), part.parts)
            return
        raise Fault("parquet: inside another compression" if _packed(opened) else "parquet: no PAR1 at its start")
    yield from opened.counted(_reader(kind)(stream, part, limits), part.parts)


def _packed(opened: Opened) -> bool:
    opened.file.seek(0)
    return opened.file.read(4).startswith((GZIP, ZSTD))


def kind_of(path: str, head: bytes) -> str:
    """text, jsonl, json, csv, parquet, html or warc. Raises Fault when the file is none of them."""
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise Fault(f"unknown kind: {what}")
    if head.startswith((GZIP, ZSTD)):
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
    for packed in (".gz", ".zst", ".zstd", ".gzip"):
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
