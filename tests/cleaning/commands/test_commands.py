"""The doors: a night's survey and clean stages, `nashra clean`, drift, and the titles."""

import json
import os
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner

from nashra.article import Article
from nashra.cleaning.commands.clean_command import clean_command
from nashra.cleaning.corpus import survey
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.rules.drift import Tally, drift
from nashra.cleaning.stage import clean_shard
from nashra.lake import Run, Storage
from nashra.landing.staged_records import ARTICLES, row_of
from nashra.settings import load_settings
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, P1, TITLE, article

DAY = "2024-03-02"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run whose two shards hold three articles, one of them twice, and a landing day before."""
    run = Run(DAY, "r", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    earlier = "\n".join([OTHERS[0], OTHER_P1, OTHER_P2, "اقرأ أيضا:", OTHERS[2]])
    run.landing.write_bytes("2024-03-01/a.txt", earlier.encode())
    story = article(TITLE, *BODY, OTHERS[0], "شارك", number=1)
    stage(run, 0, [story, article(OTHERS[1], OTHER_P2, P1, number=2)])
    stage(run, 1, [article(TITLE, *BODY, OTHERS[0], "شارك", number=3)])
    copies = pa.table({"article_id": [f"{3:016x}"], "duplicate_of": [f"{1:016x}"]})
    run.staging.write_table("survey/duplicates.parquet", copies)
    return run


def stage(run: Run, shard: int, articles: list[Article]) -> None:
    table = pa.Table.from_pylist([row_of(one) for one in articles], schema=ARTICLES)
    run.staging.write_table(run.shard_path("ingest", shard, "articles"), table)
    survey.observe_shard(run, shard)


def test_survey_and_clean(run: Run) -> None:
    settings = load_settings()
    assert survey.gather_evidence(run, settings, [0, 1]) == {"evidence_articles": 3}
    counts = clean_shard(run, settings, 0)
    rows = run.staging.read_table(run.shard_path("clean", 0, "articles")).to_pylist()
    removals = run.staging.read_table(run.shard_path("clean", 0, "removals")).to_pylist()
    assert counts == {"cleaned": 2, "removed_lines": len(removals)}
    assert (rows[0]["title"], rows[0]["body"]) == (TITLE, "\n".join(BODY))
    assert rows[0]["removed_lines"] == 2 == sum(r["article_id"] == rows[0]["article_id"] for r in removals)
    assert rows[0]["body_chars"] == len(rows[0]["body"])
    clean_shard(run, settings, 1)
    copy = run.staging.read_table(run.shard_path("clean", 1, "articles")).to_pylist()[0]
    assert (copy["duplicate_of"], copy["body"]) == (rows[0]["article_id"], rows[0]["body"])


def test_evidence_of_earlier_days_is_cached_by_content(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    survey.gather_evidence(run, load_settings(), [0, 1])
    first = survey.load_evidence(run).table()
    with monkeypatch.context() as patch:
        patch.setattr("nashra.landing.read.read_articles", lambda *_: pytest.fail("the cache was not used"))
        survey.gather_evidence(run, load_settings(), [1, 0])
    assert survey.load_evidence(run).table().equals(first)
    run.landing.write_bytes("2024-03-01/a.txt", "\n".join([OTHERS[3], OTHER_P1]).encode())
    survey.gather_evidence(run, load_settings(), [0, 1])
    assert not survey.load_evidence(run).table().equals(first)


def test_clean_command(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text("\n".join([TITLE, *BODY, "شارك"]), encoding="utf-8")
    records = [{"text": "\n".join([OTHERS[n], OTHER_P1[n:], OTHER_P2])} for n in range(2)]
    (tmp_path / "in" / "many.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    out, explain = tmp_path / "out", tmp_path / "why.jsonl"
    result = CliRunner().invoke(clean_command, [str(tmp_path / "in"), "--out", str(out), "--explain", str(explain)])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == ["many-0.txt", "many-1.txt", "one.txt"]
    assert (out / "one.txt").read_text(encoding="utf-8") == "\n".join([TITLE, *BODY]) + "\n"
    told = [json.loads(line) for line in explain.read_text(encoding="utf-8").splitlines()]
    assert [(line["file"], line["line_no"], line["rule"]) for line in told] == [("one", 6, "share-header")]
    assert "certain rule +8.0" in told[0]["evidence"]


def test_drift_tells_of_a_rule_and_a_source() -> None:
    before = Tally(
        1000, Counter(share=30, ads=40), Counter(a=500, b=500), Counter(a=10_000, b=10_000), Counter(a=500, b=500)
    )
    today = Tally(
        500, Counter(share=100, ads=21), Counter(a=250, b=250), Counter(a=5000, b=5000), Counter(a=250, b=2000)
    )
    told = drift(today, before, ["ads", "share"])
    assert [(t["kind"], t["name"]) for t in told] == [("rule", "share"), ("source", "b")]
    assert drift(today, Tally(), ["ads", "share"]) == []
    assert Tally.from_json(today.to_json()) == today


def of_rule(seen: int, before: int, articles: int = 1000) -> list[str]:
    """The names that are told when a rule fired so often on so many articles of today and of the days before."""
    pair = Tally(articles, Counter(share=seen)), Tally(articles, Counter(share=before))
    return [told["name"] for told in drift(*pair, ["share"])]


def test_drift_of_a_rule_that_hardly_fires_is_not_told() -> None:
    assert of_rule(19, 0) == of_rule(0, 19) == of_rule(19, 3) == []
    assert of_rule(20, 0) == of_rule(0, 20) == of_rule(20, 4) == ["share"]


def of_source(articles: int, before: float, today: float, letters: int = 10_000) -> list[str]:
    """The names that are told when rules spoke against such shares of a source's text."""
    now, then = (
        Tally(500, Counter(), Counter(a=count), Counter(a=letters), Counter(a=int(letters * share)))
        for count, share in ((articles, today), (300, before))
    )
    return [told["name"] for told in drift(now, then, [])]


def test_drift_of_a_source_is_told_when_it_is_more_than_a_little_of_more_than_a_few_articles() -> None:
    assert of_source(20, before=0.05, today=0.16) == ["a"]
    assert of_source(20, before=0.05, today=0.14) == []  # a redesigned menu
    assert of_source(20, before=0.16, today=0.05) == []  # cleaner pages alarm nobody
    assert of_source(19, before=0.05, today=0.9) == []


def test_the_records_title_wins() -> None:
    from tests.support.cleaning_articles import clean

    result = clean(TITLE, *BODY, title=TITLE)
    assert (result.title, result.title_in_text, result.body) == (TITLE, False, "\n".join(BODY))
    assert [r.rule for r in result.removals] == ["title-field"]


def test_an_article_without_title() -> None:
    from tests.support.cleaning_articles import clean

    result = clean(*BODY)
    assert (result.title, result.body) == (None, "\n".join(BODY))


def test_results_do_not_depend_on_the_batch() -> None:
    from tests.support.cleaning_articles import CLEANER

    articles = [article(TITLE, *BODY, "شارك", number=1), article(OTHERS[0], OTHER_P1, OTHER_P2, number=2)]
    known = CorpusEvidence.empty()
    alone = [CLEANER.clean(one, known) for one in articles]
    assert CLEANER.clean_many(articles, known) == alone
    assert CLEANER.clean_many(articles[::-1], known) == alone[::-1]


def test_a_name_that_no_file_could_have_ends_nothing(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are shown with four letters each, and so a name may become too long."""
    folder = tmp_path / "landing"
    folder.mkdir()
    for name, body in ((b"\xff" * 70 + b".txt", BODY), ("خبر".encode() * 40 + b".txt", [OTHER_P1, OTHER_P2])):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("\n".join(body), encoding="utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(clean_command, [str(folder), "--out", str(out), "--quiet"])
    assert result.exit_code == 0, result.output
    assert len(list(out.iterdir())) == 2
