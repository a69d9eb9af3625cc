"""docs/settings.md tells every setting and every variable, and as night.yaml has them."""

import re

from nashra.settings import CHECKOUT, Night, Upkeep
from nashra_lab.pages.night_settings import PAGE, SOURCE, page, settings

# told where they are used: of tests and of what measures Airflow alone
ELSEWHERE = {"NASHRA_TESTS", "NASHRA_BENCH_SHARDS"}


def test_the_table_is_that_of_the_file() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run python -m nashra_lab.pages.night_settings"
    changed = text.replace("| `shards` | `8` |", "| `shards` | `9` |")
    assert changed != text
    assert page(changed) == text


def test_every_setting_is_there_with_words() -> None:
    found = {name: said for name, _, said in settings(SOURCE.read_text(encoding="utf-8"))}
    expected = list(Night.model_fields) + [f"upkeep.{name}" for name in Upkeep.model_fields]
    assert sorted(found) == sorted(expected)
    assert "twice as long" in found["retry_delay_seconds"]
    assert not [name for name, said in found.items() if not said]


def test_every_variable_that_the_code_names_is_told() -> None:
    used: set[str] = set()
    for folder in ("include", "plugins", "dags"):
        for path in (CHECKOUT / folder).rglob("*.py"):
            used |= set(re.findall(r"\bNASHRA_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8")))
    told = set(re.findall(r"`(NASHRA_[A-Z_]+)`", PAGE.read_text(encoding="utf-8")))
    assert used - told - ELSEWHERE == set()
    assert {"NASHRA_LAKE", "NASHRA_NIGHT"} <= told
