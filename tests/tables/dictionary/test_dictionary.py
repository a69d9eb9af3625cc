"""The dictionary says what is published, and every file says it too."""

import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from nashra.settings import RULES
from nashra.tables.dictionary.dictionary import PUBLISHED, load_dictionary
from nashra.tables.dictionary.schema import conform, empty, schema
from nashra.yaml_files import RulesError
from nashra_lab.pages.data_dictionary import PAGE, page

COLUMNS = {
    "articles": "article_id source url title body published_at dateline agency keywords lang raw_chars body_chars "
    "removed_lines duplicate_of landing_file title_in_text gaps other_story_at published_on "
    "country country_share section unsure_lines",
    "removals": "article_id line_no text rule evidence category part raw_start gap edits",
    "mentions": "article_id entity_id type surface start end sentence_no score",
    "entities": "entity_id type name_ar name_en wikidata_id geonames_id country latitude longitude spellings first_day "
    "last_day mentions articles name_en_from",
    "sources": "source name_ar name_en country first_day last_day articles",
    "quarantine": "day stage reason expectation landing_file record",
    "checks": "run day stage expectation severity success observed unexpected_count",
}


@pytest.mark.parametrize(("table", "columns"), COLUMNS.items())
def test_columns_are_those_promised_in_their_order(table: str, columns: str) -> None:
    assert list(load_dictionary().tables[table].columns) == columns.split()


def test_runs_begins_with_day_and_run_and_has_a_time_for_each_stage() -> None:
    columns = list(load_dictionary().tables["runs"].columns)
    assert columns[:2] == ["day", "run"]
    assert {"seconds_ingest", "seconds_clean", "seconds_enrich", "seconds_write_tables"} < set(columns)


@pytest.mark.parametrize("table", [*PUBLISHED, "entities", "sources"])
def test_a_written_file_gives_back_types_nullability_and_comments(table: str) -> None:
    file = io.BytesIO()
    pq.write_table(empty(table), file)
    found = pq.read_schema(file)
    assert found.equals(schema(table), check_metadata=True)
    assert all(field.metadata[b"comment"].decode().strip() for field in found)
    assert found.metadata[b"comment"].decode() == load_dictionary().tables[table].description
    assert "day" not in found.names


def test_the_unit_is_in_the_comment() -> None:
    assert schema("mentions").field("start").metadata[b"comment"].decode().endswith("[Unicode code points]")


def test_conform_casts_orders_and_refuses() -> None:
    row = {
        "category": "related", "article_id": "a" * 16, "line_no": 3, "text": "إعلان", "rule": "r", "evidence": "e",
        "part": "whole", "raw_start": 90, "gap": "\n", "edits": [],
    }  # fmt: skip
    rows = pa.Table.from_pylist([row])
    assert conform(rows, "removals").schema.equals(schema("removals"), check_metadata=True)
    with pytest.raises(KeyError, match="line_no"):
        conform(rows.drop_columns("line_no"), "removals")
    with pytest.raises(pa.ArrowInvalid, match="rule"):
        conform(pa.Table.from_pylist([row | {"rule": None}], schema=rows.schema), "removals")
    with pytest.raises(pa.ArrowInvalid):
        conform(pa.Table.from_pylist([row | {"line_no": 2**40}]), "removals")


def raw() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((RULES / "tables.yaml").read_text(encoding="utf-8"))
    return found


def refused(folder: Path, wrong: dict[str, Any]) -> str:
    """What is said of a dictionary."""
    (folder / "tables.yaml").write_text(yaml.safe_dump(wrong, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(RulesError, match=r"tables\.yaml: ") as refusal:
        load_dictionary(folder / "tables.yaml")
    return str(refusal.value)


def test_a_misspelt_field_or_unknown_type_is_refused_with_its_place(tmp_path: Path) -> None:
    wrong = raw()
    wrong["tables"]["mentions"]["columns"]["score"]["typ"] = "float32"
    assert "tables.mentions.columns.score.typ is unknown, expected type" in refused(tmp_path, wrong)
    wrong = raw()
    wrong["tables"]["mentions"]["columns"]["score"]["type"] = "real"
    assert "tables.mentions.columns.score.type: expected 'string', 'binary'" in refused(tmp_path, wrong)
    wrong = raw()
    wrong["tables"]["articles"]["sort"] = ["headline"]
    assert "headline" in refused(tmp_path, wrong)


def test_a_misspelt_argument_of_an_expectation_is_refused(tmp_path: Path) -> None:
    wrong = raw()
    expectation = wrong["tables"]["articles"]["columns"]["body_chars"]["expectations"][0]
    expectation["min_valeu"] = expectation.pop("min_value", 0)
    said = refused(tmp_path, wrong)
    assert "tables.articles.columns.body_chars.expectations.0: key min_valeu is unknown" in said
    assert "min_value" in said.partition("expected")[2]


def test_two_expectations_that_look_alike_need_names(tmp_path: Path) -> None:
    wrong = raw()
    expectations = wrong["tables"]["articles"]["columns"]["body_chars"]["expectations"]
    expectations.append({"expect": "column_values_to_be_between", "max_value": 9, "severity": "info"})
    assert "name to tell them apart" in refused(tmp_path, wrong)


def test_the_page_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(load_dictionary()), "run python -m nashra_lab.pages.data_dictionary"
