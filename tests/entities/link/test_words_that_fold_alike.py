"""Words that folding makes equal to a known name, or that are a name only where somebody saw one."""

from collections.abc import Callable

import pytest

from nashra.article import Mention

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    "body",
    [
        "قال الشاب إن جده عاش مئة عام في القرية.",
        "قطعت سيول الأمس طريق الوادي.",
        "هذه العادات تدمر صحة الصغار.",
        "حضر الحفل لفيف من الأهالي.",
        "وزهقت روحه غيلة في الليل.",
    ],
)
def test_an_everyday_word_is_no_name_by_itself(link_all: LinkAll, body: str) -> None:
    assert link_all(body, []) == []


def test_the_town_as_it_is_written_still_is(link_all: LinkAll) -> None:
    assert [mention.surface for mention in link_all("وصل الوفد إلى جدة مساء.", [])] == ["جدة"]


def test_a_capital_that_is_a_word_is_one_where_its_state_is_spoken_of(link_all: LinkAll) -> None:
    body = "قال وزير الطاقة الكوري للصحفيين إن سيول تفكر في بناء مفاعل جديد."
    assert [mention.entity_id for mention in link_all(body, [])] == ["LOC-seoul"]
    assert link_all("قال وزير الري الأردني للصحفيين إن سيول الأمس قطعت طريق الوادي.", []) == []


def test_a_firm_is_not_another_whose_name_has_its_article(link_all: LinkAll) -> None:
    body = "تنافس «الاتصالات السعودية» شركة «اتصالات» في السوق."
    linked = link_all(body, [("ORG", "الاتصالات السعودية"), ("ORG", "اتصالات")])
    assert linked[0].entity_id == "ORG-stc"
    assert all(mention.entity_id != "ORG-stc" for mention in linked[1:])


def test_the_king_is_known_by_his_title_beside_his_son(link_all: LinkAll) -> None:
    body = "افتتح خالد الفيصل معرضا عن سيرة الملك فيصل في الطائف."
    linked = link_all(body, [("PERS", "خالد الفيصل"), ("PERS", "فيصل")])
    assert [mention.entity_id for mention in linked[:2]] == ["PERS-khalid-al-faisal", "PERS-king-faisal"]
