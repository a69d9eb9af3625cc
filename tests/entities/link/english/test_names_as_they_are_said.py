"""English of names: where a state's adjective, a place of several words and families of other alphabets stand."""

import pytest

from nashra.entities.link import Linker


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("ORG", "الجمعية الكويتية الخيرية", "Kuwaiti Charitable Association"),
        ("MISC", "مهرجان البحر الأحمر السينمائي الدولي", "Red Sea International Film Festival"),
        ("MISC", "معرض رأس الخيمة الدولي للكتاب", "Ras Al Khaimah International Book Fair"),
        ("MISC", "المهرجان الدولي للفيلم بمراكش", "International Festival for Film in Marrakesh"),
        ("ORG", "الحزب المسيحي الديمقراطي الفنلندي", "Finnish Christian Democratic Party"),
        ("ORG", "بلدية العيون", None),
        ("PERS", "مراد بورجى", None),
        ("PERS", "عمار جوب", "Ammar Diop"),
        ("LOC", "الشمالية", None),
    ],
)
def test_english(kind: str, name: str, english: str | None) -> None:
    linker = Linker.load()
    found = linker.link(kind, name)
    assert (found.name_en or linker.english(name, kind)) == english


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("الجمعية الوطنية الفنزويلية", "ORG-national-assembly-ve"),
        ("وكالة الأنباء الإسبانية", "ORG-efe"),
        ("كيودو اليابانية للأنباء", "ORG-kyodo-news"),
        ("هيئة الأركان العامة للقوات المسلحة اليمنية", "ORG-general-staff-ye"),
        ("الحزب المسيحي الاجتماعي البافاري", "ORG-csu"),
        ("مجلس الأمة الكويتي", "ORG-national-assembly-of-kuwait"),
    ],
)
def test_bodies_of_states(name: str, entity: str) -> None:
    assert Linker.load().link("ORG", name).entity_id == entity
