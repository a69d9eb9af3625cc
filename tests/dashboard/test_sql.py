"""The SQL that pages tell is what they show: asked of the lake it gives the same, without the dashboard."""

import io
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.lake import Storage
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.sql_command import sql_command
from nashra_dashboard.app import create_app, render
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake
from tests.dashboard.test_pages import ROOMS, parts

Show = Callable[..., Any]
LISTS = [
    "entities?lang=en", "entities?lang=ar&order=-name", "entities?lang=en&type=LOC&order=spellings",
    "entities?lang=ar&q=كيم%20جونج", "entities?lang=en&q=putin&type=PERS", "entities?lang=en&q=ليبيا%20'",
    "entities?lang=en&from=2023-09-14&to=2023-09-14", "stories?lang=en", "stories?lang=ar&order=-sources&q=اللقاء",
    "stories?lang=en&order=first", "quotes?lang=en", "quotes?lang=ar&q=أن&kind=indirect&order=source",
    "quotes?lang=en&name=Q7747", "quarantine?lang=en", "quarantine?lang=ar&stage=ingest&order=-bytes",
    "sources?lang=en", "sources?lang=ar&order=-not_body_share&from=2023-09-15",
]  # fmt: skip


def questions(page: Any) -> list[str]:
    return [part.children for part in parts(page) if type(part).__name__ == "Pre"]


def comparable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: round(v, 9) if isinstance(v, float) else v for name, v in row.items()} for row in rows]


@pytest.mark.parametrize("address", LISTS)
def test_the_sql_of_a_list_gives_its_rows_in_its_order(show: Show, storage: Storage, address: str) -> None:
    path, _, query = address.partition("?")
    (question,) = questions(show(f"/{path}", f"?{query}"))
    answer = open_lake(storage, closed=True).sql(question).to_arrow_table().to_pylist()
    client = create_app(storage).server.test_client()
    file = pq.read_table(io.BytesIO(client.get(f"/files/{path}.parquet?{query}").data)).to_pylist()
    assert comparable(answer) == comparable(file)
    assert file or "'" in query


@pytest.mark.parametrize("path", ROOMS)
def test_whatever_a_page_asks_the_lake_answers_in_the_same_way(storage: Storage, path: str) -> None:
    asked: list[tuple[str, tuple[Any, ...], list[dict[str, Any]]]] = []

    class Listening(Lake):
        def ask(self, query: str, *values: Any) -> list[dict[str, Any]]:
            rows = super().ask(query, *values)
            asked.append((query, values, rows))
            return rows

    page = render(Listening(storage), path, "?lang=en")
    told = questions(page)
    assert told or path == "/search"
    whole = open_lake(storage)
    for query, values, rows in asked:
        answer = whole.sql(as_sql(query, *values)).to_arrow_table().to_pylist()
        mine, theirs = (sorted(comparable(each), key=repr) for each in (answer, rows))
        assert mine == theirs, as_sql(query, *values)
    for question in told:
        assert "hash(" not in question
        assert "?" not in question
        whole.sql(question).to_arrow_table()


def test_the_command_reads_a_question_as_it_was_copied(show: Show, storage: Storage) -> None:
    (question,) = questions(show("/entities", "?lang=en&q=بوتين"))
    answer = CliRunner().invoke(sql_command, ["-", "--json", "--lake", storage.address], input=question)
    assert answer.exit_code == 0, answer.output
    assert "Vladimir Putin" in answer.output
    assert len(answer.output.splitlines()) == 1
