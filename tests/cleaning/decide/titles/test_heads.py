"""Heads of articles in ninety-odd kinds: kickers, writers' names, titles of one word, lines broken at a width."""

import pytest

from tests.support.cleaning_articles import BODY, article, clean, scraped_again
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
    assert clean(first, second, *BODY).title == first


def test_the_one_line_between_a_writer_and_the_text_is_its_title_though_the_text_has_no_word_of_it() -> None:
    text = (
        "لم يعد الرف الخشبي جزءا من غرفة الجلوس كما كان في طفولتنا، فقد حلت الشاشات محله وصار الورق هدية غريبة "
        "يتبادلها قليلون في مناسبات متباعدة.",
        "ولعل السؤال الذي ينبغي أن نطرحه ليس عن عدد من يقرأون، وإنما عن المدرسة التي لم تعلمنا متعة السؤال.",
    )
    assert clean("بقلم: د. عصام الطاهر", "حين تصبح المعرفة ترفا", *text).title == "حين تصبح المعرفة ترفا"


def test_a_papers_full_name_is_no_headline_though_the_story_has_a_word_of_it() -> None:
    cleaned = clean("صحيفة صدى القناة الإلكترونية", "12 مارس 2024", "أهالي الوادي يعيدون فتح القناة القديمة", *BODY)
    assert cleaned.title == "أهالي الوادي يعيدون فتح القناة القديمة"


@pytest.mark.parametrize(
    "title",
    [
        "تحديث شبكة المياه في 5 أحياء قديمة",
        "تعديل في قانون السير يخفض السن إلى 21 عاما",
        "حدث في مثل هذا اليوم: 17 يناير",
        "آخر تحديث.. أسعار التمور اليوم الثلاثاء 5 مايو 2024",
    ],
)
def test_a_headline_that_begins_as_a_line_of_dates_does_is_one(title: str) -> None:
    assert clean(title, *BODY).title == title


def test_thousands_of_names_above_a_text_stand_above_its_headline() -> None:
    title = "بلدية الواحة تعيد فتح القناة القديمة بعد عشرين عاما"
    found = clean(*["سالم أحمد الخطيب"] * 4_000, title, *BODY)
    assert found.title == title
