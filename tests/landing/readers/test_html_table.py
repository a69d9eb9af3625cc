"""A table of articles that was saved as a page: a row a record. A table in an article stays in it."""

import pytest

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
