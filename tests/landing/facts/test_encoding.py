"""Encodings are found and mojibake put right when it is certain; otherwise the text is refused."""

import codecs
from typing import Any

import pytest

from nashra.landing.facts.encoding import decode, normal
from nashra.landing.limits import load_limits
from nashra.landing.records import RecordFault

TEXT = "قال رئيس الوزراء في المؤتمر الصحفي إن الحكومة ستبدأ من الشهر المقبل تنفيذ الخطة على مراحل."
LIMITS = load_limits()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1256"),
        TEXT.encode("iso8859_6"),
        TEXT.encode("mac_arabic"),
        TEXT.encode("cp720"),
        TEXT.encode("cp1256").decode("latin-1").encode(),
        TEXT.encode("cp1256").decode("cp1252", "ignore").encode(),
        TEXT.encode().decode("latin-1").encode(),
        "".join(
            bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in TEXT.encode()
        ).encode(),
    ],
)
def test_the_text_comes_back(data: bytes) -> None:
    assert decode(data, LIMITS) == TEXT


def test_utf8_read_as_windows_1256_comes_back() -> None:
    text = "قال في المؤتمر الذي عقد من أجل السلام على الأرض"
    broken = text.encode().decode("cp1256", "replace")
    if "\ufffd" not in broken:
        assert decode(broken.encode(), LIMITS) == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT + " «Liberté, égalité», a déclaré l'élève à Orléans.",
        "Été à Besançon: l'élève français a été reçu à l'école.",
        "طظ طظ في الظهر، وظل الطبيب يطالب بالنظر",
    ],
)
def test_what_is_no_mojibake_is_left_alone(text: str) -> None:
    assert decode(text.encode(), LIMITS) == text


LINES = TEXT + "\nوأضاف أن اللجنة المشتركة تجتمع مرة في كل أسبوع.\nوحضر الاجتماع ممثلون عن البلديات."


@pytest.mark.parametrize("legacy", ["cp1256", "iso8859_6"])
def test_lines_of_two_encodings_are_each_decoded_by_itself(legacy: Any) -> None:
    first, second, third = LINES.split("\n")
    assert decode(b"\n".join([first.encode(), second.encode(legacy), third.encode()]), LIMITS) == LINES
    row = b'{"title": "' + third.encode(legacy) + b'", "text": "' + first.encode() + b'"}'
    assert decode(row, LIMITS) == f'{{"title": "{third}", "text": "{first}"}}'


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text_without_a_mark(encoding: Any) -> None:
    assert decode(TEXT.encode(encoding), LIMITS) == TEXT


@pytest.mark.parametrize("noise", [b"\xd8", b"\xff", b"\xe2\x80", b"\xd8\xff"])
def test_a_broken_byte_costs_a_character(noise: Any) -> None:
    data = TEXT.encode()
    text = decode(data[:40] + noise + data[40:], LIMITS)
    assert text.replace("\ufffd", "") == TEXT
    assert 1 <= text.count("\ufffd") <= 2


def test_halves_of_surrogate_pairs_meet_or_are_lost() -> None:
    assert normal("خبر \ud83d\ude00 \ud83d", LIMITS) == "خبر 😀 \ufffd"


def test_latin_1_bytes_are_not_taken_for_arabic() -> None:
    with pytest.raises(RecordFault, match="encoding: not UTF-8 at byte"):
        decode("Les élèves français ont été reçus à l'école où ils étaient déjà allés".encode("latin-1"), LIMITS)


def test_line_ends_are_one_and_stray_nuls_go() -> None:
    assert decode(f"{TEXT}\r\nب\rج\n\0".encode(), LIMITS) == f"{TEXT}\nب\nج\n"
