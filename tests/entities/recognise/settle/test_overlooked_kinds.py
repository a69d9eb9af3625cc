"""Names that their first words, their place in a row, a year or a trade tell."""

import pytest

from tests.support.given_labels import settled

Marked = tuple[str, str, float]


@pytest.mark.parametrize(
    ("body", "names", "expected"),
    [
        ("وقال إن سرايا أبناء الهضبة انسحبت.", [], [("ORG", "سرايا أبناء الهضبة")]),
        ("اتهم كتائب الصخرة بالقصف.", [], [("ORG", "كتائب الصخرة")]),
        ("هاجم لواء حماة السد المعبر.", [("LOC", "حماة السد", 0.7)], [("ORG", "لواء حماة السد")]),
        ("سيطرت كتائب شهداء رمانة عليها.", [("ORG", "كتائب شهداء", 0.7)], [("ORG", "كتائب شهداء رمانة")]),
        ("وصلت كتائب من الشمال.", [], []),
        ("عين لواء متقاعد واليا.", [], []),
        ("دخلت كتيبة مشاة تابعة لهم.", [], []),
    ],
)
def test_a_band_is_told_by_its_first_words(body: str, names: list[Marked], expected: list[tuple[str, str]]) -> None:
    assert settled(body, *names) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("بلغت 12 مليون نايرا.", ["نايرا"]),
        ("بسعر 49 بات للكيلو.", ["بات"]),
        ("وبألف بير في الشهر.", ["بير"]),
        ("بات مقتنعا بذلك.", []),
        ("ليس بين الطرفين خلاف.", []),
    ],
)
def test_behind_a_number_a_currency_is_one(body: str, expected: list[str]) -> None:
    assert settled(body) == [("MISC", name) for name in expected]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        ("توج بلقب كأس الساحل 2021 أمس.", "كأس الساحل", "كأس الساحل 2021"),
        ("خسر نهائي دوري الواحات 2023-2024 أمس.", "دوري الواحات", "دوري الواحات 2023-2024"),
        ("حضر مهرجان الربيع 2019 زائر جديد.", "مهرجان الربيع", "مهرجان الربيع 2019"),
        ("حضر مهرجان الربيع 2500 زائر.", "مهرجان الربيع", "مهرجان الربيع"),
        ("صدر قانون العمل 2003.", "قانون العمل", "قانون العمل"),
        ("سعر الريال 1630 أمس.", "الريال 1630", "الريال"),
    ],
)
def test_a_year_belongs_to_what_comes_again_and_a_sum_to_no_currency(body: str, given: str, expected: str) -> None:
    assert settled(body, ("MISC", given, 0.9)) == [("MISC", expected)]


def test_a_work_in_marks_is_one_though_it_be_called_as_a_place_is() -> None:
    body = 'صدرت رواية "وادي الظلال" أمس، وأطلقت حملة "وادي النور".'
    names = [("LOC", "وادي الظلال", 0.9), ("LOC", "وادي النور", 0.9)]
    assert settled(body, *names) == [("MISC", "وادي الظلال"), ("LOC", "وادي النور")]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        ("أعلنت الفرات الأوسط للأسمدة أرباحها.", ("LOC", "الفرات الأوسط"), ("ORG", "الفرات الأوسط للأسمدة")),
        ("اشترت نخلة الشام القابضة أسهما.", ("LOC", "نخلة الشام"), ("ORG", "نخلة الشام القابضة")),
        ("افتتح مكتب في دبي للتأمين.", ("LOC", "دبي"), ("LOC", "دبي")),
        ("زارت جمعية الأنامل أمس.", ("ORG", "الأنامل"), ("ORG", "جمعية الأنامل")),
        ("نقل إلى مستشفى حمدي الطبال أمس.", ("PERS", "حمدي الطبال"), ("ORG", "مستشفى حمدي الطبال")),
        ("التقى المهندسة ثوريا لحرش أمس.", ("ORG", "ثوريا لحرش"), ("PERS", "ثوريا لحرش")),
        ("التقى القاضي بنك الواحة أمس.", ("ORG", "بنك الواحة"), ("ORG", "بنك الواحة")),
    ],
)
def test_what_stands_beside_a_name_says_what_it_is(
    body: str, given: tuple[str, str], expected: tuple[str, str]
) -> None:
    assert settled(body, (*given, 0.7)) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("انقطع الماء في بلدات ثادق ورنية أمس.", ["ثادق", "ورنية"]),
        ("انقطع الماء في بلدات ثادق، ورنية أمس.", ["ثادق", "ورنية"]),
        ("انقطع الماء في بلدات كثيرة أمس، ورنية.", ["ورنية"]),
    ],
)
def test_the_first_place_of_a_row_is_one_as_the_second_is(body: str, expected: list[str]) -> None:
    assert settled(body, ("LOC", "ورنية", 0.9)) == [("LOC", name) for name in expected]


def test_where_persons_are_from_is_told_by_the_row() -> None:
    body = "أفرج عن سعد الدالي (نابلس)، وهاني الشماع (رنية)، ونور العلي (ثادق)."
    persons = [("PERS", name, 0.9) for name in ("سعد الدالي", "هاني الشماع", "نور العلي")]
    names = [persons[0], ("LOC", "نابلس", 0.9), ("ORG", "رنية", 0.6), ("PERS", "ثادق", 0.5)]
    given = [("PERS", "وهاني الشماع", 0.9), ("PERS", "ونور العلي", 0.9)]
    found = {name: kind for kind, name in settled(body, *names, *given)}
    assert [found[name] for name in ("نابلس", "رنية", "ثادق")] == ["LOC"] * 3
    club = [persons[0], ("LOC", "نابلس", 0.9), ("ORG", "رنية", 0.9), *given]
    assert ("ORG", "رنية") in settled(body, *club)


def test_a_name_in_two_pieces_is_one_and_two_that_a_dash_parts_are_two() -> None:
    names = [("PERS", "شكيب الزغواني", 0.9), ("PERS", "الطبوبي", 0.9)]
    assert settled("نحمل شكيب الزغواني الطبوبي ذلك.", *names) == [("PERS", "شكيب الزغواني الطبوبي")]
    body = "الوسط: محمد الأمين ولد الشيخ - سعد الدالي"
    row = ("PERS", "محمد الأمين ولد الشيخ - سعد الدالي", 0.9)
    assert settled(body, row) == [("PERS", "محمد الأمين ولد الشيخ"), ("PERS", "سعد الدالي")]


def test_how_something_was_done_is_no_part_of_its_name() -> None:
    body = "أقر قانون الموازنة بغياب الكتلة، واتهم كتائب الصخرة مسلحي الجبل."
    names = [("MISC", "قانون الموازنة بغياب", 0.9), ("ORG", "كتائب الصخرة مسلحي", 0.9)]
    assert settled(body, *names) == [("MISC", "قانون الموازنة"), ("ORG", "كتائب الصخرة")]
