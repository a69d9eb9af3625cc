"""«علي», which a recogniser takes for the preposition, belongs to the name after it."""

import pytest

from nashra.article import Mention
from nashra.entities.recognise.settle.first_names import with_first_names, without_on
from nashra.entities.recognise.settle.heads import read_heads


def settled(body: str, *names: str) -> list[str]:
    mentions = [Mention("PERS", name, at := body.index(name), at + len(name), 0, 0.9) for name in names]
    found = with_first_names(mentions, body)
    assert all(body[one.start : one.end] == one.surface for one in found)
    return [one.surface for one in found]


def test_the_name_is_whole() -> None:
    assert settled("أكد المدير علي القرشي موافقته على الخطة.", "القرشي") == ["علي القرشي"]


def test_a_name_that_ended_before_it_goes_on() -> None:
    assert settled("حضر حسن علي الزاير، ورد على الأسئلة.", "حسن", "الزاير") == ["حسن علي الزاير"]


def test_nothing_tells_where_the_preposition_is_written_so_too() -> None:
    assert settled("أثنى الوزير علي سامي في كلمته.", "سامي") == ["سامي"]


def test_a_word_that_only_ends_so_is_no_name() -> None:
    assert settled("قال الفعلي سامي إنه على علم.", "سامي") == ["سامي"]


@pytest.mark.parametrize(
    ("body", "found", "name"),
    [
        ("أثنى المتحدث في كلمته على الشناوي أمس.", "على الشناوي", "الشناوي"),
        ("أثنى المتحدث فى كلمته، وكتب على الحجار أغنية.", "على الحجار", "على الحجار"),
        ("وفي المساء غنى الفنان على الحجار أغنية.", "على الحجار", "على الحجار"),
        ("وفي المساء تحدث على عبدالله طويلا.", "على عبدالله", "على عبدالله"),
    ],
)
def test_on_is_no_part_of_a_name_where_a_body_writes_its_letters_apart(body: str, found: str, name: str) -> None:
    mention = Mention("PERS", found, at := body.index(found), at + len(found), 0, 0.9)
    (one,) = without_on([mention], body, read_heads())
    assert one.surface == body[one.start : one.end] == name
