"""An article that goes on behind another story on its page keeps its own paragraphs."""

import pytest

from tests.support.cleaning_articles import OTHER_P1, OTHER_P2, OTHERS, P1, P2, P3, P4, P5, TITLE, clean

HEADLINE = "سوق السمك الجديد في بلدية الميناء يفتح أبوابه أمام الباعة"


@pytest.mark.parametrize("header", ["آخر الأخبار", "أخبار ذات صلة", "اقرأ أيضا:"])
@pytest.mark.parametrize("other", [(OTHER_P1,), (OTHER_P1, OTHER_P2)], ids=["one paragraph", "two"])
def test_its_paragraphs_behind_the_other_story_stay(header: str, other: tuple[str, ...]) -> None:
    found = clean(TITLE, P1, P2, P3, header, HEADLINE, *other, P4, P5)
    assert [line for line in found.body.split("\n") if line in (P1, P2, P3, P4, P5)] == [P1, P2, P3, P4, P5]


def test_so_does_one_below_titles_without_a_story() -> None:
    found = clean(TITLE, P1, P2, P3, "قصص مقترحة", OTHERS[0], OTHERS[1], P4, P5)
    assert found.body.split("\n") == [P1, P2, P3, P4, P5]


def test_the_other_story_alone_goes_as_a_whole() -> None:
    found = clean(TITLE, P1, P2, P3, P4, P5, "آخر الأخبار", HEADLINE, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == [P1, P2, P3, P4, P5]
