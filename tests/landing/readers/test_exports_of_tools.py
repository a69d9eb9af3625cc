"""Exports of well-known tools, each with what is its own: where it keeps the article, and what stands beside it."""

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, ADDRESS = "توسعة الميناء القديم تبدأ غدا", "https://www.akhbar.example/ports/12"
OTHER_TITLE, OTHER_ADDRESS = "مخطوطات نادرة في المتحف الوطني", "https://www.akhbar.example/culture/7"
FIRST, MOMENT = "2024-03-08T06:15:00Z", datetime(2024, 3, 8, 6, 15, tzinfo=UTC)
LINES = BODY.split("\n")


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_a_draft_in_the_backup_of_a_blog(landing: Landing) -> None:
    def entry(title: str, text: str, draft: str = "") -> str:
        return (
            '<entry><category scheme="http://schemas.google.com/g/2005#kind" '
            f'term="http://schemas.google.com/blogger/2008/kind#post"/><title type="text">{title}</title>{draft}'
            f'<published>{FIRST}</published><content type="html">{escape(f"<p>{text}</p>")}</content></entry>'
        )

    draft = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>مدونة</title>{}</feed>"
    landing.write("blog.xml", feed.format(entry(TITLE, BODY) + entry(OTHER_TITLE, OTHER, draft)))
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert len(night.reasons) == 1


def test_a_message_that_is_a_link_and_shows_what_it_leads_to(landing: Landing) -> None:
    shown = {"title": TITLE, "title_link": ADDRESS, "service_name": "صحيفة المرفأ", "text": BODY}
    message = {"type": "message", "ts": "1709878500.000000", "text": f"<{ADDRESS}|{TITLE}>", "attachments": [shown]}
    article = landing.only("news/2024-03-08.json", written([message]))
    assert (article["title"], article["url"], article["source"]) == (TITLE, ADDRESS, "صحيفة المرفأ")
    assert (article["published_at"], article["text"]) == (MOMENT, BODY)


@pytest.mark.parametrize("form", ["0x{}", "X'{}'", "x'{}'"])
def test_texts_that_a_dump_writes_as_bytes(landing: Landing, form: str) -> None:
    cells = ",".join(form.format(value.encode().hex().upper()) for value in (TITLE, BODY))
    landing.write(
        "a.sql",
        "-- MySQL dump\nCREATE TABLE `posts` (\n  `id` int,\n  `subject` blob,\n  `message` blob,\n  `posted` int\n);\n"
        f"INSERT INTO `posts` VALUES (1,{cells},1709878500);\n",
    )
    (article,) = landing.night().articles
    assert (article["title"], article["text"], article["published_at"]) == (TITLE, BODY, MOMENT)


def test_a_table_of_users_in_a_dump_holds_no_articles(landing: Landing) -> None:
    bio = "صحفي يكتب عن الموانئ والنقل البحري."
    landing.write(
        "a.sql",
        "CREATE TABLE `posts` (\n  `title` text,\n  `body` text\n);\nCREATE TABLE `users` (\n  `name` text,\n"
        f"  `description` text,\n  `created_at` text\n);\nINSERT INTO `posts` VALUES ('{TITLE}','{BODY}');\n"
        f"INSERT INTO `users` VALUES ('سالم','{bio}','2024-03-08');\n",
    )
    assert [row["title"] for row in landing.night().articles] == [TITLE]


def test_articles_of_a_press_database_whose_divider_has_a_label(landing: Landing) -> None:
    def document(title: str, text: str, number: int) -> str:
        first, rest = text.split("\n", 1)
        head = f"HD  {title}\nPD  8 March 2024\nSN  صحيفة المرفأ"
        end = f"AN  Document MRF0000020240308ek{number}c0001"
        return f"{head}\n\nLP  \n{first}\n\nTD  \n{rest}\n\n{end}\n"

    landing.write("Factiva.txt", document(TITLE, BODY, 1) + "\n\n" + document(OTHER_TITLE, OTHER, 2))
    assert [row["title"] for row in landing.night().articles] == [TITLE, OTHER_TITLE]


@pytest.mark.parametrize("name", ["README.md", "data/readme.txt", "LICENSE.md"])
def test_what_a_data_set_says_of_itself_is_no_article(landing: Landing, name: str) -> None:
    landing.write(name, f"# أخبار الموانئ\n\n{OTHER}\n")
    landing.write("train.jsonl", written({"title": TITLE, "text": BODY}) + "\n")
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert night.reasons == ["not an article: what a data set or a program says of itself"]


def test_labels_below_a_headline_among_several_articles(landing: Landing) -> None:
    def piece(title: str, url: str, text: str) -> str:
        return f"{title}\nالمصدر: صحيفة المرفأ\nالتاريخ: 8 مارس 2024\nالرابط: {url}\n\n{text}\n\n"

    third = (f"{OTHER_TITLE} ثانيا", f"{OTHER_ADDRESS}0", f"{BODY}\nوتعود اللجنة إلى الموقع بعد أسبوع.")
    pieces = [(TITLE, ADDRESS, BODY), (OTHER_TITLE, OTHER_ADDRESS, OTHER), third]
    landing.write("a.txt", ("=" * 40 + "\n").join(piece(*one) for one in pieces))
    night = landing.night()
    assert [(row["title"], row["url"]) for row in night.articles] == [(title, url) for title, url, _ in pieces]
    assert {row["source"] for row in night.articles} == {"صحيفة المرفأ"}


def test_the_provider_of_a_news_item_by_its_name(landing: Landing) -> None:
    item = (
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"><itemMeta>'
        '<provider literal="MRF"><name>وكالة المرفأ</name></provider></itemMeta><contentMeta>'
        f"<contentCreated>{FIRST}</contentCreated><headline>{TITLE}</headline></contentMeta><contentSet><inlineXML>"
        f"<html><body>{''.join(f'<p>{one}</p>' for one in LINES)}</body></html></inlineXML></contentSet></newsItem>"
    )
    assert landing.only("a.xml", item)["source"] == "وكالة المرفأ"


def test_records_of_xml_that_say_all_but_their_text_in_attributes(landing: Landing) -> None:
    def news(title: str, url: str, text: str) -> str:
        return f'<news id="1" title="{title}" date="2024-03-08 09:15" url="{url}"><![CDATA[{text}]]></news>'

    inner = news(TITLE, ADDRESS, BODY) + news(OTHER_TITLE, OTHER_ADDRESS, OTHER)
    landing.write("a.xml", f'<?xml version="1.0"?><newslist>{inner}</newslist>')
    assert [(row["title"], row["url"], row["published_at"]) for row in landing.night().articles] == [
        (TITLE, ADDRESS, MOMENT), (OTHER_TITLE, OTHER_ADDRESS, MOMENT),
    ]  # fmt: skip


def test_a_note_with_what_its_program_knows_at_its_end(landing: Landing) -> None:
    foot = (
        "id: 1ab\nparent_id: 2cd\ncreated_time: 2024-03-09T19:00:00.000Z\nauthor: سالم\nis_todo: 0\n"
        f"source_url: {ADDRESS}\nsource: joplin-clipper\nmarkup_language: 1\ntype_: 1"
    )
    article = landing.only("1ab.md", f"{TITLE}\n\n" + "\n\n".join(LINES) + f"\n\n{foot}")
    assert (article["title"], article["url"], article["source"]) == (TITLE, ADDRESS, "akhbar.example")
    assert article["text"].endswith(LINES[-1])


def test_one_of_several_tables_of_what_is_known_of_pages(landing: Landing) -> None:
    rows = [{"slug": "port", "title": TITLE, "description": LINES[0][:60], "url": ADDRESS, "publishedAt": FIRST},
            {"slug": "museum", "title": OTHER_TITLE, "description": OTHER[:60], "url": OTHER_ADDRESS}]  # fmt: skip
    landing.write("metadata_0_to_20.json", written(rows))
    landing.write("content/port.html", f"<div>{''.join(f'<p>{one}</p>' for one in LINES)}</div>")
    landing.write("content/museum.html", f"<div>{''.join(f'<p>{one}</p>' for one in OTHER.splitlines())}</div>")
    assert {(row["title"], row["url"]) for row in landing.night().articles} == {
        (TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS),
    }  # fmt: skip


def test_clocks_of_articles_that_are_kept_by_their_day(landing: Landing) -> None:
    record = {"title": TITLE, "text": BODY, "time": "09:15"}
    other = {"title": OTHER_TITLE, "text": OTHER, "time": "09:15"}
    landing.write("a.json", written({"days": {"2024-03-08": [record], "2024-03-07": [other]}}))
    assert {row["published_at"] for row in landing.night().articles} == {MOMENT, MOMENT.replace(day=7)}


@pytest.mark.parametrize(
    "words",
    ["الرسائل والمكالمات مشفرة تماما بين الطرفين.", "Messages and calls are end-to-end encrypted."],
)
def test_what_a_messenger_says_itself_is_no_message(landing: Landing, words: str) -> None:
    head = "[08/03/2024، 9:{}:00 ص] قناة المرفأ: "
    landing.write("chat.txt", f"{head.format(10)}{words}\n{head.format(15)}{TITLE}\n{BODY}\n")
    (article,) = landing.night().articles
    assert article["published_at"] == MOMENT


def test_marks_of_a_forum_with_a_number_of_their_own(landing: Landing) -> None:
    record = {"post_subject": TITLE, "post_text": f"[b:1a2b3c]{LINES[0]}[/b:1a2b3c]\n" + "\n".join(LINES[1:])}
    assert landing.only("a.jsonl", written(record) + "\n")["text"] == BODY


def test_cells_of_a_page_that_are_links(landing: Landing) -> None:
    def table(title: str, link: str) -> str:
        head = "<tr><th>العنوان</th><th>النص</th><th>الرابط</th></tr>"
        return f"<html><body><table>{head}<tr><td>{title}</td><td>{BODY}</td><td>{link}</td></tr></table></body></html>"

    landing.write("a.xls", table(TITLE, f'<a href="{ADDRESS}">عرض</a>'))
    landing.write("b.xls", table(f'<a href="{OTHER_ADDRESS}">{TITLE}</a>', ""))
    assert {row["url"] for row in landing.night().articles} == {ADDRESS, OTHER_ADDRESS}


@pytest.mark.parametrize("names", [("جريدة الميناء", "مجلة البراري"), ("اقتصاد", "رياضة")])
def test_lists_of_articles_that_are_as_long_as_each_other(landing: Landing, names: tuple[str, str]) -> None:
    def articles(text: str, number: int) -> list[dict[str, str]]:
        return [
            {"title": f"{TITLE} {n}", "text": f"{text}\nالتقرير رقم {n}.", "date": "2024-03-08", "url": f"{ADDRESS}{n}"}
            for n in (number, number + 1)
        ]

    landing.write("a.json", written({names[0]: articles(BODY, 1), names[1]: articles(OTHER, 3)}))
    night = landing.night()
    assert night.reasons == []
    assert {row["url"] for row in night.articles} == {f"{ADDRESS}{n}" for n in range(1, 5)}


def test_an_answer_of_a_service_in_its_envelope(landing: Landing) -> None:
    def news(title: str, url: str, text: str) -> str:
        content = escape(f"<p>{text}</p>")
        own = f"<NewsTitle>{title}</NewsTitle><NewsContent>{content}</NewsContent><NewsURL>{url}</NewsURL>"
        return f"<NewsDTO>{own}</NewsDTO>"

    inner = news(TITLE, ADDRESS, BODY) + news(OTHER_TITLE, OTHER_ADDRESS, OTHER)
    landing.write(
        "a.xml",
        '<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        f"<GetNewsResponse><GetNewsResult>{inner}</GetNewsResult></GetNewsResponse></soap:Body></soap:Envelope>",
    )
    assert [(row["title"], row["url"]) for row in landing.night().articles] == [
        (TITLE, ADDRESS), (OTHER_TITLE, OTHER_ADDRESS),
    ]  # fmt: skip


def test_notes_whose_links_say_what_kind_they_are(landing: Landing) -> None:
    links = [{"source": "WEBLINK", "title": TITLE, "url": ADDRESS}]
    landing.write("a.json", written({"title": TITLE, "textContent": BODY, "annotations": links, "isPinned": False}))
    (article,) = landing.night().articles
    assert article["source"] in ("unknown", "akhbar.example")


def test_what_was_deleted_and_is_still_in_its_table(landing: Landing) -> None:
    gone = {"title": OTHER_TITLE, "text": OTHER, "url": OTHER_ADDRESS, "deleted_at": "2024-03-09 21:00:00"}
    kept = {"title": TITLE, "text": BODY, "url": ADDRESS, "deleted_at": None}
    landing.write("a.jsonl", written(gone) + "\n" + written(kept) + "\n")
    night = landing.night()
    assert [row["url"] for row in night.articles] == [ADDRESS]
    assert night.reasons == ["not an article: deletedat"]


def test_a_list_of_records_that_were_written_as_texts(landing: Landing) -> None:
    records = [{"title": TITLE, "text": BODY}, {"title": OTHER_TITLE, "text": OTHER}]
    landing.write("a.json", written([written(record) for record in records]))
    assert [row["title"] for row in landing.night().articles] == [TITLE, OTHER_TITLE]


def test_a_bulletin_of_markdown_has_an_article_a_heading(landing: Landing) -> None:
    def piece(title: str, url: str, text: str) -> str:
        lines = f"**المصدر:** صحيفة المرفأ  \n**التاريخ:** 2024-03-08  \n**الرابط:** {url}"
        return f"## {title}\n\n{lines}\n\n{text}\n\n---\n\n"

    landing.write("a.md", piece(TITLE, ADDRESS, BODY) + piece(OTHER_TITLE, OTHER_ADDRESS, OTHER))
    night = landing.night()
    assert [(row["title"], row["url"], row["source"]) for row in night.articles] == [
        (TITLE, ADDRESS, "صحيفة المرفأ"), (OTHER_TITLE, OTHER_ADDRESS, "صحيفة المرفأ"),
    ]  # fmt: skip
    assert night.articles[0]["text"].endswith(LINES[-1])


def test_headings_of_one_article_of_markdown(landing: Landing) -> None:
    article = landing.only("a.md", f"# {TITLE}\n\n{LINES[0]}\n\n## خلفية\n\n{LINES[1]}\n\n## أرقام\n\n{LINES[2]}\n")
    assert all(line in article["text"] for line in LINES)


def test_xml_that_calls_its_root_as_feeds_do(landing: Landing) -> None:
    def story(title: str, text: str) -> str:
        paragraphs = "".join(f"<n:para>{one}</n:para>" for one in text.split("\n"))
        return f"<n:story><m:headline>{title}</m:headline><m:issued>{FIRST}</m:issued>{paragraphs}</n:story>"

    spaces = 'xmlns:n="http://tempuri.org/news" xmlns:m="http://tempuri.org/meta"'
    inner = story(TITLE, BODY) + story(OTHER_TITLE, OTHER)
    landing.write("a.xml", f'<?xml version="1.0"?><n:feed {spaces}>{inner}</n:feed>')
    assert [(row["title"], row["text"]) for row in landing.night().articles] == [(TITLE, BODY), (OTHER_TITLE, OTHER)]


def test_types_of_columns_below_their_names(landing: Landing) -> None:
    rows = [
        ["title", "text", "published", "url"],
        ["String", "LowCardinality(String)", "DateTime('UTC')", "Nullable(String)"],
    ]
    article = landing.only("a.jsonl", "".join(written(row) + "\n" for row in [*rows, [TITLE, BODY, FIRST, ADDRESS]]))
    assert (article["title"], article["published_at"]) == (TITLE, MOMENT)


def test_a_text_in_sections(landing: Landing) -> None:
    sections = [{"heading": None, "paragraphs": LINES[:1]}, {"heading": "خلفية", "paragraphs": LINES[1:]}]
    article = landing.only("a.json", written([{"title": TITLE, "url": ADDRESS, "sections": sections}]))
    assert all(line in article["text"] for line in LINES)


def test_sections_of_a_site_are_no_text(landing: Landing) -> None:
    record = {"title": TITLE, "url": ADDRESS, "summary": BODY, "sections": [{"name": "محليات"}, {"name": "اقتصاد"}]}
    assert landing.only("a.json", written([record]))["text"] == BODY
