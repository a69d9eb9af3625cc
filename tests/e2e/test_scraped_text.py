"""The scraped text from the published tables alone: every article of the sample, and texts that are hard to keep."""

import json
from pathlib import Path

import pytest

from nashra.article import Article
from nashra.cleaning.ledger.account import scraped_text
from nashra.lake import Storage
from nashra.landing.read import read_articles
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import CHECKOUT, load_settings
from nashra.tables.read.open_lake import open_lake
from tests.support.cleaning_articles import OTHER_P1, OTHER_P2, OTHERS, P1, P2, P3, P4, TITLE

SAMPLE = CHECKOUT / "seeds" / "landing" / "2023-09-14"
DAY = "2023-09-14"
TAIL = " سمات ري رمان"
HARD = [
    {"text": f"\n {TITLE}\u200f \n\n شارك\n\n{P1[:40]}\u00a0&quot;{P1[40:]}{TAIL}\n \n{P2}\u2028\nإعلان \n{P3}\n\n\n"},
    {"text": f"{TITLE}\r\nوقال: «{P2[:60]}.\r\nإعلان\r\n. {P2[60:]}\r\n{P3}", "title": TITLE},
    {"text": f"{P1}\n\n{P1}\n{OTHERS[0]}\n\u2067{OTHERS[0]}\u2069\n{P4}", "title": "عنوان من حقل"},
    {"text": f"{OTHERS[1]}\n{OTHER_P1}\n\u200b\u200f\n{OTHER_P2}\u2029"},
    {"text": f"{OTHERS[1]}\n\n{OTHER_P1}\n{OTHER_P2}"},  # the one before, spaced in another way: a duplicate
]


@pytest.fixture(scope="module", params=["sample", "hard"])
def landing_and_lake(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Storage]:
    folder = tmp_path_factory.mktemp(request.param)
    landing = SAMPLE.parent
    if request.param == "hard":
        landing = folder / "landing"
        (landing / DAY).mkdir(parents=True)
        news = "".join(json.dumps({"source": "example.com", **one}, ensure_ascii=False) + "\n" for one in HARD)
        (landing / DAY / "news.jsonl").write_text(news, encoding="utf-8")
    lake = folder / "lake"
    run_day(Options(day=DAY, shards=2), load_settings(landing=str(landing), lake=str(lake), recognizer="embedded"))
    return landing, Storage(str(lake))


def landed(landing: Path) -> list[str]:
    settings = load_settings(landing=str(landing))
    return sorted(
        a.text for a in read_articles(Storage(str(landing / DAY)), "", settings, DAY) if isinstance(a, Article)
    )


def test_every_text_is_had_back_from_the_parquet_files(landing_and_lake: tuple[Path, Storage]) -> None:
    landing, lake = landing_and_lake
    articles, removals = (lake.read_table(f"{t}/day={DAY}/{t}.parquet").to_pylist() for t in ("articles", "removals"))
    again = [scraped_text(a, [r for r in removals if r["article_id"] == a["article_id"]]) for a in articles]
    assert sorted(again) == landed(landing)
    assert any(article["duplicate_of"] for article in articles)
    if landing != SAMPLE.parent:
        assert {row["part"] for row in removals} == {"whole", "tail", "edit", "join"}
        assert {article["title_in_text"] for article in articles} == {True, False}


def test_sql_alone_gives_every_text(landing_and_lake: tuple[Path, Storage]) -> None:
    landing, lake = landing_and_lake
    connection = open_lake(lake)
    texts = [text for (text,) in connection.execute("SELECT text FROM scraped_text ORDER BY article_id").fetchall()]
    assert sorted(texts) == landed(landing)
    one = connection.execute("SELECT article_id FROM articles LIMIT 1").fetchall()[0][0]
    query = f"SELECT text FROM scraped_text WHERE day = '{DAY}' AND article_id = '{one}'"
    assert connection.execute(query).fetchall()[0][0] in texts
