"""The table of names that several bear: every entity in it is known, and what can't be used is refused."""

from pathlib import Path

import pytest

from nashra.entities.link import Linker
from nashra.entities.link.reference.namesakes import APART, NO_NAME, read_namesakes
from nashra.entities.link.reference.papers import home_of
from nashra.yaml_files import RulesError


def test_every_entity_of_the_table_is_known(linker: Linker) -> None:
    for key, name in linker.reference.namesakes.items():
        for entity_id in [*(reading.entity_id for reading in name.readings), name.otherwise]:
            assert entity_id in (APART, NO_NAME) or linker.steps.by_id(entity_id), (key, entity_id)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("namesakes: [{names: [س], types: [LOC], readings: [{entity: LOC-x}], otherwise: apart}]", "give written"),
        ("namesakes: [{names: [س], types: [TOWN], readings: [{entity: LOC-x, words: [ص]}], otherwise: apart}]", "TOWN"),
        ("namesakes: [{names: [س], types: [LOC], readings: [{entity: x, words: [ص]}], otherwise: apart}]", "entity"),
        ("namesakes: []", "namesakes"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "namesakes.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=told):
        read_namesakes(tmp_path / "namesakes.yaml")


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("https://www.example.com.sa/news", "SA"),
        ("news.example.ma", "MA"),
        ("alriyadh", "SA"),
        ("www.okaz.com.sa", "SA"),
        ("صحيفة عكاظ", "SA"),
        ("قناة الجزيرة", None),  # writes for everywhere
        ("www.example.co.uk", None),
        ("bbc", None),
        ("wire", None),
        (None, None),
        ("", None),
    ],
)
def test_a_paper_s_country(linker: Linker, source: str | None, country: str | None) -> None:
    assert home_of(source, linker.reference.homes) == country
