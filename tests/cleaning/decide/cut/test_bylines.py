"""Bylines and datelines glued before the first sentence are cut where they are proven, and honest openings are not."""

import pytest

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, TITLE, clean


def opening(head: str, first: str = P1) -> Cleaned:
    return clean(TITLE, head + first, *BODY[1:])


@pytest.mark.parametrize(
    "head",
    [
        "عمان - راكان الفاعوري - ", "رائد البيطار – مسقط: ", "من تونس ـ هيثم الجلاصي:", "كتب: فؤاد الزعبي .. ",
        "بيروت -- تقرير غسان مراد - ", "-- مراد الإدريسي - الرباط || ", "د. نبيل الحوراني - ",
    ],
)  # fmt: skip
def test_a_writer_beside_a_place_or_a_label(head: str) -> None:
    found = opening(head)
    assert found.body == "\n".join(BODY)
    assert [(r.part, r.text, r.category) for r in found.removals] == [("head", head, "metadata")]


def test_the_byline_above_stands_again_before_the_text() -> None:
    found = clean(TITLE, "راكان الفاعوري- الرياض:", f"راكان الفاعوري- الرياض: {P1}", *BODY[1:])
    assert found.body == "\n".join(BODY)
    assert [(r.part, r.rule) for r in found.removals] == [("whole", "metadata-dateline"), ("head", "byline-again")]


def paper(number: int, source: str) -> Article:
    text = "\n".join(
        [f"{OTHERS[number]} {number}", "راكان الفاعوري - " + OTHER_P1[number * 9 :], OTHER_P2[number * 7 :]]
    )
    return Article(f"{source[:3]}{number:013x}", f"{number}.txt", 0, source, text)


@pytest.mark.parametrize(("source", "cut"), [("alwaha.example", True), ("alnakheel.example", False)])
def test_a_name_before_paragraphs_of_the_source_s_other_articles(source: str, cut: bool) -> None:
    story = Article("5" * 16, "s.txt", 0, "alwaha.example", "\n".join([TITLE, f"راكان الفاعوري - {P1}", *BODY[1:]]))
    evidence = CorpusEvidence.build(observe_articles([story, *(paper(number, source) for number in range(4))]))
    found = Cleaner.load().clean(story, evidence)
    assert found.body.startswith(P1) == cut


@pytest.mark.parametrize(
    "first",
    [
        "قال صالح الناصري: لن نغلق القناة بعد اليوم، وسنحرسها كما حرسها أجدادنا في سنوات الجفاف.",
        "كتب صالح الناصري: عادت المياه إلى القناة، وعادت معها البساتين التي هجرها أهلها قبل سنوات.",
        "صالح الناصري - وهو رئيس جمعية المزارعين - أكد أن القناة ستروي أربعمئة بستان من الرمان والتين.",
        "دمشق - حلب: طريق طوله ثلاثمئة كيلومتر عاد إلى الحياة بعد سنوات من الإغلاق، كما يقول سائقوه.",
        "القاهرة - مهرجان السينما: ثلاثون فيلما في أسبوع واحد، ولا ينتهي مهرجان السينما قبل الفجر.",
        "الماء - الأرض - الناس: هكذا يلخص رئيس جمعية المزارعين حكاية القناة التي جفت قبل عشرين عاما.",
        "محمد بن سالم - رحمه الله - كان أول من حفر القناة في الوادي، وعلى اسمه سميت ساحة القرية.",
    ],
)
def test_a_sentence_that_begins_so_stays_whole(first: str) -> None:
    assert first in clean(TITLE, first, *BODY[1:]).body.split("\n")
