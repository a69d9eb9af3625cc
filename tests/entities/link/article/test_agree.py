"""Names of one article tell each other's type and spelling."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[[str, list[tuple[str, str]]], list[Mention]]


def _ids(link_all: LinkAll, body: str, names: list[tuple[str, str]]) -> list[str]:
    return [mention.entity_id for mention in link_all(body, names)]


def test_a_name_has_the_type_that_it_mostly_has(link_all: LinkAll) -> None:
    body = "تعمل شركة زنبقان في المدينة. وقالت زنبقان إن العمل جار، وباعت زنبقان فرعها."
    linked = link_all(body, [("ORG", "زنبقان"), ("LOC", "زنبقان"), ("ORG", "زنبقان")])
    assert {(mention.type, mention.entity_id) for mention in linked} == {("ORG", linked[0].entity_id)}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERS", "إيرول زنباك", "إيرول زنبوك"),
        ("ORG", "شبيبة القيروان", "الشبيبة القيروانية"),
        ("ORG", "اللجنة الفنية الخليجية لقطاع المواصفات والمقاييس", "اللجنة الفنية الخليجية لقطاع مواصفات المقاييس"),
        ("MISC", "ملتقى زنبقان الأول للقصاصين الشباب", "ملتقى زنبقان للقصاصين الشباب"),
        ("MISC", "مهرجان زنبقان الدولي للنحت", "مهرجان زنبقان الدولي"),
        ("ORG", "الزنابقة العرب", "الزنابقة"),
    ],
)
def test_two_spellings_in_an_article_are_one(link_all: LinkAll, kind: str, one: str, other: str) -> None:
    body = f"تحدث الحاضرون عن {one} صباحا، وعادوا إلى {one} ظهرا، ثم ذكروا {other} في المساء."
    assert len(set(_ids(link_all, body, [(kind, one), (kind, one), (kind, other)]))) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERS", "سمير القنديلي", "سميرة القنديلي"),
        ("PERS", "حسن القنديلي", "حسين القنديلي"),
        ("ORG", "مجلس الضمان الصحي السعودي", "المجلس الصحي السعودي"),
        ("ORG", "اللجنة العليا لشؤون القرى الشرقية", "اللجنة العليا لشؤون القرى الغربية"),
    ],
)
def test_two_names_in_an_article_stay_two(link_all: LinkAll, kind: str, one: str, other: str) -> None:
    body = f"تحدث الحاضرون عن {one} صباحا، وعادوا إلى {one} ظهرا، ثم ذكروا {other} في المساء."
    assert len(set(_ids(link_all, body, [(kind, one), (kind, one), (kind, other)]))) == 2


def test_a_spelling_across_articles_stays_what_it_is(linker: Linker) -> None:
    assert linker.link("PERS", "إيرول زنباك").entity_id != linker.link("PERS", "إيرول زنبوك").entity_id


def test_a_short_form_of_a_short_form_is_the_fullest_ones(link_all: LinkAll) -> None:
    names = ["الهيئة الملكية لزنبقان", "الهيئة الملكية", "الهيئة الملكية لزنبقان وقنديلة"]
    body = f"أعلنت {names[0]} خطة. وأشارت {names[1]} إلى موعدها. وتأسست {names[2]} قبل عام."
    assert len(set(_ids(link_all, body, [("ORG", name) for name in names]))) == 1


def test_a_ministry_is_not_short_for_what_nothing_knows(link_all: LinkAll) -> None:
    body = "جهود وزارة العمل الحثيثة في تونس مستمرة، وقال وزير تونسي إن وزارة العمل تواصل العمل."
    assert "ORG-labour-ministry-tn" in _ids(link_all, body, [("ORG", "وزارة العمل الحثيثة"), ("ORG", "وزارة العمل")])
