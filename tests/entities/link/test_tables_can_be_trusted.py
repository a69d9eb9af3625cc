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


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("المجلس البلدي", "Municipal Council (one of several)"),
        ("الغرفة التجارية الصناعية", "Chamber of Commerce and Industry (one of several)"),
        ("لجنة الحكام", "Referees Committee (one of several)"),
        ("لجنة الحكام الآسيوية", "Asian Referees Committee"),
        ("غرفة الرياض", "Chamber of Riyadh"),
        ("اللجنة الليبية للمتابعة", None),
    ],
)
def test_a_body_that_every_town_has_does_not_pretend_to_be_one(linker: Linker, name: str, english: str | None) -> None:
    found = linker.english(name, "ORG")
    assert found == english if english else "several" not in (found or "")


@pytest.mark.parametrize(
    ("kind", "name", "entity_id"),
    [
        ("ORG", "Google", "ORG-google"),
        ("MISC", "YouTube", "ORG-youtube"),
        ("ORG", "الاتحاد العربي السعودي لكرة القدم", "ORG-saudi-arabian-football-federation"),
        ("ORG", "القوات المسلحة العربية السورية", "ORG-army-sy"),
        ("ORG", "الجامعة الملكية المغربية لكرة القدم", "ORG-football-federation-ma"),
        ("ORG", "وزارة الشئون الاجتماعية", "ORG-social-affairs-ministry"),
        ("PERS", "جان إيف لو دريان", "PERS-jean-yves-le-drian"),
        ("LOC", "بالعاصمة التونسية", "LOC-tunis"),
    ],
)
def test_another_spelling_of_a_known_name(linker: Linker, kind: str, name: str, entity_id: str) -> None:
    assert linker.link(kind, name).entity_id == entity_id


@pytest.mark.parametrize(("kind", "name"), [("ORG", "البنك العربي الوطني"), ("PERS", "عبدالله الربيعي")])
def test_no_spelling_of_another_name(linker: Linker, kind: str, name: str) -> None:
    found = linker.link(kind, name)
    assert found.entity_id not in ("PERS-abdullah-al-rabeeah", "ORG-national-bank")


def test_a_language_is_one_with_or_without_its_head(linker: Linker) -> None:
    found = linker.link("ORG", "اللغة الإيطالية")
    assert (found.type, found.entity_id) == ("MISC", linker.link("MISC", "الإيطالية").entity_id)
    assert linker.english("اللغة الإيطالية", "MISC") == "Italian (language)"


@pytest.mark.parametrize(
    ("body", "name", "entity_id"),
    [
        ("قال رسول الله محمد صلى الله عليه وسلم للناس.", "محمد", "prophet-muhammad"),
        ("قال الملك عبدالله إن السعودية ترحب بالوفد السعودي.", "عبدالله", "king-abdullah-of-saudi-arabia"),
        ("قال الملك عبدالله إن الحكومة الأردنية والجيش الأردني معه.", "عبدالله", "king-abdullah-ii"),
    ],
)
def test_whom_a_given_name_means(link_all: LinkAll, body: str, name: str, entity_id: str) -> None:
    assert (name, f"PERS-{entity_id}") in ids(link_all(body, [("PERS", name)]))


@pytest.mark.parametrize(
    ("body", "kind", "name", "left"),
    [
        ("سأل المدير محمداً عن التقرير.", "PERS", "محمداً", ["محمد"]),
        ("كان كاظم بلعوري للأندية خير سفير.", "PERS", "كاظم بلعوري للأندية", ["كاظم بلعوري"]),
        ("حضر أبرز اللاعبين المحليين حفل الافتتاح.", "PERS", "المحليين", []),
        ("تجول الوفد في بلدات ساحلية.", "LOC", "بلدات", []),
        ("وصل عند التاسعة مساء.", "MISC", "التاسعة", []),
        ("جرى اللقاء بالعاصمة التونسية أمس.", "LOC", "بالعاصمة التونسية", ["العاصمة التونسية"]),
    ],
)
def test_what_is_left_of_a_mention(link_all: LinkAll, body: str, kind: str, name: str, left: list[str]) -> None:
    assert [one.surface for one in link_all(body, [(kind, name)], 0.6)] == left


def test_a_capital_is_shown_as_it_is_written(linker: Linker) -> None:
    amman = linker.link("LOC", "العاصمة عمّان")
    assert (amman.entity_id, amman.name_ar) == ("LOC-amman", "عمّان")
    assert linker.link("LOC", "عمان").entity_id == "LOC-oman"
