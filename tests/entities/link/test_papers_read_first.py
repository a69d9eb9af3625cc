"""Names in papers that nobody had labelled: where a report begins, whose a body is, agreements, fathers' titles."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def ids(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.surface, one.entity_id) for one in mentions]


@pytest.mark.parametrize("begins", ["تونس - أكد", "تونس (وات) - أكد", "تونس في 25 يونيو - أكد", "تونس ـ أكد"])
def test_a_report_begins_in_the_capital_that_is_called_as_its_state(link_all: LinkAll, begins: str) -> None:
    linked = link_all(f"{begins} الوزير أن تونس ترحب.", [("LOC", "تونس"), ("LOC", "تونس")])
    found = [entity for surface, entity in ids(linked) if surface == "تونس"]
    assert found == ["LOC-tunis", "LOC-tunisia"]


@pytest.mark.parametrize("headline", ["الجزائر: تعديل في الحكومة", "الجزائر - المغرب: قمة", "زيارة الجزائر - أكد"])
def test_elsewhere_it_is_the_state(link_all: LinkAll, headline: str) -> None:
    assert ids(link_all(f"{headline}\nقال الوزير.", [("LOC", "الجزائر")]))[0][1] == "LOC-algeria"


def test_a_federation_named_in_full_is_no_club(link_all: LinkAll) -> None:
    federation, club = "ORG-saudi-arabian-football-federation", "ORG-al-ittihad"
    body = "رفضت لجنة في الاتحاد السعودي لكرة القدم طلب اللاعب، ووافق الاتحاد على تأجيل المباراة في الدوري السعودي."
    names = [("ORG", "الاتحاد السعودي لكرة القدم"), ("ORG", "الاتحاد"), ("MISC", "الدوري السعودي")]
    assert ids(link_all(body, names))[1] == ("الاتحاد", federation)
    beside = f"{body} وفاز الاتحاد على الهلال بهدفين في المباراة."
    assert ids(link_all(beside, [*names, ("ORG", "الاتحاد"), ("ORG", "الهلال")]))[3] == ("الاتحاد", club)


def test_a_club_with_its_article_is_the_club(link_all: LinkAll) -> None:
    body = "فاز النادي العربي على نادي السالمية في الدوري الكويتي، وقال مدرب العربي إن الفريق لعب مباراة جيدة."
    names = [("ORG", "النادي العربي"), ("ORG", "نادي السالمية"), ("MISC", "الدوري الكويتي"), ("ORG", "العربي")]
    assert {entity for surface, entity in ids(link_all(body, names)) if "العربي" in surface} == {"ORG-al-arabi-kuwait"}


@pytest.mark.parametrize(
    "sentence",
    [
        "اجتمع مجلس الوزراء في القصر، تحت رئاسة رئيس الجمهورية محمد ولد الشيخ الغزواني.",
        "شدد رئيس مجلس الوزراء محمد ولد الشيخ الغزواني على الأمر.",
    ],
)
def test_a_body_is_of_the_state_of_who_presides_over_it(link_all: LinkAll, sentence: str) -> None:
    linked = link_all(sentence, [("ORG", "مجلس الوزراء"), ("PERS", "محمد ولد الشيخ الغزواني")])
    assert ids(linked)[0] == ("مجلس الوزراء", "ORG-cabinet-mr")


def test_a_place_beside_who_writes(link_all: LinkAll) -> None:
    body = "نادر الزنبقي (أبها)\nنفذت البلدية حملة."
    assert ids(link_all(body, [("PERS", "نادر الزنبقي"), ("ORG", "أبها")]))[1] == ("أبها", "LOC-abha")


def test_an_agency_and_the_place_of_its_report_are_two(link_all: LinkAll) -> None:
    linked = link_all("د ب أ - برلين\nيواجه النواب ضغوطا.", [("ORG", "د ب أ - برلين")])
    assert ids(linked) == [("د ب أ", "ORG-deutsche-presse-agentur"), ("برلين", "LOC-berlin")]


def test_a_state_in_pieces_is_one(link_all: LinkAll) -> None:
    body = "سحبت زامبيا وبوركينا فاصو وسانت – لوسيا اعترافها."
    linked = link_all(
        body, [("LOC", "زامبيا"), ("LOC", "وبوركينا"), ("LOC", "فاصو"), ("LOC", "وسانت"), ("LOC", "لوسيا")]
    )
    assert [entity for _, entity in ids(linked)] == ["LOC-zambia", "LOC-burkina-faso", "LOC-saint-lucia"]


@pytest.mark.parametrize(
    ("body", "surface", "kind"),
    [
        ("جاء ذلك تنفيذا لاتفاق الرياض بين الطرفين.", "اتفاق الرياض", "MISC"),
        ("قال إن اتفاق الرياض مع أنقرة صامد.", "الرياض", "LOC"),
        ("قال إن اتفاق الرياض وأنقرة صامد.", "الرياض", "LOC"),
        ("قال إن اتفاق السعودية صامد.", "السعودية", "LOC"),
    ],
)
def test_an_agreement_is_called_by_its_town(link_all: LinkAll, body: str, surface: str, kind: str) -> None:
    place = surface.rpartition(" ")[2]
    first = link_all(body, [("LOC", place)])[0]
    assert (first.surface, first.type) == (surface, kind)


def test_a_fathers_title_is_no_part_of_a_name(linker: Linker, link_all: LinkAll) -> None:
    body = "التقى محمد بن الشيخ عبدالله الزنبقي الوفد. وقال محمد بن عبدالله الزنبقي إن اللقاء مثمر."
    names = ["محمد بن الشيخ عبدالله الزنبقي", "محمد بن عبدالله الزنبقي"]
    linked = link_all(body, [("PERS", name) for name in names])
    assert [one.surface for one in linked] == names
    assert len({one.entity_id for one in linked}) == 1
    assert linker.trimmer.bare("PERS", names[0]) == names[1]
    assert linker.trimmer.bare("PERS", "محمد بن الشيخ") == "محمد بن الشيخ"


def test_a_name_goes_on_behind_a_fathers_title(link_all: LinkAll) -> None:
    body = "استقبل سلمان بن سمو الشيخ حمد آل خليفة الوفد."
    linked = link_all(body, [("PERS", "سلمان بن سمو"), ("PERS", "حمد آل خليفة")])
    assert ids(linked) == [("سلمان بن سمو الشيخ حمد آل خليفة", "PERS-salman-bin-hamad-al-khalifa")]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("سعود بن خالد الفيصل", False),
        ("عادل بن أحمد الجبير", "PERS-adel-al-jubeir"),
        ("سعود الفيصل", "PERS-saud-al-faisal"),
    ],
)
def test_cousins_share_a_forefathers_name(linker: Linker, name: str, entity: str | bool) -> None:
    found = linker.link("PERS", name)
    assert found.entity_id == entity if entity else found.why.startswith("rule")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("نادر ماضي", "نادر مهدي", False),
        ("سعيد لامي", "سعيد علمي", False),
        ("رضا مرعي", "رضا ماري", False),
        ("أمير القنديلي", "عامر القنديلي", False),
        ("نادر زكرياء", "نادر زكريا", True),
        ("رجاء القنديلي", "رجا القنديلي", True),
        ("سمير عبدلاوي", "سمير عبداللاوي", True),
        ("باسل عصمان", "باسل عثمان", True),
    ],
)
def test_letters_of_the_throat_tell_two_arabs_apart(linker: Linker, one: str, other: str, same: bool) -> None:
    assert (linker.link("PERS", one).entity_id == linker.link("PERS", other).entity_id) is same


def test_a_statesmans_family_is_a_players_too(link_all: LinkAll) -> None:
    player = link_all("أحرز كارني هدف التعادل في الدوري الإسباني.", [("PERS", "كارني"), ("MISC", "الدوري الإسباني")])
    minister = link_all("أعلن كارني في أوتاوا أن كندا مستعدة.", [("PERS", "كارني"), ("LOC", "أوتاوا"), ("LOC", "كندا")])
    assert player[0].entity_id != "PERS-mark-carney"
    assert minister[0].entity_id == "PERS-mark-carney"


@pytest.mark.parametrize(
    ("body", "entity"),
    [
        ("حرر الجيش الوطني مواقع في محافظة مأرب من الحوثيين.", "ORG-army-ye"),
        ("أعلن المسماري أن الجيش الوطني سيطر على بنغازي في ليبيا.", "ORG-libyan-national-army"),
    ],
)
def test_a_national_army_by_its_country(link_all: LinkAll, body: str, entity: str) -> None:
    assert dict(ids(link_all(body, [("ORG", "الجيش الوطني")])))["الجيش الوطني"] == entity


def test_an_adjective_of_a_state_behind_a_plural(link_all: LinkAll) -> None:
    body = "زار الوفد المدن السعودية. وزار الرئيس السعودية أمس."
    assert [one.start for one in link_all(body, [("LOC", "السعودية"), ("LOC", "السعودية")])] == [
        body.rindex("السعودية")
    ]


def test_a_body_by_its_adjective_in_a_headline(link_all: LinkAll) -> None:
    body = "الانتقالي يعلن تسليم المقار\nقال المجلس الانتقالي الجنوبي إنه مستعد. وقال إن الانتقالي بدأ."
    linked = link_all(body, [("ORG", "المجلس الانتقالي الجنوبي")])
    assert [one.surface for one in linked] == ["الانتقالي", "المجلس الانتقالي الجنوبي", "الانتقالي"]
    assert len({one.entity_id for one in linked}) == 1


def test_a_ministry_that_was_taken_for_a_place(linker: Linker) -> None:
    body = "الداخلية: حجز بضائع مهربة\nتمكنت الوحدات من ذلك في سوسة."
    mentions = [Mention("LOC", "الداخلية", 0, 8, 0, 0.8)]
    assert linker.link_article(mentions, body, "jarida.tn")[0].entity_id == "ORG-interior-ministry-tn"
    assert linker.link_article(mentions, body, "jarida.om")[0].type == "LOC"


def test_a_paper_that_a_report_begins_with(linker: Linker) -> None:
    body = "المدينة - جدة\nقال الوزير."
    mentions = [Mention("LOC", "جدة", 10, 13, 0, 0.8)]
    linked = linker.link_article(mentions, body, "almadina")
    assert [(one.surface, one.type) for one in linked] == [("المدينة", "ORG"), ("جدة", "LOC")]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("ORG", "جامعة مرموقة"), ("LOC", "جارٍ"), ("ORG", "المدارس العليا"), ("LOC", "الحسبان"), ("PERS", "الوثائقي")],
)
def test_what_is_no_name(link_all: LinkAll, kind: str, name: str) -> None:
    assert not link_all(f"قال إن ذلك {name} أمر.", [(kind, name)], 0.6)


@pytest.mark.parametrize(
    ("surface", "name"),
    [("شينزو آبي رئيس", "شينزو آبي"), ("ليختتم القنديلي", "القنديلي"), ("ركن نادر الزنبقي", "نادر الزنبقي")],
)
def test_words_around_a_person(link_all: LinkAll, surface: str, name: str) -> None:
    assert [one.surface for one in link_all(f"كان {surface} هناك.", [("PERS", surface)])] == [name]


def test_a_federation_by_fewer_words(link_all: LinkAll) -> None:
    body = "التزمت الجامعة الملكية المغربية لكرة القدم بذلك. وبينت الجامعة المغربية أن المساعدة قائمة."
    linked = link_all(body, [("ORG", "الجامعة الملكية المغربية لكرة القدم"), ("ORG", "الجامعة المغربية")])
    assert {one.entity_id for one in linked} == {"ORG-football-federation-ma"}


def test_the_place_behind_an_agency(link_all: LinkAll) -> None:
    linked = link_all("واس - جدة\nوصل الوزير.", [("ORG", "واس"), ("ORG", "جدة")])
    assert ids(linked)[1] == ("جدة", "LOC-jeddah")


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("تعرض اللاعب لقطع في الرباط الصليبي.", "LOC", "الرباط"),
        ("لدى الدولة احتياطي مالي كبير.", "LOC", "مالي"),
        ("من المغرب إلى مصر مرورا بتونس.", "LOC", "مرورا"),
    ],
)
def test_words_that_are_no_places_here(link_all: LinkAll, body: str, kind: str, name: str) -> None:
    assert name not in [one.surface for one in link_all(body, [(kind, name)])]
