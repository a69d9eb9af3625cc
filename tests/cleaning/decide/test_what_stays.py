"""Kinds of honest lines that look like what stands around an article: each must stay, and stay where it stood."""

import pytest

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, P2, P3, P4, P5, TITLE, clean

LEAGUE = ["1- الواحة: 31 نقطة من 14 مباراة", "2- النخيل: 29 نقطة من 14 مباراة", "3- الميناء: 27 نقطة من 13 مباراة",
          "4- الجبل: 22 نقطة من 13 مباراة", "5- السهل: 22 نقطة من 13 مباراة"]  # fmt: skip
PRICES = ["الرمان: 12 درهما للكيلوغرام", "التين: 9 دراهم للكيلوغرام", "العنب: 7 دراهم للكيلوغرام", "الليمون: 5 دراهم"]
RECIPE = ["المقادير:", "كوبان من الدقيق", "نصف كوب من زيت الزيتون", "ملعقة صغيرة من الملح", "حبتان من الرمان",
          "طريقة التحضير:", "يعجن الدقيق بالزيت ويترك ساعة كاملة في مكان دافئ.",
          "تفرد العجينة ويوضع فوقها الرمان ثم تخبز عشرين دقيقة."]  # fmt: skip
BOOKS = ["المراجع:", "- سالم العامري، قنوات الوادي القديمة، دار النخيل، 2011.",
         "- مريم الحداد، ماء الجبل، منشورات الواحة، 2016.", "- دليل الري في القرى، وزارة الزراعة، 2019."]  # fmt: skip
ROUND_UP = [
    "- بدأت فرق الصيانة أمس إصلاح الجسر الخشبي عند مدخل القرية، ويستمر العمل أسبوعين.",
    "- أعلنت المدرسة الثانوية نتائج الفصل الأول، ونجح تسعة من كل عشرة طلاب.",
    "- يفتتح المجلس المحلي غدا سوق الخضار الجديد قرب الساحة القديمة.",
]

DATES = ["12 يناير: توقف المفاوضات على تقاسم النبع", "3 فبراير: أول اجتماع في بيت المختار",
         "19 مارس: إغلاق القناة الشرقية",
         "7 يونيو: وصول مهندسي الوزارة", "1 سبتمبر: توقيع الاتفاق"]  # fmt: skip
SHARES = ["الأسهم الأكثر ارتفاعا", "مصرف الوادي 4.8%", "إسمنت الجبل 3.1%", "اتصالات الواحة 2.7%",
          "الأسهم الأكثر انخفاضا", "طيران الميناء 3.9%", "ألبان المراعي 2.2%"]  # fmt: skip
EVENTS = ["معرض الخزف السنوي", "المكان: قصر الثقافة", "الموعد: من الأحد إلى الخميس، 10 صباحا - 8 مساء", "الدخول: مجاني",
          "أمسية شعرية للشاعر ماجد الحلبي", "المكان: نادي القصة", "الموعد: الثلاثاء 7 مساء"]  # fmt: skip
FIXTURES = ["الفيحاء - الهضبة س 17", "نجوم الوادي - الرابطة س 19", "شباب الساحل - أمل البادية س 20", "يوم الأحد",
            "اتحاد الجبل - نهضة المرفأ س 18"]  # fmt: skip
TRAINS = ["العاصمة - المرفأ: 06:30، 09:15، 13:00، 18:45", "المرفأ - العاصمة: 07:00، 10:30، 15:20، 20:10",
          "أسعار التذاكر",
          "الدرجة الأولى: 45 ريالا", "الدرجة الثانية: 25 ريالا", "الأطفال دون السادسة: مجانا"]  # fmt: skip
ANSWERS = ["س: متى تفتح القناة كاملة؟", "ج: قبل نهاية الصيف بإذن الله.", "س: وكم تروي من البساتين؟",
           "ج: أربعمئة بستان.",
           "س: كلمة أخيرة؟", "ج: شكرا لمن صبر."]  # fmt: skip
DECREE = ["بعد الاطلاع على الدستور،", "وعلى القانون رقم 12 لسنة 1998 في شأن المجالس المحلية،", "وبناء على عرض الوزير،",
          "رسمنا بالآتي:", "المادة الأولى", "يعين السيد خالد المري محافظا للمحافظة الشمالية.", "المادة الثانية",
          "على الوزير تنفيذ هذا المرسوم، ويعمل به من تاريخ صدوره."]  # fmt: skip
POEM = ["سلام على من علم الحرف أهله", "وأوقد في ليل الجهالة مشعلا", "وقفنا على قبر الكريم نودعه",
        "فضاقت بنا الأرض الفسيحة منزلا",
        "بكته دفاتر الصغار وحبرها", "وأبكى الذي قد كان بالعلم أولا", "فنم يا أبا الأجيال في ظل رحمة",
        "فما مات من أعطى وربى وعلما"]  # fmt: skip
NEWS = {"dates": DATES, "shares": SHARES, "events": EVENTS, "fixtures": FIXTURES, "trains": TRAINS, "answers": ANSWERS,
        "decree": DECREE, "poem": POEM}  # fmt: skip


def body(*lines: str) -> list[str]:
    return clean(TITLE, *lines).body.split("\n")


@pytest.mark.parametrize(
    "inside", [LEAGUE, PRICES, RECIPE, BOOKS, ROUND_UP], ids=["league", "prices", "recipe", "books", "round-up"]
)
def test_a_list_that_is_the_news(inside: list[str]) -> None:
    assert body(P1, P2, *inside, P3, P4, P5) == [P1, P2, *inside, P3, P4, P5]


@pytest.mark.parametrize(
    "last", [LEAGUE, PRICES, RECIPE, BOOKS, ROUND_UP], ids=["league", "prices", "recipe", "books", "round-up"]
)
def test_a_list_at_the_end(last: list[str]) -> None:
    assert body(P1, P2, P3, *last) == [P1, P2, P3, *last]


@pytest.mark.parametrize("kind", NEWS)
def test_what_a_paper_prints_below_a_paragraph(kind: str) -> None:
    assert body(P1, P2, *NEWS[kind]) == [P1, P2, *NEWS[kind]]


def test_a_poem_that_begins_with_its_own_title() -> None:
    found = clean(POEM[0], "سالم العامري", *POEM)
    assert found.title == POEM[0]
    assert found.body.split("\n")[-len(POEM) :] == POEM


def test_prices_that_the_title_is_about() -> None:
    title = "سعر الدولار أمام العملة المحلية في مصارف الواحة"
    lead = (
        "استقر سعر الدولار في مصارف الواحة عند 15,75 جنيه للشراء، وهو سعر أول الأسبوع نفسه، بحسب نشرة المصرف المركزي."
    )
    prices = [
        "مصرف الوادي يقدم أعلى سعر لشراء الدولار بقيمة 16,06 جنيه",
        "مصرف الجبل يقدم أقل سعر لبيع الدولار 15,83 جنيه",
    ]
    found = clean(title, lead, *prices)
    assert found.body.split("\n") == [lead, *prices]


@pytest.mark.parametrize("subhead", ["الماء أولا", "جدار من حجر", "ماذا بعد؟", "سبعون متطوعا", "شهادات من القرية"])
def test_subheads(subhead: str) -> None:
    assert body(P1, P2, subhead, P3, P4, P5) == [P1, P2, subhead, P3, P4, P5]


def test_several_subheads() -> None:
    lines = [P1, "عودة القناة", P2, "متطوعون من كل بيت", P3, "ما الذي بقي", P4, P5]
    assert body(*lines) == lines


def test_a_standfirst() -> None:
    lines = ["سبعون متطوعا أعادوا في عام واحد ما ضاع في ثلاثين", *BODY]
    assert body(*lines) == lines


def test_a_strap_of_sentences() -> None:
    lines = ["المزارعون: لم نعد نشتري الماء", "البلدية تعد بترميم قنوات أخرى", *BODY]
    assert body(*lines) == lines


@pytest.mark.parametrize("title", ["رسالة من الوادي", "حديث القناة", "يوميات مزارع"])
def test_a_title_like_a_label(title: str) -> None:
    assert clean(title, *BODY).title == title


def test_a_bulletin_of_one_line() -> None:
    line = "عاجل: عودة المياه إلى قناة وادي الريحان بعد ثلاثين عاما من الجفاف"
    result = clean(line)
    assert line in (result.title, result.body)
    assert result.removals == []


@pytest.mark.parametrize(
    "lines",
    [
        ["تابعونا على فيسبوك", "اشترك في نشرتنا البريدية", "جميع الحقوق محفوظة"],
        [
            "تابعوا آخر أخبار الواحة على صفحاتنا في فيسبوك وتويتر، وحملوا تطبيقنا على هواتفكم، واشتركوا في نشرتنا "
            "البريدية لتصلكم الأخبار كل صباح."
        ],
    ],
    ids=["lines", "a notice"],
)
def test_a_text_of_nothing_but_the_site_s_own_lines_keeps_the_longest(lines: list[str]) -> None:
    """An article without a body is none, and a site's notice to its readers may be all that it wrote."""
    result = clean(*lines)
    longest = max(lines, key=len)
    assert result.body == longest
    assert [removal.text for removal in result.removals] == [line for line in lines if line != longest]


def test_a_formula_that_comes_again() -> None:
    formula = "وبعد الاطلاع على نظام الري في قرى الوادي، وعلى محضر المجلس المحلي في جلسته الأخيرة، تقرر ما يأتي:"
    lines = [P1, formula, P2, P3, formula, P4, P5]
    assert body(*lines) == lines


def test_what_follows_a_header_that_lost_its_titles() -> None:
    assert body(P1, P2, P3, "اقرأ أيضا:", P4, P5) == [P1, P2, P3, P4, P5]


def test_a_sentence_of_a_running_story_in_other_papers() -> None:
    """Papers that report on the same thing share its background, word for word."""
    background = "وكانت القناة قد جفت قبل ثلاثين عاما بعد انهيار جدارها الشرقي في سيول ذلك الشتاء."
    others = [
        Article(
            f"{n:016x}",
            f"{n}.txt",
            0,
            f"paper{n}.example",
            "\n".join([OTHERS[n], OTHER_P1[n * 5 :], background, OTHER_P2[n * 5 :]]),
        )
        for n in range(4)
    ]
    story = Article("f" * 16, "story.txt", 0, "alwaha.example", "\n".join([TITLE, P1, P2, background, P3, P4]))
    evidence = CorpusEvidence.build(observe_articles([story, *others]))
    assert background in Cleaner.load().clean(story, evidence).body.split("\n")
