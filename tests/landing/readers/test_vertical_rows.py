"""Rows that a database's client prints below each other."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

ROWS = (("توسعة الميناء القديم", BODY), ("معرض للمخطوطات", OTHER))


def mysql() -> str:
    rows = (
        f"*************************** {n}. row ***************************\n          id: {n}\n       title: {title}\n"
        f"        body: {body}\npublished_at: 2024-03-10 08:15:00\n"
        for n, (title, body) in enumerate(ROWS, 1)
    )
    return "".join(rows) + "2 rows in set (0.00 sec)\n\n"


def psql() -> str:
    def cell(body: str) -> str:
        first, *rest = body.split("\n")
        return first + "".join(f" +\n             | {line}" for line in rest)

    rows = (
        f"-[ RECORD {n} ]+---------------\nid           | {n}\ntitle        | {title}\nbody         | {cell(body)}\n"
        "published_at | 2024-03-10 08:15:00\n"
        for n, (title, body) in enumerate(ROWS, 1)
    )
    return "".join(rows) + "(2 rows)\n"


def clickhouse() -> str:
    rows = (
        f"Row {n}:\n──────\nid:           {n}\ntitle:        {title}\nbody:         {body}\n"
        "published_at: 2024-03-10 08:15:00\n\n"
        for n, (title, body) in enumerate(ROWS, 1)
    )
    return "".join(rows)


@pytest.mark.parametrize("printed", [mysql(), psql(), clickhouse()], ids=["MySQL", "psql", "ClickHouse"])
def test_rows_are_records(landing: Landing, printed: str) -> None:
    landing.write("out.txt", printed)
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], str(row["published_on"])) for row in night.articles] == [
        (title, body, "2024-03-10") for title, body in ROWS
    ]
