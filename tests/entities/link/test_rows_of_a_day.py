"""Rows of the entities table: what makes one entity two, two one, or a word a name."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def ids(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.surface, one.entity_id) for one in mentions]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("وزارة الصحة والسكان المصرية", "ORG-health-ministry-eg"),
        ("وزارة الزراعة والثروة السمكية العمانية", "ORG-agriculture-ministry-om"),
        ("وزارة الصحة والبيئة", "ORG-health-ministry"),
        ("وزارة الدفاع الوطني التونسية", "ORG-defence-ministry-tn"),
        ("وزارة الثقافة والإعلام الأردنية", "ORG-culture-and-information-ministry-jo"),
        ("جهاز المخابرات العامة المصري", "ORG-intelligence-eg"),
        ("مجلس الشعب السوري", "ORG-parliament-sy"),
        ("اللجنة الأولمبية الفلسطينية", "ORG-olympic-committee-ps"),
        ("هيئة الطيران المدني السعودية", "ORG-gaca"),
        ("الجمعية السعودية للثقافة والفنون", "ORG-saudi-society-for-culture-and-arts"),
    ],
)
def test_a_body_of_a_state_by_its_other_name(linker: Linker, name: str, entity: str) -> None:
    assert linker.link("ORG", name).entity_id == entity


@pytest.mark.parametrize("name", ["وزارة الداخلية ووزارة العدل", "وزارة الصحة وجدة"])
def test_what_follows_a_ministry_may_be_another_name(linker: Linker, name: str) -> None:
    assert not linker.link("ORG", name).entity_id.startswith(("ORG-interior-ministry", "ORG-health-ministry"))


def test_a_body_that_few_states_have_is_of_none_of_the_others(link_all: LinkAll) -> None:
    body = (
        "وصلت مساعدات من الرياض إلى عدن وتعز ولحج وأبين في اليمن، بحسب المستشار في الديوان الملكي. "
        "وقالت السلطات اليمنية إنها كافية، وشكرت السعودية."
    )
    places = ["الرياض", "عدن", "تعز", "لحج", "أبين", "اليمن"]
    names = [*[("LOC", place) for place in places], ("ORG", "الديوان الملكي"), ("LOC", "السعودية")]
    assert ("الديوان الملكي", "ORG-royal-court-of-saudi-arabia") in ids(link_all(body, names))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("رائد بن عبدالمحسن الزنبقي", "رائد عبد المحسن الزنبقي", True),
        ("رائد عبدالمحسن الزنبقي", "رائد عبدالملك الزنبقي", False),
        ("رائد بن ناصر", "رائد ناصر", False),
        ("رائد بن ناصر بن زنبق", "رائد ناصر بن زنبق", False),
    ],
)
def test_a_father_between_a_name_and_the_family(linker: Linker, one: str, other: str, same: bool) -> None:
    assert (linker.link("PERS", one).entity_id == linker.link("PERS", other).entity_id) is same


def test_a_man_and_his_father_are_two(link_all: LinkAll) -> None:
    body = "حضر فهد بن زنبق بن عبدالمحسن الحفل مع والده زنبق بن عبدالمحسن."
    linked = link_all(body, [("PERS", "فهد بن زنبق بن عبدالمحسن"), ("PERS", "زنبق بن عبدالمحسن")])
    assert len({one.entity_id for one in linked}) == 2


def test_who_won_against_whom_are_two(link_all: LinkAll) -> None:
    body = "فاز باسل الزنبقي على نادر القنديلي في الجولة الأولى. ثم خسر نادر القنديلي مرة أخرى، وتأهل باسل الزنبقي."
    names = ["باسل الزنبقي على نادر القنديلي", "نادر القنديلي", "باسل الزنبقي"]
    linked = link_all(body, [("PERS", name) for name in names])
    assert [one.surface for one in linked] == ["باسل الزنبقي", "نادر القنديلي", "نادر القنديلي", "باسل الزنبقي"]
    assert len({one.entity_id for one in linked}) == 2


def test_many_write_ali_as_a_preposition(link_all: LinkAll) -> None:
    body = "قال باسل على نادر الزنبقي إن الموسم كان جيدا."
    assert [one.surface for one in link_all(body, [("PERS", "باسل على نادر الزنبقي")])] == ["باسل على نادر الزنبقي"]


def test_a_body_and_its_letters_in_brackets(link_all: LinkAll) -> None:
    body = (
        "قال رئيس الاتحاد الدولي (فيفا) إن القرار نهائي، وسيعود الاتحاد الدولي إلى الملف. "
        "ودعت اللجنة الوطنية (اليونسكو) إليه."
    )
    names = ["الاتحاد الدولي", "فيفا", "الاتحاد الدولي", "اللجنة الوطنية", "اليونسكو"]
    linked = ids(link_all(body, [("ORG", name) for name in names]))
    assert [entity for surface, entity in linked if surface == "الاتحاد الدولي"] == ["ORG-fifa"] * 2
    assert dict(linked)["اللجنة الوطنية"] != "ORG-unesco"


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("قال اللاعب: طلب مني المدرب البقاء.", "PERS", "مني"),
        ("ويقاس النجاح بمدى الرضا عن الخدمة.", "PERS", "الرضا"),
        ("قال تعالى: إنك أنت العزيز الحكيم.", "PERS", "الحكيم"),
        ("وطالب المشتركون شركات الاتصالات بخفض الأسعار.", "ORG", "شركات الاتصالات"),
    ],
)
def test_a_word_that_is_no_name(link_all: LinkAll, body: str, kind: str, name: str) -> None:
    assert not link_all(body, [(kind, name)], score=0.65)


def test_a_noun_of_the_mind_is_somebody_whom_a_verb_or_a_full_name_announces(link_all: LinkAll) -> None:
    assert link_all("وقالت فرح إن العرض ناجح.", [("PERS", "فرح")], score=0.65)
    body = "أدت الدور فرح الزنبقي، وكانت فرح سعيدة به."
    assert len(link_all(body, [("PERS", "فرح الزنبقي"), ("PERS", "فرح")], score=0.65)) == 2


@pytest.mark.parametrize(
    ("body", "kind", "name", "entity"),
    [
        ("هذا الحديث رواه البخاري ومسلم في صحيحيهما.", "PERS", "مسلم", "PERS-muslim-ibn-al-hajjaj"),
        ("روت عائشة رضي الله عنها هذا الحديث.", "PERS", "عائشة", "PERS-aisha"),
        ("وعن أبي هريرة أنه قال ذلك.", "PERS", "أبي هريرة", "PERS-abu-hurayra"),
        ("قال الإمام علي بن الحسين عليه السلام.", "PERS", "علي بن الحسين", "PERS-ali-zayn-al-abidin"),
        ("ترشح الأمير علي بن الحسين لرئاسة الفيفا.", "PERS", "علي بن الحسين", "PERS-prince-ali-bin-hussein"),
        ("راجعت الجماعة الإسلامية في مصر فكرها، وفق أمني مصري.", "ORG", "الجماعة الإسلامية", "ORG-islamic-group-egypt"),
        ("عثر المنقبون في بابل على لوح من عهد نبوخذ نصر.", "LOC", "بابل", "LOC-babylon"),
        ("وصل المنتخب إلى قيرقستان.", "ORG", "قيرقستان", "LOC-kyrgyzstan"),
    ],
)  # fmt: skip
def test_whose_name_it_is(link_all: LinkAll, body: str, kind: str, name: str, entity: str) -> None:
    assert entity in {one.entity_id for one in link_all(body, [(kind, name)])}


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("ORG", "مسجد قوات الزنبق", "LOC"),
        ("LOC", "شرطة الزنبقية", "ORG"),
        ("ORG", "جبل زنبق للتطوير", "ORG"),
    ],
)
def test_what_a_name_begins_with_says_its_type(link_all: LinkAll, kind: str, name: str, expected: str) -> None:
    assert [one.type for one in link_all(f"أعلنت الجهات أن {name} سيفتح أبوابه.", [(kind, name)])] == [expected]


def test_a_body_ends_before_a_verb_of_the_future(link_all: LinkAll) -> None:
    body = "وأكد أن لجنة الزنابق سترى النور قريبا."
    assert [one.surface for one in link_all(body, [("ORG", "لجنة الزنابق سترى النور")])] == ["لجنة الزنابق"]


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("ORG", "نادي دبي", "Dubai CSC"),
        ("ORG", "القنصلية العامة", "Consulate General"),
        ("ORG", "الجمعية الوطنية التأسيسية", "National Constituent Assembly"),
        ("ORG", "أمانة عمان", "Greater Amman Municipality"),
        ("ORG", "المجلس الشعبي الوطني", "People's National Assembly (Algeria)"),
        ("PERS", "فاطمة الزهراء", "Fatima al-Zahra"),
        ("PERS", "ناصر السيد زنبق", None),
    ],
)
def test_english_of_a_row(linker: Linker, kind: str, name: str, english: str | None) -> None:
    link = linker.link(kind, name)
    assert (link.name_en or linker.english(name, kind)) == english


@pytest.mark.parametrize("name", ["فاطمة الزهراء", "بن عباس", "علي زين العابدين", "إبراهيم الخليل"])
def test_a_name_of_today_is_nobody_of_the_first_centuries(linker: Linker, name: str) -> None:
    assert len(linker.link("PERS", name).entity_id.removeprefix("PERS-")) == 10
