"""A whole other story in mid-page goes or stays as one, and where it stays the article says where it begins."""

import pytest

from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, P1, P2, P3, P4, P5, TITLE, clean

HEADLINE = "سوق السمك الجديد في بلدية الميناء يفتح أبوابه أمام الباعة"


def test_a_story_without_a_marker_is_whole_and_flagged() -> None:
    found = clean(TITLE, *BODY, HEADLINE, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == [*BODY, HEADLINE, OTHER_P1, OTHER_P2]
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].startswith(HEADLINE)


def test_a_story_behind_a_header_is_gone_as_a_whole() -> None:
    found = clean(TITLE, *BODY, "اقرأ أيضا:", HEADLINE, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == list(BODY)
    assert found.other_story_at is None


@pytest.mark.parametrize("byline", ["كتب: سالم العامري", "12 أغسطس 2023"])
def test_its_byline_or_date_does_not_hide_it(byline: str) -> None:
    found = clean(TITLE, *BODY, HEADLINE, byline, OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].split("\n") == [HEADLINE, OTHER_P1, OTHER_P2]


@pytest.mark.parametrize(
    "subhead", ["منسوب النبع يرتفع بعد موسم مطير هذا العام", "مهرجان الرمان يعود إلى الوادي قريبا"]
)
def test_a_subhead_on_the_same_topic_is_no_story(subhead: str) -> None:
    found = clean(TITLE, P1, P2, P3, subhead, P4, P5)
    assert found.body.split("\n") == [P1, P2, P3, subhead, P4, P5]
    assert found.other_story_at is None
