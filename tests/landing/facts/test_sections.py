"""In which of its sections a site has an article, as a field of the record says it, whatever its format and name."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BODY, Landing

TITLE = "بدء العمل في توسعة الميناء القديم"
URL = "https://mina.example/n/18"


@pytest.mark.parametrize(
    ("fields", "sections"),
    [
        ({"category": "محليات", "tags": ["الميناء"]}, ["محليات"]),
        ({"section_name": "اقتصاد | موانئ"}, ["اقتصاد", "موانئ"]),
        ({"categories": [{"id": 4, "name": "اقتصاد"}, {"id": 9, "name": "محليات"}]}, ["اقتصاد", "محليات"]),
        ({"articleSection": "Arts &amp; Culture"}, ["Arts & Culture"]),
        ({"القسم": "محليات"}, ["محليات"]),
        ({"topic": "رياضة"}, ["رياضة"]),
        ({"category": "N/A"}, []),
        ({"category": None, "tags": ["الميناء"]}, []),
    ],
)
def test_of_json(landing: Landing, fields: dict[str, object], sections: list[str]) -> None:
    row = {"title": TITLE, "text": BODY, "url": URL} | fields
    landing.write("a.jsonl", json.dumps(row, ensure_ascii=False) + "\n")
    (article,) = landing.night().articles
    assert article["sections"] == sections


def test_of_tables_feeds_and_pages(landing: Landing) -> None:
    text = BODY.replace("\n", " ")
    landing.write("a.csv", f"العنوان,النص,الرابط,القسم\n{TITLE},{text},{URL}1,محليات\n")
    landing.write(
        "b.rss",
        f"<rss><channel><item><title>{TITLE}</title><link>{URL}2</link><category>محليات</category>"
        f"<description>{text}</description></item></channel></rss>",
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    landing.write(
        "c.html",
        '<html lang="ar"><head><meta charset="utf-8"><meta property="article:section" content="محليات">'
        f'<link rel="canonical" href="{URL}3"></head>'
        f"<body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>",
    )
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"headline": [TITLE], "body": [BODY], "link": [URL + "4"], "category": ["محليات"]}), sink)
    landing.write("d.parquet", sink.getvalue().to_pybytes())
    articles = landing.night().articles
    assert [(one["landing_file"], one["sections"]) for one in articles] == [
        (name, ["محليات"]) for name in ("a.csv", "b.rss", "c.html", "d.parquet")
    ]
