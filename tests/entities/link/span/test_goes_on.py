"""Names that go on behind where a recogniser ended them, and that begin before or behind where it began them."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[[str, list[tuple[str, str]]], list[Mention]]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        ("تبلغ مليون بيزو كولومبي في السنة.", ("MISC", "بيزو"), "بيزو كولومبي"),
        ("تبلغ مليون دولار شهري في السنة.", ("MISC", "دولار"), "دولار"),
        ("صرح حبيب الله ولد محمدي للصحافة.", ("PERS", "حبيب الله"), "حبيب الله ولد محمدي"),
        ("صرح حبيب الله ولد في الريف.", ("PERS", "حبيب الله"), "حبيب الله"),
        ("وأضاف ولد الطالب أن الأمر انتهى.", ("PERS", "ولد الطالب"), "ولد الطالب"),
        ("حضر أمس الصادق إسماعيل الدوش.", ("PERS", "إسماعيل الدوش"), "الصادق إسماعيل الدوش"),
        ("وصل النجم العربي إسماعيل الدوش.", ("PERS", "إسماعيل الدوش"), "إسماعيل الدوش"),
        ("سقطت قذائف فجر اليوم الزعفرانية.", ("LOC", "اليوم الزعفرانية"), "الزعفرانية"),
        ("التقى مدير المتحدة للتعدين أمس.", ("ORG", "مدير المتحدة للتعدين"), "المتحدة للتعدين"),
        ("ونحمل سعد الدالي وحكومته ذلك.", ("PERS", "سعد الدالي وحكومته"), "سعد الدالي"),
    ],
)
def test_where_a_name_begins_and_ends(link_all: LinkAll, body: str, given: tuple[str, str], expected: str) -> None:
    assert [mention.surface for mention in link_all(body, [given])] == [expected]


def test_right_behind_a_name_in_begins_a_place(link_all: LinkAll) -> None:
    found = link_all("جرت على ملعب البساتين بتازركة أمس.", [("LOC", "ملعب البساتين"), ("LOC", "بتازركة")])
    assert [mention.surface for mention in found] == ["ملعب البساتين", "تازركة"]


def test_an_office_of_a_town_and_who_has_it_are_two(link_all: LinkAll) -> None:
    found = link_all("اتهم العمدة السابق لكوبني الطرابلسي بذلك.", [("PERS", "لكوبني الطرابلسي")])
    assert [(one.type, one.surface) for one in found] == [("LOC", "كوبني"), ("PERS", "الطرابلسي")]


@pytest.mark.parametrize(
    ("one", "other"), [("محمد قاسم", "محمد القاسم"), ("أحمد عواد", "أحمد عوض"), ("محمود عواد", "محمود عوض")]
)
def test_a_father_and_a_family_and_two_families_are_two_people(linker: Linker, one: str, other: str) -> None:
    assert linker.link("PERS", one).entity_id != linker.link("PERS", other).entity_id


def test_a_title_of_one_letter_stands_in_no_word(linker: Linker) -> None:
    assert linker.trimmer.start("PERS", "ولد الطالب") == (0, "")
