"""Lists of the dashboard: their order, their pages, and the files that they are taken along as."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from nashra.lake import Storage
from tests.dashboard.test_pages import STORY, links, parts, said
from tests.support.made_lake import HOSTILE_SOURCE

Show = Callable[..., Any]
LISTS = {"entities": "entity_id", "stories": "story_id", "sources": "source", "quotes": "day", "quarantine": "day"}


@pytest.fixture(scope="module")
def client(storage: Storage) -> Any:
    from nashra_dashboard.app import create_app

    return create_app(storage).server.test_client()


def taken(client: Any, address: str) -> list[dict[str, Any]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(pq.read_table(io.BytesIO(answer.data)).to_pylist())


def rows(page: Any) -> list[list[str]]:
    """What stands in the cells of a page's table."""
    body = next(part for part in parts(page) if type(part).__name__ == "Tbody")
    return [[said(cell).strip() for cell in row.children] for row in body.children]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_taken_along_whole_as_it_is_shown(show: Show, client: Any, name: str) -> None:
    page = show(f"/{name}", "?lang=en")
    addresses = {form: next(href for href in links(page) if href.startswith(f"/files/{name}.{form}"))
                 for form in ("csv", "parquet")}  # fmt: skip
    table = taken(client, addresses["parquet"])
    (found,) = re.findall(r"(\d+) found", said(page))
    assert len(table) == int(found) > 0
    assert "found" not in table[0]
    assert next(iter(table[0])) == LISTS[name]
    text = client.get(addresses["csv"])
    assert text.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        text.headers["Content-Disposition"]
        == f'attachment; filename="nashra-{_called(name)}-2023-09-13-2023-09-15.csv"'
    )
    told = list(csv.DictReader(io.StringIO(text.data.decode("utf-8-sig"))))
    assert [row[next(iter(told[0]))] for row in told] == [str(row[next(iter(told[0]))]) for row in table]


def _called(name: str) -> str:
    return {"entities": "names"}.get(name, name)


@pytest.mark.parametrize("name", ["entities", "sources"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_column_orders_a_list_both_ways_on_the_page_and_in_its_file(
    show: Show, client: Any, name: str, lang: str
) -> None:
    from nashra_dashboard.pages import entities, sources

    orders = {"entities": entities.ORDERS | {"name": "name_en" if lang == "en" else "name_ar"},
              "sources": sources.ORDERS}[name]  # fmt: skip
    for key, column in orders.items():
        first, _, down = column.partition(" ")
        for asked in (key, f"-{key}"):
            page = show(f"/{name}", f"?lang={lang}&order={asked}")
            file = next(href for href in links(page) if href.startswith(f"/files/{name}.parquet"))
            values = [row[first] for row in taken(client, file) if row[first] is not None]
            assert values == sorted(values, reverse=bool(down) is not asked.startswith("-")), asked
            assert len(set(values)) > 1 or key in ("duplicates", "first_day", "last_day_named", "spellings"), key
            other = key if asked.startswith("-") else f"-{key}"
            assert any(f"order={other}" in href for href in links(page)), "and a click turns it around"


def test_the_chosen_order_is_seen_in_its_columns_head(show: Show) -> None:
    heads = [said(part) for part in parts(show("/entities", "?lang=en&order=mentions")) if type(part).__name__ == "Th"]
    assert [head for head in heads if "▾" in head or "▴" in head] == [
        next(h for h in heads if h.startswith("Mentions"))
    ]
    assert "▾" in next(head for head in heads if head.startswith("Mentions"))


def test_a_file_keeps_what_the_list_was_narrowed_to(client: Any, show: Show) -> None:
    page = show("/entities", "?lang=en&type=LOC&q=ليبيا&from=2023-09-14&to=2023-09-14")
    file = next(href for href in links(page) if href.startswith("/files/entities.parquet"))
    (row,) = taken(client, file)
    assert (row["entity_id"], row["type"]) == ("Q1016", "LOC")
    whole = next(row for row in taken(client, "/files/entities.parquet?type=LOC") if row["entity_id"] == "Q1016")
    assert row["articles"] < whole["articles"], "and its days"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("page", ["99", "4000000000", "99999999999999999999", "²", "-3", "x"])
def test_a_page_that_is_not_there_shows_one_that_is(show: Show, name: str, page: str) -> None:
    told = said(show(f"/{name}", f"?lang=en&page={page}"))
    assert not re.search(r"\b0 found", told)
    assert int(re.findall(r"(\d+) found", told)[0]) > 0


def test_a_long_list_says_which_page_it_shows(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    from nashra_dashboard.pages import entities

    monkeypatch.setattr(entities, "AT_ONCE", 3)
    first, last = (show("/entities", f"?lang=en&page={page}") for page in (1, 99))
    assert "Page 1 of 3" in said(first)
    assert "Page 3 of 3" in said(last)
    assert not {row[0] for row in rows(first)} & {row[0] for row in rows(last)}


SEARCHED = ["q=روسيا", "q=روسيا&order=best", "source=bbc.com&from=2023-09-14", "section=politics"]


@pytest.mark.parametrize("asked", SEARCHED)
def test_what_a_search_found_is_taken_along_and_found_again_by_its_command(
    show: Show, client: Any, storage: Storage, asked: str
) -> None:
    page = show("/search", f"?lang=en&{asked}")
    address = next(href for href in links(page) if href.startswith("/files/search.parquet"))
    rows = taken(client, address)
    (found,) = re.findall(r"(\d+) found", said(page))
    assert len(rows) == int(found) > 0
    on_page = [href.partition("?")[0] for href in links(page) if href.startswith("/articles/")]
    assert on_page == [f"/articles/{row['day']}.{row['article_id']}" for row in rows[: len(on_page)]]
    (command,) = [part.children for part in parts(page) if type(part).__name__ == "Pre"]
    done = CliRunner().invoke(nashra, [*shlex.split(command)[1:], "--lake", storage.address])
    assert done.exit_code == 0, done.output
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [row["article_id"] for row in told] == [row["article_id"] for row in rows]
    assert client.get("/files/search.csv?lang=en").status_code == 404, "nothing is asked"


@pytest.mark.parametrize(("order", "column"), [("articles", 3), ("sources", 4), ("last", 7), ("first", 6)])
def test_stories_are_ordered_too(show: Show, client: Any, order: str, column: int) -> None:
    for asked in (order, f"-{order}"):
        page = show("/stories", f"?lang=en&order={asked}")
        file = next(href for href in links(page) if href.startswith("/files/stories.parquet"))
        values = [list(row.values())[column] for row in taken(client, file)]
        assert values == sorted(values, reverse=asked == order)
        on_page = [href.split("/")[-1].partition("?")[0] for href in links(page) if href.startswith("/stories/")]
        assert on_page == [row["story_id"] for row in taken(client, file)][: len(on_page)]
        other = order if asked.startswith("-") else f"-{order}"
        assert any(f"order={other}" in href for href in links(page)), "and a click turns it around"


def test_files_of_nothing_are_not_found(client: Any) -> None:
    for address in ("/files/articles.csv", "/files/entities.exe", "/files/../entities.csv", "/files/quality.parquet"):
        assert client.get(address).status_code in (404, 308) or b"<html" in client.get(address).data
    assert client.get("/files/articles.csv").status_code == 404


def test_no_cell_of_a_csv_is_a_formula(client: Any) -> None:
    text = client.get("/files/entities.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert HOSTILE_SOURCE not in client.get("/files/sources.csv").headers["Content-Disposition"]


def file_of(page: Any, name: str) -> str:
    return next(href for href in links(page) if href.startswith(f"/files/{name}.parquet"))


def test_quotes_are_narrowed_to_a_name_a_story_a_kind_and_words(show: Show, client: Any) -> None:
    whole = taken(client, file_of(show("/quotes", "?lang=en"), "quotes"))
    speaker = next(row["entity_id"] for row in whole if row["entity_id"])
    of_name = taken(client, file_of(show("/quotes", f"?lang=en&name={speaker}"), "quotes"))
    assert of_name == [row for row in whole if row["entity_id"] == speaker]
    assert 0 < len(of_name) < len(whole)
    for kind in ("direct", "indirect"):
        of_kind = taken(client, f"/files/quotes.parquet?lang=en&kind={kind}")
        assert of_kind == [row for row in whole if row["kind"] == kind]
    word = of_name[0]["text"].split()[0]
    with_words = taken(client, file_of(show("/quotes", f"?lang=en&q={quote(word)}"), "quotes"))
    assert of_name[0] in with_words
    assert "No quote like that" in said(show("/quotes", "?lang=en&q=زخرفة"))


def test_the_quotes_of_a_name_and_of_a_story_lead_to_all_of_them(show: Show, client: Any) -> None:
    whole = taken(client, "/files/quotes.parquet?lang=en")
    speaker = next(row["entity_id"] for row in whole if row["entity_id"])
    for path, given in ((f"/entities/{speaker}", f"name={speaker}"), (STORY, f"story={STORY.rpartition('/')[2]}")):
        (all_of_it,) = {href for href in links(show(path, "?lang=en")) if href.startswith("/quotes?") and given in href}
        address, _, query = all_of_it.partition("?")
        shown = show(address, f"?{query}")
        rows = taken(client, file_of(shown, "quotes"))
        assert rows
        if path == STORY:
            articles = {(str(row["day"]), row["article_id"]) for row in rows}
            own = {tuple(href.partition("?")[0].split("/")[-1].split(".")) for href in links(show(path, "?lang=en"))
                   if href.startswith("/articles/")}  # fmt: skip
            assert articles <= own
        else:
            assert {row["entity_id"] for row in rows} == {speaker}


def test_what_was_set_aside_is_listed_with_its_reason_and_its_beginning(show: Show, client: Any) -> None:
    quality = show("/quality", "?lang=en")
    (address,) = {href for href in links(quality) if href.startswith("/quarantine?")}
    page = show("/quarantine", "?" + address.partition("?")[2])
    told = taken(client, file_of(page, "quarantine"))
    (count,) = re.findall(r"(\d+) found", said(page))
    assert len(told) == int(count) > 0
    assert list(told[0]) == ["day", "stage", "reason", "expectation", "landing_file", "bytes", "record"]
    for row in told:
        assert row["reason"] in said(page)
        assert row["record"][:20] in said(page)
        assert not [letter for letter in row["record"] if ord(letter) < 32], "no line of a CSV breaks"
    only = taken(client, file_of(show("/quarantine", "?lang=en&stage=clean"), "quarantine"))
    assert only == [row for row in told if row["stage"] == "clean"]
    assert len(only) < len(told)
