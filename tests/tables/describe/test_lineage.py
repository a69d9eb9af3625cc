"""Lineage: each published column has one origin, and an origin names only what is there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.night.register import NIGHT
from nashra.settings import INCLUDE
from nashra.tables.describe.lineage import read_lineage
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.yaml_files import RulesError
from nashra_lab.pages.lineage import PAGE, page

TABLES = load_dictionary().tables
LINEAGE = read_lineage().tables
TASKS = {stage.name for stage in NIGHT} | {"nashra_entities", "nashra_stories"}


def test_each_published_column_is_told_once() -> None:
    assert {
        name: sorted(column for origin in origins for column in origin.columns) for name, origins in LINEAGE.items()
    } == {name: sorted(table.columns) for name, table in load_dictionary().published.items()}


@pytest.mark.parametrize("table", LINEAGE)
def test_an_origin_is_there(table: str) -> None:
    for origin in LINEAGE[table]:
        assert origin.by in TASKS
        for source in origin.of:
            if "/" in source:
                assert (INCLUDE / source).exists(), source
            elif source != "landing":
                name, _, column = source.partition(".")
                assert column in TABLES[name].columns, source


def test_every_file_of_rules_that_shapes_a_column_is_told() -> None:
    told = {source for origins in LINEAGE.values() for origin in origins for source in origin.of if "/" in source}
    there = {f"{room}/{path.name}" for room in ("rules", "reference") for path in (INCLUDE / room).iterdir()}
    # labels of networks that a user brings; what is asked of an editor
    assert there - told == {"rules/camel_types.yaml", "rules/review.yaml"}


def test_openlineage(tmp_path: Path) -> None:
    done = CliRunner().invoke(nashra, ["describe", "openlineage", "--out", str(tmp_path), "--lake", "/srv/lake"])
    assert done.exit_code == 0, done.output
    event = json.loads((tmp_path / "enrich.json").read_text(encoding="utf-8"))
    assert event["job"] == {"namespace": "nashra", "name": "enrich", "facets": {}}
    outputs = {one["name"]: one["facets"]["columnLineage"]["fields"] for one in event["outputs"]}
    assert set(outputs) == {"articles", "mentions", "quotes"}
    assert {"namespace": "/srv/lake", "name": "mentions", "field": "entity_id"} in outputs["quotes"]["speaker"][
        "inputFields"
    ]
    assert "start" in outputs["mentions"]
    assert {"namespace": "nashra", "name": "include/reference/recogniser"} in event["inputs"]


def test_a_malformed_file_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "lineage.yaml"
    wrong.write_text("tables:\n  articles:\n    - {columns: [body], by: clean, from: [landing], how: Cut.}\n")
    with pytest.raises(RulesError, match="from"):
        read_lineage(wrong)


def test_the_page_is_what_the_file_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m nashra_lab.pages.lineage"
