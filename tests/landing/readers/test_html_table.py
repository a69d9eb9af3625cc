"""A table of articles that was saved as a page: a row a record. A table in an article stays in it."""

import time

import pytest

from nashra.landing.readers.html_table import is_table
from tests.landing.conftest import BODY, OTHER, Landing

ROWS = [("توسعة الميناء القديم", BODY, "https://www.akhbar.example/1"), ("معرض للمخطوطات", OTHER, "")]


def table(cell: str = "td", names: tuple[str, ...] = ("العنوان", "نص الخبر", "الرابط")) -> str:
    rows = [names, *ROWS]
    lines = "".join(
        "<tr>" + "".join(f"<{cell} style='x'>{text.replace(chr(10), '<br>')}</{cell}>" for text in row) + "</tr>\n"
        for row in rows
    )
    top = "<html><head><meta charset='utf-8'><style>td{}</style></head><body>"
    return f"{top}<table border=1>{lines}</table></body></html>"


@pytest.mark.parametrize("name", ["export.html", "export.xls"])
@pytest.mark.parametrize("cell", ["td", "th"])
def test_rows_are_records(landing: Landing, name: str, cell: str) -> None:
    landing.write(name, table(cell))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], row["url"] or "") for row in night.articles] == ROWS


def test_a_table_without_the_names_of_fields_is_a_page(landing: Landing) -> None:
    landing.write("page.html", table(names=("الصنف", "السعر", "البلد")))
    assert len(landing.night().articles) == 1


def test_a_table_inside_one_that_places_things_is_found(landing: Landing) -> None:
    placing = "<table><tr><td><table><tr><td>شعار الموقع</td></tr></table></td></tr></table>"
    landing.write("export.html", table().replace("<body>", "<body><table class=x></table>"))
    assert [row["title"] for row in landing.night().articles] == [title for title, _, _ in ROWS]
    assert not is_table(placing.encode())


@pytest.mark.parametrize("token", ["<table><tr><td>", "<table><tr", "<table>", "<table><tr>" + "<tr " * 50])
def test_tables_without_an_end_cost_no_more_than_their_bytes(token: str) -> None:
    began = time.process_time()
    assert not is_table((token * 200_000)[:1_000_000].encode())
    assert time.process_time() - began < 1
