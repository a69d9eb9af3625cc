"""A first line that only says where a story is from and who wrote it is no title."""

import pytest

from tests.support.cleaning_articles import P1, P2, P3, clean


@pytest.mark.parametrize(
    "first",
    [
        "الدوحة - صدى اليوم",
        "نواكشوط ـ مختار ولد سالم",
        "رام الله - نابلس - رندة العامري",
        "صدى اليوم / محمد الناصري",
        "النخيل الإلكترونية - عبد القادر الراشد",
        "غزة-صدى اليوم",
        "القاهرة : صدى نيوز",
        "القاهرة - عمر الراشد، صالح العامري",
        "صنعاء - أمين غالب وهدى الراشد",
        "- رام الله - نابلس - رندة العامري",
    ],
)
def test_a_signature_is_no_title(first: str) -> None:
    cleaned = clean("\n".join([first, P1, P2, P3]))
    assert cleaned.title is None
    assert cleaned.body == "\n".join([P1, P2, P3])
    assert cleaned.removals[0].category == "metadata"


@pytest.mark.parametrize(
    "first",
    [
        "مصر - السودان اليوم",  # a match
        "فلسطين - الجرح القديم",
        "القناة القديمة - حكاية عطش",
        "عودة الماء / محمد الناصري يروي ما جرى في القناة",
        "القاهرة: حكاية عطش",
        "القاهرة - القناة والنهر، حكاية عطش",
    ],
)
def test_a_title_with_a_dash_is_one(first: str) -> None:
    assert clean("\n".join([first, P1, P2, P3])).title == first


def test_a_paper_s_name_above_its_writer_is_no_title() -> None:
    cleaned = clean("\n".join(["أخبار النخيل", "أخبار النخيل ـ هدى الراشد", P1, P2, P3]))
    assert cleaned.title is None
    assert cleaned.body == "\n".join([P1, P2, P3])


def test_a_title_above_a_line_that_begins_with_it_is_one() -> None:
    assert clean("\n".join(["حكاية عطش", "حكاية عطش - كيف عادت القناة", P1, P2, P3])).title == "حكاية عطش"


def test_two_words_that_are_papers_too_stay() -> None:
    assert "الحياة - الوطن" in clean("\n".join(["الحياة - الوطن", P1, P2, P3])).body
