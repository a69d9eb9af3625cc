"""A night with an article that can't be cleaned: it goes to quarantine with the reason, and no other text changes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus import gathered
from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.quality.gate import CriticalFailure
from nashra.settings import CHECKOUT, Settings, load_settings

DAY = "2023-09-13"


def settings_for(lake: Path) -> Settings:
    return load_settings(landing=str(CHECKOUT / "seeds" / "landing"), lake=str(lake), recognizer="embedded")


def table(lake: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = Storage(str(lake)).read_table(f"{name}/day={DAY}/{name}.parquet").to_pylist()
    return rows


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = tmp_path_factory.mktemp("whole")
    run_day(Options(day=DAY), settings_for(lake))
    return lake


def fail(monkeypatch: pytest.MonkeyPatch, ids: set[str]) -> None:
    """Cleaning fails for these articles, alone or among others."""
    verdicts = Cleaner.verdicts

    def judged(self: Cleaner, articles: Sequence[Article], *others: Any) -> Any:
        if ids & {article.article_id for article in articles}:
            raise RecursionError("maximum recursion depth exceeded")
        return verdicts(self, articles, *others)

    monkeypatch.setattr(Cleaner, "verdicts", judged)


def test_the_article_goes_to_quarantine_with_its_text(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = {row["duplicate_of"] for row in table(whole, "articles")}
    victim = next(r for r in table(whole, "articles") if not r["duplicate_of"] and r["article_id"] not in originals)
    fail(monkeypatch, {victim["article_id"]})
    run_day(Options(day=DAY, shards=3), settings_for(tmp_path))
    left = [row for row in table(whole, "articles") if row["article_id"] != victim["article_id"]]
    columns = ("article_id", "title", "body", "removed_lines", "duplicate_of")
    assert [[r[c] for c in columns] for r in table(tmp_path, "articles")] == [[r[c] for c in columns] for r in left]
    [told] = [row for row in table(tmp_path, "quarantine") if row["stage"] == "clean"]
    assert told["reason"] == "check cleaning_error: RecursionError: maximum recursion depth exceeded"
    assert told["landing_file"] == victim["landing_file"]
    assert victim["body"].split("\n")[0].encode() in told["record"]
    [row], [before] = table(tmp_path, "runs"), table(whole, "runs")
    assert row["published"] == before["published"] - 1
    assert row["landed"] == before["landed"]


def test_an_article_that_breaks_the_gathering_of_evidence_costs_no_other_its_own(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cleaned by itself it may be sound: then all that is lost is what it would have said of others."""
    observe, victim = gathered._observe, table(whole, "articles")[5]["article_id"]

    def observed(lines: Any, batch: Sequence[Article], pieces: Any) -> Any:
        if victim in {article.article_id for article in batch}:
            raise ValueError("cannot be seen")
        return observe(lines, batch, pieces)

    monkeypatch.setattr(gathered, "_observe", observed)
    run_day(Options(day=DAY), settings_for(tmp_path))
    columns = ("article_id", "title", "body", "removed_lines", "duplicate_of")
    assert [[r[c] for c in columns] for r in table(tmp_path, "articles")] == [
        [r[c] for c in columns] for r in table(whole, "articles")
    ]


def test_cleaning_that_fails_everywhere_stops_the_night(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, {row["article_id"] for row in table(whole, "articles")})
    with pytest.raises(CriticalFailure, match="cleaning_error"):
        run_day(Options(day=DAY), settings_for(tmp_path))
    assert not Storage(str(tmp_path)).exists("articles")
