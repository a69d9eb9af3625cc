import pytest

from nashra.text.fold import fold, fold_line

LETTERS = [chr(code) for code in range(0x20, 0x2100) if not 0xD800 <= code < 0xE000] + [
    "\ufeff",
    "\U0001f600",
    "ﷲ",
    "ۀ",
]


@pytest.mark.parametrize("size", [4, 60, 700], ids=["a word", "a line", "a text"])
def test_texts_of_any_length_fold_letter_by_letter(size: int) -> None:
    for first in range(0, len(LETTERS), size):
        text = "".join(LETTERS[first : first + size])
        assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize("size", [1, 30, 500], ids=["a word", "a line", "a text"])
def test_half_a_character_stays_where_it_is(size: int) -> None:
    assert fold("إلى\ud83d" * size) == "الي\ud83d" * size


@pytest.mark.parametrize("size", [1, 30, 500], ids=["a word", "a line", "a text"])
def test_marks_go_and_letters_take_one_form(size: int) -> None:
    assert fold("مُؤتمرٌ٣ " * size) == "موتمر3 " * size


def test_a_line_has_single_spaces() -> None:
    assert fold_line("\u00a0 نشرة \t\u2003 الأخبار\u200f Live \n") == "نشره الاخبار live"
