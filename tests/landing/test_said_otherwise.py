"""The same articles in the styles of several programs, in what stores and interfaces put around records, and in many
containers: what lands is the same. Each record is read as if it were the only way to write it."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BODY, OTHER, Landing

Row = dict[str, Any]
SOURCE = "صحيفة المرفأ"
STORIES = [
    ("توسعة الميناء القديم تبدأ غدا", BODY, "https://www.almarfa.example/ports/2024/412", "2024-03-08T06:15:00Z"),
    ("مخطوطات نادرة في المتحف الوطني", OTHER, "https://www.almarfa.example/culture/2024/413", "2024-03-09T10:40:00Z"),
]
SEEN = "2024-03-09T23:00:00Z"  # when a program met or stored a record, which is never its day
WANTED = [(title, text, url, SOURCE, datetime.fromisoformat(day).astimezone(UTC)) for title, text, url, day in STORIES]


def paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in text.split("\n"))


def scraped(title: str, text: str, url: str, day: str) -> Row:
    return {"title": title, "url": url, "content": text, "published_at": day, "source": SOURCE, "scraped_at": SEEN}


def of_django(title: str, text: str, url: str, day: str) -> Row:
    fields = {"title": title, "content": paragraphs(text), "pub_date": day, "url": url, "newspaper": SOURCE}
    return {"model": "news.article", "pk": 7, "fields": fields}


def of_a_crawler(title: str, text: str, url: str, day: str) -> Row:
    said = {"title": title, "sourceURL": url, "publishedTime": day, "ogSiteName": SOURCE, "statusCode": 200}
    return {"markdown": text.replace("\n", "\n\n"), "metadata": said}


def of_an_index(title: str, text: str, url: str, day: str) -> Row:
    inner = {"title": title, "text": text, "url": url, "published": day, "source": SOURCE, "@timestamp": SEEN}
    return {"_index": "news-2024", "_id": "AX7", "_score": 1.0, "_source": inner}


def of_an_interface(title: str, text: str, url: str, day: str) -> Row:
    paper = {"id": 77, "name": SOURCE, "home_page_url": "https://www.almarfa.example/"}
    return {"id": 5, "title": title, "body": text, "source": paper, "links": {"permalink": url}, "published_at": day}


STYLES = [scraped, of_django, of_a_crawler, of_an_index, of_an_interface]


def typed(value: Any) -> Row:
    if isinstance(value, dict):
        return {"mapValue": {"fields": {name: typed(one) for name, one in value.items()}}}
    if isinstance(value, int | float):
        return {"integerValue": str(value)}
    return {"stringValue": value}


AROUND: dict[str, Callable[[Row], Row]] = {
    "a queue": lambda row: {"offset": 3, "partition": 0, "key": None, "value": row, "timestamp": 1710025200000},
    "an event": lambda row: {"specversion": "1.0", "source": "/scrapers/a", "id": "e3", "time": SEEN, "data": row},
    "a base": lambda row: {"id": "rec3", "createdTime": SEEN, "fields": row},
    "a string": lambda row: {"id": 3, "raw": json.dumps(row, ensure_ascii=False)},
    "a log": lambda row: {"level": "INFO", "ts": SEEN, "logger": "spider", "msg": "item scraped", "item": row},
    "a change": lambda row: {
        "before": None, "after": row, "op": "c", "ts_ms": 1710025200123,
        "source": {"connector": "mysql", "name": "db1", "ts_ms": 1710025200000, "db": "news", "table": "articles"},
    },
    "its page": lambda row: {**row, "raw_html": f"<html><head><title>{SOURCE}</title></head><body>قائمة</body></html>"},
    "lists": lambda row: {name: value if isinstance(value, dict) else [value] for name, value in row.items()},
}  # fmt: skip


def flat(row: Row, joint: str, before: str = "") -> Row:
    found: Row = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= flat(value, joint, f"{before}{name}{joint}")
        else:
            found[before + name] = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
    return found


def as_csv(rows: list[Row], joint: str, delimiter: str = ",") -> str:
    table = [flat(row, joint) for row in rows]
    file = io.StringIO()
    writer = csv.DictWriter(file, list(table[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    return file.getvalue()


def as_page(rows: list[Row], _: Path) -> str:
    table = [flat(row, ".") for row in rows]
    head = "".join(f"<th>{name}</th>" for name in table[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str('' if v is None else v))}</td>" for v in row.values()) + "</tr>"
        for row in table
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def as_sqlite(rows: list[Row], folder: Path) -> bytes:
    table = [flat(row, "_") for row in rows]
    path = folder / "a.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        names = ", ".join(f'"{name}"' for name in table[0])
        database.execute(f"create table articles ({names})")
        marks = ", ".join("?" * len(table[0]))
        database.executemany(f"insert into articles values ({marks})", [list(row.values()) for row in table])
    database.close()
    return path.read_bytes()


def as_script(rows: list[Row], _: Path) -> str:
    """A script of SQL Server's: statements end with their lines, and INTO is left out."""
    lines = []
    for row in (flat(row, "_") for row in rows):
        said = ("NULL" if value is None else "N'" + str(value).replace("'", "''") + "'" for value in row.values())
        lines.append(f"INSERT [dbo].[News] ({', '.join(f'[{name}]' for name in row)}) VALUES ({', '.join(said)})")
    return "SET ANSI_NULLS ON\nGO\n" + "\n".join(lines) + "\nGO\n"


def as_parquet(rows: list[Row], _: Path) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([flat(row, ".") for row in rows]), file)
    return file.getvalue()


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


CONTAINERS: dict[str, Callable[[list[Row], Path], bytes | str]] = {
    "a.jsonl": lambda rows, _: "".join(written(row) + "\n" for row in rows),
    "kept.json": lambda rows, _: written({str(100 + at): row for at, row in enumerate(rows)}),
    "points.csv": lambda rows, _: as_csv(rows, "."),
    "slashes.csv": lambda rows, _: as_csv(rows, "/", ";"),
    "joined.csv": lambda rows, _: as_csv(rows, "_"),
    "a.html": as_page,
    "a.db": as_sqlite,
    "a.sql": as_script,
    "script.txt": as_script,
    "a.parquet": as_parquet,
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("around", [None, *AROUND])
def test_what_is_said_is_the_same(landing: Landing, tmp_path: Path, around: str | None, container: str) -> None:
    wrong = []
    for style in STYLES:
        rows = [style(*story) for story in STORIES]
        if around is not None:
            rows = [AROUND[around](row) for row in rows]
        landing.write(container, CONTAINERS[container](rows, tmp_path))
        found = [
            (row["title"], row["text"], row["url"], row["source"], row["published_at"])
            for row in landing.night().articles
        ]
        if [_as_far_as_known(row) for row in found] != WANTED:
            wrong.append((style.__name__, found))
    assert wrong == []


def _as_far_as_known(row: tuple[Any, ...]) -> tuple[Any, ...]:
    title, text, url, source, moment = row
    # a table's names alone may not tell a paper's from others: the host stands for it
    return title, text, url, SOURCE if source == "almarfa.example" else source, moment


def test_documents_whose_values_are_named_by_their_types(landing: Landing) -> None:
    rows = [
        {"name": "projects/p/documents/news/7", "fields": typed(of_a_crawler(*story))["mapValue"]["fields"]}
        for story in STORIES
    ]
    landing.write("a.json", written({"documents": rows}))
    assert [row["title"] for row in landing.night().articles] == [story[0] for story in STORIES]


def test_columns_of_a_dump_whose_names_have_spaces(landing: Landing) -> None:
    names = ["العنوان", "النص", "الرابط", "تاريخ النشر"]
    columns = ",\n".join(f"  `{name}` text" for name in names)
    cells = ", ".join("'" + said.replace("\n", "\\n") + "'" for said in STORIES[0])
    dump = f"-- MySQL dump\nCREATE TABLE `news` (\n{columns}\n);\nINSERT INTO `news` VALUES ({cells});\n"
    assert landing.only("a.sql", dump)["published_at"] == WANTED[0][4]


def test_a_draft_in_a_table_of_posts_is_none(landing: Landing) -> None:
    title, text, url, day = STORIES[0]
    row = {"ID": 7, "post_title": title, "post_content": text, "post_date": day, "post_status": "draft", "guid": url}
    landing.write("a.csv", as_csv([row], "_"))
    night = landing.night()
    assert (night.articles, night.reasons) == ([], ["not an article: draft"])
