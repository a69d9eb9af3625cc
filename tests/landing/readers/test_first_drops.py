"""What people drop first, as their tools leave it: marks that a program misread, tables appended to themselves, answers
of interfaces in a string, quotes that nothing escapes."""

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BODY, OTHER, Landing, Night

TITLE, SECOND = "توسعة الميناء القديم تبدأ غدا", "معرض المخطوطات يفتح أبوابه للجمهور"
ADDRESS, ANOTHER = "https://www.akhbar.example/ports/12", "https://www.akhbar.example/museums/7"
ONE_LINE, OTHER_LINE = BODY.replace("\n", " "), OTHER.replace("\n", " ")
MISREAD = ["\u00ef\u00bb\u00bf", "\u00ef\u00bb\u061f"]  # by programs for windows-1252, and for windows-1256


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def records(night: Night) -> list[tuple[Any, ...]]:
    return [(row["title"], row["url"], row["text"]) for row in night.articles]


@pytest.mark.parametrize("mark", MISREAD)
@pytest.mark.parametrize("header", ["title,text,url", '"title","text","url"', "العنوان,النص,الرابط"])
def test_a_mark_that_a_program_misread_is_no_part_of_the_first_name(landing: Landing, mark: str, header: str) -> None:
    landing.write("news.csv", f'{mark}{header}\n"{TITLE}","{BODY}",{ADDRESS}\n')
    assert records(landing.night()) == [(TITLE, ADDRESS, BODY)]


@pytest.mark.parametrize("mark", MISREAD)
def test_nor_of_a_key_nor_of_a_text(landing: Landing, mark: str) -> None:
    landing.write("a.jsonl", written({f"{mark}title": TITLE, "text": BODY, "url": ADDRESS}) + "\n")
    landing.write("b.txt", f"{mark}{SECOND}\n\n{OTHER}")
    first, second = landing.night().articles
    assert first["title"] == TITLE
    assert second["text"].startswith(SECOND)


def test_marks_of_direction_are_no_part_of_an_address(landing: Landing) -> None:
    marked = f"\u202a{ADDRESS}\u202c"
    landing.write(
        "news.csv", f'\u200fالعنوان,\u200fالنص,\u200eالرابط\n"\u200f{TITLE}","{BODY}",\u200e{ADDRESS}\u200e\n'
    )
    landing.write("news.jsonl", written({"title": SECOND, "text": OTHER, "url": marked}) + "\n")
    assert [(row["title"], row["url"]) for row in landing.night().articles] == [(TITLE, ADDRESS), (SECOND, ADDRESS)]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_header_among_rows_is_told_and_costs_nothing(landing: Landing, mark: str) -> None:
    header = "title;text;url\r\n"
    rows = (f'"{TITLE}";"{BODY}";{ADDRESS}\r\n', f'"{SECOND}";"{OTHER}";{ANOTHER}\r\n')
    landing.write("news.csv", mark + header + rows[0] + mark + header + rows[1] + mark + header)
    night = landing.night()
    assert records(night) == [(TITLE, ADDRESS, BODY), (SECOND, ANOTHER, OTHER)]
    assert night.reasons == ["not an article: the header, again among the rows (2 records of the file)"]


@pytest.mark.parametrize("columns", ["title,text,url", "url,title,text"])
def test_quotes_of_a_text_that_nothing_escapes_are_letters(landing: Landing, columns: str) -> None:
    title = 'توسعة "الميناء القديم" تبدأ غدا'
    said = {"title": '"الميناء القديم" يبدأ توسعته غدا', "text": ONE_LINE, "url": ADDRESS}
    more = {"title": title, "text": f'"قريبا" قال الوزير وأضاف. {OTHER_LINE}', "url": ANOTHER}
    names = columns.split(",")
    landing.write("news.csv", "\n".join([columns, *(",".join(row[name] for name in names) for row in (said, more))]))
    night = landing.night()
    assert night.reasons == []
    assert records(night) == [tuple(row[name] for name in ("title", "url", "text")) for row in (said, more)]


def test_a_row_that_could_be_cut_in_two_ways_is_told(landing: Landing) -> None:
    text = f'قال "نعم, لا" ثم مضى. {ONE_LINE}'
    landing.write("news.csv", f'title,text,url\n"توسعة" الميناء القديم,"{text}",{ADDRESS}\n')
    night = landing.night()
    assert (records(night), night.reasons) == ([], ["csv: a quote is not closed or out of place"])
    assert ONE_LINE in night.quarantine[0]["record"].decode()


def test_columns_of_two_tables_that_were_merged_are_known(landing: Landing) -> None:
    row = f'0,"{TITLE}","{BODY}","{ONE_LINE}",2024-03-09,{ADDRESS}'
    landing.write("merged.csv", f"Unnamed: 0,title_x,text_x,processed_text,date_x,url_x\n{row}\n")
    night = landing.night()
    assert records(night) == [(TITLE, ADDRESS, BODY)]
    assert str(night.articles[0]["published_on"]) == "2024-03-09"


def test_columns_of_an_index_are_no_names_of_sources(landing: Landing) -> None:
    header = "_index,@timestamp,_source.title,_source.content,_source.link"
    landing.write("hits.csv", f'{header}\nnews,"Mar 9, 2024 @ 10:00:00.000","{TITLE}","{BODY}",{ADDRESS}\n')
    night = landing.night()
    assert records(night) == [(TITLE, ADDRESS, BODY)]
    assert (night.articles[0]["source"], str(night.articles[0]["published_on"])) == ("akhbar.example", "2024-03-09")


def test_a_text_is_no_source(landing: Landing) -> None:
    landing.write("news.jsonl", written({"title": TITLE, "text": BODY, "source": BODY, "site": "صحيفة الرمال"}) + "\n")
    assert landing.night().articles[0]["source"] == "صحيفة الرمال"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{TITLE} - صحيفة الرمال", TITLE), (f"{TITLE} | صحيفة الرمال", TITLE),
        (f"{TITLE} - خاص - صحيفة الرمال", f"{TITLE} - خاص"),
        (f"{TITLE} - الميناء", f"{TITLE} - الميناء"), ("صحيفة الرمال - عدد خاص", "صحيفة الرمال - عدد خاص"),
    ],
)  # fmt: skip
def test_the_source_behind_a_bar_is_no_part_of_a_headline(landing: Landing, title: str, wanted: str) -> None:
    said = {"title": title, "textContent": BODY, "siteName": "صحيفة الرمال", "publishedTime": "2024-03-09"}
    landing.write("read.json", written(said))
    assert landing.night().articles[0]["title"] == wanted


TWO = [{"title": TITLE, "content": BODY, "url": ADDRESS}, {"title": SECOND, "content": OTHER, "url": ANOTHER}]


@pytest.mark.parametrize("body", [TWO, {"items": TWO}, {"data": {"articles": TWO}}])
@pytest.mark.parametrize("name", ["body", "data"])
def test_articles_in_a_string_of_an_answer_are_articles(landing: Landing, body: Any, name: str) -> None:
    answer = {"statusCode": 200, "headers": {"Content-Type": "application/json"}, name: written(body)}
    landing.write("answer.json", written(answer))
    night = landing.night()
    assert night.reasons == []
    assert sorted(records(night)) == sorted([(TITLE, ADDRESS, BODY), (SECOND, ANOTHER, OTHER)])


@pytest.mark.parametrize("names", [("title", "text"), ("h1", "p"), ("headline", "paras_found")])
def test_articles_that_are_kept_by_their_addresses(landing: Landing, names: tuple[str, str]) -> None:
    kept = {
        ADDRESS: {names[0]: TITLE, names[1]: BODY.split("\n")},
        ANOTHER: {names[0]: SECOND, names[1]: OTHER.split("\n")},
    }
    landing.write("scraped.json", written(kept))
    assert sorted(records(landing.night())) == sorted([(TITLE, ADDRESS, BODY), (SECOND, ANOTHER, OTHER)])


def test_blocks_in_a_string_are_one_body(landing: Landing) -> None:
    blocks = [
        {"type": "header", "data": {"text": "ما الجديد"}},
        *({"type": "paragraph", "data": {"text": line}} for line in BODY.split("\n")),
    ]
    landing.write("one.json", written({"title": TITLE, "body": written({"blocks": blocks}), "url": ADDRESS}))
    landing.write("two.json", written({"title": SECOND, "body": written(BODY.split("\n")), "url": ANOTHER}))
    assert records(landing.night()) == [(TITLE, ADDRESS, f"ما الجديد\n{BODY}"), (SECOND, ANOTHER, BODY)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"issued": {"date-parts": [[2024, 3, 9]]}}, "2024-03-09"),
        ({"issued": {"date-parts": [["2024", 3, 9]]}}, "2024-03-09"),
        ({"published": {"date-parts": [["2024", "3", "9"]]}}, "2024-03-09"),
        ({"issued": {"date-parts": [[2024, 3]]}}, "None"),
        ({"issued": {"date-parts": [["2024"]]}}, "None"),
    ],
)  # fmt: skip
def test_a_day_in_parts(landing: Landing, said: dict[str, Any], day: str) -> None:
    landing.write(
        "library.json",
        written([{"type": "article-newspaper", "title": TITLE, "abstract": BODY, "URL": ADDRESS, **said}]),
    )
    (article,) = landing.night().articles
    assert (article["title"], str(article["published_on"])) == (TITLE, day)


def test_messages_of_a_queue_in_a_column_of_bytes(landing: Landing) -> None:
    data = io.BytesIO()
    messages = [written(one).encode() for one in TWO]
    pq.write_table(pa.table({"topic": ["news"] * 2, "value": messages}), data)
    landing.write("part-0.parquet", data.getvalue())
    assert records(landing.night()) == [(TITLE, ADDRESS, BODY), (SECOND, ANOTHER, OTHER)]
