"""Names that an analyst would count wrongly: adjectives, languages, bodies of another state, famous namesakes."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def ids(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.surface, one.entity_id) for one in mentions]


@pytest.mark.parametrize(
    ("body", "kind", "name", "left"),
    [
        ("وصلت عائلة سورية إلى المخيم أمس.", "LOC", "سورية", []),
        ("عاد إلى سورية بعد عام.", "LOC", "سورية", ["سورية"]),
        ("قصفت الطائرات مواقع سورية، وقالت سوريا إنها سترد.", "LOC", "سورية", ["سوريا"]),
        ("دافع عن أمتنا العربية في كلمته.", "MISC", "العربية", []),
        ("كتب باللغة العربية مقالا.", "MISC", "العربية", ["العربية"]),
        ("ترجمت الرواية إلى العربية والفرنسية.", "MISC", "الفرنسية", ["الفرنسية"]),
        ("انتقد السياسة الخارجية الأمريكية في خطابه.", "ORG", "الخارجية الأمريكية", []),
        ("قال مسؤول في الخارجية الأمريكية إن اللقاء تأجل.", "ORG", "الخارجية الأمريكية", ["الخارجية الأمريكية"]),
    ],
)
def test_an_adjective_is_no_name(link_all: LinkAll, body: str, kind: str, name: str, left: list[str]) -> None:
    assert [one.surface for one in link_all(body, [(kind, name)])] == left


def test_what_is_ours_is_no_name(link_all: LinkAll) -> None:
    assert not link_all("زار معالم مملكتنا الحبيبة في الصيف.", [("LOC", "مملكتنا الحبيبة")], 0.55)


def test_a_language_is_no_agency(linker: Linker) -> None:
    assert not linker.link("MISC", "الفرنسية").entity_id.startswith("ORG")


@pytest.mark.parametrize(
    ("body", "name", "entity_id"),
    [
        ("زار نائب رئيس مجلس الوزراء بمملكة البحرين مصر، ومن مصر الأردن.", "مجلس الوزراء", "ORG-cabinet-bh"),
        ("قال خفر السواحل الليبية إن القارب غرق قبالة تونس.", "خفر السواحل", "ORG-coast-guard-ly"),
        ("أيدت وزارة النفط في بلاده خفض الإنتاج، بحسب أمريكا وأمريكا وأمريكا.", "وزارة النفط", "ORG-oil-ministry"),
    ],
)  # fmt: skip
def test_a_body_is_of_the_state_beside_it(link_all: LinkAll, body: str, name: str, entity_id: str) -> None:
    assert (name, entity_id) in ids(link_all(body, [("ORG", name)]))


def test_a_body_is_of_the_state_whose_man_has_an_office_in_it(link_all: LinkAll) -> None:
    body = "استقبل الأمير محمد بن نايف ولي العهد نائب رئيس مجلس الوزراء في القاهرة مسؤولين من مصر والجزائر ومصر."
    linked = link_all(body, [("PERS", "محمد بن نايف"), ("ORG", "مجلس الوزراء"), ("LOC", "القاهرة")])
    assert ("مجلس الوزراء", "ORG-cabinet-sa") in ids(linked)


@pytest.mark.parametrize(
    ("body", "kind", "name", "expected"),
    [
        ("افتتح المعرض في الرياض وجدة أمس.", "LOC", "وجدة", ("جدة", "LOC-jeddah")),
        ("وصل القطار إلى مدينة وجدة قادما من فاس.", "LOC", "وجدة", ("وجدة", "LOC-oujda")),
        ("قال كاميرون في لندن إن بريطانيا سترد.", "LOC", "كاميرون", ("كاميرون", "PERS-david-cameron")),
        ("فاز هاميلتون بالسباق مع مرسيدس.", "LOC", "هاميلتون", ("هاميلتون", "PERS-lewis-hamilton")),
        ("تحدث وزيران من الرياض وعمان، وزار بغداد وعمان.", "LOC", "عمان", ("عمان", "LOC-amman")),
        ("عاد إلى طريق الملك فهد في المساء.", "PERS", "فهد", ("فهد", "PERS-king-fahd")),
        ("كشف قائد الجيش قايد صالح عن خطة في الجزائر.", "PERS", "قايد صالح", ("قايد صالح", "PERS-ahmed-gaid-salah")),
        ("هاجر كثيرون من البوسنة والهرسك.", "LOC", "البوسنة", ("البوسنة والهرسك", "LOC-bosnia-and-herzegovina")),
    ],
)  # fmt: skip
def test_a_namesake(link_all: LinkAll, body: str, kind: str, name: str, expected: tuple[str, str]) -> None:
    assert expected in ids(link_all(body, [(kind, name)]))


def test_a_month_a_date_and_a_base_are_no_names(link_all: LinkAll) -> None:
    assert not link_all("تقام المباراة في أبريل/نيسان المقبل.", [("ORG", "نيسان")])
    assert not link_all("يصدر الكتاب في 11 سبتمبر المقبل.", [("MISC", "11 سبتمبر")])
    assert not link_all("دخل الجنود إلى محيط القاعدة الجوية.", [("ORG", "القاعدة")])


@pytest.mark.parametrize(
    ("body", "kind", "name", "surface"),
    [
        ("وأشار بن حمودة إلى التقرير.", "PERS", "أشار بن حمودة", "بن حمودة"),
        ("وبحسب محمود فإن الدراسة صعبة.", "PERS", "محمود فإن", "محمود"),
        ("أكد اللواء صالح آل طالب ذلك.", "PERS", "صالح آل طالب", "صالح آل طالب"),
        ("ناقشت وزارة الداخلية والأحزاب القانون.", "ORG", "وزارة الداخلية والأحزاب", "وزارة الداخلية"),
        ("بدأت لجنة التخطيط للتنمية الاجتماعية.", "ORG", "لجنة التخطيط للتنمية", "لجنة التخطيط للتنمية الاجتماعية"),
    ],
)  # fmt: skip
def test_where_a_name_ends(link_all: LinkAll, body: str, kind: str, name: str, surface: str) -> None:
    assert [one.surface for one in link_all(body, [(kind, name)])] == [surface]


def test_two_persons_side_by_side_are_two(link_all: LinkAll) -> None:
    body = "يصف زرنيخ لوكوف بأنه هادئ. " + "قال زرنيخ كلمته. ورد لوكوف عليه. " * 5
    names = [("PERS", "زرنيخ لوكوف"), *[("PERS", "زرنيخ"), ("PERS", "لوكوف")] * 5]
    assert len({one.entity_id for one in link_all(body, names)}) == 2


def test_another_man_of_one_given_name_and_family(link_all: LinkAll) -> None:
    body = "شيع الجندي محمد بن علي ياسين العمري، وقال قريبه محمد حمد العمري إنه فخور."
    linked = link_all(body, [("PERS", "محمد بن علي ياسين العمري"), ("PERS", "محمد حمد العمري")])
    assert len({one.entity_id for one in linked}) == 2


def test_the_country_of_a_paper_that_only_the_registry_of_sites_has(linker: Linker) -> None:
    assert linker.home_of("akhbaar24.com") == "SA"
    assert linker.home_of("asharq.com") is None  # for readers everywhere


def test_no_english_of_other_languages(linker: Linker) -> None:
    assert "j" not in (linker.english_and_origin("سليمان العيسى", "PERS")[0] or "").lower()
    assert "Sulaj" not in (linker.link("PERS", "سليمان العيسى").name_en or "")
