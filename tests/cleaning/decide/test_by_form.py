"""Lines that go by their form alone."""

import pytest

from tests.support.cleaning_articles import P1, P2, P3, P4, P5, TITLE, clean


@pytest.mark.parametrize("line", ["م.ل / ع.ق", "(س. م / ر. ح)", "ب.ن/ع.ق", "ز.ش/ م.ج"])
def test_initials_of_who_wrote_it(line: str) -> None:
    assert clean(TITLE, P1, P2, P3, P4, P5, line).body.split("\n") == [P1, P2, P3, P4, P5]


@pytest.mark.parametrize(
    "line",
    [
        "سالم العامري | الثلاثاء 11 مارس 2025 - 01:22 م | 204",
        "هدى الراشد | 12 آذار 2025",
        "سامر خليل | الأحد 2 أوت 2026 |",
    ],
)
def test_a_writer_and_a_day_between_bars(line: str) -> None:
    assert clean(line, P1, P2, P3, title=TITLE).body.split("\n") == [P1, P2, P3]


@pytest.mark.parametrize("line", ["© بوابة الواحة، إحدى خدمات المدينة", "© 2025 شبكة الواحة"])
def test_whose_it_is(line: str) -> None:
    assert clean(TITLE, P1, P2, P3, P4, P5, line).body.split("\n") == [P1, P2, P3, P4, P5]


def test_a_caption_that_stands_beside_itself() -> None:
    caption = "رئيس الجمعية أثناء الجولة"
    assert clean(TITLE, P1, P2, f"{caption} {caption}", P3).body.split("\n") == [P1, P2, P3]


@pytest.mark.parametrize(
    "line",
    [
        "نجوم الوادي | الجمعة 7 مساء | ملعب الواحة",
        "المصرف الشرقي | البيع 149250 | الشراء 147250",
        "أ.ب ثم سكت",
        "من القرية إلى النهر ومن النهر إلى القرية",
    ],
)
def test_what_only_looks_like_it(line: str) -> None:
    assert line in clean(TITLE, P1, P2, line, P3, P4, P5).body.split("\n")
