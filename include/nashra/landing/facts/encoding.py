"""Bytes to text: UTF-8, UTF-16 with a mark, windows-1256 when it is Arabic beyond doubt; mojibake put right.

The order is strict: bytes that are valid UTF-8 are never taken for anything else, and a repair is made only
when it gives Arabic of which the words are known. What stays in doubt is refused with the reason.
"""

import codecs
import re

from nashra.landing.facts.language import arabic_evidence
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE = 4000  # characters looked at when a decoding is judged
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
# UTF-8 read as Latin-1 or windows-1252 (Ø§Ù„), as windows-1256 (ط§ظ„), and windows-1256 read as Latin-1 (Çá).
_LATIN_TRACE = re.compile("[\u00c0-\u00ff]")
_CP1256_TRACE = re.compile("[طظ][^\u0621-\u0637\u0639-\u063f\u0641-\u0652\\s]")
_TRACES = "ØÙÇáÃطظ"  # one of these is in every third place of such text, and seldom in any other
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, limits: Limits) -> str:
    """The text of a record or a text file, lines ended by "\\n". Raises RecordFault when it can't be had."""
    return normal(_decoded(data, limits), limits)


def normal(text: str, limits: Limits) -> str:
    """Text from any reader made fit to store: line ends, stray NULs and surrogates, mojibake."""
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
        text = _SURROGATE.sub("\ufffd", text)
    broken = text.count("\ufffd")
    if broken > limits.replacement_share * len(text):
        raise RecordFault(f"encoding: {broken} characters were lost before it landed")
    return _without_mojibake(text, limits)


def _decoded(data: bytes, limits: Limits) -> str:
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RecordFault(f"encoding: broken UTF-16 at byte {error.start}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error, limits)


def _legacy(data: bytes, error: UnicodeDecodeError, limits: Limits) -> str:
    """The legacy decoding that gives the most Arabic words; none when UTF-8 was merely damaged."""
    if len(data.decode("utf-8", "ignore").encode()) < 0.9 * len(data):
        texts = [data.decode(name, "replace") for name in limits.legacy_encodings]
        evidence, text = max((arabic_evidence(text[:_SAMPLE]), text) for text in texts)
        if evidence > 0 and _arabic_share(text) >= limits.arabic_letters_share and "\ufffd" not in text:
            return text
    raise RecordFault(f"encoding: not UTF-8 at byte {error.start}, nor any known Arabic encoding")


def _arabic_share(text: str) -> float:
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    return len(_ARABIC.findall(text[:_SAMPLE])) / letters if letters else 0.0


def _without_mojibake(text: str, limits: Limits) -> str:
    if text.isascii():
        return text
    sample = text[:_SAMPLE]
    if sum(map(sample.count, _TRACES)) <= 0.1 * len(sample):
        return text
    latin = len(_LATIN_TRACE.findall(sample)) > 0.3 * len(sample)
    if not latin and len(_CP1256_TRACE.findall(sample)) <= 0.2 * len(sample):
        return text
    for repaired in _repairs(text, latin):
        good = arabic_evidence(repaired[:_SAMPLE]) > 0 and _arabic_share(repaired) >= limits.arabic_letters_share
        if good and "\ufffd" not in repaired:
            return repaired
    if latin:  # not Arabic in disguise: French, Vietnamese ... is for the language check to name
        return text
    raise RecordFault("encoding: UTF-8 that was read as windows-1256, not to be put right for certain")


def _repairs(text: str, latin: bool) -> list[str]:
    found = []
    for wrong in ("cp1252", "latin-1") if latin else ("cp1256",):
        data = _bytes_again(text, wrong)
        if data is None:
            continue
        for right in ("utf-8", "cp1256") if latin else ("utf-8",):
            try:
                found.append(data.decode(right))
            except UnicodeDecodeError:
                continue
    return found


def _bytes_again(text: str, wrong: str) -> bytes | None:
    """The bytes that were misread, None when the text can't have come from them."""
    try:
        return text.encode(wrong)
    except UnicodeEncodeError:
        pass
    out = bytearray()
    for character in text:
        try:
            out += character.encode(wrong)
        except UnicodeEncodeError:
            if ord(character) > 0xFF:  # browsers map the bytes windows-1252 leaves free to U+0080..U+009F
                return None
            out.append(ord(character))
    return bytes(out)
