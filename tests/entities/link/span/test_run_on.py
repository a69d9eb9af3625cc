"""A name that a recogniser ran on ends where the article, or the reference, has it end."""

from collections.abc import Callable

import pytest

from nashra.article import Mention

LinkAll = Callable[[str, list[tuple[str, str]]], list[Mention]]


@pytest.mark.parametrize(
    ("body", "name", "surfaces"),
    [
        ("منح الاتحاد الأوروبي للأردن قرضا.", "الاتحاد الأوروبي للأردن", ["الاتحاد الأوروبي", "أردن"]),
        ("شكر الوزير الاتحاد الأوروبي لتونس.", "الاتحاد الأوروبي لتونس", ["الاتحاد الأوروبي", "تونس"]),
        ("قال وكيل وزارة العمل للتفتيش إن الجولات مستمرة.", "وزارة العمل للتفتيش", ["وزارة العمل"]),
    ],
)
def test_a_body_ends_before_whom_it_does_something_for(
    link_all: LinkAll, body: str, name: str, surfaces: list[str]
) -> None:
    assert [mention.surface for mention in link_all(body, [("ORG", name)])] == surfaces


def test_two_short_names_side_by_side_are_two(link_all: LinkAll) -> None:
    body = "زار سمير القنديلي المدينة ومعه هاني الزنبقي. واستقبل القنديلي الزنبقي في مكتبه. وعاد القنديلي والزنبقي."
    names = ["سمير القنديلي", "هاني الزنبقي", "القنديلي الزنبقي", "القنديلي", "الزنبقي"]
    linked = link_all(body, [("PERS", name) for name in names])
    assert [m.surface for m in linked] == [*names[:2], "القنديلي", "الزنبقي", "القنديلي", "الزنبقي"]
    assert linked[2].entity_id == linked[0].entity_id
    assert linked[3].entity_id == linked[1].entity_id


@pytest.mark.parametrize("name", ["ماريانو زنبقاس", "زكاري قندلس"])
def test_a_full_name_whose_parts_are_named_alone_is_one(link_all: LinkAll, name: str) -> None:
    given, family = name.split()
    body = f"وصل {name} مساء. وقال {given} إنه سعيد، ثم غادر {family} القاعة."
    assert link_all(body, [("PERS", name), ("PERS", given), ("PERS", family)])[0].surface == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("لجنة الشواطئ بإمارة منطقة جازان", ["لجنة الشواطئ", "إمارة منطقة جازان"]),
        ("اللجنة الزراعية بغرفة جدة", ["اللجنة الزراعية", "غرفة جدة"]),
        ("إدارة الحدائق بمحافظة الطائف", ["إدارة الحدائق", "الطائف"]),
        ("إدارة الحدائق بالأمانة", ["إدارة الحدائق"]),
        ("مكتب الحدائق بأبها", ["مكتب الحدائق", "أبها"]),
        ("قوات الحدائق بقيادة السعودية", ["قوات الحدائق", "السعودية"]),
        ("القوة الخاصة بأمن الطرق", ["القوة الخاصة بأمن الطرق"]),
    ],
)
def test_a_body_ends_before_where_it_is(link_all: LinkAll, name: str, expected: list[str]) -> None:
    body = f"اجتمعت {name} مساء أمس."
    assert [mention.surface for mention in link_all(body, [("ORG", name)])] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("الحديدة اليمنية", ["الحديدة"]),
        ("حظيرة بطرابلس", ["حظيرة", "طرابلس"]),
        ("الساحل الليبي", ["الساحل الليبي"]),
    ],
)
def test_a_place_ends_before_the_state_that_it_is_of(link_all: LinkAll, name: str, expected: list[str]) -> None:
    linked = link_all(f"وقع الحادث في {name} أمس.", [("LOC", name)])
    assert [mention.surface for mention in linked] == expected


def test_a_place_and_who_is_named_behind_it_are_two(link_all: LinkAll) -> None:
    body = "افتتح عجب الزنبقي الحديقة. وقال أمين الجوف الزنبقي إنها واسعة. ثم غادر الزنبقي."
    linked = link_all(body, [("PERS", "عجب الزنبقي"), ("LOC", "الجوف الزنبقي"), ("PERS", "الزنبقي")])
    assert [(one.type, one.surface) for one in linked[1:3]] == [("LOC", "الجوف"), ("PERS", "الزنبقي")]
    assert linked[2].entity_id == linked[0].entity_id


def test_a_prize_ends_before_whom_it_is_given_to(link_all: LinkAll) -> None:
    name = "جائزة نوبل للسلام للعراقية"
    assert [one.surface for one in link_all(f"منحت {name} أمس.", [("MISC", name)])] == ["جائزة نوبل للسلام"]
