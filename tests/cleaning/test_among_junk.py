"""Articles of forms that look like what stands around an article, with what sites leave amid them: it is known by
construction which line is which. Nothing of an article may go; of the rest, nearly everything does."""

import random

import pytest

from nashra.article import Article
from nashra.cleaning.corpus.evidence import CorpusEvidence
from tests.support.cleaning_articles import BODY, CLEANER, OTHERS, P1, P2, P3

ARTICLES = {
    "rates": ("أسعار صرف الدولار في مصارف الواحة", [
        "المصرف الشرقي: البيع 149250 دينارا مقابل 100 دولار", "المصرف الشرقي: الشراء 147250 دينارا مقابل 100 دولار",
        "مصرف الجبل: البيع 148700 دينار مقابل 100 دولار", "مصرف الجبل: الشراء 148600 دينار مقابل 100 دولار",
        "وأغلقت السوق على استقرار بعد ارتفاع طفيف في ساعات الصباح، بحسب مراسلنا.",
    ]),
    "timetable": ("مواعيد مباريات اليوم والقنوات الناقلة", [
        "تتجه أنظار عشاق الكرة مساء اليوم إلى الدور ربع النهائي، وهذه مواعيدها بتوقيت الواحة:",
        "14:00 | نجوم الوادي – قوافل الجبل", "16:30 | نجم المرفأ – شبيبة السهل", "19:00 | اتحاد القنال – نهضة الجسر",
        "وتنقل القناة الأولى المواجهة الأخيرة مباشرة، بينما تبث بقية المباريات مسجلة.",
    ]),
    "round-up": ("جولة أخبار القرى في أسبوع", [
        "عين الرمان", "• عادت الكهرباء إلى الأحياء الشرقية بعد انقطاع دام 11 يوما.",
        "المرفأ القديم", "• رست باخرتان تحملان القمح، وبدأ تفريغ الشحنة الأولى فجر الخميس.",
        "تل الزعتر", "• أغلقت البلدية الجسر الخشبي أمام الشاحنات بعد ارتفاع النهر.",
        "سهل التين", "• انطلق موسم القطاف وسط شكاوى من ارتفاع أجور العمال.",
    ]),
    "recipe": ("طريقة عمل فطيرة الرمان في خطوات", [
        "تعد فطيرة الرمان من أشهر أطباق الوادي في الشتاء، ومكوناتها في كل بيت.", "المقادير", "كوبان من الدقيق الأسمر",
        "نصف كوب من زيت الزيتون", "3 حبات رمان", "طريقة التحضير", "1- يعجن الدقيق بالزيت ويترك ساعة كاملة.",
        "2- تفرد العجينة ويوضع فوقها الرمان.", "3- تخبز عشرين دقيقة على نار هادئة.",
    ]),
    "dates": ("رزنامة امتحانات نهاية السنة", [
        "كشفت الوزارة عن رزنامة الامتحانات الرسمية لدورة يونيو المقبل.", "شهادة التعليم المتوسط: من 2 إلى 4 يونيو",
        "شهادة الثانوية: من 9 إلى 13 يونيو", "إعلان النتائج: ابتداء من 10 يوليو",
        "وطمأنت الوزارة الأهالي بأن الأسئلة ستكون من الدروس التي شرحت في المدارس.",
    ]),
    "names": ("أسماء المدعوين إلى امتحان المعلمين", [
        "أعلن المجلس المحلي أسماء المدعوين إلى امتحان وظيفة معلم حاسوب في مدارس الوادي الأربع.",
        "الاثنين 9:00 صباحا: محمود الطراونة، ليث القاسم", "الاثنين 11:00 صباحا: هبة الضمور، سناء المجالي",
        "الثلاثاء 9:00 صباحا: رائد العوران", "وأكد المجلس أن من يتأخر ربع ساعة يفقد حقه في التقدم إلى الامتحان.",
    ]),
    "answers": ("حوار مع مهندسة الري", [
        "في مكتبها الصغير عند النبع استقبلتنا مهندسة الري قبل أيام من فتح القناة، وتحدثت عن رحلة استغرقت ست سنوات.",
        "س: لماذا تأخر العمل كل هذا الوقت؟", "ج: لأننا رفعنا الحجارة على مراحل وكلما جاء مبلغ عملنا أسبوعا.",
        "س: هل أنت راضية عن النتيجة؟", "ج: لا أحد يرضى تماما، لكنني لن أغير حجرا واحدا.",
    ]),
    "paragraphs": ("مزارعو وادي الريحان يعيدون فتح القناة", [*BODY]),
}  # fmt: skip

LINES = [
    "شوف كمان: {}", "Related: {}", "Lire aussi : {}", "◄ اقرأ أيضا: {}", "لا يفوتك: {}", "شارك المقال",
    "Share on Facebook", "تابعوا قناتنا على واتساب", "زوروا صفحتنا لمعرفة الجديد", "افتح في التطبيق",
    "حدث خطأ ما، حاول مرة أخرى",
    "أبلغ عن هذا الإعلان", "تتمة الخبر بعد الإعلان", "شاهدوا المقطع كاملا", "عرض هذا المنشور على Instagram",
    "استمع إلى المقال", "احجز مساحتك الإعلانية", "اختر اللغة", "النسخة الإنجليزية", "نسخ الرابط", "إعلان",
    "هل لديك سؤال؟ اكتبه لنا ونجيب عنه", "أعجبني 6895", "دردش معنا الآن", "0:00 / 3:41", "ع ع ع",
]  # fmt: skip
GLUED = [
    "انظر أيضا: {}", "READ MORE: {}", "اقرا ايضا.. {}", "هل لديك سؤال؟ اكتبه لنا ونجيب عنه", "شاهد الفيديو",
    "تتمة الخبر بعد الإعلان", "اشترك في قناتنا على واتساب", "نسخ الرابط", "تابع آخر الأخبار عبر نبض",
    "للشكاوى والملاحظات واتساب 0102030405", "تسجيل الدخول", "حمل التطبيق الآن مجانا",
]  # fmt: skip


def cleaned(title: str, lines: list[str]) -> list[str]:
    found = CLEANER.clean(Article("0" * 16, "a.json", 0, "example.com", "\n".join(lines), title=title), _NO_OTHERS)
    return found.body.split("\n")


_NO_OTHERS = CorpusEvidence.empty()


@pytest.mark.parametrize("form", ARTICLES)
def test_all_of_an_article_stays_and_most_of_the_rest_goes(form: str) -> None:
    title, own = ARTICLES[form]
    left = total = 0
    for seed in range(12):
        dice = random.Random(f"{form} {seed}")
        lines = [*own]
        for junk in dice.sample(LINES, 4):
            lines.insert(dice.randint(0, len(lines)), junk.format(dice.choice(OTHERS)))
        found = cleaned(title, lines)
        assert [line for line in own if line not in found] == [], seed
        left, total = left + len(found) - len(own), total + 4
    assert left <= 0.15 * total


@pytest.mark.parametrize("piece", GLUED)
def test_what_is_glued_behind_a_sentence(piece: str) -> None:
    said = piece.format(OTHERS[0])
    assert cleaned("مزارعو وادي الريحان", [P1, f"{P2} {said}", P3]) == [P1, P2, P3]


@pytest.mark.parametrize(
    "piece", ["تابع المدير: لن نغلق المدرسة", "شاهد عيان: سمعنا دويا", "المزيد من المطر آت", "وشارك فيه مئة شاب"]
)
def test_what_goes_on_behind_a_sentence_without_a_full_stop(piece: str) -> None:
    assert cleaned("مزارعو وادي الريحان", [P1, f"{P2} {piece}", P3]) == [P1, f"{P2} {piece}", P3]


def test_a_sentence_glued_behind_another_story_s_title() -> None:
    """What the title's end is cannot be told: the sentence is worth more."""
    line = f"شاهد أيضا.. {OTHERS[0]} {P2}"
    assert P2 in "\n".join(cleaned("مزارعو وادي الريحان", [P1, line, P3]))


def test_a_sentence_that_begins_with_a_call_s_words() -> None:
    line = "اقرأ أيضا ما بين السطور، هكذا كان معلمنا يقول كلما سلم إلينا دفاترنا، وكنا نضحك لأن السطور كانت فارغة."
    assert cleaned("حين تصبح المدرسة بيتا", [P1, line, P3]) == [P1, line, P3]


@pytest.mark.parametrize(
    "call", [f"(اقرأ  أيضا:  {OTHERS[0]})", f"شوف  كمان:  {OTHERS[0]}", "الكلمات  الدلالية  قمح , سوق"]
)
def test_calls_with_more_than_one_space(call: str) -> None:
    assert cleaned("مزارعو وادي الريحان", [P1, P2, call, P3]) == [P1, P2, P3]
