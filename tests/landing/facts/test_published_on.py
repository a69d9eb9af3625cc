"""The day on which a source says that it published, from the landing to the staged articles."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest


def row(**fields: Any) -> Any:
    return json.dumps({"text": "أعلنت وزارة النقل اليوم بدء العمل في توسعة الميناء القديم بعد دراسة.\n"} | fields)


@pytest.mark.parametrize(
    ("source", "given", "day", "moment"),
    [
        # midnight of the paper's own clock is the day before in UTC
        ("nahr-press.example", "2024-03-10", date(2024, 3, 10), datetime(2024, 3, 9, 21, tzinfo=UTC)),
        ("hespress.com", "2024-03-09 00:10", date(2024, 3, 9), datetime(2024, 3, 8, 23, 10, tzinfo=UTC)),
        ("www.alghad.com", "2024-03-09T22:30:00Z", date(2024, 3, 10), datetime(2024, 3, 9, 22, 30, tzinfo=UTC)),
        ("bbc.com", "2024-03-09T22:30:00Z", date(2024, 3, 9), datetime(2024, 3, 9, 22, 30, tzinfo=UTC)),
        ("bbc.com", "2024-03-10T00:30:00+03:00", date(2024, 3, 10), datetime(2024, 3, 9, 21, 30, tzinfo=UTC)),
        ("nahr-press.example", "2031-01-01", None, None),  # not yet: nobody's date
        ("nahr-press.example", None, None, None),
    ],
)
def test_a_field_gives_moment_and_day(landing: Any, source: Any, given: Any, day: Any, moment: Any) -> None:
    landing.write("a.jsonl", row(source=source, published_at=given))
    (article,) = landing.night().articles
    assert (article["published_on"], article["published_at"]) == (day, moment)


def test_a_line_of_the_text_does_too(landing: Any, texts: Any) -> None:
    landing.write("nahr-press.example/a.txt", f"توسعة الميناء القديم تبدأ\nالأحد 10 مارس 2024\n{texts['body']}\n")
    (article,) = landing.night().articles
    assert article["published_on"] == date(2024, 3, 10)
    assert article["published_at"] == datetime(2024, 3, 9, 21, tzinfo=UTC)
