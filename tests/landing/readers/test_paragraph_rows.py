"""A row for each paragraph, headline and address again in each: one article. States of one story stay apart."""

import json

import pytest

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import load_limits
from nashra.landing.readers.json_file import read_json
from nashra.landing.records import Part, Record
from tests.landing.conftest import BODY, OTHER, Landing

HEADER = '"web-scraper-order","article-link-href","title","date","paragraph"\n'
LINES, OTHERS = BODY.split("\n"), OTHER.split("\n")


def row(number: int, address: str, title: str, text: str) -> str:
    return f'"17100504-{number}","https://www.akhbar.example/{address}","{title}","10 مارس 2024","{text}"\n'


def test_paragraphs_are_one_article(landing: Landing) -> None:
    rows = [row(n, "1", "توسعة الميناء", line) for n, line in enumerate(LINES)]
    rows += [row(9 + n, "2", "معرض للمخطوطات", line) for n, line in enumerate(OTHERS)]
    landing.write("export.csv", HEADER + "".join(rows))
    articles = landing.night().articles
    assert [(article["title"], article["text"]) for article in articles] == [
        ("توسعة الميناء", BODY), ("معرض للمخطوطات", OTHER),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "title", "text"),
    [
        ("1", "توسعة الميناء", f"{BODY} وبدأ العمل في الرصيف الثاني."),  # a later state of the story
        ("1", "خبر آخر في الصفحة نفسها", OTHER),
        ("2", "توسعة الميناء", OTHER),
    ],
)
def test_what_is_another_stays_another(landing: Landing, address: str, title: str, text: str) -> None:
    landing.write("export.csv", HEADER + row(1, "1", "توسعة الميناء", BODY) + row(2, address, title, text))
    assert len(landing.night().articles) == 2


def record(article: int, number: int, text: str, **others: str) -> str:
    said = {"doc_id": article, "paragraph_no": number, "text": text, **others}
    return json.dumps(said, ensure_ascii=False) + "\n"


def test_paragraphs_by_id_and_number_are_one_article(landing: Landing) -> None:
    rows = [record(article, n, line, title="عنوان" if not n else "") for article, text in ((1, BODY), (2, OTHER))
            for n, line in enumerate(text.split("\n"))]  # fmt: skip
    landing.write("export.jsonl", "".join(rows))
    assert [article["text"] for article in landing.night().articles] == [BODY, OTHER]


def test_a_number_that_does_not_go_up_begins_another(landing: Landing) -> None:
    landing.write("export.jsonl", record(1, 0, LINES[0]) + record(1, 1, LINES[1]) + record(1, 1, OTHERS[0]))
    assert [article["text"] for article in landing.night().articles] == ["\n".join(LINES[:2]), OTHERS[0]]


def test_rows_with_an_id_alone_are_articles(landing: Landing) -> None:
    rows = [{"doc_id": 1, "text": line, "title": "عنوان"} for line in LINES]
    landing.write("export.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert len(landing.night().articles) == len(LINES)


def test_a_dump_of_paragraphs_is_read_so(landing: Landing) -> None:
    values = ",".join(f"({n},'https://www.akhbar.example/1','توسعة الميناء','{line}')" for n, line in enumerate(LINES))
    landing.write("dump.sql", f"INSERT INTO `rows` (`id`,`url`,`title`,`para`) VALUES {values};\n")
    assert [article["text"] for article in landing.night().articles] == [BODY]


def test_a_split_file_gives_the_same_articles() -> None:
    lines = [record(article, n, f"{line} ({article})") for article in range(300) for n, line in enumerate(LINES)]
    data = "".join(lines).encode()

    def read(part: Part) -> list[tuple[int, str]]:
        found = read_json(Unpacked(iter([data])), part, load_limits())
        return [(one.number, one.fields["text"]) for one in found if isinstance(one, Record)]

    whole = read(Part())
    assert len(whole) == 300
    assert sorted(read(Part(0, 2)) + read(Part(1, 2))) == whole
