"""An .rtf file, as databases of the press and old word processors save it: its paragraphs are the lines of a text, read
as a .txt is. What it says in headers, footers, notes and pictures is no part of the text."""

import re
from collections.abc import Callable, Iterator

from striprtf import striprtf

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.database_text import articles_of
from nashra.landing.readers.several_articles import Several
from nashra.landing.readers.text_file import each_article, fields_of_text, one_record
from nashra.landing.records import NO_TEXT, Damage, Part, Passed, Record, RecordFault

_plain: Callable[..., str] = striprtf.rtf_to_text
_PICTURE = re.compile(rb"[0-9A-Fa-f\s]{1000,}+")  # its bytes as digits
_LARGE_CODE = re.compile(rb"\\u-?\d{6,}+")  # no letter, and no number for a program
_EIGHT_BITS = re.compile(rb"[\x80-\xff]")  # letters that an old program left as they are
_CELL = re.compile(r"(?<=\S)\|(?=\S)|\|$", re.MULTILINE)  # between the cells of a row, and at its end


def read_rich_text(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    return one_record(
        stream, part, limits, lambda data: fields_of_text(_text(data, limits)), lambda data: _each(_text(data, limits))
    )


def _each(text: str) -> Several:
    return Several(saved) if (saved := articles_of(text)) else each_article(text)


def _text(data: bytes, limits: Limits) -> str:
    data = _LARGE_CODE.sub(b"", _PICTURE.sub(b"", data))
    if len(data) > limits.rtf_bytes:
        raise RecordFault(f"rtf: more than {limits.rtf_bytes} bytes without its pictures")
    data = _EIGHT_BITS.sub(lambda byte: b"\\'%02x" % ord(byte[0]), data)
    try:
        text = _plain(data.decode("ascii"), errors="replace")
    except (ValueError, LookupError, OverflowError, RecursionError) as error:
        raise RecordFault(f"rtf: {str(error)[:100] or type(error).__name__}") from error
    if not text.strip():
        raise RecordFault(f"{NO_TEXT}a document without words")
    return _CELL.sub(lambda match: " | " if match.end() < len(text) and text[match.end()] != "\n" else "", text)
