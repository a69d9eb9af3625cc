"""Titles of other stories in a row, without a header and on a night without other articles of the site: they go when
they say other things than the article, and what looks like them and is the news stays."""

import pytest

from tests.support.cleaning_articles import BODY, OTHERS, P1, P2, P3, P4, P5, TITLE, clean

TIMES = ["10:40", "10:22", "10:05", "09:58", "09:31"]


def body(*lines: str) -> list[str]:
    return clean(TITLE, *lines).body.split("\n")


@pytest.mark.parametrize("number", [2, 3, 5])
def test_a_row_behind_the_last_paragraph_goes(number: int) -> None:
    assert body(*BODY, *OTHERS[:number]) == list(BODY)


def test_a_ticker_of_clocks_and_titles_goes() -> None:
    ticker = [line for pair in zip(TIMES, OTHERS, strict=True) for line in pair]
    assert body(*BODY, *ticker) == list(BODY)


def test_a_row_between_paragraphs_goes() -> None:
    assert body(P1, P2, P3, *OTHERS[:3], P4, P5) == list(BODY)


def test_sections_between_the_titles_go_with_them() -> None:
    assert body(*BODY, "محليات", OTHERS[0], "رياضة", OTHERS[2], "ثقافة", OTHERS[3]) == list(BODY)


def test_a_title_above_the_own_one_goes() -> None:
    found = clean(OTHERS[2], OTHERS[3], TITLE, *BODY)
    assert (found.title, found.body.split("\n")) == (TITLE, list(BODY))


def test_a_number_behind_the_name_of_one_is_no_list_of_facts() -> None:
    assert body(*BODY, "سوسة : إيقاف 73 مفتشا عنهم وحجز كميات من التبغ", *OTHERS[:4]) == list(BODY)


def test_a_long_row_below_a_short_text_goes() -> None:
    row = [*OTHERS, "لجنة الحكام تعلن أسماء طاقم مباراة الكأس", "جامعة النجاح تخرج دفعة جديدة من طلبة الهندسة"]
    found = clean(TITLE, P1, P2, *row)
    assert found.body.split("\n") == [P1, P2]


HONEST = {
    "a list that the article announces": ["وجاء في جدول أعمال المجلس لهذا الأسبوع:", *OTHERS[:3]],
    "labels and numbers": ["عدد المشاركين من الشباب: 112", "أسابيع العمل المتواصل: 7", "كلفة الترميم بالدينار: 4100"],
    "one thing after another": ["حدود الدائرة الأولى وأحياؤها", "حدود الدائرة الثانية وأحياؤها",
                                "حدود الدائرة الثالثة وأحياؤها"],
    "numbered points": ["1- شراء مضخة احتياطية صغيرة", "2- تعيين حارس ليلي دائم", "3- طلاء البوابات الحديدية كلها"],
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(HONEST))
def test_lists_that_are_the_news_stay(kind: str) -> None:
    assert body(P1, P2, P3, *HONEST[kind], P4, P5) == [P1, P2, P3, *HONEST[kind], P4, P5]


def test_subheads_between_paragraphs_stay() -> None:
    assert body(P1, P2, "مياه النبع تعود إلى البساتين", P3, "مخاوف من آبار جديدة", P4, P5) == [
        P1, P2, "مياه النبع تعود إلى البساتين", P3, "مخاوف من آبار جديدة", P4, P5,
    ]  # fmt: skip


def test_what_stands_below_years_stays() -> None:
    told = [
        "انهيار الجدار الشرقي في سيول الشتاء",
        "تأسيس صندوق تبرعات بين المغتربين",
        "وصول أول دفعة من الحجارة المنحوتة",
    ]
    years = ["2016", "2019", "2021"]
    found = body(P1, P2, P3, *[line for pair in zip(years, told, strict=True) for line in pair], P4, P5)
    assert [line for line in found if line in told] == told
