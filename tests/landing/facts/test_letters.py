"""Shapes of letters become letters, and lines in the order of the eye those of the reader."""

import unicodedata
from typing import Any

import pytest

from nashra.landing.facts.letters import in_letters, in_order

TEXT = (
    "قال رئيس الوزراء في المؤتمر الصحفي (عام 2023) إن الحكومة ستبدأ مع Google Cloud من الشهر المقبل تنفيذ الخطة.\n"
    "ولا خلاف على الأرقام، فقد بلغت الزيادة 3.5 في المئة خلال الشهور الثلاثة الأخيرة من السنة «الماضية»."
)
# What a PDF shows from left to right, for the first half of the first line and for a line with a number in it.
EYE = "(2023 ماع) يفحصلا رمتؤملا يف ءارزولا سيئر لاق"
READ = "قال رئيس الوزراء في المؤتمر الصحفي (عام 2023)"


def shapes(text: str) -> str:
    """Each letter as the shape in the middle of a word, with the ligature of lam and alef."""
    middle = {}
    for code in range(0xFE80, 0xFEF5):
        letter = unicodedata.normalize("NFKC", chr(code))
        middle[letter] = chr(code)  # the last of them is the middle one, or the one at the end
    return "".join(middle.get(letter, letter) for letter in text.replace("لا", "ﻻ").replace("لأ", "ﻷ"))


def test_shapes_become_letters() -> None:
    drawn = shapes(TEXT)
    assert drawn != TEXT
    assert in_letters(drawn) == TEXT
    assert in_order(drawn) == (TEXT, False)


def test_signs_that_sound_text_uses_stay() -> None:
    assert in_letters("قال ﷺ ﴿اقرأ﴾ وثمنه 5 ﷼ وذكر ﷲ") == "قال ﷺ ﴿اقرأ﴾ وثمنه 5 ﷼ وذكر الله"


@pytest.mark.parametrize("line", [EYE, "ﻝﺍﻖ " * 0 + EYE])
def test_a_line_in_the_order_of_the_eye_is_turned(line: Any) -> None:
    assert in_order(line) == (READ, True)


def test_a_ligature_is_turned_as_one() -> None:
    assert in_order("ﺔﻨﺴﻟﺍ ﻡﺎﻗﺭﻷﺍ ﻰﻠﻋ ﻑﻼﺧ ﻻﻭ") == ("ولا خلاف على الأرقام السنة", True)


def test_words_whose_letters_alone_are_turned_keep_their_places() -> None:
    turned = "\n".join(" ".join(word[::-1] if word.isalpha() else word for word in line.split(" ")) for line in
                       ["أعلنت الوزارة في القاهرة أن العمل في المشروع بدأ يوم الأحد وينتهي في الصيف .",
                        "وقال المدير إن الأرصفة جاهزة منذ أيام ."])  # fmt: skip
    assert in_order(turned)[0].startswith("أعلنت الوزارة في القاهرة أن العمل")


def test_a_headline_follows_the_text_of_its_record() -> None:
    assert in_order("رصم ربخ", known=True) == ("خبر مصر", True)
    assert in_order("رصم ربخ") == ("رصم ربخ", False)


@pytest.mark.parametrize("text", [TEXT, "وزارة الصحة تعلن", "لا سلام بلا عدل", "خلال الصلاة ولا سيما مساء", "مدرسة"])
def test_sound_text_stays_as_it_is(text: Any) -> None:
    assert in_order(text) == (text, False)
