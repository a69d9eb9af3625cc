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
        ("ORG", "هيئة تطوير منطقة مكة المكرمة", "Makkah Province Development Authority"),
        ("ORG", "مجلس وزراء الداخلية العرب", "Arab Interior Ministers Council"),
        ("ORG", "مركز معلومات غرفة مكة", "Information Centre of Chamber of Mecca"),
        ("ORG", "هيئة الخدمات الصحية الوطنية NHS", "National Health Services Authority (NHS)"),
        ("ORG", "ديوان الإمارة", "Bureau of the Emirate"),
        ("ORG", "مستشفى مدينة العيون", None),
        ("LOC", "الوادي الصناعي", "Industrial Valley"),
        ("MISC", "كأس العالم للشباب", "World Youth Cup"),
        ("PERS", "ماجد المهندس", "Majid al-Muhandis"),
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
