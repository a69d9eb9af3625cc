"""Headlines of other stories around the text go; a writer's short lines, verse and lists of the news stay."""

import pytest

from tests.support.cleaning_articles import OTHER_P1, OTHER_P2, P1, P2, P3, TITLE, clean

OTHERS = (
    "ميناء العريش يستقبل أول سفينة حاويات منذ عامين",
    "لجنة الحكام تعلن أسماء طاقم مباراة الكأس",
    "ارتفاع أسعار الزيتون في أسواق صفاقس قبل العيد",
    "افتتاح معرض الخط العربي في قصر الثقافة بالشارقة",
    "الأرصاد تحذر من رياح مثيرة للأتربة على الساحل",
    "جامعة النجاح تخرج دفعة جديدة من طلبة الهندسة",
)
TEASERS = (
    "أنهى فريق الساحل تحضيراته لمباراة الإياب أمام ضيفه القادم من العاصمة وسط غياب أبرز لاعبيه بسبب…",
    "أعلنت شركة الكهرباء عن برنامج صيانة جديد للمحولات في الأحياء الغربية يستمر حتى نهاية الشهر…",
    "شهد معرض الكتاب في دورته الأخيرة إقبالا غير مسبوق من الزوار الذين توافدوا على أجنحة دور النشر...",
)


@pytest.mark.parametrize("gap", ["    ", "\t", " \u00a0 \u00a0", "   |   ", " wahanews "])
def test_a_ticker_in_one_line_goes_and_is_no_title(gap: str) -> None:
    cleaned = clean("\n".join([gap.join(OTHERS), TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])
    assert [removal.rule for removal in cleaned.removals if removal.part == "whole"] == ["ticker-of-others"]


def test_a_ticker_of_lines_above_the_headline_goes() -> None:
    cleaned = clean("\n".join([*OTHERS, TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_teasers_cut_off_with_dots_below_the_text_go() -> None:
    cleaned = clean("\n".join([TITLE, P1, P2, P3, *TEASERS]))
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_a_writer_who_ends_with_dots_keeps_his_last_lines() -> None:
    lines = [f"{part.rstrip('.')}.. وهذا ما كان.." for part in (P1, P2, P3)]
    cleaned = clean("\n".join([TITLE, *lines, *(teaser.rstrip(".…") + "..." for teaser in TEASERS)]))
    assert all(teaser.rstrip(".…") in cleaned.body for teaser in TEASERS)


def test_words_in_columns_are_no_ticker() -> None:
    """A table in the text has gaps too."""
    table = "    ".join(["الفريق", "لعب", "فاز", "خسر", "نقاط"])
    assert table.split()[0] in clean("\n".join([TITLE, P1, table, P2, P3])).body


@pytest.mark.parametrize("caption", ["الحقول الشرقية", "وزير الزراعة سالم العامري"])
def test_a_caption_printed_twice_goes(caption: str) -> None:
    cleaned = clean("\n".join([TITLE, caption, caption, P1, P2, P3]))
    assert cleaned.body == "\n".join([P1, P2, P3])
    assert [removal.text for removal in cleaned.removals] == [caption, caption]


def test_a_menu_that_names_its_site_again_and_again_is_no_title() -> None:
    menu = "قناة نور الواحة الواحة سبورت نور الواحة جامعات نور الواحة عقارات"
    assert clean("\n".join([menu, TITLE, P1, P2, P3])).title == TITLE


def test_a_place_above_the_headline_is_no_title() -> None:
    assert clean("\n".join(["مراكش", TITLE, P1, P2, P3])).title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "عرب وعالم 25-9-2021 | 19:42",
        "16 08:45 2023 فيفري",
        "2015-04-02 الساعة 04:30م (واحة نت - خاص)",
        "الواحة24 نشر في: 3 نوفمبر 2017",
        "رمز الخبر: ۱۹۹۲۹",
        "القاهرة ـ مصطفى الناصري",
    ],
)
def test_a_line_about_the_page_leaves_the_text(line: str) -> None:
    cleaned = clean("\n".join([TITLE, line, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_headlines_run_together_without_a_mark_are_no_title() -> None:
    run = " ".join([*OTHERS, *OTHERS[::-1]])
    cleaned = clean("\n".join([run, TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_a_teaser_above_a_masthead_goes() -> None:
    head = [TEASERS[1], "رئيس مجلس الإدارة : د. سالم بن راشد العامري", "رئيس التحرير: هدى الراشد", "مساحة إعلانية"]
    cleaned = clean("\n".join([*head, P1, P2, P3]))
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_a_long_first_paragraph_without_a_mark_stays() -> None:
    words = " ".join(P1.translate({ord(mark): None for mark in "،."}).split() + P2.replace("،", "").rstrip(".").split())
    assert words in clean("\n".join([TITLE, words, P2, P3])).body
    assert words in clean("\n".join([words, P2, P3])).body


def test_a_long_first_paragraph_of_the_titles_words_stays() -> None:
    words = " ".join(P1.translate({ord(mark): None for mark in "،."}).split() + P2.replace("،", "").rstrip(".").split())
    cleaned = clean(words, OTHER_P1, OTHER_P2, title=TITLE)
    assert words in cleaned.body
