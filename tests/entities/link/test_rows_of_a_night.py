"""Rows of the entity table as a night of many papers makes them: one entity split, two in one, words that are none."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.entities.over_days import build_entities
from nashra.lake import Storage, partition_path

LinkAll = Callable[..., list[Mention]]
SALZBURG = "LOC-g2766824"


def ids(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.surface, one.entity_id) for one in mentions]


def test_the_state_behind_a_place_says_which_it_is(link_all: LinkAll) -> None:
    body = "يعسكر الفريق في سالزبورغ النمساوية، ويلعب في سالزبورغ مع فرق من مصر وتونس والمغرب والعراق ومصر وتونس."
    places = ["سالزبورغ", "سالزبورغ", "مصر", "تونس", "المغرب", "العراق", "مصر", "تونس"]
    linked = ids(link_all(body, [("LOC", place) for place in places]))
    assert linked[:2] == [("سالزبورغ", SALZBURG)] * 2


def test_a_place_of_another_state_is_not_the_listed_one(link_all: LinkAll) -> None:
    linked = link_all("هربت من مزرعة في ساري البريطانية قبل عامين.", [("LOC", "ساري")])
    assert not linked[0].entity_id.startswith("LOC-g")


def test_the_only_town_of_its_name_needs_no_state(link_all: LinkAll) -> None:
    linked = link_all("دشن محافظ الزلفي مهرجان التمور مساء أمس.", [("LOC", "الزلفي")])
    assert linked[0].entity_id == "LOC-g107781"


@pytest.mark.parametrize(
    ("body", "kind", "name", "whole"),
    [
        ("وصف روحاني واشنطن بأنها متهورة.", "LOC", "اشنطن", "واشنطن"),
        ("طلبت من حلفاء وارسو ذلك.", "LOC", "ارسو", "وارسو"),
    ],
)
def test_the_first_letter_of_a_place_is_no_and(link_all: LinkAll, body: str, kind: str, name: str, whole: str) -> None:
    assert whole in [one.surface for one in link_all(body, [(kind, name)])]


def test_a_homeland_is_cut_nowhere(link_all: LinkAll) -> None:
    assert not link_all("يشعلون الفتنة في أرجاء وطننا العربي كله.", [("LOC", "وطننا العربي")], 0.54)


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("الشهداء هم: 1 - العريف / سالم الشهري.", "ORG", "العريف"),
        ("تقدمت قوات الرئيس المخلوع في تعز.", "ORG", "الرئيس المخلوع"),
        ("الدعاء عمل صالح والصدقة عمل صالح.", "PERS", "صالح"),
    ],
)
def test_words_are_no_names(link_all: LinkAll, body: str, kind: str, name: str) -> None:
    assert name not in [one.surface for one in link_all(body, [(kind, name)], 0.55)]


def test_a_club_of_a_rank_stays_one(link_all: LinkAll) -> None:
    body = "فاز الرائد على التعاون في الدوري السعودي، وسجل لاعب الرائد هدفين في مباراة الفريق."
    linked = ids(link_all(body, [("ORG", "الرائد"), ("ORG", "الرائد")]))
    assert linked.count(("الرائد", "ORG-al-raed")) == 2


def test_a_name_that_stands_twice_at_its_end(link_all: LinkAll) -> None:
    linked = link_all("انسحبت قوات علي عبدالله صالح صالح من المدينة.", [("PERS", "علي عبدالله صالح صالح")])
    assert ids(linked) == [("علي عبدالله صالح", "PERS-ali-abdullah-saleh")]


def test_a_side_is_no_person(link_all: LinkAll) -> None:
    body = "عاد النجم لإنقاذ فريق كريسيوما من الهبوط، وحقق كريسيوما الفوز."
    linked = link_all(body, [("PERS", "كريسيوما"), ("PERS", "كريسيوما")])
    assert {one.type for one in linked} == {"ORG"}
    coach = link_all(
        "فاز فريق كونتي على ضيفه، وقال أنطونيو كونتي إنه سعيد.", [("PERS", "كونتي"), ("PERS", "أنطونيو كونتي")]
    )
    assert len({one.entity_id for one in coach}) == 1


def test_two_clubs_of_one_state(link_all: LinkAll) -> None:
    linked = link_all("ودية مع الاتفاق والقادسية السعوديين اليوم.", [("ORG", "القادسية السعوديين")])
    assert ("القادسية", "ORG-al-qadsiah-sa") in ids(linked)


@pytest.mark.parametrize(
    ("kind", "name", "entity_id"),
    [
        ("ORG", "يوفينتوس", "ORG-juventus"),
        ("ORG", "الأرسنال", "ORG-arsenal-fc"),
        ("LOC", "جوهانسبيرغ", "LOC-johannesburg"),
        ("ORG", "بنتاغون", "ORG-pentagon"),
    ],
)
def test_a_word_by_its_many_consonants(linker: Linker, kind: str, name: str, entity_id: str) -> None:
    assert linker.link(kind, name).entity_id == entity_id


@pytest.mark.parametrize(("kind", "name"), [("LOC", "الأطلنطي"), ("ORG", "مستقبل"), ("LOC", "فلسطينيا")])
def test_words_that_are_none_of_a_listed_name(linker: Linker, kind: str, name: str) -> None:
    assert "the consonants of" not in linker.link(kind, name).why


def test_a_hamza_behind_its_seat(linker: Linker) -> None:
    assert linker.link("ORG", "قوات الطواريء الخاصة") == linker.link("ORG", "قوات الطوارئ الخاصة")


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("عزام بن محمد الدخيل", "عزام الدخيل", True),
        ("سمير بن عبدالعزيز بن فهد العفيصان", "سمير العفيصان", True),
        ("محمد بن صالح الغامدي", "محمد الغامدي", False),
        ("عبدالله بن سعد المحمد", "عبدالله المحمد", False),
    ],
)
def test_men_of_small_families(linker: Linker, name: str, other: str, one: bool) -> None:
    assert (linker.link("PERS", name).entity_id == linker.link("PERS", other).entity_id) == one


def test_a_government_of_another_state(link_all: LinkAll) -> None:
    body = "طالبت حكومة الوفاق في اليمن القطاع الخاص بالعمل، وقال اليمن إن صنعاء آمنة."
    names = [("ORG", "حكومة الوفاق"), ("LOC", "اليمن"), ("LOC", "اليمن"), ("LOC", "صنعاء")]
    assert link_all(body, names)[0].entity_id != "ORG-government-of-national-accord"
    body = "طالبت حكومة الوفاق في ليبيا القطاع الخاص بالعمل، وقالت ليبيا إن طرابلس آمنة."
    names = [("ORG", "حكومة الوفاق"), ("LOC", "ليبيا"), ("LOC", "ليبيا")]
    assert link_all(body, names)[0].entity_id == "ORG-government-of-national-accord"


def test_the_road_map_of_another_country(link_all: LinkAll) -> None:
    road = "خارطة الطريق"
    egypt = link_all("أنجزت مصر الاستحقاق الثالث من خارطة الطريق بعد الدستور.", [("MISC", road)])
    peace = link_all("دعت اللجنة الرباعية إسرائيل إلى تنفيذ خارطة الطريق ووقف الاستيطان.", [("MISC", road)])
    found = {one.entity_id for one in peace}
    assert "MISC-road-map-for-peace" in found and egypt[0].entity_id not in found


def test_a_firm_of_a_family(link_all: LinkAll) -> None:
    body = "أسسها صبحي عنبتاوي قبل عقود، وتعمل مجموعة عنبتاوي في الصناعة."
    founder, firm = link_all(body, [("PERS", "صبحي عنبتاوي"), ("PERS", "عنبتاوي")])
    assert founder.entity_id != firm.entity_id


def test_a_body_gets_the_article_that_was_taken(tmp_path: Path) -> None:
    lake = Storage(str(tmp_path / "lake"))
    names = {
        "ORG-0000000001": "مجمع المهني المشترك للغلال",
        "ORG-0000000002": "غرفة الشرقية",
        "ORG-0000000003": "لجنة التنمية الاجتماعية",
        "ORG-0000000004": "قوات البرية السعودية",
    }
    rows = [{"article_id": "a", "type": "ORG", "entity_id": one, "surface": name} for one, name in names.items()]
    lake.write_table(partition_path("mentions", "2024-05-01"), pa.Table.from_pylist(rows))
    papers = [{"article_id": "a", "source": "sahil.example"}]
    lake.write_table(partition_path("articles", "2024-05-01"), pa.Table.from_pylist(papers))
    found = build_entities(lake)["name_ar"].to_pylist()
    assert found == [
        "المجمع المهني المشترك للغلال",
        "غرفة الشرقية",
        "لجنة التنمية الاجتماعية",
        "القوات البرية السعودية",
    ]
