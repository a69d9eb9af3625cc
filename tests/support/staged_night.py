"""A night as the stages would leave it in staging, made of articles composed here."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from nashra.lake import Run, Storage
from nashra.tables.dictionary.schema import schema

DAY = "2023-09-13"
SUBJECTS = ["وصل الرئيس", "بحث وزير الخارجية", "أعلنت اللجنة المنظمة", "استقبل رئيس الوزراء", "ناقش البرلمان"]
PLACES = ["القاهرة", "بيروت", "الرباط", "عمّان", "الدوحة", "تونس", "صنعاء"]
MATTERS = ["خطة لتوسيع شبكة المياه في القرى", "اتفاقا جديدا للنقل البحري", "موازنة العام المقبل", "سبل دعم المزارعين"]


def name(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass
class Story:
    """One article with its landed text, its removals and its mentions."""

    no: int
    body: str = ""
    removals: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    duplicate_of: str | None = None
    article_id: str = ""

    def __post_init__(self) -> None:
        place = PLACES[self.no % len(PLACES)]
        opening = f"{SUBJECTS[self.no % len(SUBJECTS)]} إلى {place} صباح اليوم {self.no}، حيث تابع "
        self.body = self.body or (
            opening + f"{MATTERS[self.no % len(MATTERS)]}، وفق بيان رسمي.\n"
            f"وقال متحدث إن العمل يبدأ الشهر المقبل وينتهي خلال عامين، وإن الكلفة تبلغ {self.no + 3} ملايين."
        )
        self.article_id = self.article_id or name("story", self.no)
        self.removals = self.removals or [(1, f"اقرأ أيضا: خبر آخر رقم {self.no}"), (3, "شارك هذا الخبر")]
        if not self.mentions and not self.duplicate_of and place in self.body:
            start = self.body.index(place)
            self.mentions = [self.mention(start, start + len(place))]
        said = "العمل يبدأ الشهر المقبل"
        if not self.quotes and not self.duplicate_of and said in self.body:
            start = self.body.index(said)
            self.quotes = [self.quote(0, start, start + len(said))]

    def mention(self, start: int, end: int, **other: Any) -> dict[str, Any]:
        row = {"article_id": self.article_id, "entity_id": name("place", self.body[start:end]), "type": "LOC",
               "surface": self.body[start:end], "start": start, "end": end, "sentence_no": 0, "score": 0.9}  # fmt: skip
        return row | other

    def quote(self, n: int, start: int, end: int, **other: Any) -> dict[str, Any]:
        speaker = self.body.find("متحدث")
        row = {"article_id": self.article_id, "n": n, "text": self.body[start:end], "start": start, "end": end,
               "speaker": None if speaker < 0 else "متحدث", "speaker_start": None if speaker < 0 else speaker,
               "entity_id": None, "cue": "وقال", "kind": "indirect"}  # fmt: skip
        return row | other

    @property
    def text(self) -> str:
        lines = self.body.split("\n")
        for line_no, removed in self.removals:
            lines.insert(line_no, removed)
        return "\n".join(lines)

    def landed(self) -> dict[str, Any]:
        return {"article_id": self.article_id, "landing_file": f"site{self.no % 3}/news.jsonl", "record_no": self.no,
                "source": f"site{self.no % 3}.example", "text": self.text, "lang": "ar", "url": None,
                "title": f"عنوان الخبر {self.no}", "published_at": datetime(2023, 9, 13, 6, self.no % 60, tzinfo=UTC),
                "published_on": date(2023, 9, 13),
                "dateline": None, "agency": None, "keywords": ["اقتصاد"] if self.no % 2 else []}  # fmt: skip

    def article(self) -> dict[str, Any]:
        row = self.landed() | {"body": self.body, "raw_chars": len(self.text), "body_chars": len(self.body),
                               "removed_lines": len(self.removals), "duplicate_of": self.duplicate_of,
                               "title_in_text": False, "gaps": [], "other_story_at": None,
                               "country": None, "country_share": None, "section": None, "unsure_lines": []}  # fmt: skip
        return {key: row[key] for key in schema("articles").names}

    def ledger(self) -> list[dict[str, Any]]:
        why = {
            "rule": "read-also",
            "evidence": "rule read-also 1.0",
            "category": "related",
            "part": "whole",
            "edits": [],
        }
        lines = self.text.split("\n")
        return [{"article_id": self.article_id, "line_no": n, "text": text, **why,
                 "raw_start": sum(len(line) + 1 for line in lines[:n]), "gap": "\n" if lines[n + 1 :] else ""}
                for n, text in self.removals]  # fmt: skip


def rejected(no: int) -> dict[str, Any]:
    return {"stage": "ingest", "reason": "language: fa 0.98", "expectation": None,
            "landing_file": f"persian/{no}.txt", "record": f"این خبر شماره {no} است".encode()}  # fmt: skip


def stage_night(folder: Path, stories: list[Story], shards: int = 1, refused: int = 1, run_id: str = "run") -> Run:
    """Writes what ingest, clean and enrich leave, dealt out to shards, and returns the run."""
    run = Run(DAY, run_id, Storage(str(folder / "landing")), Storage(str(folder / "lake")))
    for shard in range(shards):
        mine = [story for story in stories if int(story.article_id, 16) % shards == shard]
        refusals = [rejected(no) for no in range(refused) if no % shards == shard]
        files = {
            ("ingest", "articles", "landed"): [story.landed() for story in mine],
            ("ingest", "quarantine", "quarantine"): refusals,
            ("clean", "articles", "articles"): [story.article() for story in mine],
            ("clean", "removals", "removals"): [row for story in mine for row in story.ledger()],
            ("enrich", "mentions", "mentions"): [row for story in mine for row in story.mentions],
            ("enrich", "quotes", "quotes"): [row for story in mine for row in story.quotes],
        }
        for (stage, kind, table), rows in files.items():
            run.staging.write_table(
                run.shard_path(stage, shard, kind), pa.Table.from_pylist(rows, schema=schema(table))
            )
        run.staging.write_json(f"counts/ingest-{shard:04d}.json", {"counts": {"landed": len(mine) + len(refusals)}})
    return run


def replace_rows(run: Run, path: str, table: str, change: Any) -> None:
    """Rewrites a staged file with `change(rows)`, a list of dicts."""
    rows = change(run.staging.read_table(path).to_pylist())
    nullable = pa.schema([field.with_nullable(True) for field in schema(table)])
    run.staging.write_table(path, pa.Table.from_pylist(rows, schema=nullable))
