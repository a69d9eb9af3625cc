"""A lake made from the dictionary's schemas: days of composed Arabic articles, and hostile text where it can be.

`python tests/support/made_lake.py FOLDER [ARTICLES [DAYS]]` writes one to look at or to measure pages with.
"""

import hashlib
import json
import random
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa

from nashra.lake import Storage
from nashra.night.register import NIGHT, PUBLISH
from nashra.tables.dictionary.schema import schema
from nashra.tables.sources import build_sources

HOSTILE = "<script>alert('x')</script>"
HOSTILE_SOURCE = 'evil"><img src=x onerror=alert(1)>'
DAY = "2023-09-13"
# (entity_id, type, Arabic, English)
NAMES = [
    ("Q7747", "PERS", "فلاديمير بوتين", "Vladimir Putin"),
    ("Q56226", "PERS", "كيم جونغ أون", "Kim Jong-un"),
    ("Q159", "LOC", "روسيا", "Russia"),
    ("Q423", "LOC", "كوريا الشمالية", "North Korea"),
    ("Q1065", "ORG", "الأمم المتحدة", "United Nations"),
    ("Q1016", "LOC", "ليبيا", "Libya"),
    ("Q41183", "LOC", "درنة", "Derna"),
    ("x-hostile", "MISC", 'كأس "آسيا" <b>', None),
]
SENTENCES = [
    "استقبل {0} في قاعدة فضائية بأقصى الشرق {1}، في زيارة قال مراقبون إنها الأولى من نوعها منذ سنوات.",
    "وقال متحدث باسم {0} إن الاتفاق لا يشمل أي بند يخالف القرارات السابقة، مؤكدا أن {1} على علم بتفاصيله.",
    "وتضررت أحياء كاملة من {0} بعد السيول، فيما أعلنت {1} إرسال فرق إنقاذ ومستشفى ميدانيا.",
    "ورأى محللون أن موقف {0} من الأزمة يترك الباب مفتوحا أمام وساطة تقودها {1} خلال الأسابيع المقبلة.",
    "ولم يصدر تعليق فوري عن {0}، غير أن وسائل إعلام في {1} نقلت عن مسؤولين ارتياحهم.",
]
JUNK = [
    ("read_also_header", "read_also", "اقرأ أيضا: خمسة أسئلة عن القمة المنتظرة"),
    ("ad_marker", "ad", "إعلان"),
    ("share_widget", "widget", "شارك هذا الخبر على فيسبوك واتساب"),
    ("repeated_line", "repeated", "تابعوا آخر الأخبار على تطبيقنا"),
    ("source_link", "source", "المصدر: وكالات"),
    ("metadata_date", "metadata", "13 سبتمبر 2023 - 09:30"),
    ("other_title", "headlines", "ارتفاع أسعار القمح في الأسواق العالمية"),
]
SOURCES = ["bbc.com", "aljazeera.net", "alarabiya.net", "france24.com", "spa.gov.sa", "hespress.com"]
STAGES = [stage.name for stage in NIGHT if stage is not PUBLISH]


@dataclass(slots=True)
class Made:
    """One composed article with its rows."""

    article: dict[str, Any]
    removals: list[dict[str, Any]]
    mentions: list[dict[str, Any]]


def article_id(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def compose(day: str, number: int) -> Made:
    """The article `number` of the day; the same for the same arguments."""
    chance = random.Random(f"{day} {number}")
    identity = article_id(day, number)
    hostile = number == 0
    names = chance.sample(NAMES[:-1], 4) + ([NAMES[-1]] if hostile else [])
    title = f"{names[0][2]} و{names[1][2]}: ماذا بعد اللقاء {number}؟" + (f" {HOSTILE}" if hostile else "")
    lines, mentions, length = [], [], 0
    for sentence in range(chance.randint(4, 9) if not hostile else 9):
        first, second = chance.sample(names, 2) if not (hostile and sentence == 0) else (names[-1], names[0])
        line = chance.choice(SENTENCES).format(first[2], second[2])
        for name in (first, second):
            start = length + line.index(name[2])
            mentions.append({
                "article_id": identity, "entity_id": name[0], "type": name[1], "surface": name[2], "start": start,
                "end": start + len(name[2]), "sentence_no": sentence, "score": round(chance.uniform(0.7, 1), 3),
            })  # fmt: skip
        lines.append(line)
        length += len(line) + 1
    if hostile:
        lines.append(f"سطر فيه شيفرة {HOSTILE} لا يجوز أن تعمل.")
    junk = chance.sample(JUNK, chance.randint(1, 5))
    if hostile:
        junk.append(("read_also_header", "read_also", f"اقرأ المزيد {HOSTILE}"))
    places = sorted(chance.sample(range(1, len(lines) + len(junk) + 1), len(junk)))
    scraped: list[str | tuple[str, str, str]] = [title, *lines]
    for place, one in zip(places, junk, strict=True):
        scraped.insert(place, one)
    # Some pages have a blank line after each, others a mark behind the title.
    removals, gaps, raw_chars = ledger(scraped, "\n\n" if number % 3 == 1 else "\n", "\u200f" * (number % 3 == 2))
    for removal in removals:
        removal |= {"article_id": identity}
        removal["evidence"] += f" {HOSTILE}" if hostile else ""
    body = "\n".join(lines)
    source = HOSTILE_SOURCE if hostile else chance.choice(SOURCES)
    published = datetime.fromisoformat(day).replace(hour=chance.randrange(24), tzinfo=timezone.utc)  # noqa: UP017
    article = {
        "article_id": identity, "source": source, "title": title, "body": body, "published_at": published,
        "url": "javascript:alert(1)" if hostile else f"https://{source}/articles/{number}",
        "dateline": "موسكو", "agency": chance.choice(["رويترز", None]), "keywords": ["روسيا", "قمة"], "lang": "ar",
        "published_on": published.date(),
        "raw_chars": raw_chars, "body_chars": len(body), "title_in_text": True, "gaps": gaps, "other_story_at": None,
        "country": "RU", "country_share": 0.6, "section": "politics",
        "removed_lines": len(removals), "duplicate_of": None, "landing_file": f"{SOURCES[number % 6]}/part.jsonl",
    }  # fmt: skip
    return Made(article, removals, sorted(mentions, key=lambda m: m["start"]))


def ledger(
    scraped: list[str | tuple[str, str, str]], end: str, mark: str
) -> tuple[list[dict[str, Any]], list[str], int]:
    """Rows of removals (less the article's id), white space and length of a text of kept lines and of what a rule
    took: (rule, category, text). Each line ends with `end`; a `mark` behind the first is mended away."""
    removals: list[dict[str, Any]] = []
    gaps, at = [""], 0
    for number, line in enumerate(scraped):
        gap = end if number < len(scraped) - 1 else ""
        row: dict[str, Any] = {"line_no": number * len(end), "raw_start": at, "part": "whole", "gap": gap, "edits": []}
        if isinstance(line, tuple):
            rule, category, line = line
            evidence = f"rule {rule} 1.0; place {number}"
            removals.append(row | {"rule": rule, "category": category, "text": line, "evidence": evidence})
        else:
            gaps.append(gap)
        at += len(line)
        if mark and not number:
            edit = {"raw_start": at, "text": mark, "instead": ""}
            told = {"rule": "mended", "category": "repair", "text": mark, "evidence": json.dumps([[at, mark, ""]])}
            removals.append(row | told | {"raw_start": at, "part": "edit", "gap": None, "edits": [edit]})
            at += len(mark)
        at += len(gap)
    return removals, [] if end == "\n" else gaps, at


def duplicate(made: Made, number: int) -> Made:
    """A copy of an article, as a duplicate: with removals, without mentions."""
    identity = article_id(made.article["article_id"], number)
    article = made.article | {"article_id": identity, "duplicate_of": made.article["article_id"]}
    return Made(article, [r | {"article_id": identity} for r in made.removals], [])


def quote(made: Made) -> dict[str, Any]:
    """The article's first line as what its first name says."""
    line, name = made.article["body"].split("\n")[0], made.mentions[0]
    return {"article_id": made.article["article_id"], "n": 0, "text": line, "start": 0, "end": len(line),
            "speaker": name["surface"], "speaker_start": name["start"], "entity_id": name["entity_id"], "cue": "قال",
            "kind": "indirect"}  # fmt: skip


def quarantine(day: str) -> list[dict[str, Any]]:
    persian = "رئیس‌جمهور در این دیدار گفت که گفتگوها ادامه دارد."
    weather = {"article_id": article_id(day, "set aside"), "title": "طقس", "body": "weather 31 C"}
    share = "articles.arabic_share: expect_column_values_to_be_between"
    rows = [
        ("ingest", "language: fa 0.98", None, "irna/page.html", persian.encode()),
        ("ingest", "not_json: line 3 column 9", None, "broken/cut.jsonl", b'{"text": "\xd9\x82\xd8'),
        ("ingest", f"empty: {HOSTILE}", None, f"odd/{HOSTILE}.txt", HOSTILE.encode() + b"\x00\xff"),
        ("clean", "check arabic_share: 0.2", share, "bbc.com/part.jsonl",
         json.dumps(weather, ensure_ascii=False).encode()),
    ]  # fmt: skip
    return [dict(zip(("stage", "reason", "expectation", "landing_file", "record"), row, strict=True)) for row in rows]


def checks(warned: bool, failed: str | None = None) -> list[dict[str, Any]]:
    def row(stage: str, name: str, severity: str, success: bool, observed: str, count: int = 0) -> dict[str, Any]:
        return {"stage": stage, "expectation": name, "severity": severity, "success": success,
                "observed": observed, "unexpected_count": count}  # fmt: skip

    rows = [
        row("ingest", "landed.article_id: expect_column_values_to_match_regex", "critical", True, "0 of 40 rows"),
        row("clean", "articles.body: expect_column_values_to_match_regex", "critical", True, "0 of 36 rows"),
        row("clean", "articles.url: expect_column_values_to_match_regex", "warning", not warned,
            f"1 of 36 rows, such as {HOSTILE} in 3f1c0a9be4d27785" if warned else "0 of 36 rows", int(warned)),
        row("enrich", "mentions.score: expect_column_values_to_be_between", "critical", True, "0 of 894 rows"),
        row("tables", "nothing is lost", "critical", True, "40 = 34 + 2 + 4"),
    ]  # fmt: skip
    if failed:
        rows.append(row(failed, "articles.marker_left: markers in few bodies", "critical", False, "30 of 36 rows", 30))
    return rows


def write_report(lake: Storage, day: str, run_id: str, results: list[dict[str, Any]]) -> None:
    """The reports of a run's checks, one a stage, as the gate leaves them."""
    for stage in dict.fromkeys(r["stage"] for r in results):
        own = [r for r in results if r["stage"] == stage]
        passed = all(r["success"] or r["severity"] != "critical" for r in own)
        lake.write_json(
            f"_reports/{day}/{run_id}/{stage}.json",
            {"stage": stage, "passed": passed, "quarantined": 0, "quarantined_ids": [], "results": own},
        )


def write(lake: Storage, table: str, day: str, rows: pa.Table) -> None:
    import pyarrow.parquet as pq

    groups = {"articles": 8192, "removals": 65536, "mentions": 131072, "quotes": 65536}
    with lake.writing(f"{table}/day={day}/{table}.parquet") as file:
        pq.write_table(rows.cast(schema(table)), file, compression="zstd", row_group_size=groups.get(table, 1024))


def repeated(rows: list[dict[str, Any]], table: str, times: int) -> pa.Table:
    """The rows, then copies of them with ids of their own; sorted by article_id."""
    first = pa.Table.from_pylist(rows, schema=schema(table))
    if times == 1:
        return first.sort_by("article_id")
    copies = [first]
    own = first["article_id"].to_pylist()
    for n in range(1, times):
        ids = pa.array([f"{(int(i, 16) + n * 0x9E3779B97F4A7C15) % (1 << 64):016x}" for i in own])
        copies.append(first.set_column(0, first.schema.field(0), ids))
    keys = [("article_id", "ascending")]
    keys += {
        "removals": [("line_no", "ascending")],
        "mentions": [("start", "ascending")],
        "quotes": [("n", "ascending")],
    }.get(table, [])
    return pa.concat_tables(copies).sort_by(keys)


def write_day(
    lake: Storage,
    day: str,
    articles: int = 36,
    *,
    times: int = 1,
    warned: bool = False,
    airflow_run_id: str | None = None,
) -> None:
    """One published day of `articles` (times `times`, for big ones), two of them duplicates."""
    made = [compose(day, n) for n in range(articles)]
    made += [duplicate(made[n], n) for n in (0, 1)]
    removals = [r for m in made for r in m.removals]
    mentions = [r for m in made for r in m.mentions]
    quotes = [quote(m) for m in made if m.mentions]
    bad = quarantine(day)
    write(lake, "articles", day, repeated([m.article for m in made], "articles", times))
    write(lake, "removals", day, repeated(removals, "removals", times))
    write(lake, "mentions", day, repeated(mentions, "mentions", times))
    write(lake, "quotes", day, repeated(quotes, "quotes", times))
    write(lake, "quarantine", day, pa.Table.from_pylist(bad * times, schema=schema("quarantine")))
    run = article_id("generation", day)
    checked = [{"run": run} | result for result in checks(warned)]
    write(lake, "checks", day, pa.Table.from_pylist(checked, schema=schema("checks")))
    row = {
        "run": run, "landed": (len(made) + len(bad)) * times, "quarantined": len(bad) * times, "duplicates": 2 * times,
        "cleaned": len(made) * times, "removed_lines": len(removals) * times, "mentions": len(mentions) * times,
        "mentions_quarantined": 0, "published": articles * times, "code_version": "0.1.0+5b1f0c9a77d2",
        "rules_version": "9c41a0d27e55", "reference_version": "18fe02ab93c1", "model_version": "embedded-1",
        "packages_version": "7cffd928f63b",
        "shards": 2, "airflow_run_id": airflow_run_id, "names_failed": 0, "forced": True,
        "params": '{"day": "2023-09-13", "force": true, "sources": ["majarra-press.example"]}',
        **{f"seconds_{stage}": 0.2 + 1.7 * (len(stage) % 5) for stage in STAGES},
    }  # fmt: skip
    write(lake, "runs", day, pa.Table.from_pylist([row], schema=schema("runs")))


def story_id(day: str, first: int) -> str:
    """The story of the day that begins with this article."""
    return f"STORY-{article_id('story', day, first)[:12]}"


def write_stories(lake: Storage, day: str, articles: int, before: str | None = None) -> None:
    """Stories of three articles each, of a day that is written already; the first has the hostile article. Each
    continues the one of the same articles of the day `before`, where one is given."""
    made = [compose(day, n) for n in range(articles)]
    stories, members = [], []
    for first in range(0, articles, 3):
        told = [one.article for one in made[first : first + 3]]
        story = story_id(day, first)
        on = date.fromisoformat(day)
        stories.append({
            "story_id": story, "title": told[0]["title"], "lead": told[0]["body"][:200], "first_day": on,
            "last_day": on, "central_article": told[0]["article_id"], "peak_day": on, "articles": len(told),
            "sources": len({one["source"] for one in told}), "countries": ["RU"],
            "continues": before and story_id(before, first),
            "entities": list(dict.fromkeys(row["entity_id"] for row in made[first].mentions)),
        })  # fmt: skip
        members += [
            {"story_id": story, "article_id": one["article_id"], "source": one["source"], "similarity": 0.9}
            for one in told
        ]
    for table, rows in (("stories", stories), ("story_articles", members)):
        write(lake, table, day, pa.Table.from_pylist(rows, schema=schema(table)).sort_by("story_id"))


def write_entities(lake: Storage, days: list[str], extra: int = 0) -> None:
    """The entities table; the last name is new on the first day, `extra` makes more rows that nobody mentions."""
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    rows = [
        {"entity_id": i, "type": t, "name_ar": ar, "name_en": en,
         "name_en_from": en and ("romanised" if i == "Q41183" else "curated"),
         "wikidata_id": i if i.startswith("Q") else None,
         "geonames_id": None, "country": None, "latitude": None, "longitude": None,
         "spellings": [{"surface": ar, "count": 9}], "mentions": 40, "articles": 9, "last_day": last,
         "first_day": first if i in ("x-hostile", "Q41183") else first - timedelta(days=40)}
        for i, t, ar, en in NAMES
    ] + [
        {"entity_id": f"x-{n:06d}", "type": "PERS", "name_ar": f"اسم {n}", "name_en": None, "spellings": [],
         "mentions": 1, "articles": 1, "first_day": last, "last_day": last}
        for n in range(extra)
    ]  # fmt: skip
    lake.write_table("entities/entities.parquet", pa.Table.from_pylist(rows, schema=schema("entities")))
    lake.write_table("sources/sources.parquet", build_sources(lake))


def write_lake(lake: Storage, days: list[str], articles: int = 36, times: int = 1) -> None:
    for number, day in enumerate(days):
        write_day(lake, day, articles, times=times, warned=number % 3 == 1)
    write_entities(lake, days, extra=200 * times)


if __name__ == "__main__":
    folder, wanted, count = sys.argv[1], int([*sys.argv, "36"][2]), int([*sys.argv, "36", "3"][3])
    begin = date.fromisoformat(DAY) - timedelta(days=count - 1)
    small = min(wanted, 2000)
    write_lake(
        Storage(folder), [(begin + timedelta(days=n)).isoformat() for n in range(count)], small, max(1, wanted // small)
    )
