"""What a body says of the names that a recogniser found in it, by a recogniser whose labels are given."""

import pytest

from tests.support.given_labels import Given, settled


@pytest.mark.parametrize(
    ("body", "marked", "name"),
    [
        ("قطعت الشبكة عن زبائن وأوريدو أمس.", "وأوريدو", "أوريدو"),
        ("وصرح المصدر لـرويترز أن الخط أغلق.", "لـرويترز", "رويترز"),
        ("أجريت المباراة ببنزرت الجمعة.", "ببنزرت", "بنزرت"),
        ("اجتمعت مصالح الداخلية ووزارة المالية.", "ووزارة المالية", "وزارة المالية"),
        ("استدعي بمديرية أمن الفيوم صباحا.", "بمديرية أمن الفيوم", "مديرية أمن الفيوم"),
        ("نقلت صحيفة المساء عنه ذلك.", "صحيفة المساء", "المساء"),
        ("اشتبك الجيش مع ميليشيا الصقور.", "ميليشيا الصقور", "الصقور"),
        ("لقاء بأبها حضره المئات.", "بأبها", "أبها"),
        ("فاز الشباب في افتتاح الدور.", "الشباب", "الشباب"),
        ("كأس العالم على الأبواب.", "كأس العالم", "كأس العالم"),
        ("رأس الوفد وأدار الجلسة.", "رأس", "رأس"),
    ],
)
def test_a_name_begins_where_spelling_says(body: str, marked: str, name: str) -> None:
    assert settled(body, ("ORG", marked, 0.8)) == [("ORG", name)]


@pytest.mark.parametrize(
    ("body", "marked", "kind", "name"),
    [
        ("حطت الطائرة في مطار النفيضة.", ("LOC", "النفيضة"), "LOC", "مطار النفيضة"),
        ("رست الباخرة بميناء رادس مساء.", ("LOC", "رادس"), "LOC", "ميناء رادس"),
        ("وقفة في شارع الطاهر الحداد.", ("PERS", "الطاهر الحداد"), "LOC", "شارع الطاهر الحداد"),
        ("أوقفت شرطة مرسيليا شابين.", ("LOC", "مرسيليا"), "ORG", "شرطة مرسيليا"),
        ("في المطار الجديد، قفصة تنتظر.", ("LOC", "قفصة"), "LOC", "قفصة"),
        ("عاد إلى قرية الدوير ظهرا.", ("LOC", "قرية الدوير"), "LOC", "الدوير"),
        ("شرطة المرور: عادل حمدي يوضح.", ("PERS", "عادل حمدي"), "PERS", "عادل حمدي"),
    ],
)
def test_a_head_is_part_of_a_name_or_only_describes(body: str, marked: tuple[str, str], kind: str, name: str) -> None:
    assert settled(body, (*marked, 0.7)) == [(kind, name)]


def test_two_names_of_one_word_each_are_apart_and_longer_ones_stay() -> None:
    body = (
        "تعادل النجم والترجي، وأعلنت وزارة التربية والتعليم، وقال له أهلا وسهلا.\n"
        "التقى ممثلو وزارة البيئة والجهاز المركزي للمحاسبة."
    )
    names = ("ORG", "النجم والترجي", 0.6), ("ORG", "وزارة التربية والتعليم", 0.9), ("MISC", "أهلا وسهلا", 0.5)
    assert settled(body, *names, ("ORG", "وزارة البيئة والجهاز المركزي للمحاسبة", 0.7)) == [
        ("ORG", "النجم"), ("ORG", "الترجي"), ("ORG", "وزارة التربية والتعليم"), ("MISC", "أهلا وسهلا"),
        ("ORG", "وزارة البيئة"), ("ORG", "الجهاز المركزي للمحاسبة"),
    ]  # fmt: skip


@pytest.mark.parametrize("before", ["بمسلسل ", "بروايته الجديدة ", "تحت عنوان: ", "للأغنية "])
def test_what_begins_with_a_preposition_is_a_name_where_a_title_is_due(before: str) -> None:
    body = f"في الأيام المقبلة يعرض مسلسل، والتقى الجمهور {before}«في بيت جدي»، وقال الوزير «في القريب العاجل»."
    names = ("MISC", "في الأيام المقبلة", 0.6), ("MISC", "في بيت جدي", 0.6), ("MISC", "في القريب العاجل", 0.8)
    assert settled(body, *names) == [("MISC", "في بيت جدي")]


def test_a_name_that_stands_elsewhere_is_found_there_too() -> None:
    body = "اجتمع مجلس الأعمال الليبي في سرت.\nرحب رئيس مجلس الأعمال الليبي بهم.\nوقال لمجلس الأعمال الليبي كلمته."
    (mentions,) = Given(("ORG", "مجلس الأعمال الليبي", 0.9), ("LOC", "سرت", 0.9)).mentions([body])
    assert [(one.surface, one.sentence_no, one.score) for one in mentions] == [
        ("مجلس الأعمال الليبي", 0, 0.9),
        ("سرت", 0, 0.9),
        ("مجلس الأعمال الليبي", 1, 0.5),
        ("مجلس الأعمال الليبي", 2, 0.5),
    ]


def test_a_part_of_a_name_becomes_what_the_body_has_elsewhere() -> None:
    body = "افتتح معرض طرابلس الدولي. وزار الوفد معرض طرابلس الدولي ثم طرابلس."
    whole, part = ("MISC", "معرض طرابلس الدولي", 0.9), ("LOC", "طرابلس", 0.6)
    assert settled(body, whole, part, ("LOC", "طرابلس", 0.95)) == [
        ("MISC", "معرض طرابلس الدولي"), ("MISC", "معرض طرابلس الدولي"), ("LOC", "طرابلس"),
    ]  # fmt: skip
    doubtful = ("MISC", "معرض طرابلس الدولي", 0.55)  # nothing is widened to what is itself in doubt
    assert settled(body, doubtful, part) == [("MISC", "معرض طرابلس الدولي"), ("MISC", "طرابلس")]  # by «معرض» before it


def test_a_doubtful_type_is_that_of_the_name_elsewhere() -> None:
    body = "سجل مبارك هدفين. وغاب مبارك عن اللقاء."
    assert settled(body, ("PERS", "مبارك", 0.95), ("LOC", "مبارك", 0.4)) == [("PERS", "مبارك"), ("PERS", "مبارك")]
    assert settled(body, ("PERS", "مبارك", 0.95), ("LOC", "مبارك", 0.7)) == [("PERS", "مبارك"), ("LOC", "مبارك")]


def test_what_marks_hold_after_its_kind_is_a_name() -> None:
    body = 'عرضت قناة «الزنبق» مسلسل «الخيط والعصفور»، وفتحت معبر "السكة"، وقال الوزير «هذا يوم جديد».'
    assert settled(body) == [("ORG", "الزنبق"), ("MISC", "الخيط والعصفور"), ("LOC", "السكة")]
    assert settled(body, ("PERS", "الخيط", 0.8), ("MISC", "والعصفور", 0.7)) == settled(body)
    assert settled(body, ("PERS", "الزنبق", 0.4))[0] == ("ORG", "الزنبق")
    assert settled(body, ("PERS", "الزنبق", 0.9))[0] == ("PERS", "الزنبق")


def test_what_somebody_says_in_marks_is_no_name() -> None:
    body = "قال في برنامج «هذا كلام طويل لا يمكن أن يكون اسما لأي برنامج كان»، ثم صمت."
    assert settled(body) == []
    body = "وقال كتاب: «هذا يوم»."
    assert settled(body) == []


def test_a_title_with_and_in_marks_is_one() -> None:
    body = "قرأت «الخيط والعصفور» في قاعة وستمنستر."
    assert settled(body, ("MISC", "الخيط والعصفور", 0.8), ("LOC", "قاعة وستمنستر", 0.8)) == [
        ("MISC", "الخيط والعصفور"), ("LOC", "قاعة وستمنستر"),
    ]  # fmt: skip


def test_signs_and_letters_of_another_kind_end_a_name() -> None:
    body = "وسم أردوغان + خطاب ينتشر، وحلقت طائرة من طرازF-16 فوقه."
    assert settled(body, ("PERS", "أردوغان + خطاب", 0.6), ("MISC", "طرازF-16", 0.9)) == [
        ("PERS", "أردوغان"), ("PERS", "خطاب"), ("MISC", "F-16"),
    ]  # fmt: skip


def test_a_doubtful_type_is_that_of_the_word_before() -> None:
    body = "نزلت قبيلة زرنوق عند الماء، واستقلت طائرة الخطوط الزرقاء، ووقعت شركة كارل مايسن العقد."
    assert settled(body, ("LOC", "زرنوق", 0.5)) == [("ORG", "زرنوق")]
    assert settled(body, ("LOC", "زرنوق", 0.9)) == [("LOC", "زرنوق")]
    assert settled(body, ("ORG", "الخطوط الزرقاء", 0.5)) == [("ORG", "الخطوط الزرقاء")]
    assert settled(body, ("PERS", "كارل مايسن", 0.5)) == [("PERS", "كارل مايسن")]


def test_a_place_tied_to_a_body_is_another_name() -> None:
    body = "افتتحت المؤسسة الزرقاء للتجارة بـالزنبقة فرعا."
    assert settled(body, ("ORG", "المؤسسة الزرقاء للتجارة بـالزنبقة", 0.7)) == [
        ("ORG", "المؤسسة الزرقاء للتجارة"), ("LOC", "الزنبقة"),
    ]  # fmt: skip


def test_a_foreign_word_in_waw_is_no_second_name() -> None:
    body = "فاز شيفيلد وينزداي على بولتون ونيوبري، وخسر نيوبري أمس."
    found = settled(body, ("ORG", "شيفيلد وينزداي", 0.8), ("ORG", "بولتون ونيوبري", 0.8))
    assert found[:3] == [("ORG", "شيفيلد وينزداي"), ("ORG", "بولتون"), ("ORG", "نيوبري")]


def test_an_adjective_in_marks_is_no_name() -> None:
    assert settled("وصفها بأنها منظمة «إرهابية» أمس، وقرأ صحيفة «عكاظ».") == [("ORG", "عكاظ")]


@pytest.mark.parametrize("found", ["جازان الاقتصادية", "مدينة جازان الاقتصادية"])
def test_a_city_that_is_built_has_city_in_its_name(found: str) -> None:
    body = "بدأ العمل في مدينة جازان الاقتصادية، ثم في مدينة جازان."
    assert settled(body, ("LOC", found, 0.7), ("LOC", "جازان", 0.9)) == [
        ("LOC", "مدينة جازان الاقتصادية"), ("LOC", "جازان"),
    ]  # fmt: skip


def test_the_last_word_of_a_papers_name_is_not_all_of_it() -> None:
    body = "ترجمة لمعة نيوز للخبر، وقالت صحيفة تايمز إن دلتا تي في توقفت."
    names = [("ORG", "نيوز", 0.6), ("ORG", "تايمز", 0.6), ("PERS", "دلتا", 0.6)]
    assert settled(body, *names) == [("ORG", "لمعة نيوز"), ("ORG", "تايمز"), ("ORG", "دلتا تي في")]


def test_a_title_after_its_word_and_a_colon() -> None:
    assert settled('أنشد قصيدته بعنوان: "رحيل المطر".') == [("MISC", "رحيل المطر")]
    assert settled('أطلقت الوزارة حملات "جائرة" أمس.') == []


def test_a_dash_parts_two_papers() -> None:
    assert settled("نقلت (ARANEWS- Al Dalya) الخبر.", ("ORG", "ARANEWS- Al Dalya", 0.6)) == [
        ("ORG", "ARANEWS"), ("ORG", "Al Dalya"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "names", "found"),
    [
        (
            "وقعت شركتا سيلفا وفار إنرجي العقد.",
            [("ORG", "سيلفا", 0.9), ("ORG", "وفار إنرجي", 0.7)],
            [("ORG", "سيلفا"), ("ORG", "فار إنرجي")],
        ),
        (
            "سافر سامر وليد الحسن.",
            [("ORG", "سامر", 0.5), ("PERS", "وليد الحسن", 0.9)],
            [("ORG", "سامر"), ("PERS", "وليد الحسن")],
        ),
        ("زار تونس ووهران معا.", [("LOC", "تونس", 0.9), ("LOC", "ووهران", 0.9)], [("LOC", "تونس"), ("LOC", "وهران")]),
        (
            "بحثت الخارجية وزارتي المال والعدل.",
            [("ORG", "الخارجية", 0.9), ("ORG", "وزارتي المال والعدل", 0.9)],
            [("ORG", "الخارجية"), ("ORG", "وزارتي المال والعدل")],
        ),
    ],
)
def test_a_second_name_of_a_list_has_no_and(
    body: str, names: list[tuple[str, str, float]], found: list[tuple[str, str]]
) -> None:
    assert settled(body, *names) == found


def test_a_hyphen_joins_a_persons_names_and_no_place_to_them() -> None:
    body = "كتب جان-بيار الحداد من باريس-سامي الخوري."
    names = [("PERS", "جان", 0.9), ("PERS", "بيار الحداد", 0.7), ("LOC", "باريس", 0.9), ("PERS", "سامي الخوري", 0.9)]
    assert settled(body, *names) == [("PERS", "جان-بيار الحداد"), ("LOC", "باريس"), ("PERS", "سامي الخوري")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("أنشد المادح إسماعيل محمد علي، وصفق الحضور.", "إسماعيل محمد علي"),
        ("خرج إسماعيل محمد علي من القاعة.", "إسماعيل محمد علي"),
        ("فاز إسماعيل محمد علي البطل السابق.", "إسماعيل محمد"),
    ],
)
def test_a_name_keeps_its_last_word_that_many_write_for_on(body: str, found: str) -> None:
    assert settled(body, ("PERS", "إسماعيل محمد", 0.9)) == [("PERS", found)]


def test_two_families_whom_the_article_names_in_full() -> None:
    body = "استقبل كمال الزين سليم الحلو، وبحث الزين والحلو الأمر. وحضر ماجد وسعاد."
    names = [
        ("PERS", "كمال الزين", 0.9),
        ("PERS", "سليم الحلو", 0.9),
        ("PERS", "الزين والحلو", 0.5),
        ("PERS", "ماجد وسعاد", 0.5),
    ]
    assert settled(body, *names)[2:] == [("PERS", "الزين"), ("PERS", "الحلو"), ("PERS", "ماجد وسعاد")]


def test_a_station_is_part_of_its_polices_name() -> None:
    body = "نقل إلى مركز شرطة أوسيم، وقالت شرطة الزهراء ذلك."
    names = [("LOC", "أوسيم", 0.8), ("ORG", "شرطة الزهراء", 0.8)]
    assert settled(body, *names) == [("ORG", "مركز شرطة أوسيم"), ("ORG", "شرطة الزهراء")]


def test_marks_hold_a_person_after_who_it_is_and_a_work_before_who_made_it() -> None:
    body = "قال الباحث «أورين لودان» ذلك، وعرض (سراب البحر) للمخرجة هدى السالم، وفنان «الشعب» أمس."
    names = [("MISC", "أورين لودان", 0.9), ("PERS", "هدى السالم", 0.9)]
    assert settled(body, *names) == [("PERS", "أورين لودان"), ("MISC", "سراب البحر"), ("PERS", "هدى السالم")]


def test_the_word_before_marks_is_outside_though_the_recogniser_began_there() -> None:
    body = "لعب على ملعب “الواحة” أمس، ودرس في جامعة “الواحة” قبل ذلك."
    names = [("LOC", "ملعب “الواحة", 0.9), ("ORG", "جامعة “الواحة", 0.9)]
    assert settled(body, *names) == [("LOC", "الواحة"), ("ORG", "جامعة “الواحة”")]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("ذكرت وكالة الأنباء الكويتية الرسمية ذلك.", "وكالة الأنباء الكويتية"),
        ("نشرت الجريدة الرسمية القرار.", "الجريدة الرسمية"),
        ("دعت هيئة مكافحة الجرائم الإرهابية إلى الحذر.", "هيئة مكافحة الجرائم الإرهابية"),
    ],
)
def test_what_a_writer_says_of_a_body_is_no_part_of_its_name(body: str, name: str) -> None:
    marked = name if name in ("الجريدة الرسمية", "هيئة مكافحة الجرائم الإرهابية") else f"{name} الرسمية"
    assert settled(body, ("ORG", marked, 0.8)) == [("ORG", name)]


@pytest.mark.parametrize(
    ("body", "marked", "name"),
    [
        ("وصلت المساعدات إلى المرفأ عن طريق البحر الأحمر أمس.", "طريق البحر الأحمر", "البحر الأحمر"),
        ("وصلت المساعدات إلى المرفأ وعن طريق البحر الأحمر أمس.", "البحر الأحمر", "البحر الأحمر"),
        ("أغلقت البلدية طريق الميناء القديم أمس.", "طريق الميناء القديم", "طريق الميناء القديم"),
    ],
)
def test_what_tells_how_is_no_road(body: str, marked: str, name: str) -> None:
    assert settled(body, ("LOC", marked, 0.7)) == [("LOC", name)]


def test_who_is_put_into_prison_is_no_place_and_a_palace_is_nobody() -> None:
    body = "قضت المحكمة بسجن سمير القندلي، ودشن الوالي في قصر الزنبقي مدرسة، ومر بشارع سمير القندلي."
    names = [("PERS", "سمير القندلي", 0.9), ("PERS", "قصر الزنبقي", 0.9), ("PERS", "سمير القندلي", 0.9)]
    assert settled(body, *names) == [("PERS", "سمير القندلي"), ("LOC", "قصر الزنبقي"), ("LOC", "شارع سمير القندلي")]


@pytest.mark.parametrize(
    ("kind", "marked", "expected"),
    [
        ("PERS", "تحالف صمود", [("ORG", "تحالف صمود")]),
        ("PERS", "ماهر القندلي فصيل الزنبقات", [("PERS", "ماهر القندلي"), ("ORG", "الزنبقات")]),
        ("PERS", "ماهر القندلي", [("PERS", "ماهر القندلي")]),
        ("ORG", "اللجنة الوطنية للتحقيق قصف القندلي", [("ORG", "اللجنة الوطنية للتحقيق")]),
        ("ORG", "لجنة التحقيق في مقتل القندلي", [("ORG", "لجنة التحقيق في مقتل القندلي")]),
    ],
)
def test_a_word_of_bodies_or_a_deed_is_in_no_such_name(kind: str, marked: str, expected: list[tuple[str, str]]) -> None:
    assert settled(f"تحدث أمس عن {marked} طويلا.", (kind, marked, 0.9)) == expected


@pytest.mark.parametrize(
    ("body", "marked", "names"),
    [
        ("أعلن الوزير محمد\nبن سعد الزنبقي ذلك.", [("محمد", 0.9), ("بن سعد الزنبقي", 0.8)], ["محمد\nبن سعد الزنبقي"]),
        ("وحضر اللقاء عبد\nالله القنديلي أمس.", [("عبد", 0.6), ("الله القنديلي", 0.8)], ["عبد\nالله القنديلي"]),
        ("وحضر اللقاء عبد\nالله القنديلي أمس.", [("الله القنديلي", 0.8)], ["عبد\nالله القنديلي"]),
        ("كما حضر سعيد أبو\nعلي الاجتماع.", [("سعيد أبو", 0.9)], ["سعيد أبو\nعلي"]),
        (
            "كتب باسل الزنبقي\nنادر القنديلي",
            [("باسل الزنبقي", 0.9), ("نادر القنديلي", 0.9)],
            ["باسل الزنبقي", "نادر القنديلي"],
        ),
    ],
)
def test_a_persons_name_goes_on_in_the_next_line(body: str, marked: list[tuple[str, float]], names: list[str]) -> None:
    found = settled(body, *[("PERS", surface, score) for surface, score in marked])
    assert found == [("PERS", name) for name in names]


@pytest.mark.parametrize(
    ("body", "kind", "marked", "name"),
    [
        ("فاز في بطولة كأس العالم 1998 بفرنسا.", "MISC", "بطولة كأس العالم 1998", "كأس العالم 1998"),
        ("فاز في بطولة أمم أوروبا أمس.", "MISC", "بطولة أمم أوروبا", "بطولة أمم أوروبا"),
        ("أعلنت الوكالة الوطنية للتشغيل الرسمية.", "ORG", "الوكالة الوطنية للتشغيل الرسمية", "الوكالة الوطنية للتشغيل"),
        ("دعا حزب الزنبق المعارض إلى الحوار.", "ORG", "حزب الزنبق المعارض", "حزب الزنبق"),
        ("درس في جامعة «الزنبق» الأهلية.", "ORG", "جامعة «الزنبق", "جامعة «الزنبق»"),
    ],
)
def test_where_a_name_ends_and_begins(body: str, kind: str, marked: str, name: str) -> None:
    assert settled(body, (kind, marked, 0.9)) == [(kind, name)]


def test_a_school_is_called_after_a_person() -> None:
    body = "كرم الطلاب من ابتدائية سمرة بن جندب أمس."
    assert settled(body, ("PERS", "سمرة بن جندب", 0.9)) == [("ORG", "ابتدائية سمرة بن جندب")]
