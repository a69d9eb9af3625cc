"""What stands above the day of an article whose headline is a field goes, where it says nothing of the article."""

import pytest

from tests.support.cleaning_articles import BODY, OTHERS, TITLE, clean

DAY = "السبت 15 مارس 2025 - 10:22"
HEADS = ["أسعار النفط تهبط دون 70 دولارا", "ضبط طن من الفستق الفاسد في المرفأ", "عطلة رسمية بمناسبة عيد الربيع"]


@pytest.mark.parametrize(
    "above", [HEADS, HEADS[:2], ["صفحة البداية", "أخبار عامة"], ["أخبار عامة", *HEADS[:2]], [OTHERS[1], OTHERS[3]]]
)
def test_headlines_of_others_and_names_of_the_page_s_parts(above: list[str]) -> None:
    assert clean(*above, DAY, *BODY, title=TITLE).body.split("\n") == list(BODY)


@pytest.mark.parametrize(
    "above",
    [
        ["أهل الوادي يستعيدون النبع", "مياه القناة تصل إلى بساتين الرمان بعد غياب"],  # words of the headline
        ["عرس في البساتين طال انتظاره عقدين"],  # one heading of several words
        ["لم يصدق أحد منهم أن الماء سيعود.", "ضحك الشيوخ وبكت النساء."],  # sentences
    ],
)
def test_what_speaks_of_the_article_stays(above: list[str]) -> None:
    assert clean(*above, DAY, *BODY, title=TITLE).body.split("\n") == [*above, *BODY]


def test_nothing_of_it_where_the_headline_may_stand_there() -> None:
    found = clean(TITLE, DAY, *BODY)
    assert found.title == TITLE
