"""Papers and channels that a set phrase of the news names, and the numbers that their names end in."""

import pytest

from tests.support.given_labels import settled

Marked = tuple[str, str, float]


@pytest.mark.parametrize(
    ("body", "names", "expected"),
    [
        ("كتبت الزنبقة تقول: طالت الجلسة.", [], [("ORG", "الزنبقة")]),
        ("كتبت «الزنبقة» تقول: طالت الجلسة.", [("LOC", "الزنبقة", 0.9)], [("ORG", "الزنبقة")]),
        ("أجلت الجلسة، وكتبت الزنبقة تقول: طالت.", [], [("ORG", "الزنبقة")]),
        ("كتبت جارتي تقول إنها تعبت.", [], []),
        ("كتبت سعاد تقول إنها تعبت.", [("PERS", "سعاد", 0.9)], [("PERS", "سعاد")]),
        ("نشر في القندلي يوم 12 - 03 - 2021", [], [("ORG", "القندلي")]),
        ("نشر في هبة سبور يوم 20 - 08 - 2012", [("LOC", "هبة سبور", 0.9)], [("ORG", "هبة سبور")]),
        ("نشر في الموقع يوم 12 من الشهر.", [], []),
        ("نشر في الساحة يوم الخميس جنود.", [], []),
    ],
)
def test_what_stands_in_a_set_phrase_is_a_paper(
    body: str, names: list[Marked], expected: list[tuple[str, str]]
) -> None:
    assert settled(body, *names) == expected


def test_who_writes_in_a_paper_names_it_in_marks() -> None:
    body = 'كتب إيغور لادين، في "زنبقسكايا قندليا"، حول الغاز، وقال في "الجلسة" كلمة.'
    names = [("PERS", "إيغور لادين", 0.9), ("MISC", "زنبقسكايا قندليا", 0.9)]
    assert settled(body, *names) == [("PERS", "إيغور لادين"), ("ORG", "زنبقسكايا قندليا")]


def test_a_word_for_two_has_two_behind_it() -> None:
    body = "ونقلت قناتا الإخبارية والقندلي الأحد ذلك، وذكرت صحيفتا الأخبار و«النهار» غيره."
    assert [name for _, name in settled(body)] == ["الإخبارية", "القندلي", "الأخبار", "النهار"]
    assert settled("نقلت قناتا العربية ذلك.", ("ORG", "قناتا العربية", 0.9)) == [("ORG", "العربية")]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        ("تنقلها قناة أون سبورت 2 مباشرة.", ("ORG", "أون سبورت", 0.9), ("ORG", "أون سبورت 2")),
        ("تنقلها بين سبورتس 3 مباشرة.", ("ORG", "بين سبورتس", 0.9), ("ORG", "بين سبورتس 3")),
        ("تنقلها قناة الكأس 4، ومعها غيرها.", ("ORG", "الكأس", 0.9), ("ORG", "الكأس 4")),
        ("خسر الكأس 4 مرات.", ("ORG", "الكأس", 0.9), ("ORG", "الكأس")),
        ("تبثها قناة الكأس 4.5 ساعة.", ("ORG", "الكأس", 0.9), ("ORG", "الكأس")),
        ("قال لموقع ليبيا 24 ذلك.", ("LOC", "ليبيا", 0.9), ("ORG", "ليبيا 24")),
        ("قال لـ«الصحراء 24» ذلك.", ("LOC", "الصحراء", 0.9), ("ORG", "الصحراء 24")),
        ("تابعونا على الخليج 365", ("LOC", "الخليج", 0.9), ("ORG", "الخليج 365")),
        ("سقط في ليبيا 24 قتيلا.", ("LOC", "ليبيا", 0.9), ("LOC", "ليبيا")),
        ("تابعوا منصة زنبق 24 أمس.", ("MISC", "زنبق 24", 0.9), ("ORG", "زنبق 24")),
    ],
)
def test_a_number_is_part_of_a_papers_name(body: str, given: Marked, expected: tuple[str, str]) -> None:
    assert settled(body, given) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("بحسب موقع سورية اليوم لتداول العملات.", ("ORG", "سورية اليوم")),
        ("وصل إلى سورية اليوم وفد.", ("LOC", "سورية")),
        ("قالت إذاعة سورية أمس ذلك.", ("LOC", "سورية")),
    ],
)
def test_a_place_and_a_word_of_time_are_a_paper(body: str, expected: tuple[str, str]) -> None:
    assert settled(body, ("LOC", "سورية", 0.9)) == [expected]


@pytest.mark.parametrize(
    ("body", "place", "office"),
    [
        ("تلقت مديرية أمن القليوبية بلاغا.", "القليوبية", "مديرية أمن القليوبية"),
        ("استدعي بولاية أمن أكادير أمس.", "أكادير", "ولاية أمن أكادير"),
        ("قالت أسايش كركوك ذلك.", "كركوك", "أسايش كركوك"),
    ],
)
def test_an_office_of_a_place_is_a_body(body: str, place: str, office: str) -> None:
    assert settled(body, ("LOC", place, 0.9)) == [("ORG", office)]
    assert settled(f"حفظ أمن {place} مهم.", ("LOC", place, 0.9)) == [("LOC", place)]


def test_a_headline_ends_in_what_is_shown() -> None:
    body = "وصل النجم.. صور\nزار الوفد صور أمس."
    assert settled(body, ("LOC", "صور", 0.9), ("LOC", "صور", 0.9)) == [("LOC", "صور")]


@pytest.mark.parametrize(
    ("kind", "marked", "name"),
    [
        ("ORG", "النيابة العامة المختصة", "النيابة العامة"),
        ("MISC", "الأخ الكبير المعروض", "الأخ الكبير"),
        ("ORG", "الاتحاد الأوروبي السامية", "الاتحاد الأوروبي"),
        ("ORG", "المفوضية السامية", "المفوضية السامية"),
        ("LOC", "ساحة المقام", "ساحة المقام"),
    ],
)
def test_what_is_said_of_a_name_in_passing_is_no_part_of_it(kind: str, marked: str, name: str) -> None:
    assert settled(f"أعلن عن {marked} أمس.", (kind, marked, 0.9)) == [(kind, name)]
