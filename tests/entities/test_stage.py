"""The enrich door and the entities table."""

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.article import Mention
from nashra.entities import stage
from nashra.entities.link import Linker
from nashra.entities.over_days import build_entities
from nashra.lake import Run, Storage
from nashra.settings import load_settings
from nashra.tables.write.excluded import SET_ASIDE

BODIES = {
    "a1": "قال سمير القنديلي إن وزارة الخارجية الروسية في موسكو أكدت الخبر. وأضاف القنديلي أن بيونج يانج بعيدة.",
    "a2": "التقى شويجو الوفد في بيونغ يانغ. ثم عاد شويغو إلى موسكو.",
    "a3": "سافر القنديلي إلى بيونغ يانغ.",
}


ARTICLE = ("article_id", "source", "title", "body", "landing_file", "duplicate_of")


class Finder:
    """Finds the listed names, as a recogniser would."""

    names = re.compile("سمير القنديلي|القنديلي|موسكو|بيونج يانج|بيونغ يانغ|شويجو|شويغو")

    def mentions(self, bodies: list[str]) -> list[list[Mention]]:
        def kind(name: str) -> str:
            return "PERS" if name[0] in "سشا" else "LOC"

        return [
            [Mention(kind(m[0]), m[0], m.start(), m.end(), 0, 0.75) for m in self.names.finditer(body)]
            for body in bodies
        ]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("nashra.entities.recognise.load_recognizer", lambda settings: Finder())
    return Run("2024-04-01", "r", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))


def enrich(run: Run, rows: list[dict[str, Any]], shard: int = 0) -> list[dict[str, Any]]:
    schema = pa.schema([(name, pa.string()) for name in ARTICLE])
    run.staging.write_table(run.shard_path("clean", shard, "articles"), pa.Table.from_pylist(rows, schema))
    counts = stage.enrich_shard(run, load_settings(), shard)
    table = run.staging.read_table(run.shard_path("enrich", shard, "mentions"))
    assert counts["mentions"] == table.num_rows
    return table.to_pylist()  # type: ignore[no-any-return]


def article(article_id: str, duplicate_of: str | None = None) -> dict[str, Any]:
    values = (article_id, "wire.example", "عنوان", BODIES[article_id], "news/wire.jsonl", duplicate_of)
    return dict(zip(ARTICLE, values, strict=True))


def test_mentions_are_sorted_and_cut_from_the_body(run: Run) -> None:
    rows = enrich(run, [article("a2"), article("a1")])
    assert [(row["article_id"], row["start"]) for row in rows] == sorted((r["article_id"], r["start"]) for r in rows)
    assert all(BODIES[row["article_id"]][row["start"] : row["end"]] == row["surface"] for row in rows)
    assert {row["entity_id"] for row in rows} >= {"PERS-sergei-shoigu", "LOC-pyongyang", "ORG-foreign-ministry-ru"}


def test_duplicates_and_empty_shards_give_nothing(run: Run) -> None:
    assert enrich(run, [article("a1", duplicate_of="a0")]) == []
    assert enrich(run, []) == []


def test_neither_batches_nor_neighbours_change_a_link(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of one article never resolves a short form of another."""
    together = enrich(run, [article("a1"), article("a2"), article("a3")])
    monkeypatch.setattr(stage, "BATCH", 1)
    assert enrich(run, [article("a3"), article("a1"), article("a2")]) == together
    alone = [row for name in ("a1", "a2", "a3") for row in enrich(run, [article(name)])]
    assert alone == together


def failing(monkeypatch: pytest.MonkeyPatch, where: str, article_id: str, error: Exception) -> None:
    """Makes recognising or linking raise the error for one article."""
    owner = Finder if where == "mentions" else Linker
    works = getattr(owner, where)

    def fails(self: Any, *given: Any) -> Any:
        if BODIES[article_id] in (given[0] if where == "mentions" else given[1:]):
            raise error
        return works(self, *given)

    monkeypatch.setattr(owner, where, fails)


@pytest.mark.parametrize("where", ["mentions", "link_article"])
def test_an_article_without_names_is_told_in_quarantine_and_costs_no_other_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    news = [article("a1"), article("a2"), article("a3")]
    whole = enrich(run, news)
    failing(monkeypatch, where, "a2", AttributeError("'bool' object has\n no attribute 'upper'" + " …" * 200))
    assert enrich(run, news) == [row for row in whole if row["article_id"] != "a2"]
    [told] = run.staging.read_table(run.shard_path("enrich", 0, "quarantine")).to_pylist()
    assert (told["stage"], told["expectation"], told["landing_file"]) == ("enrich", None, "news/wire.jsonl")
    assert told["reason"].startswith("names: AttributeError: 'bool' object has no attribute 'upper' …")
    assert len(told["reason"]) < 200
    record = json.loads(told["record"])
    assert (record["article_id"], record["body"]) == ("a2", BODIES["a2"])
    assert "a2" in caplog.text


def test_an_article_that_a_check_set_aside_is_not_told_of_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = {"stage": "clean", "reason": "check x", "landing_file": "f", "record": b"{}", "article_id": "a2"}
    run.staging.write_table("quarantine/clean.parquet", pa.Table.from_pylist([aside], schema=SET_ASIDE))
    failing(monkeypatch, "link_article", "a2", KeyError("x"))
    enrich(run, [article("a1"), article("a2")])
    assert run.staging.read_table(run.shard_path("enrich", 0, "quarantine")).num_rows == 0


@pytest.mark.parametrize("where", ["mentions", "link_article"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), MemoryError("no memory")])
def test_what_the_machine_lacks_is_not_an_article_s_fault(
    run: Run, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    failing(monkeypatch, where, "a1", error)
    with pytest.raises(type(error), match=r"No space|no memory"):
        enrich(run, [article("a1"), article("a3")])


def publish(lake: Storage, day: str, rows: list[dict[str, Any]]) -> None:
    lake.write_table(f"mentions/day={day}/mentions.parquet", pa.Table.from_pylist(rows, schema=stage.COLUMNS))


def test_entities_add_up_over_days_in_any_order(run: Run, tmp_path: Path) -> None:
    one, two = enrich(run, [article("a1"), article("a2")]), enrich(run, [article("a3")])
    tables = []
    for place, days in (
        ("x", [("2024-04-02", two), ("2024-04-01", one)]),
        ("y", [("2024-04-01", one), ("2024-04-02", two)]),
    ):
        lake = Storage(str(tmp_path / place))
        for day, rows in days:
            publish(lake, day, rows)
        tables.append(build_entities(lake))
    assert tables[0].equals(tables[1])
    found = {row["entity_id"]: row for row in tables[0].to_pylist()}
    assert list(found) == sorted(found)
    city = found["LOC-pyongyang"]
    assert (city["mentions"], city["articles"], str(city["first_day"]), str(city["last_day"])) == (
        3,
        3,
        "2024-04-01",
        "2024-04-02",
    )
    assert city["spellings"] == [{"surface": "بيونغ يانغ", "count": 2}, {"surface": "بيونج يانج", "count": 1}]
    assert (city["name_ar"], city["name_en"], city["country"]) == ("بيونغ يانغ", "Pyongyang", "KP")
    assert sum(row["mentions"] for row in found.values()) == len(one) + len(two)


def test_an_unknown_name_has_its_fullest_spelling_and_no_guessed_english(run: Run, tmp_path: Path) -> None:
    publish(run.lake, "2024-04-01", enrich(run, [article("a1")]))
    rows = {row["entity_id"]: row for row in build_entities(run.lake).to_pylist()}
    person = next(row for row in rows.values() if row["type"] == "PERS")
    assert person["name_ar"] == "سمير القنديلي"
    assert (person["name_en"], person["name_en_from"]) == (None, None)
    ministry = rows["ORG-foreign-ministry-ru"]
    assert (ministry["name_en"], ministry["name_en_from"]) == ("Russian Foreign Ministry", "curated")
    assert person["spellings"] == [{"surface": "القنديلي", "count": 1}, {"surface": "سمير القنديلي", "count": 1}]


def mention(surface: str, entity_id: str) -> dict[str, Any]:
    values = ("a1", entity_id, "PERS", surface, 0, len(surface), 0, 0.9)
    return dict(zip(stage.COLUMNS.names, values, strict=True))


@pytest.mark.parametrize(
    ("whole", "spellings", "name_ar"),
    [
        ("سمير القنديلي", {"سمير": 40, "سمير القنديلي": 2}, "سمير القنديلي"),
        ("سمير القنديلي", {"سمير القنديلي": 4, "سمير القنديلي المخضرم": 1}, "سمير القنديلي"),
        ("أبو نوفل", {"أبي نوفل": 5, "أبو نوفل": 1}, "أبو نوفل"),
        ("أبو زنبق", {"أبي زنبق": 5}, "أبو زنبق"),
    ],
)
def test_a_person_has_the_name_that_is_his_everywhere(
    run: Run, whole: str, spellings: dict[str, int], name_ar: str
) -> None:
    entity_id = Linker.load().link("PERS", whole).entity_id
    rows = [mention(surface, entity_id) for surface, count in spellings.items() for _ in range(count)]
    publish(run.lake, "2024-04-01", rows)
    [row] = build_entities(run.lake).to_pylist()
    assert (row["entity_id"], row["name_ar"]) == (entity_id, name_ar)


@pytest.mark.parametrize(
    ("kind", "whole", "spellings", "name_ar"),
    [
        ("ORG", "لجنة الحكام الزنبقية", {"لجنة الحكام": 4, "لجنة الحكام الزنبقية": 1}, "لجنة الحكام الزنبقية"),
        ("ORG", "هيئة متاحف الزنبق", {"هيئة متاحف الزنبق": 4, "هيئة متاحف الزنبق للتعاون": 1}, "هيئة متاحف الزنبق"),
        ("LOC", "ورنبقة", {"ورنبقة": 5}, "ورنبقة"),
        ("LOC", "رنبقة", {"ورنبقة": 3, "رنبقة": 1}, "رنبقة"),
    ],
)
def test_a_body_or_a_place_has_its_own_name(
    run: Run, kind: str, whole: str, spellings: dict[str, int], name_ar: str
) -> None:
    entity_id = Linker.load().link(kind, whole).entity_id
    rows = [{**mention(one, entity_id), "type": kind} for one, count in spellings.items() for _ in range(count)]
    publish(run.lake, "2024-04-01", rows)
    [row] = build_entities(run.lake).to_pylist()
    assert (row["entity_id"], row["name_ar"]) == (entity_id, name_ar)
