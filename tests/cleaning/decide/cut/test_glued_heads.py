"""Section, own title, place and dates before the first sentence go; first sentences that begin with a place and a date
stay."""

import pytest

from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, TITLE, article, clean, scraped_again

HEADS = (
    # section, own title, city and two dates
    f"محليات / {TITLE} الرياض 21 محرم 1446 هـ الموافق 27 يوليو 2024 م واس ",
    f"عام / {TITLE}، تبوك، 21/1/1446هـ الموافق 27/7/2024م ",
    f"زراعة / {TITLE} / مسقط في 27 يوليو 2024 م الموافق 21 محرم 1446 هـ / ",
    # section, city and date between bars or slashes
    "اقتصاد | بيروت | 27 يوليو 2024 | ",
    "أخبار محلية | الرباط | 27-07-2024: ",
    "ثقافة / تونس / السبت 27 يوليو 2024 / ",
    # city and the day in both calendars
    "المنامة في 21 محرم 1446هـ الموافق 27 يوليو 2024م / ",
    "الرياض، 21 محرم 1446 هـ (27 يوليو 2024 م) - ",
    "مسقط 27 تموز/يوليو 2024م الموافق 21 محرم 1446هـ: ",
    # the date before the city
    "27 يوليو 2024 | عدن | ",
    "السبت ٢٧/٠٧/٢٠٢٤ | صنعاء – ",
    "2024-07-27 | الخرطوم | رياضة | ",
    # own title, then city, date or neither
    f"{TITLE} | دمشق | 2024/7/27 – ",
    f"أخبار / {TITLE} / ",
    f"{TITLE} – ",
    # a path to the title, and when it was published
    f"الرئيسية / زراعة / {TITLE} ",
    f"الصفحة الرئيسية » أخبار » محليات » {TITLE} - ",
    "تاريخ النشر: 27 يوليو 2024 10:15 ",
    "آخر تحديث 27-07-2024 ",
    "نشر في السبت 27 يوليو 2024 - ",
)
SENTENCES = (
    # a place and a date that are part of the sentence
    "الرياض في 27 يوليو 2024 شهدت افتتاح أطول قناة للري في البلاد، وحضره مئات المزارعين الذين جاؤوا من القرى البعيدة.",
    "دمشق، 27 يوليو 2024، مدينة تنتظر الماء: خزانات فارغة على السطوح، وصهاريج تقف في الطوابير أمام النبع القديم.",
    "بغداد صباح 9 أبريل 2003 لم تكن كما عرفها أهلها، فالشوارع خالية والدكاكين مغلقة والناس خلف النوافذ ينتظرون.",
    # a place and a day that the sentence goes on to speak of
    "بيروت - 4 أغسطس 2020 - تاريخ لا ينساه أهل المدينة، ففيه تهدمت أحياء كاملة قرب المرفأ وتفرق سكانها في القرى.",
    "القاهرة، 25 يناير 2011: خرج الآلاف إلى الميدان، ولم يكن أحد منهم يعرف أن الأيام التالية ستغير حياته كلها.",
    "من صنعاء إلى عدن / 27 يوليو 2024 كان موعد أول حافلة تعبر الطريق الجبلي منذ أغلقته السيول قبل تسعة أعوام.",
    # a dateline with its agency, which is part of the text as published
    "القدس 27-7-2024 وفا- أعادت جمعية المزارعين فتح القناة القديمة التي كانت تحمل مياه النبع إلى بساتين الوادي.",
    "الرياض (رويترز) - قالت جمعية المزارعين في 27 يوليو 2024 إن القناة القديمة ستروي أربعمئة بستان من الرمان.",
    "عمان 27 تموز (بترا) - أعاد مزارعون فتح القناة القديمة التي كانت تحمل مياه النبع إلى بساتينهم في الوادي.",
    # a day that is told
    "نشر في 27 يوليو 2024 كتاب عن القنوات القديمة جمعه الناصري من حكايات المزارعين في بساتين الوادي وقراه البعيدة.",
    "الرئيسية في هذه القناة أنها تروي أربعمئة بستان من الرمان والتين من غير مضخة واحدة، كما يقول صالح الناصري.",
    # places and dates in rows
    "القاهرة / الإسكندرية / أسوان: ثلاث محطات لقطار النيل الذي عاد إلى السير في 27 يوليو 2024 بعد عامين من التوقف.",
    "الرياض | جدة | الدمام: أسعار التمور في أسواق المدن الثلاث يوم 27 يوليو 2024 كما أعلنتها جمعية المزارعين.",
    "مواسم الرمان - دمشق 1998، بيروت 2006، عمان 2024 - ثلاثة كتب كتبها الناصري عن البساتين التي عرفها في حياته.",
    # the words of the title as the beginning of a sentence
    f"{TITLE} في مسقط يوم 27 يوليو 2024 بحضور مئات الأهالي الذين جاؤوا من القرى القريبة ليروا الماء يجري من جديد.",
    f"{TITLE}، 27 يوليو 2024 سيبقى إذن يوما مشهودا في تاريخ الوادي كما يقول رئيس جمعية المزارعين صالح الناصري.",
    f"{TITLE} - وقد شارك معهم مئة شاب من القرى القريبة - ليعود الماء إلى بساتين الرمان والتين كما كان في الماضي.",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_head_before_the_first_sentence_goes(head: str) -> None:
    found = clean(TITLE, head + P1, *BODY[1:])
    assert (found.title, found.body) == (TITLE, "\n".join(BODY))
    assert [(r.part, r.text, r.rule) for r in found.removals] == [("head", head, "glued-head")]


@pytest.mark.parametrize("first", SENTENCES)
def test_a_sentence_that_begins_so_stays_whole(first: str) -> None:
    assert first in clean(TITLE, first, *BODY[1:]).body.split("\n")


def test_a_row_of_a_table_stays_whole() -> None:
    row = "القاهرة | 27 يوليو 2024 | الساعة 20:00 | ملعب الوادي: منتخب الشباب أمام جاره في نصف نهائي البطولة المؤجل"
    assert row in clean("مواعيد مباريات منتخب الشباب في الصيف", row, *BODY[1:]).body.split("\n")


def test_an_agency_in_brackets_behind_the_date() -> None:
    head = "محليات | الخرطوم | 27 يوليو 2024 (سونا) - "
    assert clean(TITLE, head + P1, *BODY[1:]).body == "\n".join(BODY)


def test_the_longer_of_two_heads_goes() -> None:
    """The section alone is glued to the paper's other articles as well."""
    stories = [
        article(f"محليات / {title} {number}", "محليات / " + OTHER_P1[number * 9 :], OTHER_P2, number=number)
        for number, title in enumerate(OTHERS, 1)
    ]
    one = article(TITLE, f"محليات / {TITLE} الرياض 27 يوليو 2024 م واس {P1}", *BODY[1:])
    evidence = CorpusEvidence.build(observe_articles([one, *stories]))
    assert clean(*one.text.split("\n"), evidence=evidence).body == "\n".join(BODY)


def test_the_title_of_the_record_s_field() -> None:
    found = clean(HEADS[0] + P1, *BODY[1:], title=TITLE)
    assert (found.title, found.body) == (TITLE, "\n".join(BODY))


def test_the_title_line_has_the_section_too() -> None:
    found = clean(f"عام / {TITLE}", f"عام / {TITLE} الرياض 27 يوليو 2024 م واس {P1}", *BODY[1:])
    assert found.body == "\n".join(BODY)


def test_the_scraped_text_comes_back() -> None:
    one = article(TITLE, HEADS[0] + P1, *BODY[1:])
    found = clean(*one.text.split("\n"))
    assert scraped_again(one, found) == one.text
