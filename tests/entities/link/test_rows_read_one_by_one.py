"""Rows of the entity table, read one by one: split, merged, of another type or place, gone on, and no names at all."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def surfaces(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.type, one.surface) for one in mentions]


@pytest.mark.parametrize(
    ("kind", "name", "other", "one"),
    [
        ("PERS", "رائد عبدالرحمن السمحان", "رائد السمحان", True),
        ("PERS", "رائد محمد الغامدي", "رائد الغامدي", False),  # a tribe's men are many
        ("PERS", "رائد نصر الله السمحان", "رائد السمحان", False),
        ("ORG", "أمانة منطقة الرياض", "أمانة الرياض", True),
        ("ORG", "شرطة محافظة الطائف", "شرطة الطائف", True),
        ("ORG", "مستشفى مدينة العيون", "مستشفى العيون", False),
        ("LOC", "سكرامنتو", "ساكرامنتو", True),
        ("LOC", "جاهارقند", "قراغندة", False),
        ("LOC", "مطار عدن الدولي", "مطار عدن", True),
        ("LOC", "قاعدة العند الجوية", "قاعدة العند", True),
        ("PERS", "جيم ماتيس", "جيمس ماتيس", True),
        ("PERS", "خالد محفوظ بحاح", "خالد بحاح", True),
        ("PERS", "جديع بن نهار القحطاني", "جديع القحطاني", True),  # hardly another of the tribe is called so
        ("ORG", "الإنماء", "مصرف الإنماء", True),
        ("LOC", "جمهورية كولومبيا", "كولومبيا", True),
        ("LOC", "جمهورية الصين", "الصين", False),
    ],
)
def test_one_entity_or_two(linker: Linker, kind: str, name: str, other: str, one: bool) -> None:
    assert (linker.link(kind, name).entity_id == linker.link(kind, other).entity_id) == one


def test_a_club_that_is_called_by_its_town(link_all: LinkAll) -> None:
    body = "في مباراة الدوري سجل لاعب إشبيلية هدفا في المرمى، وفاز إشبيلية، ثم احتفل الجمهور في إشبيلية."
    linked = link_all(body, [("LOC", "إشبيلية")] * 3)
    assert [one.entity_id for one in linked] == ["ORG-sevilla-fc", "ORG-sevilla-fc", "LOC-seville"]
    body = "وصل الوفد إلى إشبيلية أمس، وزار متاحف إشبيلية وأسواقها القديمة."
    assert {one.type for one in link_all(body, [("LOC", "إشبيلية")] * 2)} == {"LOC"}


@pytest.mark.parametrize(
    ("body", "names", "entity_id"),
    [
        ("اعتذر المعلم لطلاب المدرسة وأهاليهم.", [("PERS", "المعلم")], None),
        ("التقى المعلم في دمشق نظيره أمس.", [("PERS", "المعلم"), ("LOC", "دمشق")], "PERS-walid-muallem"),
        ("نتمنى لكم عيد مبارك وأياما هانئة.", [("PERS", "مبارك")], None),
        ("قال الرئيس مبارك إنه باق.", [("PERS", "مبارك")], "PERS-hosni-mubarak"),
    ],
)
def test_an_everyday_word_is_nobody_famous(
    link_all: LinkAll, body: str, names: list[tuple[str, str]], entity_id: str | None
) -> None:
    linked = [one.entity_id for one in link_all(body, names, 0.6) if one.surface == names[0][1]]
    assert linked == ([entity_id] if entity_id else [])


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("يثقون أن وطنهم في أيد أمينة تسهر عليه.", "PERS", "أمينة"),
        ("كل عام وأنتم بخير وشهر كريم للجميع.", "PERS", "كريم"),
        ("أقيم معسكر تدريبي في الجبال.", "LOC", "تدريبي"),
        ("يعيشون في الريف منذ سنوات.", "LOC", "الريف"),
    ],
)
def test_words_are_no_names(link_all: LinkAll, body: str, kind: str, name: str) -> None:
    assert not link_all(body, [(kind, name)], 0.6)


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("قالت الطالبة أمينة إنها ستسافر.", "PERS", "أمينة"),
        ("رزق بها من زوجة سعيدة في القرية.", "PERS", "سعيدة"),
        ("يسكنون في حي السلامة منذ سنوات.", "LOC", "السلامة"),
    ],
)
def test_words_are_names(link_all: LinkAll, body: str, kind: str, name: str) -> None:
    assert surfaces(link_all(body, [(kind, name)], 0.6)) == [(kind, name)]


def test_a_front_of_the_papers_own_country(linker: Linker) -> None:
    body = "قال القيادي في الجبهة الشعبية إن تونس تحتاج إلى حكومة تونسية في تونس، وتحدث عن فلسطين."
    at = body.index("الجبهة الشعبية")
    mention = Mention("ORG", "الجبهة الشعبية", at, at + len("الجبهة الشعبية"), 0, 0.9)
    assert linker.link_article([mention], body, "jawharafm.net")[0].entity_id != "ORG-pflp"
    assert linker.link_article([mention], "قال القيادي في الجبهة الشعبية إن غزة تحت الحصار.")[0].entity_id == "ORG-pflp"


def test_a_club_without_its_word(link_all: LinkAll) -> None:
    assert link_all("يغادر فريق هجر إلى تركيا غدا.", [("ORG", "هجر")])[0].entity_id == "ORG-hajer-club"
    assert link_all("اشترت هجر العقارية أرضا جديدة.", [("ORG", "هجر")])[0].entity_id != "ORG-hajer-club"


def test_a_brand_is_no_person(link_all: LinkAll) -> None:
    body = "تطرح الشركة ماركة لينكولن في المنطقة، وقالت لينكولن إنها ستوسع فروعها."
    assert {one.type for one in link_all(body, [("PERS", "لينكولن")] * 2)} == {"ORG"}


def test_a_clubs_followers_are_nobody(link_all: LinkAll) -> None:
    assert not link_all("ينتظر المدرج الهلالي الصفقات الجديدة.", [("PERS", "الهلالي")], 0.6)
    assert surfaces(link_all("قال الدكتور الهلالي إن المرض نادر.", [("PERS", "الهلالي")])) == [("PERS", "الهلالي")]


def test_a_body_without_its_for(link_all: LinkAll) -> None:
    linked = link_all("أعلن الرئيس العام لرعاية الشباب القرار.", [("ORG", "لرعاية الشباب")])
    assert surfaces(linked) == [("ORG", "رعاية الشباب")]


def test_a_body_ends_before_who_leads_it(link_all: LinkAll) -> None:
    body = "قدم العزاء رئيس مركز مسلية إبراهيم الشعبي وأهالي القرية."
    linked = link_all(body, [("ORG", "مركز مسلية إبراهيم الشعبي")])
    assert surfaces(linked) == [("ORG", "مركز مسلية"), ("PERS", "إبراهيم الشعبي")]
    body = "قال رئيس مؤسسة الملك عبدالله بن عبدالعزيز أمس."
    linked = link_all(body, [("ORG", "مؤسسة الملك عبدالله بن عبدالعزيز")])
    assert surfaces(linked) == [("ORG", "مؤسسة الملك عبدالله بن عبدالعزيز")]


def test_a_person_ends_before_words(link_all: LinkAll) -> None:
    body = "عادت زوريكا إلى بيتها. قالت زوريكا إنها بكت. وضعت زوريكا القيد الحديدي في يديه. ونامت زوريكا."
    names = [("PERS", "زوريكا"), ("PERS", "زوريكا"), ("PERS", "زوريكا القيد الحديدي"), ("PERS", "زوريكا")]
    assert surfaces(link_all(body, names)) == [("PERS", "زوريكا")] * 4
    linked = link_all("وكتبت أروى لبي بي سي عن حياتها.", [("PERS", "أروى لبي بي سي")])
    assert surfaces(linked) == [("PERS", "أروى")]


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("LOC", "طريق الملك فهد", "King Fahd Road (one of several)"),
        ("LOC", "شارع الحبيب بورقيبة", "Habib Bourguiba Street (one of several)"),
        ("ORG", "دبليو بي بي", "WPP"),
        ("ORG", "مستشفى الملك فهد التخصصي", "King Fahd Specialist Hospital"),
        ("ORG", "المنظمة الدولية", "International Organization (one of several)"),
        ("ORG", "قوات الطوارئ الخاصة", "Special Emergency Forces"),
        ("LOC", "القصر الرئاسي", "Presidential Palace (one of several)"),
        ("ORG", "كلية إدارة الأعمال", "College of Business Administration (one of several)"),
        ("ORG", "هيئة مكافحة التمييز في السويد", "Anti-Discrimination Authority in Sweden"),
        ("PERS", "عبدالمحسن إلياس", "Abdulmohsen Elias"),
        ("PERS", "خديجة الرياضي", "Khadija al-Riyadi"),
        ("PERS", "باز ألدرين", None),
    ],
)
def test_english(linker: Linker, kind: str, name: str, english: str | None) -> None:
    assert linker.english(name, kind) == english


@pytest.mark.parametrize(
    ("entity_id", "north", "east"), [("LOC-louisiana", 31, -92), ("LOC-rostov-on-don", 47, 40), ("LOC-turabah", 21, 42)]
)
def test_where_a_place_is(linker: Linker, entity_id: str, north: int, east: int) -> None:
    found = linker.steps.by_id(entity_id)
    assert found is not None and found.latitude is not None and found.longitude is not None
    assert (round(found.latitude), round(found.longitude)) == (north, east)
