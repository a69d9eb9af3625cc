"""SQLite databases: rows of tables with texts; what a hostile or damaged file can not do."""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLES = ("توسعة الميناء القديم", "معرض للمخطوطات النادرة")
ADDRESS = "https://www.akhbar.example/ports/{}"


def database(path: Path, *statements: str, rows: int = 2, encoding: str = "UTF-8") -> bytes:
    """The bytes of a database with a table of articles, after more statements."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, content TEXT, link, pub_date, n REAL)"
        )
        for number in range(rows):
            row = (TITLES[number % 2], (BODY, OTHER)[number % 2], ADDRESS.format(number), 1710061200, 2.5)
            connection.execute("INSERT INTO articles (title, content, link, pub_date, n) VALUES (?, ?, ?, ?, ?)", row)
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path.read_bytes()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "made.sqlite"


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le"])
@pytest.mark.parametrize("name", ["crawl.db", "crawl.sqlite", "crawl", "crawl.sqlite3.gz"])
def test_rows_are_records(landing: Landing, made: Path, name: str, encoding: str) -> None:
    data = database(made, encoding=encoding)
    landing.write(name, gzip.compress(data) if name.endswith(".gz") else data)
    night = landing.night()
    assert night.reasons == []
    found = [(row["title"], row["text"], row["url"], row["published_on"].isoformat()) for row in night.articles]
    assert sorted(found) == sorted((TITLES[n], (BODY, OTHER)[n], ADDRESS.format(n), "2024-03-10") for n in range(2))


def test_comments_beside_articles_are_none_and_views_are_not_run(landing: Landing, made: Path) -> None:
    statements = [
        "CREATE TABLE comments (id INTEGER, author TEXT, content TEXT, created_at TEXT)",
        "INSERT INTO comments VALUES (1, 'قارئ', 'تعليق طويل من قارئ لا يعجبه شيء في هذا الخبر', '2024-03-10')",
        "CREATE VIEW posts AS SELECT title, content AS text FROM articles",
        "CREATE VIRTUAL TABLE found USING fts5(title, content)",
        "INSERT INTO found VALUES ('عنوان', 'نص طويل من كلمات كثيرة في فهرس البحث عن الأخبار')",
    ]
    landing.write("crawl.db", database(made, *statements))
    night = landing.night()
    assert len(night.articles) == 2
    assert night.counts["passed over: a row of a table without texts"] >= 1


def test_rows_that_hold_json_are_opened(landing: Landing, made: Path) -> None:
    value = json.dumps({"headline": TITLES[0], "articleBody": BODY, "datePublished": "2024-03-09"}, ensure_ascii=False)
    made.unlink(missing_ok=True)
    with sqlite3.connect(made) as connection:
        connection.execute("CREATE TABLE pages (id INTEGER, data TEXT)")
        connection.execute("INSERT INTO pages VALUES (1, ?)", (value,))
    landing.write("store.db", made.read_bytes())
    (article,) = landing.night().articles
    assert (article["title"], article["text"]) == (TITLES[0], BODY)


def test_texts_of_another_encoding(landing: Landing, made: Path) -> None:
    data = database(made, "UPDATE articles SET content = CAST(x'" + BODY.encode("cp1256").hex() + "' AS TEXT)")
    landing.write("crawl.db", data)
    assert {row["text"] for row in landing.night().articles} == {BODY}


def test_a_database_without_texts_says_what_it_has(landing: Landing, made: Path) -> None:
    made.unlink(missing_ok=True)
    with sqlite3.connect(made) as connection:
        connection.execute('CREATE TABLE "a ""b" (id INTEGER, amount REAL)')
    landing.write("shop.db", made.read_bytes())
    assert landing.night().reasons == ['sqlite: no table holds texts: a "b: id, amount']


def test_a_function_in_the_schema_is_not_run(landing: Landing, made: Path) -> None:
    statements = [
        "CREATE TABLE made (title TEXT, summary TEXT, text TEXT AS (printf('%.*c', 1000000, 'x')))",
        f"INSERT INTO made (title, summary) VALUES ('{TITLES[0]}', '{OTHER}')",
    ]
    landing.write("crawl.db", database(made, *statements))
    night = landing.night()
    assert len(night.articles) == 2
    assert night.reasons == []
    assert night.counts["passed over: a row of a table without texts"] == 1


@pytest.mark.parametrize("cut", [100, 4096, 9000])
def test_a_database_that_is_cut_short_is_told(landing: Landing, made: Path, cut: int) -> None:
    landing.write("crawl.db", database(made, rows=200)[:cut])
    landing.write("whole.db", database(made))
    night = landing.night()
    assert any(reason.startswith("sqlite: ") for reason in night.reasons)
    assert night.counts["ingest_errors"] == 0
    assert {row["landing_file"] for row in night.articles} >= {"whole.db"} or len(night.articles) >= 2


def test_any_byte_may_be_damaged(landing: Landing, made: Path) -> None:
    data = database(made, rows=30)
    for number, at in enumerate(range(16, len(data), len(data) // 60)):
        landing.write(f"{number}.db", data[:at] + b"\xff\x00\x7f\x80" + data[at + 4 :])
    night = landing.night()
    assert night.counts["ingest_errors"] == 0
    assert len(night.articles) > 30


def test_a_row_larger_than_a_record_costs_itself(landing: Landing, made: Path) -> None:
    landing.write(
        "crawl.db", database(made, "INSERT INTO articles (title, content) VALUES ('ط', hex(zeroblob(30000)))")
    )
    night = landing.night(record_bytes=20_000)
    assert len(night.articles) == 2
    assert night.reasons == ["record too large: more than 20000 bytes"]
