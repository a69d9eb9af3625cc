"""Quotes as the stage enrich leaves them."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Run, Storage
from nashra.quotes import stage
from nashra.quotes.find import quote_rows
from nashra.settings import load_settings
from nashra.staged_mentions import mentions_of
from nashra.tables.dictionary.schema import schema

BODY = (
    "قال وزير الري هاني سويلم إن السد الجديد يكتمل في نهاية العام.\n"
    "وأضاف: «لن تنقص حصة مزارع واحد من الماء هذا الصيف».\n"
)
SETTINGS = load_settings()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("2024-04-01", "r", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))


def mention(article_id: str, name: str) -> dict[str, Any]:
    start = BODY.index(name)
    return {"article_id": article_id, "entity_id": "PERS-1", "type": "PERS", "surface": name, "start": start,
            "end": start + len(name), "sentence_no": 0, "score": 0.9}  # fmt: skip


def quotes(run: Run, articles: dict[str, str | None]) -> list[dict[str, Any]]:
    """The rows of some articles with BODY, by id, each with what it duplicates."""
    columns = ("article_id", "title", "body", "landing_file", "duplicate_of")
    rows = [dict(zip(columns, (one, "عنوان", BODY, "a.txt", copy), strict=True)) for one, copy in articles.items()]
    strings = pa.schema([(name, pa.string()) for name in columns])
    run.staging.write_table(run.shard_path("clean", 0, "articles"), pa.Table.from_pylist(rows, strings))
    names = [mention(one, "هاني سويلم") for one, copy in sorted(articles.items()) if copy is None]
    run.staging.write_table(run.shard_path("enrich", 0, "mentions"), pa.Table.from_pylist(names, schema("mentions")))
    counts = stage.quote_shard(run, SETTINGS, 0, mentions_of(run, 0))
    table = run.staging.read_table(run.shard_path("enrich", 0, "quotes"))
    assert counts["quotes"] == table.num_rows
    return table.to_pylist()  # type: ignore[no-any-return]


def test_rows_are_numbered_and_stand_in_the_body(run: Run) -> None:
    rows = quotes(run, {"b1": None, "a1": None, "c1": "a1"})
    assert [(row["article_id"], row["n"]) for row in rows] == [("a1", 0), ("a1", 1), ("b1", 0), ("b1", 1)]
    assert [row["kind"] for row in rows[:2]] == ["indirect", "direct"]
    for row in rows:
        assert BODY[row["start"] : row["end"]] == row["text"]
        assert (row["speaker"], row["speaker_start"], row["entity_id"]) == (
            "هاني سويلم", BODY.index("هاني سويلم"), "PERS-1"
        )  # fmt: skip


def test_an_article_that_fails_costs_no_other_its_quotes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(article_id: str, *others: Any) -> list[dict[str, Any]]:
        if article_id == "a1":
            raise ValueError("no end to this sentence")
        return quote_rows(article_id, *others)

    monkeypatch.setattr(stage, "quote_rows", failing)
    assert {row["article_id"] for row in quotes(run, {"a1": None, "b1": None})} == {"b1"}
    [told] = run.staging.read_table(run.shard_path("enrich", 0, "unquoted")).to_pylist()
    assert (told["stage"], told["reason"]) == ("enrich", "quotes: ValueError: no end to this sentence")


def test_a_shard_without_articles_has_a_file(run: Run) -> None:
    assert quotes(run, {}) == []
