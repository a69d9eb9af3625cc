"""Bodies by what they are: services of a state, letters spelt out, clubs with and without their state."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("الحرس الوطني التونسي", "ORG-national-guard-tn"),
        ("الحرس الوطني السعودي", "ORG-saudi-national-guard"),
        ("الحرس الوطني", "ORG-national-guard"),
        ("وزارة الثقافة والإعلام", "ORG-culture-and-information-ministry-sa"),
        ("نقابة الصحفيين العراقيين", "ORG-journalists-syndicate-iq"),
        ("محكمة النقض المصرية", "ORG-court-of-cassation-eg"),
        ("دار الإفتاء", "ORG-dar-al-ifta-egypt"),
        ("دار الإفتاء الأردنية", "ORG-fatwa-house-jo"),
        ("هيئة الهلال الأحمر السعودي", "ORG-saudi-red-crescent-authority"),
        ("الهلال الأحمر السعودي", "ORG-saudi-red-crescent-authority"),
    ],
)
def test_a_service_of_a_state(linker: Linker, name: str, entity: str) -> None:
    assert linker.link("ORG", name).entity_id == entity


def test_names_of_such_services(linker: Linker) -> None:
    syndicate = linker.link("ORG", "نقابة الصحفيين العراقيين")
    assert (syndicate.name_ar, syndicate.name_en) == ("نقابة الصحفيين العراقيين", "Iraqi Journalists' Syndicate")
    ministry = linker.link("ORG", "وزارة الثقافة والإعلام الأردنية")
    assert ministry.name_en == "Jordanian Ministry of Culture and Information"


@pytest.mark.parametrize("name", ["حرس الحدود", "الأحوال المدنية", "الدفاع المدني", "الديوان الملكي"])
def test_a_service_that_was_overlooked_is_found(link_all: LinkAll, name: str) -> None:
    linked = link_all(f"أكد المتحدث أن رجال {name} حضروا.", [])
    assert [(one.type, one.surface) for one in linked] == [("ORG", name)]


def test_letters_are_the_same_however_they_are_spelt(linker: Linker) -> None:
    assert linker.link("ORG", "بي كيه كيه").entity_id == linker.link("ORG", "بي كا كا").entity_id == "ORG-pkk"
    unknown = {linker.link("ORG", name).entity_id for name in ("زد كي أو", "زد كيه او", "زد.كا.أو")}
    assert len(unknown) == 1
    assert linker.link("ORG", "زد كي يو").entity_id not in unknown


@pytest.mark.parametrize(("name", "english"), [("زد آي كي", "ZIK"), ("زد إي كي", "ZEK"), ("زد أي كي", None)])
def test_a_vowel_that_may_be_another_is_not_guessed(linker: Linker, name: str, english: str | None) -> None:
    assert linker.english(name, "ORG") == english


def test_joined_words_may_come_in_any_order(linker: Linker) -> None:
    assert linker.link("ORG", "منظمة الأمم المتحدة للثقافة والتربية والعلم").entity_id == "ORG-unesco"


def test_a_club_and_a_known_person_side_by_side(link_all: LinkAll) -> None:
    linked = link_all("عاد برشلونة تشافي إلى الصدارة.", [("ORG", "برشلونة تشافي")])
    assert [(one.type, one.surface) for one in linked] == [("ORG", "برشلونة"), ("PERS", "تشافي")]


def test_a_club_with_its_state_and_without(link_all: LinkAll) -> None:
    body = "خسر زنبقس السويسري مباراته. وقال مدرب زنبقس إن الحكم ظلمه. أما زنبقسن فلم يلعب."
    linked = link_all(body, [("ORG", "زنبقس السويسري"), ("ORG", "زنبقس"), ("ORG", "زنبقسن")])
    assert linked[0].entity_id == linked[1].entity_id != linked[2].entity_id


def test_a_mother_by_her_child_is_no_body(link_all: LinkAll) -> None:
    assert [one.type for one in link_all("وتشير «أم فاضل» إلى ذلك.", [("ORG", "أم فاضل")])] == ["PERS"]


def test_a_language_is_no_channel(link_all: LinkAll) -> None:
    linked = link_all("ترجم الكتاب إلى العربية في عام واحد.", [("MISC", "العربية")])
    assert all(one.entity_id != "ORG-al-arabiya" for one in linked)


def test_english_of_a_language(linker: Linker) -> None:
    assert linker.english("العربية", "MISC") == "Arabic (language)"
    assert linker.english("العربية", "ORG") != "Arabic (language)"


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("مستشفى مدينة الملك عبدالعزيز الطبية", "King Abdulaziz Medical City Hospital"),
        ("محكمة جنايات القاهرة", "Criminal Court of Cairo"),
        ("جامعة الملك سعود الإسلامية", "King Saud Islamic University"),
    ],
)
def test_an_adjective_goes_to_what_it_agrees_with(linker: Linker, name: str, english: str) -> None:
    assert linker.english(name, "ORG") == english


def test_one_year_of_an_event(linker: Linker) -> None:
    assert linker.link("MISC", "يورو 2008").entity_id == linker.link("MISC", "كأس أوروبا 2008 لكرة القدم").entity_id
    assert linker.link("MISC", "أورو").entity_id == "MISC-euro"
    assert linker.english("كأس آسيا 1999", "MISC") == "1999 AFC Asian Cup"


def test_a_known_person_with_the_fathers_name(linker: Linker) -> None:
    assert linker.link("PERS", "عادل بن أحمد الجبير").entity_id == "PERS-adel-al-jubeir"
    assert linker.link("PERS", "عادل بن أحمد الزهراني").entity_id != linker.link("PERS", "عادل الزهراني").entity_id


def test_a_letter_alone_is_no_body(link_all: LinkAll) -> None:
    assert not link_all("حصل البنك على تصنيف بي هذا العام.", [("ORG", "بي")])
