"""The hard cases of scraped pages, in our own words: what must go and what must stay."""

import pytest

from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, P2, P3, P4, P5, TITLE, clean

WHOLE = "\n".join(BODY)


def body(*lines: str) -> str:
    return clean(TITLE, *lines).body


# A read-also header with one title, several, or none.


@pytest.mark.parametrize(
    "header", ["اقرأ أيضا", "اقرأ أيضاً:", "طالع أيضا", "مواضيع ذات صلة", "شاهد أيضاً", "قد يهمك أيضا"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_header_with_titles(header: str, count: int) -> None:
    assert body(P1, P2, header, *OTHERS[:count], P3, P4, P5) == WHOLE


@pytest.mark.parametrize("header", ["اقرأ أيضا", "إقرأ أيضا:"])
def test_header_whose_titles_were_lost(header: str) -> None:
    assert body(P1, P2, header, P3, P4, P5) == WHOLE


@pytest.mark.parametrize("glue", [": ", " | ", "/ ", ".. ", " - "])
def test_glued_header(glue: str) -> None:
    assert body(P1, P2, f"اقرأ أيضا{glue}{OTHERS[0]}", P3, P4, P5) == WHOLE


# What stands before and after an article.


def test_second_article_after_a_header() -> None:
    assert body(*BODY, "اقرأ أيضا:", OTHERS[0], OTHER_P1, OTHER_P2) == WHOLE


def test_menu_and_masthead_before_the_title() -> None:
    result = clean(
        "الرئيسية", "أخبار", "رياضة", "اقتصاد", "ثقافة وفن", "", "رئيس التحرير", "سالم بن راشد", "", TITLE, *BODY
    )
    assert (result.title, result.body) == (TITLE, WHOLE)


def test_breadcrumb_and_title_again() -> None:
    result = clean(f"الرئيسية » محليات » {TITLE}", TITLE, "", TITLE, *BODY)
    assert (result.title, result.body) == (TITLE, WHOLE)


def test_title_in_other_words_a_second_time() -> None:
    again = TITLE.replace("القناة", "قناتهم")
    result = clean(TITLE, "", again, "", *BODY)
    assert (result.title, result.body) == (TITLE, WHOLE)


def test_comment_form_and_footer() -> None:
    form = [
        "اترك تعليقاً",
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
        "التعليق *",
        "الاسم *",
    ]
    assert body(*BODY, *form, "زر الذهاب إلى الأعلى", "جميع الحقوق محفوظة") == WHOLE


def test_body_twice() -> None:
    assert body(*BODY, *BODY) == WHOLE


def test_titles_list_after_the_end() -> None:
    assert body(*BODY, "الأكثر قراءة", *(f"• {title}" for title in OTHERS)) == WHOLE


# Lines that never belong to an article, and tails glued to a sentence.


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]", "Advertisement", "إعلان", "+ الخط -", "3 دقائق قراءة", "شارك", "طباعة", "نسخ الرابط", "الخبر بالصوت",
        "تابعونا على فيسبوك", "حمّل تطبيق الوادي الآن",
        "Palm Theme License is not validated, go to the theme options page", "https://example.com/2024/05/canal.html",
    ],
)  # fmt: skip
def test_widgets_go_wherever_they_stand(line: str) -> None:
    assert body(P1, P2, line, P3, P4, P5) == WHOLE
    assert body(*BODY, line) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "// انتهى //",
        "Source link",
        "للتواصل أرسل رسالة SMS إلى 55555",
        "كلمات دلالية: الري الرمان القناة",
        "الوسوم: ري، رمان",
    ],
)
def test_end_marks(line: str) -> None:
    assert body(*BODY, line) == WHOLE


@pytest.mark.parametrize("tail", ["سمات الري الرمان وادي الريحان", "الوسوم: ري رمان", "اقرأ أيضا: سوق السمك الجديد"])
def test_tail_of_the_last_sentence(tail: str) -> None:
    result = clean(TITLE, P1, P2, P3, P4, f"{P5} {tail}")
    assert result.body == WHOLE
    assert any(removal.text.strip() == tail for removal in result.removals)


def test_metadata_leaves_the_body() -> None:
    result = clean(TITLE, "05 سبتمبر 2023", "كتب: سالم العامري", *BODY, "(فرانس برس)")
    assert result.body == WHOLE
    assert {removal.category for removal in result.removals} == {"metadata"}


# What must stay.


def test_a_clean_article_is_untouched() -> None:
    result = clean(TITLE, "", P1, "", P2, "", P3, "", P4, "", P5)
    assert (result.title, result.body, result.removals) == (TITLE, WHOLE, [])


@pytest.mark.parametrize("heading", ["عقوبات", "«حتمي»", "مياه النبع", "كم بستانا ستروي القناة؟", "رأي الخبراء"])
def test_headings_stay(heading: str) -> None:
    assert heading in body(P1, P2, heading, P3, P4, P5).split("\n")


def test_a_poem_of_long_lines_that_rhyme_stays() -> None:
    verses = [
        "يا نبع وادينا القديم رأيت فيك صباحا",
        "وشربت من كفيك ماء باردا وقراحا",
        "وزرعت رمانا على كتف الجبال فلاحا",
        "غنى له طير الضحى متهللا وصداحا",
        "ومشت إليه بناتنا يحملن منه جراحا",
        "فإذا أتى ليل الشتاء رأيتنا أفراحا",
    ]
    assert body(P1, P2, *verses, P3, P4, P5).split("\n")[2:8] == verses


def test_poem_stays() -> None:
    verses = [
        "يا وادي الريحان عاد الماء يجري",
        "والطير غنى فوق أغصان الندى",
        "سبعون كفا أيقظت مجرى أبي",
        "فتنفس الرمان من بعد الصدى",
    ]
    assert body(P1, P2, *verses, P3, P4, P5).split("\n")[2:6] == verses


def test_bullets_stay() -> None:
    bullets = ["- تنظيف المجرى من الحجارة والطمي.", "- ترميم الجدار الشرقي للقناة.", "- انتخاب مجلس لتوزيع المياه."]
    assert body(P1, "وتضمنت الخطة ثلاث مراحل:", *bullets, P2, P3, P4, P5).split("\n")[2:5] == bullets


def test_questions_and_answers_stay() -> None:
    talk = [
        "كيف بدأت الفكرة؟",
        "بدأت من حكاية جدي عن القناة التي كانت تصل إلى بيتنا، فذهبت مع أصدقائي نبحث عنها.",
        "ومن دفع التكاليف؟",
        "لم يدفع أحد شيئا، جاء كل واحد بفأسه وطعامه وعملنا في أيام العطل.",
    ]
    assert body(P1, P2, *talk, P3).split("\n")[2:6] == talk


@pytest.mark.parametrize(
    "sentence",
    [
        "وطالب المزارعون المزيد من الدعم لترميم بقية القنوات في القرى المجاورة.",
        "وكانت صحيفة محلية ذكرت نقلا عن مصدر في الوزارة أن الميزانية لم تقر بعد.",
        "اقرأ أيضا في وجوه الشيوخ فرحة لا تصفها الكلمات.",
        "شارك أطفال القرية في زراعة أول شتلة على ضفة القناة.",
        "عاد الماء.",
    ],
)
def test_words_of_rules_inside_sentences_stay(sentence: str) -> None:
    assert sentence in body(P1, P2, sentence, P3, P4, P5).split("\n")
    assert sentence in body(*BODY, sentence).split("\n")


def test_a_sentence_repeated_on_purpose_stays() -> None:
    refrain = "الماء لا ينسى طريقه."
    assert body(P1, refrain, P2, refrain, P3, refrain, P4).split("\n").count(refrain) == 3


def test_a_quote_stays() -> None:
    quote = "«لقد شربت من هذه القناة قبل أن أتعلم المشي»."
    assert quote in body(P1, P2, quote, P3, P4, P5).split("\n")
