"""Each format gives the same article; names may lie; large files are split without loss."""

import gzip
import io
import json
import unicodedata
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.landing.conftest import Landing

FIELDS = {
    "title": "توسعة الميناء القديم",
    "url": "https://www.akhbar.example/ports/12",
    "published_at": "2024-03-09T21:30:00Z",
}


def page(body: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    return (
        '<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>موقع</title>'
        f'<meta property="og:title" content="{FIELDS["title"]}"><link rel="canonical" href="{FIELDS["url"]}">'
        f'<meta property="article:published_time" content="{FIELDS["published_at"]}">'
        "<script>var x = 'نص لا يقرأ';</script></head>"
        f"<body><nav><a href=/>الرئيسية</a></nav><article><h1>{FIELDS['title']}</h1>{paragraphs}</article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def warc(body: str, length_lie: int = 0) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, kind, data in (
        ("https://www.akhbar.example/logo.png", "image/png", b"\x89PNG...."),
        (FIELDS["url"], "text/html; charset=utf-8", page(body).encode()),
    ):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=headers)
        )
    return out.getvalue()


def files(body: str) -> dict[str, bytes]:
    row = {"text": body, **FIELDS}
    line = (json.dumps(row, ensure_ascii=False) + "\n").encode()
    quoted = ",".join(f'"{value}"' for value in row.values())
    table = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([row]), table)
    return {
        "a.jsonl": line,
        "a.jsonl.gz": gzip.compress(line),
        "a.jsonl.zst": zstandard.compress(line),
        "a.json": json.dumps([row], ensure_ascii=False, indent=1).encode(),
        "a.csv": (",".join(row) + "\r\n" + quoted + "\r\n").encode("utf-8-sig"),
        "a.parquet": table.getvalue(),
        "a.html": page(body).encode(),
        "a.html.gz": gzip.compress(page(body).encode()),
        "a.warc.gz": warc(body),
    }


@pytest.mark.parametrize("name", sorted(files("")))
def test_every_format_gives_the_article(landing: Landing, texts: dict[str, str], name: str) -> None:
    landing.write(f"بوابة/{name}", files(texts["body"])[name])
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert article["text"].removeprefix(FIELDS["title"] + "\n") == texts["body"]
    assert article["title"] == FIELDS["title"]
    assert article["source"] == "akhbar.example"
    assert article["published_at"].isoformat() == "2024-03-09T21:30:00+00:00"
    assert article["landing_file"] == f"بوابة/{name}"


def test_a_text_file_is_an_article_of_its_folder(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("bbc/one.txt", texts["body"] + "\r\n")
    (article,) = landing.night().articles
    assert (article["source"], article["title"], article["text"]) == ("bbc", None, texts["body"] + "\n")


def test_a_source_is_one_however_its_letters_are_made_up(landing: Landing, texts: dict[str, str]) -> None:
    """A folder that comes from a Mac has a hamza, or an accent, as a letter of its own."""
    folders = (unicodedata.normalize("NFC", "أخبار الآن"), unicodedata.normalize("NFD", "أخبار الآن"))
    for number, folder in enumerate(folders):
        landing.write(f"{folder}/{number}.txt", f"{texts['body']} {number}\n")
    assert {article["source"] for article in landing.night().articles} == {"أخبار الآن"}


@pytest.mark.parametrize(
    ("name", "really"),
    [
        ("x.txt", "a.jsonl"),
        ("x.jsonl", "a.jsonl.gz"),
        ("x.txt", "a.html"),
        ("x.html", "a.jsonl"),
        ("x.csv", "a.parquet"),
        ("download", "a.csv"),
        ("x.jsonl", "a.warc.gz"),
        ("download", "a.jsonl.zst"),
    ],
)
def test_the_content_wins_when_the_name_lies(landing: Landing, texts: dict[str, str], name: str, really: str) -> None:
    landing.write(name, files(texts["body"])[really])
    night = landing.night()
    assert night.reasons == []
    assert night.articles[0]["url"] == FIELDS["url"]


def test_a_split_file_gives_the_same_records(
    landing: Landing, texts: dict[str, str], lines_of: Callable[[str, int], str]
) -> None:
    data = lines_of(texts["body"], 1100)
    landing.write("big.jsonl", data)
    rows = [json.loads(line) for line in data.splitlines()]
    table = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), table, row_group_size=300)
    landing.write("big.parquet", table.getvalue())
    whole = landing.night(shards=1)
    parts = landing.night(shards=7, shard_bytes=50_000)
    assert len(whole.articles) == 2200
    assert whole.articles == parts.articles
    assert whole.duplicates == parts.duplicates


def test_csv_with_other_delimiters_and_lines_in_quotes(landing: Landing, texts: dict[str, str]) -> None:
    text = texts["body"].replace("اليوم", '""اليوم""')
    landing.write("a.csv", f'العنوان;النص\nعنوان أول;"{text}"\nعنوان ثان;"{texts["other"]}"\n')
    first, second = landing.night().articles
    assert first["text"] == texts["body"].replace("اليوم", '"اليوم"')
    assert (first["title"], second["text"]) == ("عنوان أول", texts["other"])


@pytest.mark.parametrize("delimiter", ["::", "@@", "||", "~", "#", "\x1f", " | "])
def test_a_table_may_be_parted_by_marks_that_few_use(landing: Landing, texts: dict[str, str], delimiter: str) -> None:
    rows = [("title", "date", "content")] + [
        (f"عنوان {number}", f"2024-03-0{number}", texts[name].replace("\n", " "))
        for number, name in enumerate(("body", "other"), 1)
    ]
    landing.write("a.csv", "\n".join(delimiter.join(row) for row in rows))
    night = landing.night()
    assert night.reasons == []
    assert {one["title"] for one in night.articles} == {"عنوان 1", "عنوان 2"}
    assert {str(one["published_on"]) for one in night.articles} == {"2024-03-01", "2024-03-02"}


def test_fields_are_found_under_other_names(landing: Landing, texts: dict[str, str]) -> None:
    row = {
        "article": {"body": texts["body"].split("\n")},
        "Headline": "عنوان",
        "link": "javascript:alert(1)",
        "تاريخ النشر": "9 مارس/آذار 2024",
        "tags": "موانئ، نقل",
    }
    landing.write("wam/a.jsonl", json.dumps(row, ensure_ascii=False))
    (article,) = landing.night().articles
    assert article["text"] == texts["body"]
    assert (article["title"], article["url"], article["source"]) == ("عنوان", None, "wam")
    assert article["published_at"].isoformat() == "2024-03-08T21:00:00+00:00"
    assert article["keywords"] == ["موانئ", "نقل"]


def test_html_blocks_are_lines_and_markup_names_the_body() -> None:
    from nashra.landing.limits import load_limits
    from nashra.landing.readers.html_page import read_page

    long = "جملة طويلة تكفي ليعد هذا الجزء متن الخبر كما يدل عليه ترميز الصفحة " * 4
    html = (
        f"<html><body><ul><li>خبر آخر</li></ul><div itemprop=articleBody><div>{long}<br>سطر <b>غام</b>ق</div>"
        "<style>x</style><table><tr><td>خلية</td></tr></table></div><aside>إعلان</aside></body></html>"
    )
    assert read_page(html, load_limits()).text == "\n".join((long.strip(), "سطر غامق", "خلية"))
    short = "<body><article>بطاقة</article><p>الفقرة الأولى</p><p>الفقرة الثانية</p></body>"
    assert read_page(short, load_limits()).text == "بطاقة\nالفقرة الأولى\nالفقرة الثانية"
