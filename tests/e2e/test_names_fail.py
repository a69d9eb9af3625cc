"""A night in which the names of an article can't be found: it is published without them, and nobody else's are lost."""

from pathlib import Path
from typing import Any

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.night.stages import rebuild_entities
from nashra.quality.gate import CriticalFailure
from nashra.settings import CHECKOUT, Settings, load_settings

DAY = "2023-09-13"
RECOGNISE, LINK = "recognise", "link"


def settings_for(lake: Path) -> Settings:
    return load_settings(landing=str(CHECKOUT / "seeds" / "landing"), lake=str(lake), recognizer="embedded")


def table(lake: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = Storage(str(lake)).read_table(f"{name}/day={DAY}/{name}.parquet").to_pylist()
    return rows


def without_topics(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Articles without what is told by the names in them."""
    return [{key: row[key] for key in row if key not in ("country", "country_share", "section")} for row in rows]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = tmp_path_factory.mktemp("whole")
    run_day(Options(day=DAY), settings_for(lake))
    return lake


def fail(monkeypatch: pytest.MonkeyPatch, where: str, bodies: set[str]) -> None:
    """Recognising or linking fails for these bodies, alone or among others."""
    recognise, link = EmbeddedRecognizer.mentions, Linker.link_article

    def mentions(self: EmbeddedRecognizer, given: list[str]) -> list[list[Mention]]:
        if where == RECOGNISE and bodies & set(given):
            raise ValueError("sentence of no words")
        return recognise(self, given)

    def link_article(self: Linker, found: list[Mention], body: str, source: str | None = None) -> list[Mention]:
        if where == LINK and body in bodies:
            raise KeyError("نيجيريا")
        return link(self, found, body, source)

    monkeypatch.setattr(EmbeddedRecognizer, "mentions", mentions)
    monkeypatch.setattr(Linker, "link_article", link_article)


@pytest.mark.parametrize(
    ("where", "reason"),
    [(RECOGNISE, "names: ValueError: sentence of no words"), (LINK, "names: KeyError: 'نيجيريا'")],
)
def test_the_article_is_published_without_names_and_told_in_quarantine(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch, where: str, reason: str
) -> None:
    victim = next(row for row in table(whole, "articles") if row["duplicate_of"] is None)
    fail(monkeypatch, where, {victim["body"]})
    run_day(Options(day=DAY, shards=3), settings_for(tmp_path))
    assert without_topics(table(tmp_path, "articles")) == without_topics(table(whole, "articles"))
    kept = [row for row in table(whole, "mentions") if row["article_id"] != victim["article_id"]]
    assert 0 < len(kept) < len(table(whole, "mentions"))
    assert table(tmp_path, "mentions") == kept
    [told] = [row for row in table(tmp_path, "quarantine") if row["stage"] == "enrich"]
    assert (told["reason"], told["expectation"], told["landing_file"]) == (reason, None, victim["landing_file"])
    assert victim["article_id"].encode() in told["record"]
    assert victim["body"].encode()[:200] in told["record"].replace(b"\\n", b"\n")
    others = [row for row in table(whole, "quotes") if row["article_id"] != victim["article_id"]]
    assert [r for r in table(tmp_path, "quotes") if r["article_id"] != victim["article_id"]] == others
    [row], [before] = table(tmp_path, "runs"), table(whole, "runs")
    assert (row["names_failed"], before["names_failed"]) == (1, 0)
    for count in ("landed", "published", "duplicates", "quarantined", "mentions_quarantined"):
        assert row[count] == before[count]
    [check] = [r for r in table(tmp_path, "checks") if r["expectation"].startswith("names: ")]
    assert (check["stage"], check["severity"], check["success"]) == ("enrich", "warning", False)
    assert check["observed"].startswith("1 of ")
    others = [r["expectation"] for r in table(tmp_path, "checks") if not r["success"]]
    assert others == [r["expectation"] for r in table(whole, "checks") if not r["success"]] + [check["expectation"]]
    rebuild_entities(settings_for(tmp_path))
    names = Storage(str(tmp_path)).read_table("entities/entities.parquet")["entity_id"].to_pylist()
    assert set(names) == {row["entity_id"] for row in kept}


def test_a_recogniser_that_fails_everywhere_stops_the_night(
    tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, RECOGNISE, {row["body"] for row in table(whole, "articles")})
    with pytest.raises(CriticalFailure, match=r"names: every article was searched.*have no names"):
        run_day(Options(day=DAY), settings_for(tmp_path))
    assert not Storage(str(tmp_path)).exists("articles")
