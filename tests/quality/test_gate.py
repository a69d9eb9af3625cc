"""The gates: what is found, what goes to quarantine, and what stops a run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from nashra.lake import Run
from nashra.quality.gate import CriticalFailure, check_stage
from nashra.quality.results import StageReport
from nashra.quality.rows.suites import Suites
from nashra.settings import Settings, load_settings
from nashra.tables.dictionary.dictionary import Expectation
from nashra.tables.write.write import write_tables
from nashra.yaml_files import RulesError
from tests.support.staged_night import DAY, Story, name, replace_rows, stage_night

SETTINGS = load_settings()
Rows = list[dict[str, Any]]


def night(folder: Path, count: int = 12, shards: int = 1, **other: Any) -> Run:
    return stage_night(folder, [Story(no) for no in range(count)], shards, **other)


def edit(run: Run, stage: str, kind: str, change: Callable[[Rows], Rows], shard: int = 0) -> None:
    table = "landed" if (stage, kind) == ("ingest", "articles") else kind
    replace_rows(run, run.shard_path(stage, shard, kind), table, change)


def put(row_no: int, **values: Any) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        rows[row_no].update(values)
        return rows

    return change


def failed(report: StageReport) -> dict[str, str]:
    return {result.expectation: result.severity for result in report.results if not result.success}


def quarantine(run: Run, stage: str) -> Rows:
    rows: Rows = run.staging.read_table(f"quarantine/{stage}.parquet").to_pylist()
    return rows


def strict() -> Settings:
    return SETTINGS.model_copy(
        update={"night": SETTINGS.night.model_copy(update={"quarantine_share": 0.0, "quarantine_rows": 0})}
    )


@pytest.mark.parametrize("shards", [1, 3])
def test_a_good_night_passes_every_gate(tmp_path: Path, shards: int) -> None:
    stories = [Story(no) for no in range(12)]
    stories.append(Story(40, body=stories[0].body, duplicate_of=stories[0].article_id))
    run = stage_night(tmp_path, stories, shards, refused=2)
    numbers = list(range(shards))
    for stage in ("ingest", "clean", "enrich"):
        report = check_stage(run, SETTINGS, stage, numbers)
        assert failed(report) == {}
        assert report.quarantined == 0
    write_tables(run, SETTINGS, numbers)
    report = check_stage(run, SETTINGS, "tables", numbers)
    assert failed(report) == {}
    lost = next(r for r in report.results if r.expectation == "account: nothing is lost")
    assert lost.observed == "landed 15 = published 12 + duplicates 1 + quarantined 2"


def test_an_empty_night_passes(tmp_path: Path) -> None:
    for shards in (0, 1):
        run = stage_night(tmp_path / str(shards), [], shards, refused=0)
        numbers = list(range(shards))
        assert [failed(check_stage(run, SETTINGS, stage, numbers)) for stage in ("ingest", "clean", "enrich")] == [
            {}
        ] * 3
        write_tables(run, SETTINGS, numbers)
        assert failed(check_stage(run, SETTINGS, "tables", numbers)) == {}


def test_results_do_not_depend_on_shards(tmp_path: Path) -> None:
    found = []
    for shards in (1, 5):
        run = night(tmp_path / str(shards), 30, shards)
        for shard in range(shards):
            edit(
                run,
                "clean",
                "articles",
                lambda rows: [r | {"url": "ftp://x" if r["body_chars"] % 2 else None} for r in rows],
                shard,
            )
        found.append(
            [check_stage(run, SETTINGS, stage, list(range(shards))).as_json() for stage in ("ingest", "clean")]
        )
    assert found[0] == found[1]
    assert "articles.url: expect_column_values_to_match_regex" in str(found[0])


def test_a_failing_row_goes_to_quarantine_with_its_reason(tmp_path: Path) -> None:
    run = night(tmp_path)
    english = "The committee said on Monday that work on the bridge would begin in spring."
    bad = run.staging.read_table(run.shard_path("clean", 0, "articles")).to_pylist()[3]["article_id"]
    edit(run, "clean", "articles", put(3, body=english, body_chars=len(english)))
    report = check_stage(run, SETTINGS, "clean", [0])
    label = "articles.arabic_share: expect_column_values_to_be_between"
    assert failed(report)[label] == "warning"
    assert (report.quarantined, report.quarantined_ids) == (1, [bad])
    row = quarantine(run, "clean")[0]
    assert (row["stage"], row["reason"], row["expectation"]) == ("clean", "check arabic_share: 0", label)
    assert row["landing_file"].endswith("news.jsonl")
    assert english in row["record"].decode()
    counts = write_tables(run, SETTINGS, [0])
    assert (counts["published"], counts["quarantined_records"], counts["rows_removals"]) == (11, 2, 22)
    check_stage(run, SETTINGS, "enrich", [0])
    write_tables(run, SETTINGS, [0])
    assert failed(check_stage(run, SETTINGS, "tables", [0])) == {}


def test_too_many_failing_rows_stop_the_run_and_are_named(tmp_path: Path) -> None:
    run = night(tmp_path, 10)
    edit(run, "clean", "articles", lambda rows: [r | ({"lang": "fa"} if i < 6 else {}) for i, r in enumerate(rows)])
    with pytest.raises(CriticalFailure) as caught:
        check_stage(run, SETTINGS, "clean", [0])
    assert "stage clean" in str(caught.value)
    assert "articles.lang: expect_column_values_to_be_in_set: 6 of 10 rows, such as fa in" in str(caught.value)
    stored = run.lake.read_json(f"_reports/{DAY}/run/clean.json")
    assert not stored["passed"]
    assert run.staging.read_json("checks/clean.json") == stored


@pytest.mark.parametrize(("bad", "of"), [(2, 8), (1, 3), (5, 6)])
def test_a_few_failing_rows_never_stop_a_run_as_long_as_another_is_left(tmp_path: Path, bad: int, of: int) -> None:
    run = night(tmp_path, of)
    edit(run, "clean", "articles", lambda rows: [r | ({"lang": "fa"} if i < bad else {}) for i, r in enumerate(rows)])
    assert check_stage(run, SETTINGS, "clean", [0]).quarantined == bad


def test_bad_rows_of_few_articles_stop_nobody_however_many(tmp_path: Path) -> None:
    """One hostile article has a thousand bad names; a recogniser that errs does so in many articles."""

    def more(rows: Rows, of: int) -> Rows:
        return [*rows, *(rows[i % of] | {"start": 500 + i, "end": 90_000} for i in range(240))]

    few, many = night(tmp_path / "few"), night(tmp_path / "many")
    edit(few, "enrich", "mentions", lambda rows: more(rows, 2))
    report = check_stage(few, SETTINGS, "enrich", [0])
    assert (report.quarantined, report.quarantined_ids) == (240, [])
    counts = write_tables(few, SETTINGS, [0])
    assert (counts["published"], counts["rows_mentions"], counts["quarantined_mentions"]) == (12, 12, 240)
    assert failed(check_stage(few, SETTINGS, "tables", [0])) == {}
    edit(many, "enrich", "mentions", lambda rows: more(rows, 8))
    with pytest.raises(CriticalFailure, match=r"mentions\.surface_differs: .* 240 of 252 rows"):
        check_stage(many, SETTINGS, "enrich", [0])


def test_nothing_left_stops_the_run(tmp_path: Path) -> None:
    run = night(tmp_path, 3)
    edit(run, "clean", "articles", lambda rows: [r | {"lang": "fa"} for r in rows])
    with pytest.raises(CriticalFailure, match=r"articles\.lang"):
        check_stage(run, SETTINGS, "clean", [0])


def test_the_share_is_a_setting(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "clean", "articles", put(0, lang="ur"))
    assert check_stage(run, SETTINGS, "clean", [0]).quarantined == 1
    with pytest.raises(CriticalFailure, match=r"articles\.lang"):
        check_stage(run, strict(), "clean", [0])


def test_a_warning_is_recorded_and_nothing_else(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "clean", "articles", put(0, url="not an address"))
    report = check_stage(run, strict(), "clean", [0])
    assert failed(report) == {"articles.url: expect_column_values_to_match_regex": "warning"}
    assert [r.unexpected_count for r in report.warnings] == [1]
    assert report.quarantined == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"expect": "column_values_to_match_regexp", "regex": "^x"}, "expected column_values_to_match_regex"),
        (
            {"expect": "column_max_to_be_between", "max_value": 9},
            "expected column_values_to_be_between",
        ),  # says nothing of a row
        ({"expect": "column_values_to_be_between"}, "min_value and max_value cannot both be None"),
    ],
)
def test_an_expectation_that_gx_has_not_is_refused_with_its_place(wrong: dict[str, Any], said: str) -> None:
    named = Expectation(column="body", severity="warning", **wrong)
    with pytest.raises(RulesError, match=rf"include/rules/tables.yaml: body, expect: {wrong['expect']}: .*{said}"):
        Suites().run(pd.DataFrame({"body": ["نص الخبر"]}), [named])


@pytest.mark.parametrize(("short", "fails"), [(2, False), (3, True)])
def test_a_share_of_rows_may_fail_where_the_dictionary_says_so(tmp_path: Path, short: int, fails: bool) -> None:
    """One body in ten may be short (`at_most` of body_chars in tables.yaml): news in brief."""
    stories = [Story(no, body=f"انقطعت الكهرباء عن حي الميناء {no} ساعات.") for no in range(short)]
    run = stage_night(tmp_path, stories + [Story(no) for no in range(short, 20)])
    report = check_stage(run, SETTINGS, "clean", [0])
    label = "articles.body_chars: expect_column_values_to_be_between (long enough)"
    assert failed(report) == ({label: "warning"} if fails else {})
    assert next(r for r in report.results if r.expectation == label).unexpected_count == short
    assert report.quarantined == 0


@pytest.mark.parametrize(
    ("of", "left", "stops"), [(40, 8, False), (40, 9, True), (8, 2, False), (8, 5, False), (8, 6, True), (3, 3, True)]
)
def test_markers_in_many_bodies_stop_the_run(tmp_path: Path, of: int, left: int, stops: bool) -> None:
    """At most a fifth may have one, or a few of a small night: in more, cleaning has stopped working. None goes to
    quarantine for it."""
    run = night(tmp_path, of)

    def with_markers(rows: Rows) -> Rows:
        return [
            r | ({"body": (body := f"اقرأ أيضا\n{r['body']}"), "body_chars": len(body)} if no < left else {})
            for no, r in enumerate(rows)
        ]

    edit(run, "clean", "articles", with_markers)
    lenient = SETTINGS.model_copy(update={"night": SETTINGS.night.model_copy(update={"quarantine_share": 1.0})})
    if stops:
        with pytest.raises(CriticalFailure, match="markers in few bodies"):
            check_stage(run, lenient, "clean", [0])
    else:
        assert "articles.marker_left: expect_column_values_to_be_in_set (markers in few bodies)" not in failed(
            check_stage(run, lenient, "clean", [0])
        )


def test_a_record_in_quarantine_is_cut_between_characters(tmp_path: Path) -> None:
    run = night(tmp_path)
    small = SETTINGS.model_copy(update={"night": SETTINGS.night.model_copy(update={"quarantine_record_bytes": 301})})
    edit(run, "ingest", "articles", put(0, lang="fa"))
    check_stage(run, small, "ingest", [0])
    record = quarantine(run, "ingest")[0]["record"]
    assert 298 <= len(record) <= 301
    assert "ا" in record.decode("utf-8")


def test_a_missing_or_wrong_column_stops_the_run(tmp_path: Path) -> None:
    run = night(tmp_path)
    path = run.shard_path("enrich", 0, "mentions")
    table = run.staging.read_table(path)
    run.staging.write_table(path, table.drop_columns("score"))
    with pytest.raises(CriticalFailure, match="mentions: schema: score is missing"):
        check_stage(run, SETTINGS, "enrich", [0])
    texts = table["start"].cast("string")
    run.staging.write_table(path, table.set_column(table.column_names.index("start"), "start", texts))
    with pytest.raises(CriticalFailure, match="start is string, not int32"):
        check_stage(run, SETTINGS, "enrich", [0])


def test_a_key_that_two_shards_have_stops_the_run(tmp_path: Path) -> None:
    run = night(tmp_path, shards=2)
    twin = run.staging.read_table(run.shard_path("clean", 0, "articles")).to_pylist()[0]
    edit(run, "clean", "articles", lambda rows: [*rows, twin], 1)
    with pytest.raises(
        CriticalFailure, match=rf"articles\.key_repeated.*2 of 13 rows, such as True in {twin['article_id']}"
    ):
        check_stage(run, SETTINGS, "clean", [0, 1])


def test_orphans_are_found(tmp_path: Path) -> None:
    run = night(tmp_path)
    orphan = {"line_no": 0, "text": "إعلان", "rule": "x", "evidence": "e", "category": "advert", "part": "whole",
              "raw_start": 0, "gap": "\n", "edits": []}  # fmt: skip
    edit(run, "clean", "removals", lambda rows: [*rows, orphan | {"article_id": name("nobody")}])
    with pytest.raises(CriticalFailure, match=r"removals\.article_missing"):
        check_stage(run, SETTINGS, "clean", [0])
    edit(run, "enrich", "mentions", lambda rows: [*rows, rows[0] | {"article_id": name("nobody")}])
    assert "mentions.article_missing: expect_column_values_to_be_in_set" in failed(
        check_stage(run, SETTINGS, "enrich", [0])
    )


def test_an_original_that_nobody_has_is_found(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "clean", "articles", put(2, duplicate_of=name("nobody")))
    report = check_stage(run, SETTINGS, "clean", [0])
    assert "articles.original_missing: expect_column_values_to_be_in_set" in failed(report)
    assert report.quarantined == 1


def test_a_quote_that_is_not_what_the_body_says_goes_alone(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "enrich", "quotes", put(0, text="العمل يبدأ بعد عام"))
    edit(run, "enrich", "quotes", put(1, end=90_000))
    edit(run, "enrich", "quotes", put(2, speaker="الوزير"))
    edit(run, "enrich", "quotes", put(3, speaker_start=None))
    report = check_stage(run, SETTINGS, "enrich", [0])
    assert failed(report) == {
        "quotes.text_differs: expect_column_values_to_be_in_set": "warning",
        "quotes.speaker_differs: expect_column_values_to_be_in_set": "warning",
    }
    assert (report.quarantined, report.quarantined_ids) == (4, [])
    counts = write_tables(run, SETTINGS, [0])
    assert (counts["published"], counts["rows_quotes"], counts["quarantined_quotes"]) == (12, 8, 4)
    assert counts["rows_mentions"] == 12
    assert failed(check_stage(run, SETTINGS, "tables", [0])) == {}


def test_a_quote_of_no_article_is_none(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "enrich", "quotes", lambda rows: [*rows, rows[0] | {"article_id": name("nobody")}])
    report = check_stage(run, SETTINGS, "enrich", [0])
    assert "quotes.article_missing: expect_column_values_to_be_in_set" in failed(report)


def test_a_mention_that_is_not_what_the_body_says_goes_alone(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "enrich", "mentions", put(0, surface="القدس"))
    edit(run, "enrich", "mentions", put(1, end=90_000))
    report = check_stage(run, SETTINGS, "enrich", [0])
    assert failed(report) == {"mentions.surface_differs: expect_column_values_to_be_in_set": "warning"}
    assert [row["landing_file"].startswith("site") for row in quarantine(run, "enrich")] == [True, True]
    counts = write_tables(run, SETTINGS, [0])
    assert (counts["published"], counts["rows_mentions"], counts["quarantined_mentions"]) == (12, 10, 2)
    assert failed(check_stage(run, SETTINGS, "tables", [0])) == {}


def longer(rows: Rows) -> Rows:
    """A story that says one thing that its body doesn't."""
    return [r | {"text": r["text"] + "\nزيادة لم تحذف"} if number == 0 else r for number, r in enumerate(rows)]


@pytest.mark.parametrize(
    ("stage", "kind", "change"),
    [
        ("clean", "removals", put(0, text="اقرأ")),
        ("clean", "removals", put(0, raw_start=0)),
        ("clean", "removals", put(0, gap="\n\n")),
        ("clean", "removals", put(1, edits=[{"raw_start": 3, "text": "،،", "instead": "،"}])),
        ("clean", "articles", put(0, gaps=["", "\n \n", "\n"])),
        ("clean", "articles", put(0, gaps=["\n"])),
        ("clean", "articles", put(0, title_in_text=True)),
        ("ingest", "articles", longer),
    ],
)  # fmt: skip
def test_a_ledger_that_does_not_add_up_quarantines_the_article(
    tmp_path: Path, stage: str, kind: str, change: Callable[[Rows], Rows]
) -> None:
    run = night(tmp_path)
    edit(run, stage, kind, change)
    report = check_stage(run, SETTINGS, "clean", [0])
    assert failed(report) == {"articles.ledger_gap: expect_column_values_to_be_in_set": "warning"}
    assert report.quarantined == 1


def test_a_repair_in_the_ledger_is_undone(tmp_path: Path) -> None:
    story = Story(1)
    run = stage_night(tmp_path, [story, *[Story(no) for no in range(5, 12)]])
    body = story.body.replace("، ", "،، ", 1)
    place = body.index("،،")
    fixed = {"article_id": story.article_id, "line_no": 0, "text": "،", "rule": "mended", "category": "repair",
             "evidence": f'[[{place}, "،،", "،"]]', "part": "edit", "raw_start": place, "gap": None,
             "edits": [{"raw_start": place, "text": "،،", "instead": "،"}]}  # fmt: skip

    def ours(row: dict[str, Any]) -> bool:
        return bool(row["article_id"] == story.article_id)

    def doubled(rows: Rows) -> Rows:
        return [r | {"text": r["text"].replace(story.body[: place + 1], body[: place + 2])} for r in rows]

    def moved(rows: Rows) -> Rows:
        """The removals behind the repair stand a character later; the repair is among them."""
        mine = [fixed, *(r | {"raw_start": r["raw_start"] + 1} for r in rows if ours(r))]
        return [*mine, *(r for r in rows if not ours(r))]

    edit(run, "ingest", "articles", doubled)
    edit(run, "clean", "removals", moved)
    more = {"removed_lines": 3, "raw_chars": len(story.text) + 1}
    edit(run, "clean", "articles", lambda rows: [r | more if ours(r) else r for r in rows])
    assert failed(check_stage(run, SETTINGS, "clean", [0])) == {}


def test_a_failing_removal_takes_its_article(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "clean", "removals", put(0, category="Read Also"))
    report = check_stage(run, SETTINGS, "clean", [0])
    assert report.quarantined == 1
    row = quarantine(run, "clean")[0]
    assert row["reason"] == "check category: Read Also"
    assert row["expectation"].startswith("removals.category")
    assert '"body"' in row["record"].decode()


def test_duplicates_of_what_goes_to_quarantine_go_with_it(tmp_path: Path) -> None:
    stories = [Story(no) for no in range(10)]
    copy = Story(60, body=stories[0].body, duplicate_of=stories[0].article_id)
    run = stage_night(tmp_path, [*stories, copy])

    def foreign(rows: Rows) -> Rows:
        return [r | ({"lang": "fa"} if r["article_id"] == stories[0].article_id else {}) for r in rows]

    edit(run, "clean", "articles", foreign)
    report = check_stage(run, SETTINGS, "clean", [0])
    assert report.quarantined_ids == sorted([stories[0].article_id, copy.article_id])
    check_stage(run, SETTINGS, "enrich", [0])
    write_tables(run, SETTINGS, [0])
    assert failed(check_stage(run, SETTINGS, "tables", [0])) == {}


def test_copies_set_aside_before_they_were_renamed_are_counted_once(tmp_path: Path) -> None:
    """Ingest gives exact copies one id; the survey gives the second its own, in the landed articles too."""
    stories = [Story(no) for no in range(12)]
    copy = Story(60, body=stories[0].body, duplicate_of=stories[0].article_id)
    run = stage_night(tmp_path, [*stories, copy])
    pair = {stories[0].article_id, copy.article_id}

    def as_ingested(rows: Rows) -> Rows:
        return [
            r | ({"lang": "fa", "article_id": stories[0].article_id} if r["article_id"] in pair else {}) for r in rows
        ]

    renamed = run.staging.read_bytes(run.shard_path("ingest", 0, "articles"))
    edit(run, "ingest", "articles", as_ingested)
    assert check_stage(run, SETTINGS, "ingest", [0]).quarantined == 2
    run.staging.write_bytes(run.shard_path("ingest", 0, "articles"), renamed)
    assert check_stage(run, SETTINGS, "clean", [0]).quarantined == 0
    check_stage(run, SETTINGS, "enrich", [0])
    counts = write_tables(run, SETTINGS, [0])
    assert (counts["published"], counts["rows_duplicates"], counts["quarantined_records"]) == (11, 0, 3)
    assert failed(check_stage(run, SETTINGS, "tables", [0])) == {}


def test_a_record_that_vanishes_stops_the_run(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "clean", "articles", lambda rows: rows[1:])
    edit(run, "clean", "removals", lambda rows: rows[2:])
    with pytest.raises(CriticalFailure, match="account: every article was cleaned: articles 12 = cleaned 11"):
        check_stage(run, SETTINGS, "clean", [0])


def test_nothing_may_fail_once_the_tables_are_written(tmp_path: Path) -> None:
    run = night(tmp_path)
    write_tables(run, SETTINGS, [0])
    path = "write/mentions.parquet"
    table = run.staging.read_table(path)
    run.staging.write_table(path, table.slice(1))
    with pytest.raises(CriticalFailure, match="account: no mention is lost"):
        check_stage(run, SETTINGS, "tables", [0])
    run.staging.write_table(path, table.replace_schema_metadata({}))
    with pytest.raises(CriticalFailure, match=r"mentions: schema: .*comments"):
        check_stage(run, SETTINGS, "tables", [0])


def test_results_from_elsewhere_are_kept_and_may_stop_the_run(tmp_path: Path) -> None:
    run = night(tmp_path)
    drift = {
        "expectation": "drift: lines removed",
        "severity": "warning",
        "success": False,
        "observed": "3.1 times the week's",
    }
    report = check_stage(run, SETTINGS, "clean", [0], extra=[drift])
    assert failed(report) == {"drift: lines removed": "warning"}
    with pytest.raises(CriticalFailure, match=r"drift: lines removed: 3\.1 times"):
        check_stage(run, SETTINGS, "clean", [0], extra=[drift | {"severity": "critical"}])


def test_checking_again_replaces_what_the_first_check_left(tmp_path: Path) -> None:
    run = night(tmp_path)
    edit(run, "ingest", "articles", put(0, lang="fa"))
    for _ in range(2):
        assert check_stage(run, SETTINGS, "ingest", [0]).quarantined == 1
    edit(run, "ingest", "articles", put(0, lang="ar"))
    assert check_stage(run, SETTINGS, "ingest", [0]).quarantined == 0
    assert quarantine(run, "ingest") == []
