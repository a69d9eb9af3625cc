"""Words of a search are found however a text spells them."""

import duckdb
import pytest

from nashra.text.spelled import spelled


def finds(words: str, text: str) -> bool:
    row = duckdb.execute("SELECT regexp_matches($1, $2)", [text, spelled(words)]).fetchone()
    return row is not None and bool(row[0])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("احمد الاحمدي", "لقاء أَحمد  الأحمدي في عمّان"),
        ("أحمد", "قال احمد"),
        ("مستشفي", "افتتاح مستشفى جديد"),
        ("علی", "قال علي"),
        ("مكتبه", "مكتبة الإسكندرية"),
        ("مؤتمر", "موتمر صحفي"),
        ("كركوك", "کرکوک تستعد للعيد"),
        ("2023", "خطة ٢٠٢٣ للمياه"),
        ("۱۴", "اليوم 14 من الشهر"),
        ("سَدّ درنة", "انهيار سد درنه"),
    ],
)
def test_however_it_is_spelled(words: str, text: str) -> None:
    assert finds(words, text)


@pytest.mark.parametrize(("words", "text"), [("درنة", "درعا"), ("سد (أ)", "سد ا"), ("1", "سد")])
def test_other_words_are_not_found(words: str, text: str) -> None:
    assert not finds(words, text)


def test_no_words_are_no_pattern() -> None:
    assert spelled(" \u0640 ") == ""
