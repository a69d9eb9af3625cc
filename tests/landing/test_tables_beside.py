"""Texts whose headlines, days and addresses stand in a table beside them."""

import io
import json
import zipfile

import pytest

from nashra.landing.beside import PASSED
from tests.landing.conftest import BODY, OTHER, Landing

TITLE, SECOND = "توسعة الميناء القديم تبدأ مطلع الشهر", "معرض للمخطوطات النادرة في المتحف"
ADDRESS, OTHER_ADDRESS = "https://www.akhbar.example/ports/12", "https://www.akhbar.example/culture/7"
DAY = "2024-03-08"
BOTH = {(TITLE, ADDRESS, DAY), (SECOND, OTHER_ADDRESS, DAY)}


def table(first: str, second: str, column: str = "filename") -> str:
    return (
        f"{column},title,date,url,summary\n{first},{TITLE},{DAY},{ADDRESS},نبذة\n"
        f"{second},{SECOND},{DAY},{OTHER_ADDRESS},نبذة\n"
    )


def said(landing: Landing) -> set[tuple[str, str, str]]:
    return {(row["title"], row["url"], str(row["published_on"])) for row in landing.night().articles}


@pytest.mark.parametrize(
    ("name", "texts", "cells"),
    [
        ("metadata.csv", ("001.txt", "002.txt"), ("001.txt", "002.txt")),
        ("c/index.csv", ("c/texts/a.txt", "c/texts/b.txt"), ("texts/a.txt", "texts/b.txt")),
        ("c/metadata.csv", ("c/texts/a.txt", "c/texts/b.txt"), ("C:\\work\\..\\a", "b")),
        ("posts.csv", ("posts/7.first.html", "posts/8.second.html"), ("7.first", "8.second")),
        ("data.csv", ("1.txt", "2.txt"), ("1", "2")),
    ],
)
def test_a_row_says_what_is_known_of_a_file(
    landing: Landing, name: str, texts: tuple[str, str], cells: tuple[str, str]
) -> None:
    if cells[0].startswith("C:"):
        cells = (cells[0].rpartition("\\")[2], cells[1])
    for path, body in zip(texts, (BODY, OTHER), strict=True):
        page = "".join(f"<p>{line}</p>\n" for line in body.split("\n"))
        landing.write(path, page if path.endswith("html") else body)
    landing.write(name, table(*cells))
    assert said(landing) == BOTH
    night = landing.night()
    assert night.reasons == [] and night.counts[f"passed over: {PASSED}"] == 1


def test_lines_of_json_are_such_a_table_too(landing: Landing) -> None:
    rows = [{"file": "a.txt", "title": TITLE, "url": ADDRESS, "date": DAY},
            {"file": "b.txt", "title": SECOND, "url": OTHER_ADDRESS, "date": DAY}]  # fmt: skip
    landing.write("manifest.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    landing.write("a.txt", BODY)
    landing.write("b.txt", OTHER)
    assert said(landing) == BOTH


def test_so_it_is_in_an_archive(landing: Landing) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("c/metadata.csv", table("a.txt", "b.txt"))
        archive.writestr("c/a.txt", BODY)
        archive.writestr("c/b.txt", OTHER)
    landing.write("corpus.zip", data.getvalue())
    assert said(landing) == BOTH


def test_rows_without_a_file_are_told(landing: Landing) -> None:
    landing.write("metadata.csv", table("a.txt", "b.txt") + f"c.txt,{TITLE} ثانيا,{DAY},{ADDRESS}3,نبذة\n")
    landing.write("a.txt", BODY)
    landing.write("b.txt", OTHER)
    night = landing.night()
    assert {row["title"] for row in night.articles} == {TITLE, SECOND}
    assert [reason[:7] for reason in night.reasons] == ["no text"]


@pytest.mark.parametrize("name", ["views.csv", "metadata.csv"])
def test_a_table_of_articles_or_of_another_name_is_read_for_itself(landing: Landing, name: str) -> None:
    rows = table("a.txt", "b.txt") if name == "views.csv" else table("a.txt", "b.txt").replace("summary", "text")
    landing.write(name, rows.replace("نبذة", "تفاصيل " + BODY.replace("\n", " ")) if name == "metadata.csv" else rows)
    landing.write("a.txt", BODY)
    landing.write("b.txt", OTHER)
    night = landing.night()
    assert {row["url"] for row in night.articles} == ({None} if name == "views.csv" else {None, ADDRESS, OTHER_ADDRESS})


def test_what_a_text_says_of_itself_counts_before_a_table(landing: Landing) -> None:
    landing.write("metadata.csv", table("a.txt", "b.txt"))
    landing.write("a.txt", f"العنوان: {SECOND} اليوم\nالرابط: {OTHER_ADDRESS}/1\n\n{BODY}")
    landing.write("b.txt", OTHER)
    assert (f"{SECOND} اليوم", f"{OTHER_ADDRESS}/1", DAY) in said(landing)
