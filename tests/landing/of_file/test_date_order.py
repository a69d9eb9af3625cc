"""Dates of two numbers and a year: other dates of their file, or the landing's day, say which number is the month."""

import gzip
import json
from collections.abc import Callable
from datetime import date

import pytest

from tests.landing.conftest import Landing

AMERICAN = ["01/26/2024", "02/03/2024", "12/11/2023", "02/28/2024 9:05 PM", "03/04/2024 21:10"]
THEIR_DAYS = [date(2024, 1, 26), date(2024, 2, 3), date(2023, 12, 11), date(2024, 2, 28), date(2024, 3, 4)]
ARAB = ["26/01/2024", "02/03/2024", "12/11/2023", "28/02/2024 9:05 م", "03/04/2023 21:10"]
ARAB_DAYS = [date(2024, 1, 26), date(2024, 3, 2), date(2023, 11, 12), date(2024, 2, 28), date(2023, 4, 3)]


def text(number: int) -> str:
    return f"افتتح محافظ المدينة صباح اليوم المدرسة رقم {number} في الحي الشرقي بحضور أولياء الأمور والمعلمين."


def as_csv(days: list[str]) -> bytes:
    rows = [f'https://ufuq.example/n/{number},"{text(number)}",{day}' for number, day in enumerate(days)]
    return "\n".join(["url,text,date", *rows]).encode()


def as_lines(days: list[str]) -> bytes:
    rows = [{"url": f"https://ufuq.example/n/{n}", "text": text(n), "date": day} for n, day in enumerate(days)]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def as_list(days: list[str]) -> bytes:
    return b"[" + b",".join(as_lines(days).split(b"\n")) + b"]"


def packed(days: list[str]) -> bytes:
    return gzip.compress(as_csv(days), mtime=0)


def days_of(landing: Landing, name: str, data: bytes) -> list[date | None]:
    landing.write(name, data)
    rows = sorted(landing.night().articles, key=lambda row: int(row["url"].rsplit("/", 1)[1]))
    return [row["published_on"] for row in rows]


FORMS = [("a.csv", as_csv), ("a.jsonl", as_lines), ("a.json", as_list), ("a.csv.gz", packed)]


@pytest.mark.parametrize(("name", "write"), FORMS)
def test_a_file_s_other_dates_say_that_the_month_stands_first(
    landing: Landing, name: str, write: Callable[[list[str]], bytes]
) -> None:
    assert days_of(landing, name, write(AMERICAN)) == THEIR_DAYS


@pytest.mark.parametrize(("name", "write"), FORMS)
def test_or_the_day(landing: Landing, name: str, write: Callable[[list[str]], bytes]) -> None:
    assert days_of(landing, name, write(ARAB)) == ARAB_DAYS


def test_an_american_clock_gives_way_to_the_file_s_own_days(landing: Landing) -> None:
    found = days_of(landing, "a.csv", as_csv(["2/3/2024 9:05:00 AM", "28/2/2024 9:05:00 AM"]))
    assert found == [date(2024, 3, 2), date(2024, 2, 28)]


def test_two_digits_of_a_year_are_read_where_the_file_says_how(landing: Landing) -> None:
    found = days_of(landing, "a.csv", as_csv(["2/3/24 9:05", "2/28/24 9:05", "12/11/23"]))
    assert found == [date(2024, 2, 3), date(2024, 2, 28), date(2023, 12, 11)]


def test_where_no_date_says_it_the_one_that_is_near_the_landing_s_day_counts(landing: Landing) -> None:
    """The landing is of 10 March."""
    found = days_of(landing, "a.csv", as_csv(["03/09/2024", "09/03/2024", "03/10/2024", "3/9/24", "04/05/2023"]))
    near = date(2024, 3, 9)
    assert found == [near, near, date(2024, 3, 10), near, date(2023, 5, 4)]


def test_a_file_whose_dates_don_t_agree_is_read_as_the_press_prints_them(landing: Landing) -> None:
    found = days_of(landing, "a.csv", as_csv(["28/02/2023", "02/26/2023", "04/05/2023"]))
    assert found == [date(2023, 2, 28), date(2023, 2, 26), date(2023, 5, 4)]


def test_a_date_with_points_and_one_with_its_year_first_are_left_as_they_are(landing: Landing) -> None:
    found = days_of(landing, "a.csv", as_csv(["02/26/2024", "04.05.2023", "2023-04-05", "2023/04/05"]))
    assert found == [date(2024, 2, 26), date(2023, 5, 4), date(2023, 4, 5), date(2023, 4, 5)]


def test_all_parts_of_a_file_read_its_dates_alike(landing: Landing) -> None:
    """The one date that says it stands in the last block, another task's."""
    days = ["02/03/2023"] * 1100 + ["02/26/2023"]
    landing.write("a.jsonl", as_lines(days))
    articles = landing.night(shard_bytes=20_000).articles
    assert len(list((landing.root / "lake").rglob("shard-*.json"))) > 1
    assert {row["published_on"] for row in articles} == {date(2023, 2, 3), date(2023, 2, 26)}
