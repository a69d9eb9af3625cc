"""A published day of which everything is worth an editor's eye, some of it hostile."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pyarrow as pa

from nashra.lake import Storage
from nashra.tables.dictionary.schema import schema
from tests.support.made_lake import HOSTILE, compose, write

DAY = "2024-05-02"
SOURCE = "sada.example"
WEAK = f"جولة في سوق السمك القديم {HOSTILE}"
STRONG = "شارك هذا الخبر مع أصدقائك"
NEARLY = "أسعار السمك في السوق هذا الصباح"
DRIFTED = "أرقام تهمك"
ANN, OTHER_ANN = "مارغريت هولندر", "مارغريت هولاندر"
SPELLING, GIVEN = "كارين بولسن", "كارول بولنسكي"
NEW = 'نادي "اللوز" <b>'


def made_id(kind: str, name: str) -> str:
    """An id as linking makes it."""
    return f"{kind}-{sha256(name.encode()).hexdigest()[:10]}"


_NAMES = {  # name -> (type, entity, times an article)
    ANN: ("PERS", made_id("PERS", ANN), 3),
    OTHER_ANN: ("PERS", made_id("PERS", OTHER_ANN), 2),
    SPELLING: ("PERS", made_id("PERS", GIVEN), 1),
    NEW: ("ORG", made_id("ORG", NEW), 3),
}


def write_review_day(lake: Storage, day: str = DAY) -> None:
    """The day's tables and the entities."""
    articles, removals, mentions = [], [], []
    for number in (1, 2):
        made = _article(day, number)
        articles.append(made[0])
        removals += made[1]
        mentions += made[2]
    rows = {"articles": articles, "removals": removals, "mentions": mentions, "checks": _checks(), "quotes": []}
    for table, some in rows.items():
        write(lake, table, day, pa.Table.from_pylist(some, schema=schema(table)))
    run = {"run": "r", "day": None, "landed": 2, "published": 2, "cleaned": 2, "removed_lines": len(removals)}
    counts = {field.name: 0 for field in schema("runs") if pa.types.is_integer(field.type)}
    words = {field.name: "x" for field in schema("runs") if pa.types.is_string(field.type)}
    row = {**counts, **words, "forced": False, **run}
    write(
        lake, "runs", day, pa.Table.from_pylist([{n: row.get(n) for n in schema("runs").names}], schema=schema("runs"))
    )
    lake.write_table("entities/entities.parquet", pa.Table.from_pylist(_entities(day), schema=schema("entities")))


def _article(day: str, number: int) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    base = compose(day, number).article
    said = [name for name, (_, _, times) in _NAMES.items() for _ in range(times)]
    body = "\n".join([f"قال {name} إن السوق عاد إلى ما كان عليه قبل العاصفة." for name in said] + [NEARLY])
    lines = [WEAK, STRONG, DRIFTED]
    text = "\n".join([*lines, body])
    removals: list[dict[str, Any]] = []
    at = 0
    evidence = ("shape +2.0, topic -0.4: 1.6 over 1.2", "certain rule +8.0: 9.0 over 1.0", "rule +7.0: 7.0 over 1.0")
    rules = ("inside-article", "share-header", "numbers-box")
    for line_no, (line, why, rule) in enumerate(zip(lines, evidence, rules, strict=True)):
        removals.append({
            "article_id": base["article_id"], "line_no": line_no, "text": line, "rule": rule, "evidence": why,
            "category": "related", "part": "whole", "raw_start": at, "gap": "\n", "edits": [],
        })  # fmt: skip
        at += len(line) + 1
    mentions = []
    start = 0
    for name in said:
        begin = body.index(name, start)
        start = begin + len(name)
        kind, entity, _ = _NAMES[name]
        mentions.append({
            "article_id": base["article_id"], "entity_id": entity, "type": kind, "surface": name, "start": begin,
            "end": start, "sentence_no": 0, "score": 0.9,
        })  # fmt: skip
    article = base | {
        "source": SOURCE, "body": body, "title": None, "title_in_text": False, "gaps": [], "raw_chars": len(text),
        "body_chars": len(body), "removed_lines": len(removals), "unsure_lines": [NEARLY],
    }  # fmt: skip
    return article, removals, mentions


def _checks() -> list[dict[str, Any]]:
    told = "rule fires as in the landing days before: numbers-box"
    row = {"run": "r", "stage": "clean", "severity": "warning", "unexpected_count": 0}
    return [row | {"expectation": told, "success": False, "observed": "today 90.0, before 3.5"}]


def _entities(day: str) -> list[dict[str, Any]]:
    on = date.fromisoformat(day)
    rows = []
    for name, (kind, entity, times) in _NAMES.items():
        shown = GIVEN if name == SPELLING else name
        spellings = [{"surface": surface, "count": 9} for surface in dict.fromkeys((shown, name))]
        rows.append({
            "entity_id": entity, "type": kind, "name_ar": shown, "spellings": spellings, "mentions": 10 * times,
            "articles": 2, "last_day": on, "first_day": on if name == NEW else on - timedelta(days=9),
        })  # fmt: skip
    return sorted(rows, key=lambda row: str(row["entity_id"]))
