"""Days and times as sites of every Arab country print them, in fields and in lines."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nashra.landing.facts.dates import day_at_source, parse_moment
from nashra.landing.facts.hijri import gregorian, read_hijri
from nashra.landing.facts.metadata import find_metadata

RIYADH = ZoneInfo("Asia/Riyadh")
PROSE = (
    "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر، بعد أن ظل مغلقا أمام المركبات خمسة أشهر، "
    "وعادت حركة السير إليه في ساعات الصباح الأولى من دون ازدحام."
)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("7 جانفي 2021", "2021-01-07T00:00:00+03:00"),
        ("7 كانون ثاني 2021", "2021-01-07T00:00:00+03:00"),
        ("7 فيفري 2021", "2021-02-07T00:00:00+03:00"),
        ("7 إفريل 2021", "2021-04-07T00:00:00+03:00"),
        ("7 ماي 2021", "2021-05-07T00:00:00+03:00"),
        ("7 يونيه 2021", "2021-06-07T00:00:00+03:00"),
        ("7 حزيران/يونيو 2021", "2021-06-07T00:00:00+03:00"),
        ("7 يونيو-حزيران 2021", "2021-06-07T00:00:00+03:00"),
        ("7 جويلية 2021", "2021-07-07T00:00:00+03:00"),
        ("7 يوليوز 2021", "2021-07-07T00:00:00+03:00"),
        ("7 أوت 2021", "2021-08-07T00:00:00+03:00"),
        ("7 غشت 2021", "2021-08-07T00:00:00+03:00"),
        ("7 شتنبر 2021", "2021-09-07T00:00:00+03:00"),
        ("7 الفاتح 2009", "2009-09-07T00:00:00+03:00"),
        ("7 تشرين أول 2021", "2021-10-07T00:00:00+03:00"),
        ("7 نونبر 2021", "2021-11-07T00:00:00+03:00"),
        ("7 دجنبر 2021", "2021-12-07T00:00:00+03:00"),
        ("7 août 2021 à 14h30", "2021-08-07T14:30:00+03:00"),
        ("الأربعاء 7 نيسان 2021 الساعة 8 مساء", "2021-04-07T20:00:00+03:00"),
        ("7 أبريل 2021 - 10.30 مساءً", "2021-04-07T22:30:00+03:00"),
        ("7 أبريل 2021 م 04:41", "2021-04-07T16:41:00+03:00"),
        ("7 أبريل 2021 12:05 ليلا", "2021-04-07T00:05:00+03:00"),
        ("7 أبريل 2021 1:15 ظهرا", "2021-04-07T13:15:00+03:00"),
        ("7 أبريل 2021 4:41 بعد الظهر بتوقيت القاهرة", "2021-04-07T16:41:00+02:00"),
        ("Apr 7, 2021 1:05 PM", "2021-04-07T13:05:00+03:00"),
        ("Cairo, 7 April 2021", "2021-04-07T00:00:00+03:00"),
        ("Wed Apr 07 2021 13:05:00 GMT+0200 (Eastern European Standard Time)", "2021-04-07T13:05:00+02:00"),
        ("+01:00 2021-04-07 13:05", "2021-04-07T13:05:00+01:00"),
        ("2021-04-07 13:05 (GMT+4)", "2021-04-07T13:05:00+04:00"),
        ("2021-04-07 13:05 بتوقيت غرينتش", "2021-04-07T13:05:00+00:00"),
        ("25 شعبان 1442 هـ", "2021-04-07T00:00:00+03:00"),
        ("25/08/1442", "2021-04-07T00:00:00+03:00"),
        ("1442-08-25 هـ", "2021-04-07T00:00:00+03:00"),
        ("25 شعبان 1442 هـ الموافق 7 أبريل 2021 م", "2021-04-07T00:00:00+03:00"),
        ("Wed Apr 07 13:05:00 +0000 2021", "2021-04-07T13:05:00+00:00"),
        ("Wed Apr  7 13:05:00 2021", "2021-04-07T13:05:00+03:00"),
        ("Wed, 07 Apr 2021 13:05:00 CEST", "2021-04-07T13:05:00+02:00"),
        ("2021-04-07 13:05:00 EST", "2021-04-07T13:05:00-05:00"),
        ("2021 أبريل 7", "2021-04-07T00:00:00+03:00"),
        ("7أبريل2021", "2021-04-07T00:00:00+03:00"),
        ("أبريل 07، 2021 1:05 مساء", "2021-04-07T13:05:00+03:00"),
        ("السابع من أبريل 2021", "2021-04-07T00:00:00+03:00"),
        ("الخامس والعشرين من شهر أبريل عام 2021", "2021-04-25T00:00:00+03:00"),
        ("7th of April 2021", "2021-04-07T00:00:00+03:00"),
        ("07-APR-21", "2021-04-07T00:00:00+03:00"),
        ("25/4/21", "2021-04-25T00:00:00+03:00"),
        ("4/25/21", "2021-04-25T00:00:00+03:00"),
        ("4/4/99", "1999-04-04T00:00:00+03:00"),
        ("1.6177863E9", "2021-04-07T09:05:00+00:00"),
        (20210407, "2021-04-07T00:00:00+03:00"),
        ("20210407130500", "2021-04-07T13:05:00+03:00"),
        ("@1617786300", "2021-04-07T09:05:00+00:00"),
        ("/Date(1617786300000+0300)/", "2021-04-07T09:05:00+00:00"),
    ],
)  # fmt: skip
def test_a_value_is_read_on_the_clock_that_it_names(value: Any, moment: Any) -> None:
    found = parse_moment(value, RIYADH)
    assert found and found.isoformat() == moment


@pytest.mark.parametrize(
    "value", ["منذ 3 ساعات", "قبل يومين", "أمس", "الأسبوع الماضي", "7 أبريل", "31 فيفري 2021", "31/13/1442", "7 الربيع"]
)
def test_what_names_no_day_gives_none(value: Any) -> None:
    assert parse_moment(value, RIYADH) is None


def test_the_hijri_calendar_is_that_of_umm_al_qura() -> None:
    assert gregorian(1445, 1, 1) == date(2023, 7, 19)
    assert gregorian(1444, 9, 1) == date(2023, 3, 23)
    assert gregorian(1436, 10, 26) == date(2015, 8, 11)
    assert {sum(29 + int(long) for long in months) for months in read_hijri().long_months.values()} == {354, 355}


@pytest.mark.parametrize(
    ("value", "zone", "day"),
    [
        ("2021-04-07T22:30:00Z", "Asia/Riyadh", "2021-04-08"),  # UTC is nobody's calendar
        (1617834600, "Asia/Riyadh", "2021-04-08"),
        ("2021-04-07T22:30:00Z", "Africa/Casablanca", "2021-04-07"),
        ("2021-04-07T00:10:00+03:00", "Africa/Cairo", "2021-04-07"),  # as it stands there
        ("7 أبريل 2021", "Asia/Riyadh", "2021-04-07"),
        ("2021-04-07 00:00", "America/New_York", "2021-04-07"),
    ],
)
def test_the_day_is_that_of_the_source_s_calendar(value: Any, zone: Any, day: Any) -> None:
    clock = ZoneInfo(zone)
    found = parse_moment(value, clock)
    assert found and day_at_source(found, clock) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        # the head of a page, then the article's own
        (["الأحد 22 فبراير 2026 أبوظبي الإمارات", "عنوان الخبر في سطر", "21 فبراير 2026 20:19", PROSE], "2026-02-21"),
        (["عنوان", "آخر تحديث: 9 مايو 2023 - 08:00", "تاريخ النشر: 7 مايو 2023", PROSE], "2023-05-07"),
        (["عنوان", "عدد القراءات: 47 المؤلف: - تاريخ النشر: الثلاثاء 07-01-2020", PROSE], "2020-01-07"),
        (["2025-01-04 12:36:01 - المصدر: وكالة النهر", PROSE, PROSE], "2025-01-04"),
        (["عنوان", "سالم أحمد - 5 مايو 2020", PROSE], "2020-05-05"),
        (["عنوان", "السبت 5 ديسمبر 2020الجزائر: سالم أحمد", PROSE], "2020-12-05"),
        (["عنوان", "حاورته: منى سالم الأحد 25 نوفمبر 2012", PROSE], "2012-11-25"),
        (["عنوان", "كتب سالم أحمد في 16 فبراير 2022", PROSE], "2022-02-16"),
        (["عنوان", "بواسطة: سالم أحمد في: 16 فبراير 2022", PROSE], "2022-02-16"),
        (["عنوان", f"تونس في 16 فبراير 2022 / وات / {PROSE}", PROSE], "2022-02-16"),
        (["عنوان", "رام الله 27-3-2012 وكالات- سالم أحمد", PROSE], "2012-03-27"),
        (["عنوان", "جدة 5 شوال 1444 هـ", PROSE], "2023-04-25"),
        (["عنوان", PROSE, PROSE, "س م/ر ع18/01/2020 21:38:35"], "2020-01-18"),
        (["عنوان", PROSE, PROSE, "نشر في: 18/01/2020"], "2020-01-18"),
    ],
)  # fmt: skip
def test_of_several_dates_that_of_publication(lines: Any, day: Any) -> None:
    assert find_metadata("\n".join(lines), RIYADH).published_on == date.fromisoformat(day)


@pytest.mark.parametrize(
    "lines",
    [
        ["عنوان", PROSE, "إذ نشر الحساب الصورة ذاتها بتاريخ 14 أكتوبر 2022، دون تفاصيل حولها", PROSE],
        ["عنوان", "منذ ساعتين", PROSE],
        ["عنوان", PROSE, "بتاريخ 25 نوفمبر 2022، ويظهر فيها الشخص ذاته يرفع العلم", "في 20 نوفمبر 2022،", PROSE],
        ["عنوان", PROSE, PROSE, "15 مايو 2019", PROSE, "17 مايو 2019", PROSE, PROSE, PROSE, PROSE],  # chapters
        ["سعر الذهب اليوم الأحد في 21 مدينة", PROSE, PROSE],
        ["عنوان", "سميح القاسم، الأعمال الكاملة، نشر الكتاب في 1 مارس 1991 في طبعته الأولى من المجلة", PROSE],
    ],
)  # fmt: skip
def test_dates_of_the_story_are_not_that_of_its_publication(lines: Any) -> None:
    found = find_metadata("\n".join(lines), RIYADH)
    assert (found.published_at, found.published_on) == (None, None)


@pytest.mark.parametrize(
    "value", ["12/3/24", "3/12/24", "2024W20", "2024-W20", "25-03-24", "1/2/3", "7 نيسان 20 شخصا", "30/2/21"]
)
def test_a_day_that_may_be_another_is_none(value: str) -> None:
    assert parse_moment(value, RIYADH) is None


@pytest.mark.parametrize(
    "line",
    [
        "محليات - الخميس 9 مايو 2024",
        "العدد 1204 - الخميس 9 مايو 2024",
        "9 مايو 2024 لا توجد تعليقات",
        "9 مايو 2024 | 345 مشاهدة",
        "تم نشره الخميس 09 أيار / مايو 2024 10:20 صباحاً",
        "أُدرج يوم الخميس 9 مايو 2024",
        "jeudi 9 mai 2024",
        "May 9, 2024 · محليات",
        "التاريخ : 09-05-2024",
        "نادر الصباغ\u00a0|\u00a02024-05-09",
    ],
)
def test_a_line_at_the_head_says_the_day(line: str) -> None:
    assert find_metadata(f"افتتاح الجسر القديم بعد صيانته\n{line}\n{PROSE}", RIYADH).published_on == date(2024, 5, 9)


def test_the_date_of_a_document_that_a_story_quotes_is_not_the_story_s() -> None:
    order = f"أمر ملكي بتعيين محافظ للهيئة\nالرقم : أ / 61\nالتاريخ : 9 / 10 / 1440هـ\n{PROSE}"
    assert find_metadata(order, RIYADH).published_on is None


def test_the_day_stands_below_a_path_of_links_however_long() -> None:
    path = " - ".join(["الصفحة الرئيسية", "ملف: الزراعة والري في الأودية", "نادر الصباغ", "مزارع التين بين موسمين"] * 2)
    text = f"مزارع التين بين موسمين\n{path}\nالعدد: 283 - 2009 / 11 / 23 - 10:43\n{PROSE}"
    assert len(path) > 120
    assert find_metadata(text, RIYADH).published_on == date(2009, 11, 23)
