"""Evidence of the landing days before: which articles of which days it is, with a cache and without."""

import json
import shutil
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from nashra.cleaning.corpus import earlier, survey
from nashra.cleaning.corpus.earlier import read_earlier
from nashra.cleaning.corpus.gathered import source_hashes
from nashra.cleaning.corpus.stored_parts import Stored, read_articles, read_rows
from nashra.cleaning.stage import clean_shard
from nashra.lake import Run, Storage
from nashra.landing.files.listing import list_files
from nashra.landing.noted import evidence_days, listed_once, note_landing, noted_digests
from nashra.landing.staged_records import ARTICLES, row_of
from nashra.night.current import intended_generation
from nashra.night.options import Options
from nashra.night.upkeep import DAY as DAY_LONG
from nashra.night.upkeep import trim_lake
from nashra.settings import Settings, load_settings
from tests.support.cleaning_articles import BODY, P1, TITLE, article

DAY = "2024-03-10"
STORY = "قال رئيس البلدية في {place} إن العمل في السد رقم {n} انتهى قبل موعده بشهر، وإن المياه تكفي القرى كلها."


def land(settings: Settings, day: str, source: str, count: int, name: str = "a.jsonl") -> None:
    """So many articles of a source, each of its own words, on a day."""
    records = [
        {
            "source": source,
            "title": f"افتتاح السد {source} {day} {n}",
            "text": STORY.format(place=f"{source} {day}", n=n) + "\n" + f"وزار الوفد موقع العمل {day} {n} {source}.",
        }
        for n in range(count)
    ]
    text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    Storage(settings.landing).write_bytes(f"{day}/{name}", text.encode())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small source on four days, one of them 60 days back and one 61, and a large source on three."""
    found = load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"), recognizer="embedded")
    night = found.night.model_copy(update={"evidence_articles": 12})
    found = found.model_copy(update={"night": night})
    for day in ("2024-01-09", "2024-01-10", "2024-02-20", "2024-03-08"):
        land(found, day, "صحيفة صغيرة", 2, "small.jsonl")
    for day in ("2024-03-07", "2024-03-08", "2024-03-09"):
        land(found, day, "وكالة كبيرة", 8, "large.jsonl")
    return found


def with_night(settings: Settings, **night: object) -> Settings:
    return settings.model_copy(update={"night": settings.night.model_copy(update=night)})


def run_of(settings: Settings, day: str = DAY, run_id: str = "one") -> Run:
    return Run(day, run_id, Storage(settings.landing), Storage(settings.lake))


def by_source(settings: Settings, sources: tuple[str, ...] = (), day: str = DAY) -> Counter[str]:
    """Articles of each source that are evidence."""
    parts, _ = read_earlier(run_of(settings, day), settings, set(source_hashes(sources)))
    names = dict(zip(source_hashes(("صحيفة صغيرة", "وكالة كبيرة")), ("small", "large"), strict=True))
    return Counter(names[source] for source in read_articles(parts).source.tolist())


def gathered(settings: Settings) -> pa.Table:
    run = run_of(settings)
    survey.gather_evidence(run, settings, [])
    return survey.load_evidence(run).table()


@pytest.mark.parametrize("step", ["read_parts", "read_rows"])
def test_what_the_upkeep_takes_while_it_is_read_is_made_again(
    settings: Settings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backfill, say, whose days are the oldest of the cache."""
    before = gathered(settings)
    upkeep = settings.night.upkeep.model_copy(update={"cache_files": 0})
    work = getattr(survey, step)
    trimmed: list[dict[str, int]] = []

    def beside(places: list[Stored]) -> object:
        if not trimmed:
            trimmed.append(trim_lake(with_night(settings, upkeep=upkeep), lambda run: True, time.time() + 2 * DAY_LONG))
        return work(places)

    monkeypatch.setattr(survey, step, beside)
    assert gathered(settings).equals(before)
    assert trimmed[0]["cache_files"] > 5


def test_a_source_reaches_back_by_its_articles(settings: Settings) -> None:
    """The large one to the middle of its second day, the small one to all within 60 days, and no further."""
    assert evidence_days(Storage(settings.landing), DAY, settings) == [
        "2024-01-10", "2024-02-20", "2024-03-07", "2024-03-08", "2024-03-09"
    ]  # fmt: skip
    assert by_source(settings) == {"small": 6, "large": 12}
    assert by_source(with_night(settings, evidence_articles=2000)) == {"small": 6, "large": 24}
    assert by_source(with_night(settings, evidence_articles=0)) == {}
    assert by_source(with_night(settings, evidence_days=2)) == {"small": 2, "large": 12}


def test_rows_are_those_of_the_articles_that_are_taken(settings: Settings) -> None:
    parts, _ = read_earlier(run_of(settings), settings, ())
    owners = {owner for part in read_rows(parts) for owner in part.owner.tolist()}
    assert owners == set(read_articles(parts).digest.tolist())
    assert len(owners) == 18


def test_no_more_days_are_read_than_the_sources_of_the_day_need(settings: Settings) -> None:
    cache = Storage(settings.lake)
    assert by_source(settings, ("وكالة كبيرة",)) == {"small": 2, "large": 12}
    assert len([info for info in cache.files(earlier.CACHE) if info.path.endswith(".json")]) == 2
    assert by_source(settings, ("صحيفة صغيرة", "وكالة كبيرة")) == {"small": 6, "large": 12}
    assert len([info for info in cache.files(earlier.CACHE) if info.path.endswith(".json")]) == 5


def test_a_bound_of_bytes_is_of_the_landing(settings: Settings) -> None:
    """The newest days, up to the one that reaches it; whatever the lake knows of the others."""
    landing = Storage(settings.landing)
    newest = sum(info.size for info in landing.files("2024-03-09"))
    assert by_source(settings) == {"small": 6, "large": 12}
    for size, days in ((newest, ["2024-03-09"]), (newest + 1, ["2024-03-08", "2024-03-09"]), (0, [])):
        bounded = with_night(settings, evidence_bytes=size)
        assert evidence_days(landing, DAY, bounded) == days
        assert by_source(bounded)["large"] == min(8 * len(days), 12)


def test_the_cache_changes_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = gathered(settings)
    with monkeypatch.context() as patch:
        patch.setattr("nashra.landing.read.read_articles", lambda *_: pytest.fail("read again"))
        assert gathered(settings).equals(fresh)
    shutil.rmtree(f"{settings.lake}/_cache")
    assert gathered(settings).equals(fresh)


@pytest.mark.parametrize("kind", [".json", ".0.rows.parquet", ".0.articles.parquet"])
@pytest.mark.parametrize("cut", [0, -7])
def test_a_damaged_cache_is_made_again(settings: Settings, kind: str, cut: int) -> None:
    lake = Storage(settings.lake)
    fresh = gathered(settings)
    for info in lake.files(earlier.CACHE):
        if info.path.endswith(kind):
            data = lake.read_bytes(info.path)
            middle = len(data) // 2
            flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
            lake.write_bytes(info.path, data[:cut] if cut else flipped)
    assert gathered(settings).equals(fresh)


def test_articles_are_the_same_in_whatever_order_they_landed(settings: Settings) -> None:
    """Of the day on which the limit falls, too."""
    fresh = gathered(settings)
    path = "2024-03-08/large.jsonl"
    landing = Storage(settings.landing)
    lines = landing.read_bytes(path).decode().split("\n")
    landing.write_bytes(path, "\n".join(lines[::-1]).encode())
    assert gathered(settings).equals(fresh)


def test_copies_count_once_on_the_way_back(settings: Settings) -> None:
    """A landing day given again a day later is no reason to reach back less far."""
    before = by_source(settings)
    shutil.copytree(f"{settings.landing}/2024-03-08", f"{settings.landing}/2024-03-09", dirs_exist_ok=True)
    land(settings, "2024-03-09", "وكالة كبيرة", 8, "again.jsonl")
    assert by_source(settings) == before


def test_a_changed_old_day_renames_the_generation_and_one_out_of_reach_does_not(settings: Settings) -> None:
    asked = Options(day=DAY)
    first = intended_generation(settings, asked)
    assert intended_generation(settings, asked) == first
    land(settings, "2024-01-09", "صحيفة صغيرة", 3, "small.jsonl")
    assert intended_generation(settings, asked) == first
    land(settings, "2024-01-10", "صحيفة صغيرة", 3, "small.jsonl")
    assert intended_generation(settings, asked) != first


def test_a_backfilled_day_reads_only_days_before_it(settings: Settings) -> None:
    night = with_night(settings, evidence_articles=2000)
    assert evidence_days(Storage(settings.landing), "2024-02-20", night) == ["2024-01-09", "2024-01-10"]
    assert by_source(night, day="2024-02-20") == {"small": 4}
    asked = Options(day="2024-02-20")
    first = intended_generation(night, asked)
    land(night, "2024-02-21", "صحيفة صغيرة", 5)
    assert intended_generation(night, asked) == first


def test_plan_survey_and_name_agree_on_the_days(settings: Settings) -> None:
    """What lands on an empty day behind the plan's back is not read by this run; the next one's name says so."""
    run, asked = run_of(settings, run_id="planned"), Options(day=DAY)
    note_landing(run, settings)
    planned, intended = noted_digests(run, settings), intended_generation(settings, asked)
    assert sum(map(bool, planned)) == 6 - 1 + 1
    survey.gather_evidence(run, settings, [])
    evidence = survey.load_evidence(run).table()
    land(settings, "2024-03-01", "صحيفة صغيرة", 3)
    survey.gather_evidence(run, settings, [])
    assert survey.load_evidence(run).table().equals(evidence)
    assert noted_digests(run, settings) == planned
    assert intended_generation(settings, asked) != intended


def test_many_days_are_looked_at_with_one_listing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [Options(day=f"2024-03-{number:02}") for number in range(5, 11)]
    apart = [intended_generation(settings, one) for one in asked]
    listed: Counter[str] = Counter()
    real = list_files

    def noticed(files: Storage) -> object:
        listed[files.address] += 1
        return real(files)

    monkeypatch.setattr("nashra.landing.noted.list_files", noticed)
    with listed_once():
        assert [intended_generation(settings, one) for one in asked] == apart
    assert set(listed.values()) == {1}


def test_a_small_night_is_judged_on_weeks(settings: Settings) -> None:
    """A line that a small source has printed below each story for weeks goes from its one article of today."""
    landing = Storage(settings.landing)
    line = "وينقل دفتر الوادي أخبار القرى إلى أهلها كل صباح منذ عشر سنوات."
    for number in range(1, 29):
        words = STORY.format(place=f"قرية {number}", n=number), f"وزار الوفد قرية {number} صباح اليوم {number}."
        text = "\n".join([words[0], line, words[1], P1[number:]])
        landing.write_bytes(f"2024-02-{number:02}/valley.example/{number}.txt", text.encode())
    story = replace(article(TITLE, *BODY[:3], line, *BODY[3:], number=1), source="valley.example")

    def removed(settings: Settings, name: str) -> list[str]:
        run = run_of(settings, run_id=name)
        rows = pa.Table.from_pylist([row_of(story)], schema=ARTICLES)
        run.staging.write_table(run.shard_path("ingest", 0, "articles"), rows)
        run.staging.write_table("survey/duplicates.parquet", pa.table({"article_id": ["a"], "duplicate_of": ["b"]}))
        survey.observe_shard(run, 0)
        survey.gather_evidence(run, settings, [0])
        clean_shard(run, settings, 0)
        return list(run.staging.read_table(run.shard_path("clean", 0, "removals"))["text"].to_pylist())

    assert line in removed(settings, "weeks")
    assert line not in removed(with_night(settings, evidence_days=3), "days")
