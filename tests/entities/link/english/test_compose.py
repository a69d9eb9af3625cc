"""English for names that no reference knows: translated when made of common words, else in Latin letters."""

import pytest

from nashra.entities.link import Linker


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("ORG", "الهيئة العامة للطيران المدني", "General Authority for Civil Aviation"),
        ("ORG", "وزارة الشؤون الاجتماعية السورية", "Syrian Ministry of Social Affairs"),
        ("ORG", "وزارة الصحة والسكان المصرية", "Egyptian Ministry of Health and Population"),
        ("ORG", "حزب العدالة والتنمية", "Justice and Development Party (one of several)"),
        ("ORG", "شركة الكهرباء السعودية", "Saudi Electricity Company"),
        ("ORG", "جامعة حلب", "Aleppo University"),
        ("ORG", "نادي الوحدة", "Al-Wahda Club (one of several)"),
        ("ORG", "صحيفة الوطن", "Al-Watan (newspaper, one of several)"),
        ("ORG", "اف ام", "FM"),
        ("LOC", "مطار الملك خالد الدولي", "King Khalid International Airport"),
        ("LOC", "شارع التحرير", "Al-Tahrir Street (one of several)"),
        ("MISC", "كأس السوبر السعودي", "Saudi Super Cup"),
        ("PERS", "خالد الفيصل", "Khalid al-Faisal"),
        ("ORG", "إدارة شؤون المعلمين", "Department of Teachers' Affairs (one of several)"),
        ("ORG", "مؤسسة أبحاث السرطان", "Cancer Research Foundation"),
        ("ORG", "بلدية محافظة الخبر", "Municipality of Khobar"),
        ("ORG", "أمانة جدة", "Municipality of Jeddah"),
        ("ORG", "الأمانة العامة", "General Secretariat (one of several)"),
        ("ORG", "الشركة العربية السعودية للاستثمار", "Saudi Arabian Company for Investment"),
        ("LOC", "استاد برج العرب", "Borg El Arab Stadium"),
        ("LOC", "شارع الملك فيصل", "King Faisal Street (one of several)"),
        ("LOC", "رأس الخير", "Ras Al-Khair"),
        ("ORG", "مكتبة مصر العامة", "Egypt Public Library"),
        ("PERS", "سعيد الشيخ", "Saeed al-Sheikh"),
        ("MISC", "الحرب الأهلية", "Civil War"),
    ],
)
def test_english(linker: Linker, kind: str, name: str, english: str) -> None:
    assert linker.english(name, kind) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("وزارة الخزانة", "US Department of the Treasury"),
        ("وزارة الخزانة الأميركية", "US Department of the Treasury"),
        ("وزارة الخارجية الأمريكية", "US Department of State"),
        ("وزارة الخارجية الفرنسية", "French Foreign Ministry"),
        ("الاتحاد الألماني لكرة القدم", "German Football Federation"),
        ("الأمم المتحدة", "United Nations"),
        ("فرانس برس", "Agence France-Presse"),
        ("REUTERS", "Reuters"),
    ],
)
def test_common_institutions_have_their_own_english_name(linker: Linker, name: str, english: str) -> None:
    assert linker.link("ORG", name).name_en == english


def test_the_treasury_of_another_state_is_not_the_american(linker: Linker) -> None:
    assert linker.link("ORG", "وزارة الخزانة البريطانية").name_en == "HM Treasury"


def test_a_sentence_that_is_no_name_is_not_translated(linker: Linker) -> None:
    assert linker._unknown_names._translator.translate("ORG", "سمير القنديلي") is None
    assert linker._unknown_names._translator.translate("LOC", "وزارة الصحة") is None


@pytest.mark.parametrize(
    ("kind", "name", "english", "origin"),
    [
        ("ORG", "Facebook", "Facebook", "romanised"),
        ("MISC", "iPhone 12", "iPhone 12", "romanised"),
        ("PERS", "محمد القحطاني", "Mohammed al-Qahtani", "romanised"),
        ("PERS", "عبد العزيز القحطاني", "Abdulaziz al-Qahtani", "romanised"),
        ("ORG", "وزارة الصحة والسكان المصرية", "Egyptian Ministry of Health and Population", "translated"),
        ("PERS", "سمير الزنبقاوي", None, None),
        ("PERS", "جوتا زوبكو", None, None),
        ("MISC", "البلايستيشن", None, None),
        ("ORG", "شركة الزنبقاوي", None, None),
        ("LOC", "الحصمة", None, None),
    ],
)
def test_a_name_is_told_or_left_empty(
    linker: Linker, kind: str, name: str, english: str | None, origin: str | None
) -> None:
    assert linker.english_and_origin(name, kind) == (english, origin)


@pytest.mark.parametrize(
    ("country", "english"),
    [
        (None, "Mohammed bin Khalid"),
        ("SA", "Mohammed bin Khalid"),
        ("MA", "Mohamed Ben Khaled"),
        ("EG", "Mohamed bin Khaled"),
    ],
)
def test_a_name_is_written_as_its_country_does(linker: Linker, country: str | None, english: str) -> None:
    assert linker.english("محمد بن خالد", "PERS", country) == english
