"""Exports whose article stands deeper, in more columns or under other names than a table of texts has it."""

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BODY, ENGLISH, OTHER, Landing

TITLE, ADDRESS, PAPER = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12", "صحيفة الرمال"
SEEN, AFTER = "2024-03-10T05:00:00Z", "2024-03-14T05:00:00Z"
LINES = BODY.split("\n")
PAGE = "".join(f"<p>{line}</p>\n" for line in LINES)


def halves(kind: str) -> list[dict[str, Any]]:
    """The body as blocks, each of two pieces of a line."""
    if kind == "notion":
        return [
            {"object": "block", "type": "paragraph", "paragraph": {"rich_text": [
                {"type": "text", "text": {"content": piece}, "plain_text": piece} for piece in (line[:9], line[9:])]}}
            for line in LINES
        ]  # fmt: skip
    if kind == "google":
        return [
            {"startIndex": 1, "paragraph": {"elements": [
                {"textRun": {"content": line[:9]}}, {"textRun": {"content": line[9:] + "\n"}}]}}
            for line in LINES
        ]  # fmt: skip
    return [
        {"type": "PARAGRAPH", "nodes": [{"type": "TEXT", "nodes": [], "textData": {"text": line, "decorations": []}}]}
        for line in LINES
    ]


ARTICLES: dict[str, Any] = {
    "what is known of a text in an object beside it": {
        "page_content": BODY, "metadata": {"source": ADDRESS, "title": TITLE, "publish_date": "2024-03-10"}},
    "the same, written as text": {
        "text": BODY, "meta": json.dumps({"url": ADDRESS, "title": TITLE, "date": "2024-03-10"})},
    "a day in an object beside, under a better name than the record's own": {
        "title": TITLE, "text": BODY, "url": ADDRESS, "created_at": AFTER, "metadata": {"published": SEEN}},
    "a body of sections with paragraphs": {
        "title": TITLE, "publishing_date": SEEN, "html": {"requested_url": ADDRESS, "crawl_date": AFTER},
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": LINES}]}},
    "a base whose values are named by their types": {
        "object": "page", "created_time": AFTER, "url": ADDRESS, "blocks": halves("notion"), "properties": {
            "Name": {"type": "title", "title": [{"plain_text": TITLE[:6]}, {"plain_text": TITLE[6:]}]},
            "Date": {"type": "date", "date": {"start": "2024-03-10", "end": None}}}},
    "a document of pieces": {
        "title": TITLE, "body": {"content": halves("google")}, "url": ADDRESS, "date": SEEN},
    "nodes with the words a step further in": {
        "title": TITLE, "richContent": {"nodes": halves("ricos")}, "url": ADDRESS, "publishedDate": SEEN},
    "a record in an object, with what its project says of itself": {
        "id": 4, "data": {"text": BODY, "title": TITLE, "url": ADDRESS, "published": SEEN}, "meta": {},
        "created_at": AFTER, "annotations": [{"result": [{"value": {"text": LINES[0][:9], "labels": ["LOC"]}}]}]},
    "a search's piece of a text beside all of it": {
        "title": TITLE, "url": ADDRESS, "content": BODY[:150], "raw_content": BODY, "published_date": SEEN},
    "when it was first published": {
        "title": TITLE, "body": BODY, "url": ADDRESS, "first_publication_date": SEEN, "last_publication_date": AFTER},
    "French names in camel case": {
        "titreArticle": TITLE, "contenu": PAGE, "datePublication": "10 mars 2024", "urlArticle": ADDRESS},
    "parts of the day under Arabic names": {
        "العنوان": TITLE, "المحتوى": LINES, "الرابط": ADDRESS, "تاريخ النشر": {"اليوم": 10, "الشهر": 3, "السنة": 2024}},
    "Persian names": {"تیتر": TITLE, "متن خبر": BODY, "تاریخ": "2024-03-10", "لینک": ADDRESS, "منبع": PAPER},
    "texts in a list, named by their types": {"Item": {
        "headline": {"S": TITLE}, "body": {"L": [{"S": line} for line in LINES]}, "url": {"S": ADDRESS},
        "publishedAt": {"N": "1710047700"}}},
    "a page in what a browser noted of its traffic": {"log": {"version": "1.2", "entries": [{
        "startedDateTime": AFTER, "request": {"method": "GET", "url": ADDRESS}, "response": {"status": 200, "content": {
            "mimeType": "text/html", "text": f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body>"
            f"<h1>{TITLE}</h1><p>10 مارس 2024</p><div>{PAGE}</div></body></html>"}}}]}},
    "microseconds under a bare name": {"headline": TITLE, "fullStory": BODY, "link": ADDRESS, "ts": 1710047700000000},
}  # fmt: skip


@pytest.mark.parametrize("kind", ARTICLES)
def test_the_article_is_found(landing: Landing, kind: str) -> None:
    landing.write("export.json", json.dumps([ARTICLES[kind]], ensure_ascii=False))
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["url"], str(article["published_on"])) == (TITLE, ADDRESS, "2024-03-10")
    assert " ".join(article["text"].split()) == " ".join(BODY.split())


TABLES = {
    "a list in numbered columns": (
        ("headline.main", "body.0", "body.1", "body.2", "meta.url", "pub.date"), (TITLE, *LINES, ADDRESS, SEEN)),
    "numbers behind a slash and a step": (
        ("title", "paragraphs/0/text", "paragraphs/1/text", "paragraphs/2/text", "url", "date"),
        (TITLE, *LINES, ADDRESS, SEEN)),
    "steps before a name": (
        ("data.id", "data.attributes.headLine", "data.attributes.body", "data.attributes.url",
         "data.attributes.publishedDate"), ("7", TITLE, BODY, ADDRESS, SEEN)),
    "French": (("N°", "Titre", "Texte", "Lien", "Date de publication"), ("1", TITLE, BODY, ADDRESS, "10/03/2024")),
    "a mail program's": (("Subject", "Body", "From: (Name)", "Sent On", "URL"), (TITLE, BODY, PAPER, SEEN, ADDRESS)),
    "remarks beside names": (
        ("#", "العنوان:", "النص (كامل)", "الرابط الإلكتروني", "تاريخ النشر (ميلادي)"),
        ("1", TITLE, BODY, ADDRESS, "2024-03-10")),
    "spaces where others have underscores": (
        ("Name", "Slug", "Created On", "Published On", "Post Body", "Post URL"),
        (TITLE, "x", AFTER, SEEN, PAGE, ADDRESS)),
    "the record as JSON in a cell": (
        ("ID", "INSERTED_AT", "PAYLOAD"),
        ("1", AFTER, json.dumps({"headline": TITLE, "body": f'{BODY}\nوأضاف "تم"', "url": ADDRESS, "date": SEEN}))),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_columns_are_found(landing: Landing, kind: str) -> None:
    header, row = TABLES[kind]
    rows = (",".join('"' + cell.replace('"', '""') + '"' for cell in each) for each in (header, row))
    landing.write("export.csv", "\r\n".join(rows) + "\r\n")
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["url"], str(article["published_on"])) == (TITLE, ADDRESS, "2024-03-10")
    assert article["text"].split("\n")[:3] == LINES


def test_a_map_in_a_column_is_read(landing: Landing) -> None:
    said = pa.array([[("url", ADDRESS), ("published_at", SEEN)]], pa.map_(pa.string(), pa.string()))
    landing.folder.mkdir(exist_ok=True)
    pq.write_table(pa.table({"title": [TITLE], "content": [BODY], "attrs": said}), landing.folder / "x.parquet")
    (article,) = landing.night().articles
    assert (article["url"], str(article["published_on"])) == (ADDRESS, "2024-03-10")


def test_the_only_text_of_a_post_gets_the_day_of_the_post(landing: Landing) -> None:
    posts = [
        {"timestamp": 1710047700, "data": [{"post": text}, {"update_timestamp": 1710400000}], "title": f"{PAPER} حدثت"}
        for text in (BODY, OTHER)
    ]
    landing.write("posts.json", json.dumps(posts))
    assert [str(article["published_on"]) for article in landing.night().articles] == ["2024-03-10"] * 2


def test_when_a_store_last_wrote_a_document_is_no_day_of_publication(landing: Landing) -> None:
    landing.write("items.json", json.dumps([{"title": TITLE, "body": BODY, "url": ADDRESS, "_ts": 1710047700}]))
    assert [article["published_at"] for article in landing.night().articles] == [None]


@pytest.mark.parametrize("name", ["film.tsv", "film.json"])
def test_pieces_of_a_transcript_are_no_articles(landing: Landing, name: str) -> None:
    pieces = [{"start": 3.5 * n, "end": 3.5 * n + 3, "text": line} for n, line in enumerate(LINES)]
    rows = "start\tend\ttext\n" + "".join(f"{one['start']}\t{one['end']}\t{one['text']}\n" for one in pieces)
    landing.write(name, rows if name.endswith("tsv") else json.dumps(pieces, ensure_ascii=False))
    night = landing.night()
    assert night.articles == []
    assert night.reasons == ["not an article: a piece of a transcript (3 records of the file)"]


def test_the_address_of_a_picture_is_no_source(landing: Landing) -> None:
    record = {"title": TITLE, "text": BODY, "media": "https://cdn.example/x.jpg?w=800", "url": ADDRESS}
    landing.write("news.json", json.dumps([record]))
    assert [article["source"] for article in landing.night().articles] == ["akhbar.example"]


@pytest.mark.parametrize(
    "said", [{"post_type": "page"}, {"Post Type": "page"}, {"wp:status": "trash"}, {"status": "draft"}, {"draft": True}]
)
def test_what_says_that_it_is_not_published_is_none(landing: Landing, said: dict[str, Any]) -> None:
    article = {"title": TITLE, "text": BODY, "url": ADDRESS, "status": "publish"}
    landing.write("news.json", json.dumps([article, {"title": "من نحن", "text": OTHER} | said]))
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert [reason.split(":")[0] for reason in night.reasons] == ["not an article"]


def test_a_line_that_tells_what_a_section_is_is_no_article(landing: Landing) -> None:
    rows = [{"model": "news.category", "fields": {"name": "محليات", "description": "أخبار المدن والقرى كل يوم"}},
            {"model": "news.article", "fields": {"title": TITLE, "body": PAGE, "pub_date": SEEN}}]  # fmt: skip
    landing.write("dump.json", json.dumps(rows))
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert [reason.split(":")[0] for reason in night.reasons] == ["no text"]


@pytest.mark.parametrize("name", ["news.txt", "scrape.log"])
@pytest.mark.parametrize("key", ["52014\t", "2024-03-14 01:00:02,120 INFO scraper.pipeline: "])
def test_lines_behind_a_key_are_records(landing: Landing, name: str, key: str) -> None:
    record = json.dumps({"title": TITLE, "body": BODY, "url": ADDRESS, "published_at": SEEN}, ensure_ascii=False)
    other = json.dumps({"title": "معرض", "body": OTHER}, ensure_ascii=False)
    landing.write(name, f"{key}{record}\n{key}{other}\n")
    night = landing.night()
    assert night.reasons == []
    assert [article["title"] for article in night.articles] == [TITLE, "معرض"]


def test_what_an_interface_says_of_a_fault_is_no_article(landing: Landing) -> None:
    fault = {"error": {"code": 429, "message": "لقد تجاوزت الحد المسموح به من الطلبات في هذا اليوم، حاول لاحقا" * 3}}
    landing.write("page4.json", json.dumps(fault, ensure_ascii=False))
    night = landing.night()
    assert night.articles == []
    assert len(night.reasons) == 1


def test_letters_that_r_wrote_by_their_numbers(landing: Landing) -> None:
    def named(text: str) -> str:
        return "".join(letter if ord(letter) < 128 else f"<U+{ord(letter):04X}>" for letter in text)

    landing.write("corpus.csv", f'"","title","text","date"\n"1","{named(TITLE)}","{named(BODY)}",2024-03-10\n')
    (article,) = landing.night().articles
    assert (article["title"], article["text"]) == (TITLE, BODY)


def test_a_folder_of_a_column_names_the_source_or_nothing(landing: Landing) -> None:
    record = json.dumps({"title": TITLE, "body": BODY}, ensure_ascii=False)
    landing.write("source=akhbar.example/dt=2024-03-10/part-0.json", record)
    landing.write("dt=2024-03-11/part-0.json", json.dumps({"title": "معرض", "body": OTHER}))
    assert {article["title"]: article["source"] for article in landing.night().articles} == {
        TITLE: "akhbar.example", "معرض": "unknown",
    }  # fmt: skip


def test_an_address_alone_at_the_head_of_a_text_is_its_own(landing: Landing) -> None:
    landing.write("a/1.txt", f"{TITLE}\n{ADDRESS}\n2024-03-10 08:15\n\n{BODY}\n")
    landing.write("a/2.txt", f"معرض للمخطوطات\nhttps://www.youtube.com/watch?v=x\n\n{OTHER}\n")
    first, second = landing.night().articles
    assert (first["url"], first["source"], str(first["published_on"])) == (ADDRESS, "akhbar.example", "2024-03-10")
    assert (second["url"], second["source"]) == (None, "a")


def test_words_with_labels_are_no_article(landing: Landing) -> None:
    lines = [f"{word} {'B-LOC' if word == 'الميناء' else 'O'}" for word in BODY.split()]
    landing.write("corpus.txt", "\n".join(lines) + "\n")
    night = landing.night()
    assert night.articles == []
    assert night.reasons == ["not an article: words with labels or counts, one a line"]


def test_what_a_data_set_says_of_itself_is_no_article(landing: Landing) -> None:
    landing.write("dataset_info.json", json.dumps({"description": ENGLISH, "features": {"title": {"dtype": "string"}}}))
    landing.write("data.json", json.dumps([{"title": TITLE, "text": BODY}]))
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert night.reasons == ["not an article: what a data set says of itself"]
