"""Heads of articles in ninety-odd kinds: kickers, writers' names, titles of one word, lines broken at a width."""

import pytest

from tests.support.cleaning_articles import article, clean, scraped_again
from tests.support.made_heads import ASIDE, HEADS, SEEN, Head

FOUND_ASIDE = 0.8  # share of those that nobody looked at while writing rules: 39 of 48


@pytest.mark.parametrize("head", SEEN, ids=[head.name for head in SEEN])
def test_the_headline_is_found(head: Head) -> None:
    assert clean(*head.text).title == head.title


def test_of_heads_that_no_rule_was_written_for_most_are_found() -> None:
    right = sum(clean(*head.text).title == head.title for head in ASIDE)
    assert right >= FOUND_ASIDE * len(ASIDE)


@pytest.mark.parametrize("head", HEADS, ids=[head.name for head in HEADS])
def test_title_body_and_ledger_give_the_text_back(head: Head) -> None:
    assert scraped_again(article(*head.text), clean(*head.text)) == "\n".join(head.text)


@pytest.mark.parametrize(
    ("first", "second"),
    [  # headlines that begin as kickers do, above a strap
        ("بعد عشرين عاما المياه تعود إلى القناة القديمة", "الناصري: سبعة أسابيع من العمل بلا معدات"),
        ("وسط فرحة الأهالي يعود النبع إلى البساتين", "مجلس منتخب يشرف على توزيع الحصص"),
        ("مزارعو وادي الريحان يعيدون فتح القناة القديمة", "في احتفال حضره أهالي القرى"),
        ("القناة القديمة تعود إلى وادي الريحان", "صالح الناصري: مئة شاب رفعوا الحجارة"),
    ],
)
def test_a_headline_above_a_strap_is_not_taken_for_a_kicker(first: str, second: str) -> None:
    from tests.support.cleaning_articles import BODY

    assert clean(first, second, *BODY).title == first
