"""Bytes to text: UTF-8, UTF-16, windows-1256 where it is Arabic beyond doubt, or all of them in one file.

The order is strict: bytes that are valid UTF-8 are never taken for anything else. A byte that is broken costs a
character, U+FFFD, which stays in the text; where many are, the record is refused with the reason.
"""

import codecs
import re

from nashra.landing.facts.language import arabic_evidence
from nashra.landing.facts.mojibake import ungarbled_with_bytes
from nashra.landing.files.wide import wide_encoding
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault
from nashra.text.misread import without_misread_mark

LOST = "\ufffd"  # stands where a character was lost
_LOST = LOST.encode()
_ANY = b"\r\0"  # stands for what can't be encoded, of which everything is asked
_SAMPLE = 4000  # characters looked at when a decoding is judged
_FEW = 4  # Arabic letters that are enough when there is hardly another one
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_SURROGATES = re.compile("[\ud800-\udfff]+")
_NAMED = re.compile(r"<U\+([0-9A-Fa-f]{4,6})>")  # how R writes what its encoding lacks
_FEW_NAMED = 3
_ASCII = bytes(range(0x80))
_PIECES = re.compile(rb"([\n\r\t<>\"{};|,]+)")  # what stands between strings that may have come from different places


def decode(data: bytes, limits: Limits) -> str:
    """The text of a record or a text file, lines ended by "\\n". Raises RecordFault when it can't be had."""
    return decode_with_bytes(data, limits)[0]


def decode_with_bytes(data: bytes, limits: Limits) -> tuple[str, bytes | None]:
    """The same; and the text in UTF-8, where that is at hand."""
    decoded, utf8 = _decoded(data, limits)
    text = without_misread_mark(_with_letters(decoded) if b"<U+06" in data else decoded)
    utf8 = utf8 if text is decoded else None
    stored = storable(text, limits, utf8)
    return _mended(stored, limits, utf8 if stored is text else None)


def _with_letters(text: str) -> str:
    """Text with the letters that R wrote by their numbers: "<U+0628>"."""
    if text.count("<U+06") < _FEW_NAMED:
        return text
    return _NAMED.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) < 0x110000 else match[0], text)


def normal(text: str, limits: Limits) -> str:
    """Text from any reader made fit to store, and mojibake in it put right where that is certain."""
    return _mended(storable(text, limits), limits)[0]


def _mended(text: str, limits: Limits, data: bytes | None = None) -> tuple[str, bytes | None]:
    """`data`: the text in UTF-8, where it is at hand."""
    try:
        mended, data = ungarbled_with_bytes(text, limits, data=data)
    except RecordFault:
        return text, data  # `admit` asks again, of each field by itself
    return mended.text, data


def storable(text: str, limits: Limits, data: bytes | None = None) -> str:
    """Text with "\\n" at line ends, without stray NULs and halves of surrogate pairs. `data`: the same in UTF-8, where
    it is at hand.

    Raises RecordFault when more characters were lost than `allowed_losses`.
    """
    try:
        data = text.encode() if data is None else data  # in which a sign is found many times sooner
    except UnicodeEncodeError:
        data = _ANY
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if b"\0" in data and (nuls := text.count("\0")):
        # Some crawlers end each text with one; many mean that this isn't text.
        if nuls > max(2, limits.nul_share * len(text)):
            raise RecordFault(f"nul bytes: {nuls} of {len(text)} characters")
        text = text.replace("\0", "")
    if data is _ANY:
        text = _SURROGATES.sub(_joined, text)
    if data is not _ANY and (_LOST[:1] not in data or _LOST not in data):  # one byte is found sooner than three
        return text
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


def _decoded(data: bytes, limits: Limits) -> tuple[str, bytes | None]:
    """The text; with its bytes where they are UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif wide := wide_encoding(data):
        return data.decode(wide, "replace"), None
    try:
        return data.decode("utf-8"), data
    except UnicodeDecodeError as error:
        return _mixed(data, error, limits), None


def _mixed(data: bytes, error: UnicodeDecodeError, limits: Limits) -> str:
    """Text that is not all UTF-8: each piece decoded by itself, those that are no UTF-8 as one legacy encoding."""
    parts = _parts(data)
    legacy = [piece for part in parts if not _is_utf8(part) for piece in _PIECES.split(part) if _is_legacy(piece)]
    encoding = _legacy_encoding(b"\n".join(legacy), limits) if legacy else None
    if encoding and sum(map(_high_bytes, legacy)) >= 0.9 * _high_bytes(data):
        return data.decode(encoding, "replace")  # all of it, also where two bytes are UTF-8 by chance
    text = "".join(
        piece.decode(encoding if encoding and _is_legacy(piece) else "utf-8", "replace")
        for part in parts
        for piece in ([part] if _is_utf8(part) else _PIECES.split(part))
    )
    if text.count(LOST) > allowed_losses(len(text), limits):
        raise RecordFault(f"encoding: not UTF-8 at byte {error.start}, nor any known Arabic encoding")
    return text


def _parts(data: bytes) -> list[bytes]:
    """A text in parts at signs between pieces: most are UTF-8 as they stand, and need not be taken to pieces."""
    first, *rest = data.split(b"<")
    return [first, *(b"<" + part for part in rest)]


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_legacy(piece: bytes) -> bool:
    """Whether more of a piece is no UTF-8 than damage would explain."""
    if piece.isascii() or _is_utf8(piece):
        return False
    return 2 * _high_bytes(piece.decode("utf-8", "ignore").encode()) < _high_bytes(piece)


def _high_bytes(data: bytes) -> int:
    return len(data.translate(None, _ASCII))


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
