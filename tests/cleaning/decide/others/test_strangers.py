"""Lines around the text of which the text says nothing go where more than that speaks against them."""

import pytest

from tests.support.cleaning_articles import OTHER_P1, P1, P2, P3, P4, TITLE, clean

OTHERS = (
    "ميناء العريش يستقبل أول سفينة حاويات منذ عامين وسط ترحيب الصيادين وأصحاب المراكب الصغيرة",
    "لجنة الحكام تعلن أسماء طاقم مباراة الكأس",
    "وزارة الطاقة: خطوط جديدة تنير عشرين بلدة جبلية",
    'مدير المتحف: "الخزائن المسروقة ستعود إلى قاعاتها" خلال أسابيع وفق اتفاق وقع في روما مع النيابة الإيطالية',
    "ارتفاع أسعار الزيتون في أسواق صفاقس قبل العيد",
    "جامعة النجاح تخرج دفعة جديدة من طلبة الهندسة",
)
TEASERS = (
    "أنهى فريق الساحل تحضيراته لمباراة الإياب أمام ضيفه القادم من العاصمة وسط غياب أبرز لاعبيه بسبب…",
    "أعلنت شركة الكهرباء عن برنامج صيانة جديد للمحولات في الأحياء الغربية يستمر حتى نهاية الشهر…",
    "شهد معرض الكتاب في دورته الأخيرة إقبالا غير مسبوق من الزوار الذين توافدوا على أجنحة دور النشر...",
)
VERSE = (
    "يا دار أهلي قد رحلت ... وبقيت فوق التل وحدك",
    "والنخل يسأل عن صبايا ... كن يغنين لمهدك",
    "والبئر جفت ثم عادت ... تروي العطاش بماء وردك",
    "من لي بليل فيه نجم ... يحكي الحكايات لوفدك",
    "ومن العصافير الصغار ... جوقة تشدو بمجدك",
)


def body(*lines: str) -> list[str]:
    return clean("\n".join(lines)).body.split("\n")


def test_a_list_of_headlines_of_every_length_above_the_headline_goes() -> None:
    cleaned = clean("\n".join([*OTHERS, TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])
    assert {removal.rule for removal in cleaned.removals} == {"ticker-of-others"}


BROKEN = (
    "تعلن الهيئة العامة لمصائد الأسماك في مدينة طبرق",
    "عن فتح باب التقديم لعدد ( 40 ) وظيفة من خريجي معاهد",
    "الملاحة والصيد البحري. وتمنح للمقبولين مكافأة شهرية",
    "أثناء مدة التدريب عن طريق بوابة التوظيف ( ",
    "FISH.JOBS.LY) ابتداء من صباح الأحد المقبل ولمدة أربعة",
    "أسابيع وفق ما جاء في كراسة الشروط المنشورة على الموقع .",
)


def test_a_notice_whose_lines_are_broken_stays() -> None:
    whole = clean("\n".join(["مصائد طبرق تفتح باب التقديم", *BROKEN]))
    assert all(line.strip() in (whole.title or "") + whole.body for line in BROKEN)


def test_what_a_first_sentence_lists_stays() -> None:
    names = [
        "حكايات المنارة للقاصة ليلى القنديلي",
        "دفاتر الملح للشاعر سامر الطرهوني",
        "ظلال المرافئ ديوان للشاعر منذر هلال",
        "الريح في الأزقة رواية لسعاد بن زكري",
        "سيرة بحار قديم لعبد السلام الجمري",
    ]
    intro = "استلمت دار الساحل النسخ الأولى من كتبها الجديدة التي تطبع هذا العام بالشراكة مع مكتبة الميناء، وهي:"
    assert set(names) <= set(body("كتب جديدة لدار الساحل", intro, *names, P1, P2, P3))


def test_a_few_headlines_may_be_the_text_s_own() -> None:
    whole = clean("\n".join([*OTHERS[:3], P1, P2, P3]))
    assert all(line in (whole.title or "") + whole.body for line in OTHERS[:3])


def test_verse_above_what_is_said_of_it_stays() -> None:
    assert set(VERSE[1:]) < set(body(*VERSE, P1, P2, P3))


def test_points_that_the_text_then_tells_stay() -> None:
    points = [paragraph.split("،")[0].rstrip(".") for paragraph in (P1, P2, P3)]
    assert set(points[1:]) <= set(body(TITLE, *points, P1, P2, P3))


def test_what_is_left_behind_headers_of_other_stories_goes() -> None:
    left = [
        "كيف صارت مخازن الحبوب القديمة في الميناء معارض للرسامين الشباب؟ (تحقيق خاص)",
        "حوّل رسامون من أنحاء العاصمة مخازن مهجورة كانت تتبع شركة الحبوب إلى معارض دائمة يزورها السياح وطلبة الفنون",
    ]
    assert body(TITLE, P1, P2, P3, P4, "كاريكاتير", "حديث الصورة", *left) == [P1, P2, P3, P4]


def test_a_paragraph_of_the_story_behind_a_block_of_links_stays() -> None:
    assert P3 in body(TITLE, P1, P2, "اقرأ أيضا", "الأكثر قراءة", P3)


def test_the_only_paragraph_behind_a_menu_stays() -> None:
    menu = ["الرئيسية", "محليات", "رياضة", "ثقافة", "اتصل بنا", "من نحن"]
    assert OTHER_P1 in body(*menu, OTHER_P1)


def test_formulas_are_no_teasers() -> None:
    """A line that ends as sentences do, above teasers cut off with dots, is the text's last."""
    sum_up = "2400 د.ع + 75 د.ع × 6 كيلو = 2850 د.ع."
    assert sum_up in body(TITLE, P1, P2, P3, sum_up, *TEASERS)


@pytest.mark.parametrize("bullet", ["* ", "• "])
def test_teasers_above_the_text_may_have_bullets(bullet: str) -> None:
    teasers = [TEASERS[0], f"{bullet}{TEASERS[1]}", TEASERS[2], f"{OTHERS[3]} بعد محاكمة طويلة..."]
    assert body(*teasers, TITLE, P1, P2, P3) == [P1, P2, P3]


def test_a_section_above_a_text_without_a_headline_goes() -> None:
    assert body("أخبار محلية", P1, P2, P3) == [P1, P2, P3]


def test_a_headline_above_buttons_stays_though_the_essay_does_not_say_its_words() -> None:
    own = "أسئلة الخريف المؤجلة إلى موعد لا يجيء ولا يطلبه أحد"
    assert clean("\n".join(["تابعنا", "شارك", own, "بواسطة", "أضف تعليقا", P1, P2, P3, P4])).title == own
