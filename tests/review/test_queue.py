"""What is asked about a day: each kind of question, with what an editor needs to answer it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.entities.link.reference import decisions
from nashra.lake import Storage
from nashra.review import names
from nashra.review.items import KINDS, Item
from nashra.review.queue import queue, queue_of
from tests.support import review_lake as lake_of
from tests.support.review_lake import DAY, made_id


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    made = Storage(str(tmp_path_factory.mktemp("lake")))
    lake_of.write_review_day(made)
    return made


def only(items: list[Item], kind: str) -> Item:
    (found,) = [item for item in items if item.kind == kind]
    return found


def answers(item: Item) -> dict[str, tuple[str, ...]]:
    """By choice: the verdict and what it is about."""
    return {
        choice.name: (choice.answer.verdict, *getattr(choice.answer, "names", ()), getattr(choice.answer, "text", ""))
        for choice in item.choices
    }


def test_every_kind_is_asked_in_order(lake: Storage) -> None:
    kinds = [item.kind for item in queue(lake, DAY)]
    assert list(dict.fromkeys(kinds)) == list(KINDS)


def test_lines_that_went_on_weak_evidence_are_asked_once_with_what_stands_around(lake: Storage) -> None:
    item = only(queue(lake, DAY), "removed")
    assert (item.text, item.facts["source"], item.facts["times"]) == (lake_of.WEAK, lake_of.SOURCE, 2)
    assert item.examples[0].after == lake_of.STRONG
    assert answers(item) == {"keep": ("keep", lake_of.WEAK), "remove": ("remove", lake_of.WEAK)}


def test_lines_that_nearly_went_are_asked(lake: Storage) -> None:
    item = only(queue(lake, DAY), "kept")
    assert (item.text, item.facts["times"]) == (lake_of.NEARLY, 2)
    assert lake_of.NEW in item.examples[0].before


def test_two_names_that_are_alike_may_be_one(lake: Storage) -> None:
    item = only(queue(lake, DAY), "pair")
    kept, other = made_id("PERS", lake_of.ANN), made_id("PERS", lake_of.OTHER_ANN)
    assert (item.text, item.facts["other"]) == (lake_of.OTHER_ANN, lake_of.ANN)
    assert answers(item) == {"same": (kept, lake_of.OTHER_ANN, ""), "apart": (other, lake_of.OTHER_ANN, "")}
    assert {example.text for example in item.examples} == {lake_of.ANN, lake_of.OTHER_ANN}


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("سيف المزروعي", "سيف بن راشد المزروعي", True),
        ("سيف بن راشد بن حمد المزروعي", "سيف المزروعي", True),
        ("عبد الله آل نهيان", "عبد الله بن زايد آل نهيان", True),
        ("شريف الدمرداش", "شريف عادل الدمرداش", True),
        ("ليلى حسن عبد النور", "ليلى عبد النور", True),
        ("هدى مرسي علي البنا", "هدى البنا", True),
        ("شريف عادل الدمرداش", "شريف عادل المنشاوي", False),
        ("عادل الدمرداش", "شريف عادل الدمرداش", False),
        ("سيف المزروعي", "سيف بن راشد المزيني", False),
        ("سيف", "سيف بن راشد", False),
    ],
)
def test_a_person_with_and_without_the_father_may_be_one(tmp_path: Path, one: str, other: str, asked: bool) -> None:
    made = Storage(str(tmp_path))
    lake_of.write_review_day(made)
    path, called = "entities/entities.parquet", {lake_of.ANN: one, lake_of.OTHER_ANN: other}
    table = pq.read_table(made.full(path))
    names = pa.array([called.get(name, name) for name in table["name_ar"].to_pylist()])
    made.write_table(
        path, table.set_column(table.schema.get_field_index("name_ar"), table.schema.field("name_ar"), names)
    )
    pairs = [(item.facts["other"], item.text) for item in queue(made, DAY) if item.kind == "pair"]
    assert pairs == ([(one, other)] if asked else [])


def test_a_spelling_unlike_its_entity_may_be_another(lake: Storage) -> None:
    item = only(queue(lake, DAY), "joined")
    given = made_id("PERS", lake_of.GIVEN)
    assert (item.text, item.facts["other"]) == (lake_of.SPELLING, lake_of.GIVEN)
    assert answers(item) == {"same": (given, lake_of.SPELLING, ""), "apart": ("apart", lake_of.SPELLING, "")}


def test_a_new_name_that_is_named_often_may_be_none(lake: Storage) -> None:
    item = only(queue(lake, DAY), "new")
    assert answers(item) == {
        "name": (made_id("ORG", lake_of.NEW), lake_of.NEW, ""),
        "none": ("none", lake_of.NEW, ""),
    }
    assert len({example.article_id for example in item.examples}) == 2


def test_a_rule_that_drifted_is_told_with_lines_that_it_took(lake: Storage) -> None:
    told, line = [item for item in queue(lake, DAY) if item.kind == "rule"]
    assert (told.text, told.choices, told.facts["observed"]) == ("numbers-box", (), "today 90.0, before 3.5")
    assert (line.text, line.facts["times"]) == (lake_of.DRIFTED, 2)


def test_what_is_decided_is_asked_no_more(lake: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra.cleaning.decide import line_decisions

    lines, folder = tmp_path / "lines.tsv", tmp_path / "decisions"
    lines.write_text(f"keep\t{lake_of.SOURCE}\t{lake_of.WEAK} !\n", encoding="utf-8")
    folder.mkdir()
    (folder / "x.tsv").write_text(f"PERS\t{lake_of.OTHER_ANN}\tPERS-x\nORG\t{lake_of.NEW}\tnone\n", encoding="utf-8")
    monkeypatch.setattr(line_decisions, "FILE", lines)
    monkeypatch.setattr(names, "read_decisions", lambda _: decisions.read_decisions(folder))
    assert {item.kind for item in queue(lake, DAY)} == {"kept", "joined", "rule"}


def test_days_ask_the_same_once_and_an_unpublished_one_nothing(lake: Storage) -> None:
    assert queue_of(lake, [DAY, DAY]) == queue(lake, DAY)
    assert queue(lake, "2024-05-03") == []


def test_a_day_from_before_the_column_was_added_is_asked_about_the_rest(tmp_path: Path) -> None:
    old = Storage(str(tmp_path))
    lake_of.write_review_day(old)
    path = f"articles/day={DAY}/articles.parquet"
    old.write_table(path, old.read_table(path).drop_columns(["unsure_lines"]))
    assert "kept" not in {item.kind for item in queue(old, DAY)}
    assert "removed" in {item.kind for item in queue(old, DAY)}
