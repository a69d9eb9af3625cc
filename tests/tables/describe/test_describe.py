"""`nashra describe`: what other tools are told of the tables is what the tables are."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.dictionary.schema import schema

TABLES = load_dictionary().published


def _made(form: str, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    code = "from nashra.cli import main; main()"
    command = [sys.executable, "-c", code, "describe", form, "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("told")
    for form in ("contracts", "json-schema", "dbt"):
        done = _made(form, out / form, "--lake", "/srv/news/lake")
        assert done.returncode == 0, done.stderr
        assert set(done.stdout.split()) == {str(path) for path in (out / form).iterdir()}
    return out


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_a_contract_has_each_column_its_key_its_owner_and_when_a_day_is_there(told: Path, name: str) -> None:
    contract = _read(told / "contracts" / f"{name}.odcs.yaml")
    assert (contract["apiVersion"], contract["kind"]) == ("v3.1.0", "DataContract")
    assert contract["team"]["name"] and contract["support"][0]["url"].startswith("https://")
    assert {"frequency", "latency"} <= {each["property"] for each in contract["slaProperties"]}
    columns = {each["name"]: each for each in contract["schema"][0]["properties"]}
    assert list(columns)[: len(TABLES[name].columns)] == list(TABLES[name].columns)
    assert [key for key, each in columns.items() if each.get("primaryKey")] == [
        key for key in columns if key in TABLES[name].key
    ]
    for field in schema(name):
        assert columns[field.name]["required"] is not field.nullable
    assert ("day" in columns) is (TABLES[name].partitioned or "day" in TABLES[name].columns)
    where = contract["servers"][0]
    assert where["path"].startswith(f"/srv/news/lake/{name}/") and where["format"] == "parquet"


def test_a_contract_names_the_night_s_checks_and_what_a_column_refers_to(told: Path) -> None:
    columns = {
        each["name"]: each for each in _read(told / "contracts" / "mentions.odcs.yaml")["schema"][0]["properties"]
    }
    assert columns["entity_id"]["relationships"] == [{"type": "foreignKey", "to": "entities.entity_id"}]
    assert columns["entity_id"]["quality"][0]["implementation"]["type"].startswith("expect_column_values_to_match")


def test_the_schema_version_changes_with_columns_alone() -> None:
    from nashra.tables.describe.contract import schema_version

    table = TABLES["articles"]
    other = table.columns["title"].model_copy(update={"meaning": "Another wording."})
    assert schema_version(table.model_copy(update={"columns": table.columns | {"title": other}})) == schema_version(
        table
    )
    wider = table.columns["title"].model_copy(update={"nullable": not table.columns["title"].nullable})
    assert schema_version(table.model_copy(update={"columns": table.columns | {"title": wider}})) != schema_version(
        table
    )


def test_json_schema_says_what_nashra_sql_prints(told: Path) -> None:
    said = json.loads((told / "json-schema" / "entities.schema.json").read_text(encoding="utf-8"))
    assert said["properties"]["spellings"]["items"]["required"] == ["surface", "count"]
    assert said["properties"]["wikidata_id"]["type"] == ["string", "null"]
    assert said["properties"]["entity_id"]["type"] == "string"
    assert said["required"] == list(said["properties"])


def test_dbt_reads_the_files_and_tests_keys_between_the_tables(told: Path) -> None:
    tables = {each["name"]: each for each in _read(told / "dbt" / "sources.yml")["sources"][0]["tables"]}
    assert tables.keys() == TABLES.keys()
    place = tables["mentions"]["config"]["meta"]["external_location"]
    assert "/srv/news/lake/mentions/day=*/mentions.parquet" in place and "{" not in place
    tests = {each["name"]: each.get("data_tests", []) for each in tables["mentions"]["columns"]}
    assert "not_null" in tests["surface"]
    assert tests["entity_id"][1]["relationships"]["arguments"]["to"] == "source('nashra', 'entities')"


def test_a_lake_that_dbt_cannot_be_told_of_is_refused(tmp_path: Path) -> None:
    done = _made("dbt", tmp_path, "--lake", "/srv/{news}/lake")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ") and "brace" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", TABLES)
def test_a_contract_counts_the_columns_of_keys_and_partitions_from_one(told: Path, name: str) -> None:
    columns = _read(told / "contracts" / f"{name}.odcs.yaml")["schema"][0]["properties"]
    keys = sorted(each["primaryKeyPosition"] for each in columns if each.get("primaryKey"))
    parts = [each["partitionKeyPosition"] for each in columns if each.get("partitioned")]
    assert keys == list(range(1, len(keys) + 1))
    assert parts == ([1] if TABLES[name].partitioned else [])
