"""Above the text no reading of a page's weather and rates stays, nor a motto in another script."""

import pytest

from tests.support.cleaning_articles import P1, P2, P3, TITLE, clean

PAGE = ("22° البلدة", "القاهرة °33 صحو", "19 ° م الجبل", "4.67 جنيه إسترليني", "الدولار: 3.73", "0.08 دينار")
MOTTO = "Independent news of the valley since 1998, told without fear or favour"


def test_readings_above_the_headline_go() -> None:
    cleaned = clean("\n".join([*PAGE, TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_below_a_paragraph_they_are_the_news() -> None:
    assert clean("\n".join([TITLE, P1, *PAGE, P2])).body.split("\n")[1:-1] == list(PAGE)


def test_a_table_without_a_paragraph_stays() -> None:
    cleaned = clean("\n".join(["أسعار العملات", *PAGE]))
    assert all(line in cleaned.body for line in PAGE)


def test_one_reading_alone_may_be_a_headline() -> None:
    assert clean("\n".join(["45° في الظل", P1, P2, P3])).title == "45° في الظل"


def test_a_motto_in_latin_letters_is_no_title() -> None:
    cleaned = clean("\n".join([MOTTO, TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert MOTTO not in cleaned.body


@pytest.mark.parametrize(
    "line", ["Galaxy S26 يصل إلى أسواق المدينة", "برنامج «Waha Independent News of the Valley» يعود"]
)
def test_latin_words_among_arabic_stay(line: str) -> None:
    cleaned = clean("\n".join([line, P1, P2, P3]))
    assert line in (cleaned.title or "") + cleaned.body


def test_a_menu_of_sections_run_together_is_no_title() -> None:
    cleaned = clean("\n".join(["الأخبار أخبار عربية أخبار دولية رياضة محلية", TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert "أخبار دولية" not in cleaned.body


def test_a_place_alone_above_the_text_is_no_title() -> None:
    cleaned = clean("\n".join(["مسقط", P1, P2, P3]))
    assert cleaned.title is None
    assert cleaned.body == "\n".join([P1, P2, P3])
