"""Landings that nobody would write by hand, through ingest, clean and link."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nashra.lake import Run
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.stages import apply, open_run
from nashra.settings import load_settings

DAY = "2024-03-05"
WORDS = [
    "قال", "الرئيس", "محمود", "سالم", "إن", "الوفد", "وصل", "إلى",
    "القاهرة", "مساء", "أمس.", "اقرأ", "أيضا:", "إعلان", "|", "وكالة",
    "سبأ", "للأنباء", "شارك", "على", "فيسبوك", "جون", "كيري", "النيجر،",
    "«نص»", "2023/09/13", "::", "http://x.example/", "كورونا",
    "\u200f\u202e\u0640", "\u06cc\u06a9",
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=30).map(" ".join)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["text", "body", "title", "url", "source", "published_at", "keywords", "agency", "العنوان"])
RECORDS = st.dictionaries(KEYS, VALUES, max_size=6).map(lambda r: json.dumps(r, ensure_ascii=False, default=str))
GOOD = TEXTS.map(lambda t: json.dumps({"text": f"{t}\nوصل الوفد إلى العاصمة صنعاء مساء الأحد وبحث تبادل الأسرى."}))
JSONL = st.lists(st.one_of(GOOD, RECORDS, TEXTS), max_size=5).map(
    lambda rows: "\n".join(rows).encode("utf-8", "replace")
)
ENDINGS = st.sampled_from([".txt", ".jsonl", ".csv", ".html", ".parquet", ".warc.gz", ".jsonl.gz", ".jsonl.zst"])
CONTENTS = st.one_of(JSONL, TEXTS.map(lambda t: t.encode("utf-8", "replace")), st.binary(max_size=300))
FILES = st.one_of(
    st.tuples(st.just(".jsonl"), JSONL),
    st.tuples(ENDINGS, CONTENTS),
    st.tuples(st.just(".txt"), TEXTS.map(lambda t: t.encode("cp1256", "replace"))),
)
QUICK = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LONG = settings(QUICK, max_examples=150, derandomize=False, print_blob=True)


def through(files: list[tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = Path(folder) / "landing" / DAY
        day.mkdir(parents=True)
        for number, (ending, data) in enumerate(files):
            (day / f"{number}{ending}").write_bytes(data)
        options = Options(day=DAY, shards=2)
        night = load_settings().night.model_copy(update={"shard_bytes": 6_000})
        given_settings = load_settings(
            landing=str(day.parent), lake=f"{folder}/lake", recognizer="embedded", night=night
        )
        chosen = apply(options, given_settings)
        run = open_run(DAY, "fuzz", chosen)
        shards = stages.plan(run, chosen, options)
        # without the checks between them, and so without looking whether those were made
        landed = [stages._make(run, chosen, "ingest", [shard]) for shard in shards]
        stages._make(run, chosen, "survey", shards)
        for shard in shards:
            stages._make(run, chosen, "clean", [shard])
            stages._make(run, chosen, "enrich", [shard])
            look(run, shard)
        # a part of a file that was split may have no record; every other file lands one, if only its refusal
        whole = [piece for shard in shards for piece in plan(run, shard) if piece["parts"] == 1]
        assert sum(c["landed"] for c in landed) >= len(whole)


def plan(run: Run, shard: int) -> list[dict[str, Any]]:
    return list(run.staging.read_json(f"plan/shard-{shard:04d}.json")["pieces"])


def rows(run: Run, stage: str, shard: int, kind: str) -> list[dict[str, Any]]:
    return list(run.staging.read_table(run.shard_path(stage, shard, kind)).to_pylist())


def look(run: Run, shard: int) -> None:
    """What must be true of any shard of any landing."""
    landed, cleaned = rows(run, "ingest", shard, "articles"), rows(run, "clean", shard, "articles")
    assert [a["article_id"] for a in landed] == [a["article_id"] for a in cleaned]
    assert all(": " in r["reason"] or r["reason"].isascii() for r in rows(run, "ingest", shard, "quarantine"))
    bodies = {a["article_id"]: a["body"] for a in cleaned}
    assert all(a["body_chars"] == len(a["body"]) for a in cleaned)
    for mention in rows(run, "enrich", shard, "mentions"):
        assert bodies[mention["article_id"]][mention["start"] : mention["end"]] == mention["surface"]
        assert mention["entity_id"]


@QUICK
@given(st.lists(FILES, min_size=1, max_size=5))
def test_any_landing_goes_through(files: list[tuple[str, bytes]]) -> None:
    through(files)


@pytest.mark.faults
@LONG
@given(st.lists(FILES, min_size=1, max_size=8))
def test_many_landings_go_through(files: list[tuple[str, bytes]]) -> None:
    through(files)
