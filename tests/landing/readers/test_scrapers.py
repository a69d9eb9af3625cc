"""What scrapers, crawls and collections leave, beside what their own columns say."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, ADDRESS = "توسعة الميناء القديم", "https://www.akhbar.example/ports/12"
LINES = BODY.split("\n")


def article(landing: Landing, *records: dict[str, Any]) -> dict[str, Any]:
    landing.write("dump.json", json.dumps(list(records), ensure_ascii=False))
    night = landing.night()
    assert night.reasons == []
    (found,) = night.articles
    return found


def test_the_first_paragraph_in_the_writers_place_opens_the_text(landing: Landing) -> None:
    found = article(landing, {"url": ADDRESS, "title": TITLE, "author": LINES[0], "content": "\n".join(LINES[1:])})
    assert found["text"] == BODY


@pytest.mark.parametrize("writer", ["هالة سمير", "هالة سمير، ومنى عادل، وسامي كمال، وريم فهد، ونور علي، وليلى حسن"])
def test_a_writer_is_no_text(landing: Landing, writer: str) -> None:
    assert article(landing, {"url": ADDRESS, "title": TITLE, "author": writer, "content": BODY})["text"] == BODY


def test_a_teaser_that_only_says_the_headline_again_is_no_text(landing: Landing) -> None:
    name = f"{TITLE} بعد دراسة استمرت عامين في الوزارة - صحيفة الرمال"
    record = {"title": name, "link": ADDRESS, "published": "Sun, 10 Mar 2024 05:00:00 GMT", "summary": f"{name} {name}"}
    landing.write("feed.json", json.dumps([record], ensure_ascii=False))
    night = landing.night()
    assert night.articles == []
    assert [reason.partition(":")[0] for reason in night.reasons] == ["no text"]


@pytest.mark.parametrize("left", ["1 2024 30 :\r\n 15.68 15.78 .\r\n 15.62 15.72 .", "%USER_NAME%\r\n Investing.com."])
def test_of_a_text_whose_letters_a_service_dropped_the_teaser_is_left(landing: Landing, left: str) -> None:
    found = article(landing, {"title": TITLE, "description": LINES[0], "url": ADDRESS, "content": left})
    assert found["text"] == LINES[0]


def test_an_english_text_does_not_give_way_to_its_teaser(landing: Landing) -> None:
    english = "The ministry said on Sunday that the work on the old harbour would begin in the spring. " * 4
    record = {"title": TITLE, "description": LINES[0], "url": ADDRESS, "content": english}
    landing.write("dump.json", json.dumps([record], ensure_ascii=False))
    night = landing.night()
    assert night.articles == []
    assert [reason.partition(":")[0] for reason in night.reasons] == ["language"]


POSTS = {
    "account": {"url": "https://twitter.com/rimal/status/17", "text": BODY, "user": {"username": "rimal",
                "displayname": "صحيفة الرمال"}, "source": '<a href="https://mobile.twitter.com">Twitter Web App</a>'},
    "columns": {"link": "https://twitter.com/rimal/status/17", "tweet": BODY, "username": "rimal",
                "name": "صحيفة الرمال"},
    "without an address": {"Tweet Id": "17", "Text": BODY, "Name": "صحيفة الرمال", "Screen Name": "rimal"},
}  # fmt: skip


@pytest.mark.parametrize("record", POSTS.values(), ids=POSTS)
def test_the_source_of_a_post_is_who_posted_it(landing: Landing, record: dict[str, Any]) -> None:
    found = article(landing, record)
    assert found["source"] in ("صحيفة الرمال", "rimal")
    assert found["title"] is None  # an account's name is no headline


def test_an_editor_is_no_source_of_an_article(landing: Landing) -> None:
    found = article(landing, {"url": ADDRESS, "title": TITLE, "body": BODY, "username": "hala", "name": "هالة"})
    assert (found["source"], found["title"]) == ("akhbar.example", TITLE)


def test_a_collection_is_no_paper(landing: Landing) -> None:
    found = article(landing, {"text": BODY, "url": ADDRESS, "timestamp": "2020-01-19T18:44:20Z", "source": "mC4"})
    assert found["source"] == "akhbar.example"


def test_the_article_has_its_own_day_and_not_that_of_its_row(landing: Landing) -> None:
    found = article(landing, {"id": 1, "title": TITLE, "content": BODY, "date": "2021-05-14 22:10:00",
                              "created_at": "2024-03-10 10:00:00"})  # fmt: skip
    assert str(found["published_on"]) == "2021-05-14"


def test_a_day_gets_its_clock_from_beside_it(landing: Landing) -> None:
    found = article(landing, {"title": TITLE, "text": BODY, "date": "2024-03-08", "created_at": "2024-03-08 08:15:00"})
    assert found["published_at"].hour == 5  # 08:15 in Riyadh


def test_texts_by_their_headlines(landing: Landing) -> None:
    """Written as JSON twice, as where a program saved what was JSON already."""
    stories = {"توسعة الميناء القديم بعد دراسة": LINES, "معرض للمخطوطات النادرة في المتحف": OTHER.split("\n")}
    landing.write("infos.json", json.dumps(json.dumps(stories, ensure_ascii=False), ensure_ascii=False))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"]) for row in night.articles] == [
        (title, "\n".join(lines)) for title, lines in stories.items()
    ]


def test_headlines_of_sections_are_no_texts(landing: Landing) -> None:
    sections = {
        "أخبار الاقتصاد والمال اليوم": ["توسعة الميناء القديم بعد دراسة استمرت عامين", "معرض للمخطوطات النادرة"] * 3
    }
    landing.write("front.json", json.dumps(sections, ensure_ascii=False))
    assert landing.night().articles == []


def test_paragraphs_of_an_article_in_a_list(landing: Landing) -> None:
    rows = [{"title": TITLE, "url": ADDRESS, "paragraph": line} for line in LINES]
    assert article(landing, *rows)["text"] == BODY


@pytest.mark.parametrize("name", ["politics/1", "article.001", "خبر. الميناء", "item.text"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_a_text_needs_no_suffix(landing: Landing, name: str, encoding: str) -> None:
    landing.write(name, BODY.encode(encoding))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [BODY]


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 200, b"key = value\n" * 40, "كلمة\n".encode()])
def test_other_files_without_a_suffix_are_told(landing: Landing, data: bytes) -> None:
    landing.write("PO/1", data)
    assert landing.night().reasons == ["unknown kind: a name without a suffix"]


def test_a_reference_manager_file(landing: Landing) -> None:
    labels = (
        ("TY", "NEWS"), ("TI", TITLE), ("T2", "صحيفة الرمال"), ("PY", "2024"), ("DA", "2024/03/10/"), ("UR", ADDRESS),
        ("AB", LINES[0]), ("LA", "ar"), ("ER", ""),
    )  # fmt: skip
    landing.write("refs.ris", "".join(f"{label}  - {value}\r\n" for label, value in labels) + "\r\n")
    (found,) = landing.night().articles
    assert (found["title"], found["text"], found["source"]) == (TITLE, LINES[0], "صحيفة الرمال")
    assert (found["url"], str(found["published_on"])) == (ADDRESS, "2024-03-10")


def test_columns_with_a_number_behind_their_names(landing: Landing) -> None:
    rows = (
        f'"Address","Status Code","Title 1","H1-1","Article Body 1"\n"{ADDRESS}","200","{TITLE}","{TITLE}","{BODY}"\n'
    )
    landing.write("extraction.csv", rows)
    (found,) = landing.night().articles
    assert (found["title"], found["text"], found["url"]) == (TITLE, BODY, ADDRESS)


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={ADDRESS}&ct=ga&cd=CAIyGg&usg=AOvVaw0",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.akhbar.example%2Fports%2F12&h=AT0",
    ],
)
def test_an_address_that_only_leads_to_the_page(landing: Landing, link: str) -> None:
    found = article(landing, {"title": TITLE, "text": BODY, "link": link})
    assert (found["url"], found["source"]) == (ADDRESS, "akhbar.example")


def test_an_address_in_another_ones_query_is_not_the_page(landing: Landing) -> None:
    link = f"https://www.akhbar.example/share?url={ADDRESS}"
    assert article(landing, {"title": TITLE, "text": BODY, "link": link})["url"] == link


def test_a_posts_day_is_not_that_of_its_page(landing: Landing) -> None:
    header = '"Page Name","Page Created","Post Created","Message","URL"'
    row = f'"صحيفة الرمال","2010-01-02 10:00:00","2024-03-08 08:15:00","{BODY}","https://www.facebook.com/1/posts/2"'
    landing.write("posts.csv", f"{header}\n{row}\n")
    (found,) = landing.night().articles
    assert str(found["published_on"]) == "2024-03-08"


def test_turns_of_a_conversation_are_no_articles(landing: Landing) -> None:
    turns = [{"role": "system", "content": "أنت مساعد يلخص الأخبار العربية بدقة."}, {"role": "user", "content": BODY}]
    landing.write("train.jsonl", json.dumps({"messages": turns}, ensure_ascii=False) + "\n")
    night = landing.night()
    assert night.articles == []
    assert night.reasons == ["not an article: a turn of a conversation (2 records of the file)"]


def test_words_with_their_counts_are_no_article(landing: Landing) -> None:
    words = dict.fromkeys(BODY.split())
    landing.write("economy.txt", "".join(f"{word}\t{90 - n}\n" for n, word in enumerate(words)))
    night = landing.night()
    assert night.articles == []
    assert night.reasons == ["not an article: words with labels or counts, one a line"]
