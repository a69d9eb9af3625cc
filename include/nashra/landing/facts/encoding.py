"""Bytes to text: UTF-8, UTF-16, windows-1256 where it is Arabic beyond doubt, or all of them in one file.

The order is strict: bytes that are valid UTF-8 are never taken for anything else. A byte that is broken costs a
character, U+FFFD, which stays in the text; where many are, the record is refused with the reason.
"""

import codecs
import re
from typing import NamedTuple

from nashra.landing.facts.language import arabic_evidence
from nashra.landing.facts.mojibake import ungarbled
from nashra.landing.files.wide import wide_encoding
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault
from nashra.text.misread import without_misread_mark

LOST = "\ufffd"  # stands where a character was lost
_SAMPLE = 4000  # characters looked at when a decoding is judged
_FEW = 4  # Arabic letters that are enough when there is hardly another one
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_NAMED = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")  # how R writes what its encoding lacks
_FEW_NAMED = 3
_HIGH = re.compile(rb"[\x80-\xff]+")
_PIECES = re.compile(rb"([\n\r\t<>\"{};|,]+)")  # what stands between strings that may have come from different places


def decode(data: bytes, limits: Limits) -> str:
    """The text of a record or a text file, lines ended by "\\n". Raises RecordFault when it can't be had."""
    text = _decoded(data, limits)
    if b"<U+06" in data:
        text = _with_letters(text)
    return normal(without_misread_mark(text), limits)


def _with_letters(text: str) -> str:
    """Text with the letters that R wrote by their numbers: "<U+0628>"."""
    if text.count("<U+06") < _FEW_NAMED:
        return text
    return _NAMED.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) < 0x110000 else match[0], text)


def normal(text: str, limits: Limits) -> str:
    """Text from any reader made fit to store, and mojibake in it put right where that is certain."""
    text = storable(text, limits)
    try:
        return ungarbled(text, limits).text
    except RecordFault:
        return text  # `admit` asks again, of each field by itself


def storable(text: str, limits: Limits) -> str:
    """Text with "\\n" at line ends, without stray NULs and halves of surrogate pairs.

    Raises RecordFault when more characters were lost than `allowed_losses`.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if nuls := text.count("\0"):
        # Some crawlers end each text with one; many mean that this isn't text.
        if nuls > max(2, limits.nul_share * len(text)):
            raise RecordFault(f"nul bytes: {nuls} of {len(text)} characters")
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = _SURROGATES.sub(_joined, text)
    broken = text.count(LOST)
    if broken > allowed_losses(len(text), limits):
        raise RecordFault(f"encoding: {broken} characters were lost before it landed")
    return text


def allowed_losses(characters: int, limits: Limits) -> float:
    """Characters of a text that may be lost without its being refused."""
    return max(limits.replacement_chars, limits.replacement_share * characters)


def _joined(match: "re.Match[str]") -> str:
    """Surrogates: pairs are characters, halves are lost ones."""
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decoded(data: bytes, limits: Limits) -> str:
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _mixed(data, error, limits)


def _mixed(data: bytes, error: UnicodeDecodeError, limits: Limits) -> str:
    """Text that is not all UTF-8: each piece decoded by itself, those that are no UTF-8 as one legacy encoding."""
    pieces = [_piece(part) for part in _PIECES.split(data)]
    legacy = [piece.data for piece in pieces if piece.legacy]
    encoding = _legacy_encoding(b"\n".join(legacy), limits) if legacy else None
    if encoding and sum(map(_high_bytes, legacy)) >= 0.9 * _high_bytes(data):
        return data.decode(encoding, "replace")  # all of it, also where two bytes are UTF-8 by chance
    text = "".join(piece.data.decode(encoding if piece.legacy and encoding else "utf-8", "replace") for piece in pieces)
    if text.count(LOST) > allowed_losses(len(text), limits):
        raise RecordFault(f"encoding: not UTF-8 at byte {error.start}, nor any known Arabic encoding")
    return text


class _Piece(NamedTuple):
    data: bytes
    legacy: bool  # more of it is no UTF-8 than damage would explain


def _piece(data: bytes) -> _Piece:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        kept = _high_bytes(data.decode("utf-8", "ignore").encode())
        return _Piece(data, kept * 2 < _high_bytes(data))
    return _Piece(data, False)


def _high_bytes(data: bytes) -> int:
    return sum(map(len, _HIGH.findall(data)))


def _legacy_encoding(data: bytes, limits: Limits) -> str | None:
    """The legacy encoding in which the bytes give the most Arabic words; None when in none they are Arabic."""
    readings = []
    for name in limits.legacy_encodings:
        text = data.decode(name, "replace")
        if LOST not in text:
            readings.append((arabic_evidence(text[:_SAMPLE]), text, name))
    if not readings:
        return None
    evidence, text, name = max(readings, key=lambda reading: reading[0])
    sample = text[:_SAMPLE]
    letters, arabic = len(_LETTER.findall(sample)), len(_ARABIC.findall(sample))
    if evidence > 0:
        return name if arabic >= limits.arabic_letters_share * letters else None
    return name if arabic >= max(0.9 * letters, _FEW) else None
