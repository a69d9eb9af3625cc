"""What a mention is by its tag, its neighbours and its spelling, where names of several things are alike."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("ORG", "عجمان", "ORG"),  # a club is called by its town
        ("ORG", "المنامة", "LOC"),  # but a capital stands for its state
        ("LOC", "هانوفر", "LOC"),  # a town that only a club is listed by
        ("ORG", "هانوفر", "ORG"),
        ("PERS", "منى", "PERS"),  # a given name before a place
        ("LOC", "منى", "LOC"),
    ],
)
def test_a_word_is_what_it_was_tagged_where_it_may_be_either(linker: Linker, kind: str, name: str, found: str) -> None:
    assert linker.link(kind, name).type == found


def test_a_club_called_by_its_town_has_its_english(linker: Linker) -> None:
    assert linker.english("عجمان", "ORG") == "Ajman"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سيرغي لافرينسكي", "سيرجي لافرينسكي", True),
        ("يورغن شتالمان", "يورجن شتالمان", True),
        ("إيمانويل دل باسكو", "إيمانويل ديل باسكو", True),
        ("هبة الرحمن", "هبة الرحمان", True),
        ("جان موريل", "غان موريل", False),
        ("جلال الهاشمي", "غلال الهاشمي", False),
    ],
)
def test_a_g_is_written_in_two_ways(linker: Linker, one: str, other: str, same: bool) -> None:
    assert (linker.link("PERS", one).entity_id == linker.link("PERS", other).entity_id) is same


def test_a_body_is_its_own_with_an_article_before_it(linker: Linker) -> None:
    assert linker.link("ORG", "الجوهرة أف أم").entity_id == linker.link("ORG", "جوهرة أف أم").entity_id


def test_the_end_of_a_title_is_no_name(link_all: LinkAll) -> None:
    body = "استقبل الفريق أول مراد زنبقي الوفد، ثم غادر أول مراد زنبقي."
    assert [one.surface for one in link_all(body, [("PERS", "أول مراد زنبقي")])][:1] == ["مراد زنبقي"]


def test_a_deputys_field_is_no_part_of_the_body(link_all: LinkAll) -> None:
    body = "قال وكيل أمانة الزنبق للخدمات إن العمل بدأ."
    assert [one.surface for one in link_all(body, [("ORG", "أمانة الزنبق للخدمات")])] == ["أمانة الزنبق"]
    body = "قالت أمانة الزنبق للخدمات إن العمل بدأ."
    assert [one.surface for one in link_all(body, [("ORG", "أمانة الزنبق للخدمات")])] == ["أمانة الزنبق للخدمات"]


@pytest.mark.parametrize("name", ["ملعب مدينة الأمير سلطان الرياضية", "مركز القاهرة لدراسات الزنبق"])
def test_a_known_name_in_a_body_s_does_not_part_it(link_all: LinkAll, name: str) -> None:
    kind = "LOC" if name.startswith("ملعب") else "ORG"
    body = f"أعلن {name} برنامجه أمس."
    assert [one.surface for one in link_all(body, [(kind, name)], 0.45)] == [name]


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("PERS", "فاروق الأول", "Farouk I"),
        ("PERS", "عبد الله الخامس", "Abdullah V"),
        ("MISC", "القانون 52", "Law 52"),
        ("MISC", "القانون رقم 52", "Law No. 52"),
    ],
)
def test_numbers_in_english(linker: Linker, kind: str, name: str, english: str) -> None:
    assert linker.english(name, kind) == english


def test_a_city_that_is_built_keeps_its_head(link_all: LinkAll) -> None:
    body = "بدأ العمل في مدينة الزنبق الاقتصادية، ثم في مدينة جازان."
    found = link_all(body, [("LOC", "مدينة الزنبق الاقتصادية"), ("LOC", "مدينة جازان")])
    assert [one.surface for one in found] == ["مدينة الزنبق الاقتصادية", "جازان"]
