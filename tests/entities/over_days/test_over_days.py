"""The entities of many days: what is kept of the last time saves work and changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.entities.over_days import build_entities, day_tally, naming, table, totals
from nashra.inputs.data_files import data_of
from nashra.inputs.digest import APART
from nashra.inputs.modules import closure
from nashra.lake import Storage, partition_path
from nashra.settings import INCLUDE

Names = list[tuple[str, str, str]]
MINISTER, TOWN, BODY, RIVER = ("PERS", "PERS-aaa"), ("LOC", "LOC-bbb"), ("ORG", "ORG-ccc"), ("LOC", "LOC-ddd")
DAYS: dict[str, dict[str, tuple[str, Names]]] = {
    "2024-05-01": {
        "a1": ("nahar.example", [(*MINISTER, "سمير القنديلي"), (*MINISTER, "القنديلي"), (*TOWN, "وادي السدر")]),
        "a2": ("sahil.example", [(*MINISTER, "القنديلي"), (*BODY, "هيئة المرافئ"), (*BODY, "الهيئة")]),
    },
    "2024-05-02": {
        "a3": ("nahar.example", [(*TOWN, "السدر"), (*TOWN, "السدر"), (*BODY, "هيئة المرافئ")]),
    },
    "2024-05-03": {
        "a4": ("sahil.example", [(*RIVER, "نهر الزيتونة"), (*TOWN, "وادي السدر"), ("ORG", "LOC-bbb", "السدر")]),
    },
}


def publish(lake: Storage, day: str, articles: dict[str, tuple[str, Names]]) -> None:
    rows = [
        {"article_id": one, "type": kind, "entity_id": entity, "surface": surface}
        for one, (_, names) in articles.items()
        for kind, entity, surface in names
    ]
    lake.write_table(partition_path("mentions", day), pa.Table.from_pylist(rows))
    papers = [{"article_id": one, "source": source} for one, (source, _) in articles.items()]
    lake.write_table(partition_path("articles", day), pa.Table.from_pylist(papers))


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    found = Storage(str(tmp_path / "lake"))
    for day, articles in DAYS.items():
        publish(found, day, articles)
    return found


def rows(lake: Storage) -> dict[str, dict[str, Any]]:
    return {row["entity_id"]: row for row in build_entities(lake).to_pylist()}


def afresh(lake: Storage) -> dict[str, dict[str, Any]]:
    """The rows that a lake of the same days gives on which nothing is kept."""
    other = Storage(f"{lake.root}-afresh")
    other.delete_tree("")
    for name in ("mentions", "articles"):
        for info in lake.files(name):
            other.write_bytes(f"{name}/{info.path.removeprefix(f'{name}/')}", lake.read_bytes(info.path))
    return rows(other)


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The entities that are named anew, as they are."""
    seen: list[str] = []
    real = naming.naming

    def naming_of(entity_id: str, *rest: Any) -> dict[str, Any]:
        seen.append(entity_id)
        return real(entity_id, *rest)

    monkeypatch.setattr(table, "naming", naming_of)
    return seen


def test_days_are_added_up(lake: Storage) -> None:
    found = rows(lake)
    assert sorted(found) == ["LOC-bbb", "LOC-ddd", "ORG-ccc", "PERS-aaa"]
    town = found["LOC-bbb"]
    assert (town["mentions"], town["articles"]) == (5, 3)
    assert (town["first_day"], town["last_day"]) == (date(2024, 5, 1), date(2024, 5, 3))
    assert town["spellings"] == [{"surface": "السدر", "count": 3}, {"surface": "وادي السدر", "count": 2}]
    assert found["PERS-aaa"]["name_ar"] == "سمير القنديلي"


def test_only_what_a_day_changes_is_named_anew(lake: Storage, named: list[str]) -> None:
    rows(lake)
    assert len(named) == 4
    named.clear()
    rows(lake)
    assert named == []
    publish(lake, "2024-05-04", {"a5": ("nahar.example", [(*RIVER, "الزيتونة"), (*RIVER, "الزيتونة")])})
    found = rows(lake)
    assert named == ["LOC-ddd"]
    assert found["LOC-ddd"]["mentions"] == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda lake: publish(lake, "2024-05-02", DAYS["2024-05-01"]),
        lambda lake: publish(
            lake, "2024-04-30", {"a0": ("sahil.example", [(*TOWN, "مدينة السدر"), (*BODY, "المرافئ")])}
        ),
        lambda lake: [lake.delete_file(partition_path(name, "2024-05-01")) for name in ("mentions", "articles")],
        lambda lake: lake.delete_file(partition_path("articles", "2024-05-03")),
        lambda lake: publish(lake, "2024-05-03", {"a4": ("nahar.example", DAYS["2024-05-03"]["a4"][1])}),
    ],
    ids=["another day's articles", "an earlier day", "a day gone", "its papers gone", "another paper"],
)
def test_what_is_kept_changes_nothing(lake: Storage, change: Callable[[Storage], Any]) -> None:
    rows(lake)
    change(lake)
    assert rows(lake) == (wanted := afresh(lake))
    assert rows(lake) == wanted


@pytest.mark.parametrize("damage", [b"", b"{", b'{"name": 1}'])
@pytest.mark.parametrize("which", [0, 1])
def test_what_is_damaged_of_it_changes_nothing(lake: Storage, damage: bytes, which: int) -> None:
    wanted = rows(lake)
    for number, info in enumerate(lake.files("_cache/entities")):
        if number % 2 == which:
            lake.write_bytes(info.path, damage)
    assert rows(lake) == wanted
    assert rows(lake) == wanted


def test_how_many_are_taken_at_a_time_changes_nothing(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = afresh(lake)
    monkeypatch.setattr(table, "ENTITIES", 1)
    monkeypatch.setattr(totals, "AT_ONCE", 1)
    assert list(rows(lake).items()) == list(wanted.items())


def test_a_day_published_meanwhile_is_in_it(lake: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of the day before and after is not kept under a name of either."""
    real, newer = day_tally.tally_of, [{"a9": ("nahar.example", [(*RIVER, "نهر الزيتونة")])}]

    def tally_of(of: Storage, day: str, *rest: Any) -> Any:
        if newer and day == "2024-05-02":
            publish(of, day, newer.pop())
        return real(of, day, *rest)

    monkeypatch.setattr(table, "tally_of", tally_of)
    found = rows(lake)
    assert found == afresh(lake)
    assert found["LOC-ddd"]["articles"] == 2


def test_of_a_day_that_is_gone_nothing_is_kept(lake: Storage) -> None:
    rows(lake)
    for name in ("mentions", "articles"):
        lake.delete_file(partition_path(name, "2024-05-02"))
    rows(lake)
    days = {info.path.rpartition("/")[2][:10] for info in lake.files("_cache/entities/days")}
    assert days == {"2024-05-01", "2024-05-03"}


def test_what_is_kept_goes_by_code_and_by_the_editors_decisions() -> None:
    found = closure(table.__name__, APART, INCLUDE)
    assert {"nashra.entities.link.english.romanise", naming.__name__} <= found.modules.keys()
    assert "decisions.tsv" in {path.name for _, path in data_of(found.modules, "reference/", INCLUDE)}


def test_a_lake_without_days_has_none(tmp_path: Path) -> None:
    assert build_entities(Storage(str(tmp_path))).num_rows == 0
