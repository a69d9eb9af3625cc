"""The entities table is checked as a whole before it is published."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from nashra.quality import gate
from nashra.quality.gate import CriticalFailure, check_entities
from nashra.tables.dictionary.schema import empty, schema


def table(*changes: dict[str, Any]) -> pa.Table:
    row = {"entity_id": "Q822", "type": "LOC", "name_ar": "لبنان", "country": "LB", "latitude": 33.8, "longitude": 35.8,
           "spellings": [{"surface": "لبنان", "count": 2}], "first_day": date(2023, 9, 13),
           "last_day": date(2023, 9, 14), "mentions": 2, "articles": 1}  # fmt: skip
    nullable = pa.schema([field.with_nullable(True) for field in schema("entities")])
    return pa.Table.from_pylist([row | change for change in changes], schema=nullable)


def test_good_entities_and_none_pass() -> None:
    assert check_entities(table({}, {"entity_id": "Q3820"})).critical == []
    assert check_entities(empty("entities")).critical == []


def test_how_many_rows_are_checked_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = table(
        {}, {"entity_id": "Q3820", "latitude": 133.0}, {"entity_id": "Q85"}, {"entity_id": "Q90", "latitude": -91.0}
    )
    said = []
    for at_once in (gate.ROWS, 1):
        monkeypatch.setattr(gate, "ROWS", at_once)
        with pytest.raises(CriticalFailure) as stopped:
            check_entities(rows)
        said.append(str(stopped.value))
    assert said[0] == said[1]
    assert "2 of 4 rows" in said[0]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"latitude": 133.0}, "entities.latitude"),
        ({"name_ar": None}, "entities.name_ar"),
        ({"country": "Lebanon"}, "entities.country"),
        ({"entity_id": "Q822"}, "entities: key"),
    ],
)
def test_a_bad_row_stops_the_table(change: dict[str, Any], named: str) -> None:
    with pytest.raises(CriticalFailure, match=named):
        check_entities(table({}, {"entity_id": "Q3820"} | change))
