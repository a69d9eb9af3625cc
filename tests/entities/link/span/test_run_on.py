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
