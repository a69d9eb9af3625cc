"""The sources of a lake, over all its days, as `nashra sql` and the views give them."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage
from nashra.quality.gate import CriticalFailure, check_over_days
from nashra.tables.dictionary.schema import schema
from nashra.tables.publish import publish_over_days
from nashra.tables.read.open_lake import open_lake
from nashra.tables.sources import build_sources

OKAZ = {"source": "okaz.com.sa", "name_ar": "عكاظ", "name_en": "Okaz", "country": "SA", "first_day": date(2023, 9, 13),
        "last_day": date(2023, 9, 14), "articles": 2}  # fmt: skip


def put(lake: Storage, day: str, *articles: tuple[str, str | None]) -> None:
    rows = [{"source": source, "duplicate_of": original, "day": day} for source, original in articles]
    lake.write_table(f"articles/day={day}/articles.parquet", pa.Table.from_pylist(rows).drop_columns("day"))


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    lake = Storage(str(tmp_path / "lake"))
    put(lake, "2023-09-14", ("okaz.com.sa", None), ("nahr-press.example", "0" * 16))
    put(lake, "2023-09-13", ("okaz.com.sa", None), ("okaz.com.sa", "0" * 16), ("www.bbc.com", None))
    return lake


def test_a_source_has_its_names_its_days_and_its_articles_without_duplicates(lake: Storage) -> None:
    rows = {row["source"]: row for row in build_sources(lake).to_pylist()}
    assert rows["okaz.com.sa"] == OKAZ
    assert (rows["www.bbc.com"]["name_en"], rows["www.bbc.com"]["country"]) == ("BBC Arabic", "GB")
    unknown = rows["nahr-press.example"]
    assert (unknown["name_ar"], unknown["country"], unknown["articles"]) == (None, None, 0)


def test_it_is_published_once_for_all_days_and_read_with_the_others(lake: Storage) -> None:
    rows = build_sources(lake)
    check_over_days("sources", rows)
    assert publish_over_days(lake, "sources", ["articles"], lambda: rows) == "new"
    assert publish_over_days(lake, "sources", ["articles"], lambda: build_sources(lake)) == "same"
    assert lake.read_table("sources/sources.parquet").schema.equals(schema("sources"))
    found = open_lake(lake).execute("SELECT source, name_ar, is_known FROM source_names ORDER BY source").fetchall()
    assert found == [
        ("nahr-press.example", "nahr-press.example", False), ("okaz.com.sa", "عكاظ", True),
        ("www.bbc.com", "بي بي سي عربي", True),
    ]  # fmt: skip
    assert lake.files("_staging") == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"country": "Saudi Arabia"}, "sources.country"),
        ({"articles": -1}, "sources.articles"),
        ({"first_day": None}, "sources.first_day"),
        ({}, "sources: key"),
    ],
)
def test_a_bad_row_stops_the_table(change: dict[str, Any], named: str) -> None:
    nullable = pa.schema([field.with_nullable(True) for field in schema("sources")])
    with pytest.raises(CriticalFailure, match=named):
        check_over_days("sources", pa.Table.from_pylist([OKAZ, OKAZ | change], schema=nullable))
