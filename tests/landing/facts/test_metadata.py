"""Lines that are about the article are found; lines of the article are not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from nashra.landing.facts.dates import parse_date
from nashra.landing.facts.metadata import find_metadata
from tests.landing.conftest import Landing

ZONE = ZoneInfo("Asia/Riyadh")
PROSE = (
    "أكد المتحدث باسم الوزارة، في تصريح لوكالة رويترز، أن الأعمال ستنتهي قبل 15 مايو 2024 وأن الطريق سيفتح أمام "
    "الحركة في اليوم التالي من دون تأخير."
)


def kinds(text: str) -> list[tuple[int, str]]:
    return [(finding.line_no, finding.kind) for finding in find_metadata(text, ZONE).findings]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("05 سبتمبر 2023", "2023-09-05"),
        ("الثلاثاء 5 سبتمبر/ أيلول 2023", "2023-09-05"),
        ("٥ أيلول ٢٠٢٣", "2023-09-05"),
        ("نشر في: 2023-09-05", "2023-09-05"),
        ("2023 09 05", "2023-09-05"),
        ("05/09/2023 | 00:00", "2023-09-05"),
        ("آخر تحديث: 5 سبتمبر 2023 - 00:00", "2023-09-05"),
        ("تاريخ النشر: 5th, September 2023", "2023-09-05"),
        ("الثلاثاء، 20 صفر 1445 هـ الموافق 5 سبتمبر 2023 م", "2023-09-05"),
    ],
)
def test_date_lines(line: str, day: str) -> None:
    found = find_metadata(f"عنوان الخبر\n{line}\n\n{PROSE}", ZONE)
    assert [(f.line_no, f.kind, f.whole) for f in found.findings] == [(1, "date", True)]
    assert found.published_at == datetime.fromisoformat(day).replace(tzinfo=ZONE)
    assert found.published_at.tzinfo == UTC


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2023-09-05T19:11+0000", datetime(2023, 9, 5, 19, 11, tzinfo=UTC)),
        ("2023-09-05T19:11:30Z", datetime(2023, 9, 5, 19, 11, 30, tzinfo=UTC)),
        ("2023-09-05T19:11:30.250+03:00", datetime(2023, 9, 5, 16, 11, 30, 250_000, tzinfo=UTC)),
        ("2023-09-05T19:11", datetime(2023, 9, 5, 16, 11, tzinfo=UTC)),
    ],
)
def test_a_moment_as_machines_write_it(line: str, moment: datetime) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{line}\n{PROSE}", ZONE)
    assert found.published_at == moment
    assert [(finding.line_no, finding.kind, finding.whole) for finding in found.findings] == [
        (1, "date", True), (2, "date", True),
    ]  # fmt: skip


def test_a_day_and_the_page_s_address_are_no_headline() -> None:
    found = find_metadata(f"date 2023-09-05 https://waha.example/n/a-b-1.html\nالجسر يفتح\n{PROSE}", ZONE)
    assert str(found.published_on) == "2023-09-05"


def test_a_place_alone_above_a_text_without_a_headline_is_its_dateline() -> None:
    assert find_metadata(f"مسقط\n{PROSE}", ZONE).dateline == "مسقط"
    assert find_metadata("مسقط\nقصيرة", ZONE).dateline is None


def test_clock_and_zone() -> None:
    found = find_metadata(f"عنوان\nالخميس, 26 إبريل, 2012, 04:08 م بتوقيت القدس\n{PROSE}", ZONE)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2012-04-26T13:08:00+00:00"
    in_words = find_metadata(f"عنوان\n2024-07-07@02:20:48 GMT\n{PROSE}", ZONE).published_at
    assert in_words is not None
    assert in_words.hour == 2


@pytest.mark.parametrize(
    ("line", "places", "agency"),
    [
        ("موسكو - رويترز", "موسكو", "رويترز"),
        ("أ ف ب – القاهرة", "القاهرة", "فرانس برس"),
        ("باريس/لندن/أوديسا (أوكرانيا)-رويترز", "باريس/لندن/أوديسا (أوكرانيا)", "رويترز"),
        ("الرياض - سالم الأحمد:", "الرياض", None),
        ("سالم الأحمد (جدة)", "جدة", None),
        ("وكالات - صحيفتنا", None, "وكالات"),
        ("جدة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", "جدة", "واس"),
    ],
)
def test_datelines(line: str, places: str | None, agency: str | None) -> None:
    found = find_metadata(f"عنوان الخبر\n{line}\n{PROSE}", ZONE)
    assert kinds(f"عنوان الخبر\n{line}\n{PROSE}") == [(1, "dateline")]
    assert (found.dateline, found.agency) == (places, agency)


@pytest.mark.parametrize("head", ["القاهرة (أ ف ب) - ", "القاهرة ـ أ ف ب: ", "القاهـرة (فرانس برس): "])
def test_a_dateline_glued_to_the_first_sentence(head: str) -> None:
    text = f"عنوان الخبر\n{head}{PROSE}"
    found = find_metadata(text, ZONE)
    (finding,) = found.findings
    assert (finding.line_no, finding.kind, finding.whole) == (1, "dateline", False)
    assert text.split("\n")[1][finding.end :].strip() == PROSE
    assert found.agency == "فرانس برس"


def test_agencies_captions_keywords_bylines() -> None:
    text = (
        "عنوان الخبر\nكتبت: منى السعيد\nمن افتتاح الجسر أول من أمس (فرانس برس)\n"
        f"{PROSE}\n{PROSE} (رويترز)\nالمصدر | صحيفة البلد\n(وكالات)\nكلمات دلالية: جسر، نقل، طرق\nmona@example.com"
    )
    found = find_metadata(text, ZONE)
    assert kinds(text) == [(1, "byline"), (2, "caption"), (5, "agency"), (6, "agency"), (7, "keywords"), (8, "contact")]
    assert found.agency == "صحيفة البلد"
    assert found.keywords == ["جسر", "نقل", "طرق"]


def test_an_agency_after_the_last_sentence_is_a_part_of_its_line() -> None:
    found = find_metadata(f"عنوان\n{PROSE}\n{PROSE} (رويترز)", ZONE)
    (finding,) = found.findings
    assert (finding.line_no, finding.whole, finding.value) == (2, False, "رويترز")


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "ونقلت عن رويترز",
        "وكالة رويترز تختار مديرا جديدا",
        "القاهرة - الجزائر",
        "مصر - تونس: مباراة الثأر",
        "سمات القائد الناجح: الصبر والعدل وحسن الإصغاء. ولا غنى عنها.",
        "المصدر: قال مسؤول كبير في الوزارة إن الأمر لم يحسم بعد",
        "في 5 سبتمبر 2023 وقعت الدولتان الاتفاق",
        "يوليو/تموز الماضي",
        "بدأت الحكاية في 1990",
        "كتب: قراءات في الرواية العربية الحديثة منذ نشأتها الأولى.",
        "حضر الحفل سفراء روسيا والصين - وكالات السفر أيضا",
        "عن: الحب والحرب والذاكرة في روايات جيل كامل من الكتاب",
    ],
)
def test_lines_of_the_article_are_left(line: str) -> None:
    text = f"عنوان الخبر\n{PROSE} {PROSE}\n{line}\n{PROSE}"
    assert kinds(text) == []


def test_a_title_is_never_metadata_for_its_dashes() -> None:
    assert kinds(f"موسكو - كييف: هدنة هشة\n{PROSE}") == []


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-03-09T21:30:00Z", "2024-03-09T21:30:00+00:00"),
        ("2024-03-10 00:30", "2024-03-09T21:30:00+00:00"),
        ("Sat, 09 Mar 2024 21:30:00 GMT", "2024-03-09T21:30:00+00:00"),
        (1710019800, "2024-03-09T21:30:00+00:00"),
        ("1710019800000", "2024-03-09T21:30:00+00:00"),
        ("10 مارس/آذار 2024 12:30 ص", "2024-03-09T21:30:00+00:00"),
        (datetime(2024, 3, 9, 21, 30, tzinfo=UTC), "2024-03-09T21:30:00+00:00"),
        ("March 10, 2024", "2024-03-09T21:00:00+00:00"),
    ],
)
def test_dates_of_fields(value: object, moment: str) -> None:
    found = parse_date(value, ZONE)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    "value", ["", "أمس", "2024-13-45", 5, -1, 1e300, float("nan"), None, "32 مارس 2024", "٪" * 200]
)
def test_what_is_no_date_gives_none(value: object) -> None:
    assert parse_date(value, ZONE) is None


def test_future_and_absurd_dates_are_dropped(landing: Landing, texts: dict[str, str]) -> None:
    rows = [
        f'{{"text": "{texts["body"].splitlines()[0]} {n}", "published_at": "{value}"}}'
        for n, value in enumerate(("2024-03-12", "2024-03-14", "1899-01-01", "2024-03-10"))
    ]
    landing.write("a.jsonl", "\n".join(rows))
    assert [article["published_at"] is not None for article in landing.night().articles] == [True, False, False, True]


def test_patterns_are_bounded() -> None:
    for piece in ("موسكو/", "رويترز - ", "( ", "5 سبتمبر ", "المصدر: ", "a" * 50 + "@", "نشر في ", " ", "/ "):
        find_metadata("\n".join(["عنوان", piece * 20_000, (piece * 100)[:299]]), ZONE)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("نقلا عن رويترز", "رويترز"),
        ("وكالة رويترز للأنباء", "رويترز"),
        ("المصدر: سبوتنيك عربي", "سبوتنيك"),
        ("© 2024 أ ف ب", "فرانس برس"),
        ("أ- ش – أ", "أ ش أ"),
        ("(أ-ف-ب)", "فرانس برس"),
        ("نقلا عن رويترز قالت البلدية إنها لا تعلم متى يفتح الجسر أمام المارة", None),
    ],
)
def test_an_agency_at_the_end_in_the_words_of_readers(line: str, agency: str | None) -> None:
    body = "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر بعد أن ظل مغلقا خمسة أشهر كاملة."
    assert find_metadata(f"صيانة الجسر القديم\n{body}\n{body}\n{line}", ZONE).agency == agency


def test_an_agency_behind_a_place_and_a_writer() -> None:
    body = "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر بعد أن ظل مغلقا خمسة أشهر كاملة."
    found = find_metadata(f"صيانة الجسر القديم\nالقاهرة/ منى السالم/ الأناضول: {body}", ZONE)
    assert (found.dateline, found.agency) == ("القاهرة", "الأناضول")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("خميس, 07/05/2018 - 11:57", "2018-07-05"),  # 7 May 2018 was a Monday
        ("الاثنين, 07/05/2018 - 11:57", "2018-05-07"),
        ("الأحد, 07/05/2018 - 11:57", "2018-05-07"),  # of neither
        (
            "الاثنين 1427/4/9 هـ - الموافق 8/5/2006 م (آخر تحديث) الساعة 17:51 (مكة المكرمة)، 14:51 (غرينتش)",
            "2006-05-08",
        ),
        ("المصدر:  | 24 يناير 2013 | إعلام |", "2013-01-24"),
        ("الضحى٢٢-٠٢-٢٠٢٥", "2025-02-22"),
    ],
)
def test_days_that_a_weekday_or_marks_tell(line: str, day: str) -> None:
    found = find_metadata(f"عنوان الخبر\n{line}\n\n{PROSE}", ZONE)
    assert (str(found.published_on), found.agency) == (day, None)


def test_a_place_in_brackets_behind_a_clock_is_its_zone() -> None:
    found = find_metadata(f"عنوان\n8/5/2006 الساعة 17:51 (غرينتش)\n{PROSE}", ZONE)
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2006-05-08T17:51:00+00:00"


@pytest.mark.parametrize(
    "top",
    [
        "الجمعة 26-04-2024\nبوابة الضحى\nفتح الطريق الساحلي أمام الحركة من جديد",
        "الاثنين 8 شعبان 1447 هـ – 26 يناير 2026\nفتح الطريق الساحلي أمام الحركة من جديد",
        "الساعة 00:00 م\nالأربعاء 21 مايو 2025\nفتح الطريق الساحلي أمام الحركة من جديد",
        "22 نوفمبر 2024 21:15 20 جمادى أول 1446\nبوابة الضحى\nفتح الطريق الساحلي أمام الحركة من جديد",
        "×\n16 شوال 1445\n24 أبريل 2024\nبوابة الضحى\nفتح الطريق الساحلي أمام الحركة من جديد",
        "08-11-2024 03:11 AM\nفتح الطريق الساحلي أمام الحركة من جديد\nفتح الطريق الساحلي أمام الحركة من جديد",
    ],
)
def test_the_clock_at_a_pages_head_is_no_day_of_publication(top: str) -> None:
    found = find_metadata(f"{top}\n{PROSE}\n{PROSE}", ZONE)
    assert (found.published_on, found.findings[0].kind) == (None, "date")
    titled = find_metadata(f"{top}\n{PROSE}\n{PROSE}", ZONE, titled=True)
    assert titled.published_on is not None


@pytest.mark.parametrize(
    "top",
    [
        "الجمعة 26-04-2024",
        "الجمعة 26-04-2024\nسالم أحمد",
        "الثلاثاء, 24 يوليو, 2012, 14:13\nغزة - سالم أحمد",
        "نشر في: 26-04-2024\nبوابة الضحى\nفتح الطريق الساحلي أمام الحركة من جديد",
        "الجمعة 26-04-2024\nفتح الطريق الساحلي أمام الحركة من جديد",
        "الأحد, 4 يناير 2026\nصدر عن قيادة الدفاع المدني البيان الآتي:",
    ],
)
def test_a_day_at_the_top_of_an_article_stays_its_day(top: str) -> None:
    assert find_metadata(f"{top}\n{PROSE}\n{PROSE}", ZONE).published_on is not None


@pytest.mark.parametrize("day", ["12 مارس 2023", "12 مارس 2023 10:20"])
def test_days_of_other_stories_below_the_text_are_not_its_own(day: str) -> None:
    others = [
        line for title in ("انخفاض أسعار الذهب", "مقتل شخصين في حادث سير", "نتائج الثانوية") for line in (title, day)
    ]
    text = "\n".join(["فتح الطريق الساحلي أمام الحركة من جديد", PROSE, PROSE, *others])
    assert find_metadata(text, ZONE).published_on is None
    assert (
        find_metadata(f"فتح الطريق الساحلي أمام الحركة من جديد\n{PROSE}\n{PROSE}\n{day}", ZONE).published_on is not None
    )


def test_of_one_day_by_the_moon_and_by_the_sun_that_by_the_sun_is_told() -> None:
    days = "16 شوال 1445\n24 أبريل 2024"  # by tables of the moon the first is a day later
    found = find_metadata(f"فتح الطريق الساحلي أمام الحركة من جديد\n{days}\n{PROSE}", ZONE)
    assert str(found.published_on) == "2024-04-24"


def test_a_labelled_day_stands_below_a_long_strap_too() -> None:
    strap = " ".join(["المهندسون يقولون إن الأعمال انتهت قبل موعدها بشهرين ونصف الشهر"] * 3)
    line = "تاريخ الإضافة الخميس 8 كانون الأول 2016 - 6:20 ص    عدد الزيارات 2166    القسم محلية"
    found = find_metadata(f"فتح الطريق الساحلي من جديد\n{strap}\n{line}\n{PROSE}\n{PROSE}", ZONE)
    assert str(found.published_on) == "2016-12-08"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("كتب: رويترز الخميس 04-05-2017 18:43", "رويترز"),
        ("كتب: سالم أحمد الخميس 04-05-2017 18:43", None),
        ("تحرير: سالم أحمد (رويترز)", "رويترز"),
        ("المصدر: وكالة الأنباء الفرنسية (أ ف ب)", "فرانس برس"),
        ("المصدر: رويترز + وكالات", "رويترز"),
        ("المصدر: صحيفة الضحى", "صحيفة الضحى"),
    ],
)
def test_an_agency_behind_a_label(line: str, agency: str | None) -> None:
    assert find_metadata(f"عنوان الخبر\n{line}\n{PROSE}\n{PROSE}", ZONE).agency == agency
