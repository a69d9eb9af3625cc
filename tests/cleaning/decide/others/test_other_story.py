"""A whole other story in mid-page goes or stays as one, and where it stays the article says where it begins."""

import pytest

from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, P1, P2, P3, P4, P5, TITLE, clean

HEADLINE = "سوق السمك الجديد في بلدية الميناء يفتح أبوابه أمام الباعة"


def test_a_story_without_a_marker_is_whole_and_flagged() -> None:
    found = clean(TITLE, *BODY, HEADLINE, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == [*BODY, HEADLINE, OTHER_P1, OTHER_P2]
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].startswith(HEADLINE)


def test_a_story_behind_a_header_is_gone_as_a_whole() -> None:
    found = clean(TITLE, *BODY, "اقرأ أيضا:", HEADLINE, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == list(BODY)
    assert found.other_story_at is None


@pytest.mark.parametrize(
    "byline", ["كتب: سالم العامري", "12 أغسطس 2023", "هدى الراشد (الميناء القديم)", "النخيل- بلدية الميناء:"]
)
def test_its_byline_or_date_does_not_hide_it(byline: str) -> None:
    found = clean(TITLE, *BODY, HEADLINE, byline, OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    told = [line for line in found.body[found.other_story_at :].split("\n") if line != byline]
    assert told == [HEADLINE, OTHER_P1, OTHER_P2]


@pytest.mark.parametrize(
    "subhead", ["منسوب النبع يرتفع بعد موسم مطير هذا العام", "مهرجان الرمان يعود إلى الوادي قريبا"]
)
def test_a_subhead_on_the_same_topic_is_no_story(subhead: str) -> None:
    found = clean(TITLE, P1, P2, P3, subhead, P4, P5)
    assert found.body.split("\n") == [P1, P2, P3, subhead, P4, P5]
    assert found.other_story_at is None


PLACE = "الدوحة - رويترز: "


def test_a_dateline_begins_another_story() -> None:
    found = clean(TITLE, *BODY, PLACE + OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].split("\n") == [PLACE + OTHER_P1, OTHER_P2]


def test_a_dateline_of_a_story_s_second_part_does_not() -> None:
    found = clean(TITLE, P1, P2, P3, PLACE + P4, P5)
    assert found.other_story_at is None


def test_what_stands_behind_the_end_mark_goes_or_is_another_story() -> None:
    found = clean(TITLE, *BODY, "انتهى", OTHER_P1, OTHER_P2)
    body = found.body.split("\n")
    assert body[: len(BODY)] == list(BODY)
    if len(body) > len(BODY):
        assert found.other_story_at is not None
        assert found.body[found.other_story_at :].split("\n") == [OTHER_P1, OTHER_P2]


def test_a_story_in_the_middle_of_another_is_whole_and_flagged() -> None:
    other = (HEADLINE, OTHER_P1, OTHER_P2)
    found = clean(TITLE, P1, P2, P3, *other, P4, P5)
    assert found.body.split("\n") == [P1, P2, P3, *other, P4, P5]
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].startswith(HEADLINE)


def test_several_stories_are_flagged_from_the_first_on() -> None:
    second = (
        "جامعة النخيل تمنح مخترع الروبوت الزراعي درعها السنوي",
        "منحت جامعة النخيل درعها السنوي لطالب هندسة صمم روبوتا يلقح أزهار المانجو ليلا، ويعمل بألواح شمسية صغيرة خفيفة "
        "يطويها الطالب في حقيبة ظهره حين ينتهي من الدرس.",
    )
    found = clean(TITLE, *BODY, HEADLINE, OTHER_P1, OTHER_P2, *second)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].split("\n") == [HEADLINE, OTHER_P1, OTHER_P2, *second]


@pytest.mark.parametrize(
    "question", ["ماذا عن المزارعين الذين غادروا الوادي قبل أعوام؟", "وقد شاركت النساء في العمل أيضا"]
)
def test_a_question_or_a_sentence_begins_no_story(question: str) -> None:
    found = clean(TITLE, *BODY, question, OTHER_P1, OTHER_P2)
    assert found.other_story_at is None


def test_a_story_below_a_short_beginning_is_flagged() -> None:
    found = clean(TITLE, P1, HEADLINE, OTHER_P1, OTHER_P2, P2, P3)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].startswith(HEADLINE)


@pytest.mark.parametrize(
    "link",
    ["على مقربة من أهل المرفأ دائما وأبدا", "شاهد صورا من أعراس الجبل هذا الصيف", "قرعة الدوري تجرى غدا في العاصمة"],
)
def test_what_stands_above_its_headline_does_not_hide_it(link: str) -> None:
    found = clean(TITLE, *BODY, link, HEADLINE, OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].split("\n") == [HEADLINE, OTHER_P1, OTHER_P2]


def test_a_dateline_below_what_a_page_says_of_itself() -> None:
    found = clean(TITLE, *BODY, "ميثاق وكالة الواحة في العمل الصحفي", PLACE + OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].split("\n") == [PLACE + OTHER_P1, OTHER_P2]


def test_a_day_with_a_clock_begins_another_story() -> None:
    found = clean(TITLE, *BODY, "السبت, 15/03/2025 - 09:40", OTHER_P1, OTHER_P2)
    assert found.other_story_at is not None
    assert found.body[found.other_story_at :].endswith("\n".join([OTHER_P1, OTHER_P2]))


ENDS_OF_PAGES = ["شارك المقال", "الوسوم: الري القمح", "نسخ الرابط", "م.ل / ع.ق", "زر الذهاب إلى الأعلى"]


@pytest.mark.parametrize("end", ENDS_OF_PAGES)
@pytest.mark.parametrize("signed", ["كتب: سالم العامري", "12 أغسطس 2023", "2025-02-11"])
def test_a_signed_story_goes_where_the_page_ends_the_article(end: str, signed: str) -> None:
    found = clean(TITLE, *BODY, end, HEADLINE, signed, OTHER_P1, OTHER_P2)
    assert found.body.split("\n") == list(BODY)
    assert found.other_story_at is None


STRANGE = "أمواج عالية تغرق مركبين قبالة الجزيرة الصغيرة"
STRANGE_P1 = (
    "لقي بحار حتفه وفقد أربعة آخرون فجر السبت حين قلبت أمواج عالية مركبين قبالة الجزيرة الصغيرة، وقالت فرق الإنقاذ إن "
    "طائرة مروحية تمشط المنطقة بحثا عن ناجين رغم ضعف الرؤية والضباب الكثيف."
)
STRANGE_P2 = (
    "وذكر قائد خفر السواحل أن الضحايا صيادون هواة أبحروا رغم تحذير الأرصاد، وأن أحد القاربين كان يحمل ضعف حمولته من "
    "الشباك وصناديق الثلج حين انقلب."
)


@pytest.mark.parametrize("end", ENDS_OF_PAGES)
def test_a_story_that_says_nothing_of_the_article_goes_where_the_page_ends_it(end: str) -> None:
    found = clean(TITLE, *BODY, end, STRANGE, STRANGE_P1, STRANGE_P2)
    assert found.body.split("\n") == list(BODY)


def test_it_stays_where_the_article_goes_on_below() -> None:
    found = clean(TITLE, P1, P2, "شارك المقال", STRANGE, STRANGE_P1, STRANGE_P2, P3, P4, P5)
    assert {P1, P2, P3, P4, P5, STRANGE_P1} <= set(found.body.split("\n"))


@pytest.mark.parametrize("amid", ["إعلان", "يستمر المحتوى بعد الإعلان"])
def test_an_advert_ends_no_article(amid: str) -> None:
    found = clean(TITLE, *BODY, amid, STRANGE, STRANGE_P1, STRANGE_P2)
    assert found.body.split("\n") == [*BODY, STRANGE, STRANGE_P1, STRANGE_P2]


def test_what_stands_below_a_row_behind_a_page_s_line_stays() -> None:
    row, end = (
        "19:00 | اتحاد القنال – نهضة الجسر",
        "وتنقل القناة الأولى المواجهة الأخيرة مباشرة، وتبث بقية المباريات مسجلة.",
    )
    found = clean(TITLE, *BODY, "شارك المقال", row, end)
    assert end in found.body.split("\n")


def test_a_subhead_with_a_day_behind_a_share_box_stays_with_its_article() -> None:
    subhead = "منسوب النبع يرتفع بعد موسم مطير هذا العام"
    found = clean(TITLE, P1, P2, P3, "شارك المقال", subhead, "12 أغسطس 2023", P4, P5)
    assert {P1, P2, P3, P4, P5} <= set(found.body.split("\n"))
