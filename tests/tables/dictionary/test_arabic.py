"""Every column and measure of the dictionary is told in Arabic too, for Arabic pages."""

import re
from pathlib import Path

import pytest

from nashra.tables.dictionary.arabic import arabic_meanings
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.yaml_files import RulesError


@pytest.mark.parametrize("table", load_dictionary().tables)
def test_every_column_and_measure_has_its_arabic_and_nothing_else(table: str) -> None:
    known = load_dictionary().tables[table]
    told = arabic_meanings().get(table, {})
    wanted = {*known.columns, *(measure.column for measure in known.measures if measure.meaning)}
    assert told.keys() == wanted
    assert not [name for name, said in told.items() if not re.search("[\u0621-\u064a]{2}", said)]


def test_a_slip_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "meanings_ar.yaml"
    path.write_text("tables:\n  articles:\n    body: [نص]\n", encoding="utf-8")
    with pytest.raises(RulesError, match="body"):
        arabic_meanings(path)
