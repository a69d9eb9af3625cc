"""Records as other software exports them: nothing but the names and the wrapping differs."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, ENGLISH, Landing

TITLE, ADDRESS, MOMENT = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12", "2024-03-09T21:30:00Z"
FIRST, REST = BODY.split("\n", 1)
ARTICLE = {"title": TITLE, "body": BODY, "url": ADDRESS, "published_at": MOMENT}
EPOCH = 1710019800000


def line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


EXPORTS = {  # as a tool writes one article
    "an interface that answers with one item": line(
        {"data": [{"text": BODY, "title": TITLE, "url": ADDRESS, "created_at": MOMENT}], "meta": {"result_count": 1}}
    ),
    "Kafka's console, the record written as text": line(
        {"topic": "news", "offset": 1, "timestamp": 1, "value": json.dumps(ARTICLE, ensure_ascii=False)}
    ),
    "a record written as text in a field named text": line({"text": json.dumps(ARTICLE, ensure_ascii=False)}),
    "Debezium": line(
        {"payload": {"before": None, "after": ARTICLE, "source": {"connector": "mysql", "name": "db1"}, "ts_ms": 1}}
    ),
    "Firestore": line(
        {"documents": [{"name": "news/1", "createTime": "2024-03-10T00:00:00Z", "fields": {
            "title": {"stringValue": TITLE}, "body": {"stringValue": BODY}, "url": {"stringValue": ADDRESS},
            "date": {"timestampValue": MOMENT}}}]}
    ),
    "Avro's unions": line(
        {"title": {"string": TITLE}, "body": {"string": BODY}, "url": {"string": ADDRESS},
         "published_at": {"long": EPOCH}}
    ),
    "Joomla, the text in two fields": line(
        {"title": TITLE, "introtext": f"<p>{FIRST}</p>", "url": ADDRESS, "created": MOMENT,
         "fulltext": "".join(f"<p>{each}</p>" for each in REST.split("\n"))}
    ),
    "names in camel case": line({"newsTitle": TITLE, "newsContent": BODY, "newsUrl": ADDRESS, "newsDate": MOMENT}),
    "two languages, the other one under the plain name": line(
        {"title": "Old harbour", "title_ar": TITLE, "content": ENGLISH, "content_ar": BODY, "url": ADDRESS,
         "date": MOMENT}
    ),
    "a JSON text sequence": "\x1e" + line(ARTICLE),
    "Twitter's dates": line(
        {"title": TITLE, "full_text": BODY, "url": ADDRESS, "created_at": "Sat Mar 09 21:30:00 +0000 2024"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_the_article_is_found(landing: Landing, export: str) -> None:
    landing.write("news.jsonl", EXPORTS[export])
    night = landing.night()
    assert night.reasons == []
    (article,) = night.articles
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)
    assert article["source"] == "akhbar.example"
    assert article["published_at"].isoformat() == "2024-03-09T21:30:00+00:00"


def test_a_body_of_one_block_is_no_article_of_its_own(landing: Landing) -> None:
    blocks = [{"type": "paragraph", "text": BODY, "id": "b1"}]
    landing.write("news.jsonl", line({"title": TITLE, "content": blocks, "url": ADDRESS}))
    (article,) = landing.night().articles
    assert (article["title"], article["text"], article["url"]) == (TITLE, BODY, ADDRESS)


def test_an_opening_that_the_text_has_is_not_said_twice(landing: Landing) -> None:
    landing.write("news.jsonl", line({"title": TITLE, "introtext": FIRST, "fulltext": BODY}))
    (article,) = landing.night().articles
    assert article["text"] == BODY
