"""Records in what interfaces and programs put them into: lists of names and values, properties, documents of XML."""

import json

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

ROWS = [
    ("توسعة الميناء القديم تبدأ هذا الأسبوع", BODY, "https://marsa.example/n/1"),
    ("معرض للمخطوطات النادرة في المتحف الوطني", OTHER, "https://marsa.example/n/2"),
]
DAY = "2024-03-09T15:30:00Z"


def rows(landing: Landing) -> list[tuple[str, str, str]]:
    night = landing.night()
    assert {str(row["published_at"])[:16] for row in night.articles} == {"2024-03-09 15:30"}
    return [(row["title"], row["text"], row["url"]) for row in night.articles]


def pairs(title: str, text: str) -> list[dict[str, str]]:
    return [
        {"name": "headline", "value": title, "prompt": "العنوان"},
        {"name": "body", "value": text},
        {"name": "published", "value": DAY},
    ]


FORMS = {
    "collection": {"collection": {"href": "https://marsa.example/", "items": [
        {"href": url, "data": pairs(title, text)} for title, text, url in ROWS]}},
    "records of logs": {"scopeLogs": [{"logRecords": [
        {"severityText": "INFO", "body": {"stringValue": text}, "attributes": [
            {"key": "article.title", "value": {"stringValue": title}},
            {"key": "article.url", "value": {"stringValue": url}},
            {"key": "article.published", "value": {"stringValue": DAY}}]} for title, text, url in ROWS]}]},
    "features": {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [44.1, 15.3]},
         "properties": {"headline": title, "story": text, "ref": url, "published": DAY}} for title, text, url in ROWS]},
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_records_of_interfaces(landing: Landing, form: str) -> None:
    landing.write("a.json", json.dumps(FORMS[form], ensure_ascii=False))
    assert rows(landing) == ROWS


def test_articles_under_the_name_of_a_state(landing: Landing) -> None:
    state = {"articles": {"byId": {
        f"a{n}": {"title": title, "content": text, "permalink": url, "publishTime": DAY}
        for n, (title, text, url) in enumerate(ROWS)}, "allIds": ["a0", "a1"]}}  # fmt: skip
    landing.write("state.json", json.dumps(state, ensure_ascii=False))
    assert rows(landing) == ROWS


def test_a_state_without_articles_is_none(landing: Landing) -> None:
    landing.write("state.json", '{"bookmarks": {"articles": {"cursor": "2024-03-09"}}, "note": "حالة التحميل"}')
    assert landing.night().reasons == ["not an article: what a data set says of itself"]


def test_a_document_that_holds_records(landing: Landing) -> None:
    marks = "".join(
        f"<Placemark><name>{title}</name><description><![CDATA[<p>{text.replace(chr(10), '</p><p>')}</p>]]>"
        f"</description><TimeStamp><when>{DAY}</when></TimeStamp></Placemark>"
        for title, text, _ in ROWS
    )
    landing.write("a.kml", f'<?xml version="1.0"?><kml xmlns="http://k.example/2.2"><Document>{marks}</Document></kml>')
    assert [(row["title"], row["text"]) for row in landing.night().articles] == [row[:2] for row in ROWS]


def test_properties_within_the_content_of_an_entry(landing: Landing) -> None:
    """What the entry says of its day is when the list was asked for."""
    third = ("سوق للكتب المستعملة في حي الميناء", f"{OTHER}\n{BODY}", "https://marsa.example/n/3")
    entries = "".join(
        f"<entry><id>{n}</id><title/><updated>2024-03-10T01:00:00Z</updated><content type='application/xml'>"
        f"<m:properties><d:Title>{title}</d:Title><d:NewsBody>{text}</d:NewsBody><d:NewsDate>2024-03-0{n}T15:30:00Z"
        f"</d:NewsDate><d:NewsLink>{url}</d:NewsLink></m:properties></content></entry>"
        for n, (title, text, url) in enumerate([*ROWS, third], start=7)
    )
    landing.write("a.xml", f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")
    found = landing.night().articles
    assert [(row["title"], row["text"], row["url"]) for row in found] == [*ROWS, third]
    assert [row["published_at"].day for row in found] == [7, 8, 9]


def test_where_names_come_from_is_no_address(landing: Landing) -> None:
    title, text, _ = ROWS[0]
    data = (
        "<?xml version='1.0'?><article xmlns:xlink='http://www.w3.org/1999/xlink'><front><title>"
        f"{title}</title></front><body><p>{text}</p></body></article>"
    )
    assert landing.only("a.xml", data)["url"] is None


@pytest.mark.parametrize(
    "said",
    [{"date": "09.03.2024", "time": "18:30"}, {"created": "20240309153000000", "zone": "UTC"}],
    ids=["points and a clock", "seventeen digits"],
)
def test_days_of_tools(landing: Landing, said: dict[str, str]) -> None:
    title, text, url = ROWS[0]
    found = landing.only("a.json", json.dumps({"title": title, "text": text, "url": url} | said, ensure_ascii=False))
    assert str(found["published_at"])[:10] == "2024-03-09"
    assert str(found["published_at"])[11:16] in ("15:30", "12:30")


def test_a_link_that_leads_on_is_not_the_address_beside_the_article(landing: Landing) -> None:
    answers = [
        {"url": url, "result": {"article": {"h1": title, "time": DAY, "paragraphs": text.split("\n"),
                                            "links": [{"anchor": "المزيد", "href": "https://marsa.example/more"}]}}}
        for title, text, url in ROWS
    ]  # fmt: skip
    landing.write("a.jsonl", "\n".join(json.dumps(one, ensure_ascii=False) for one in answers))
    assert rows(landing) == ROWS


def test_what_a_search_shows_of_a_text_is_not_the_text(landing: Landing) -> None:
    hits = [
        {"@search.highlights": {"content": [text[:60]]}, "metadata_title": title, "merged_content": text, "url": url,
         "published": DAY}
        for title, text, url in ROWS
    ]  # fmt: skip
    landing.write("a.json", json.dumps({"value": hits}, ensure_ascii=False))
    assert rows(landing) == ROWS
