"""Tables and lists of every format whose columns have names that nobody knows: their rows read as articles."""

import csv
import io
import json
import sqlite3
import warnings
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
import yaml

from tests.landing.conftest import Landing
from tests.landing.of_file.test_unnamed import said, wanted

NAMES = ["kop", "inhoud", "plek", "tijd", "rubriek"]  # of what `said` has, in its order
ARABIC = ["المنشت", "الموضوع كاملا", "لنك", "زمانه", "بابه"]
LETTERS = list("abcde")
Rows = list[list[str]]


def rows(count: int = 5) -> Rows:
    return [list(said(number)) for number in range(count)]


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def records(names: list[str]) -> list[dict[str, str]]:
    return [dict(zip(names, row, strict=True)) for row in rows()]


def columns(names: list[str]) -> dict[str, list[str]]:
    return dict(zip(names, map(list, zip(*rows(), strict=True)), strict=True))


def parquet(names: list[str]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns(names)), out)
    return out.getvalue()


def feather(names: list[str]) -> bytes:
    """As pandas writes it: its batches are compressed."""
    out = io.BytesIO()
    pyarrow.feather.write_feather(pa.table(columns(names)), out)
    return out.getvalue()


def sqlite(names: list[str], folder: Path) -> bytes:
    file = folder / "made.db"
    quoted = ", ".join(f'"{name}"' for name in names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        database = sqlite3.connect(file)
        database.execute("CREATE TABLE lezers (naam text, leeftijd int)")
        database.execute("INSERT INTO lezers VALUES ('سالم', 31)")
        database.execute(f"CREATE TABLE stukken ({quoted})")
        database.executemany(f"INSERT INTO stukken VALUES ({', '.join('?' * len(names))})", rows())
        database.commit()
        database.close()
    return file.read_bytes()


def dump(names: list[str]) -> bytes:
    values = ",\n".join("(" + ", ".join("'" + cell.replace("\n", "\\n") + "'" for cell in row) + ")" for row in rows())
    heads = ", ".join(f"`{name}`" for name in names)
    people = "INSERT INTO `lezers` (`naam`, `leeftijd`) VALUES ('سالم', 31);\n"
    return f"-- MySQL dump\n{people}INSERT INTO `stukken` ({heads}) VALUES\n{values};\n".encode()


def xml(names: list[str], within: bool) -> bytes:
    tags = [name.replace(" ", "_") for name in names]
    each = "".join(
        "<stuk>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for tag, cell in zip(tags, row, strict=True)) + "</stuk>\n"
        for row in rows()
    )
    body = f"<kop_van_bestand><naam>x</naam></kop_van_bestand><lijst>{each}</lijst>" if within else each
    return f'<?xml version="1.0" encoding="utf-8"?><verzameling>{body}</verzameling>'.encode()


def html(names: list[str]) -> bytes:
    def row(cells: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell).replace(chr(10), '<br>')}</{tag}>" for cell in cells) + "</tr>"

    return f"<table>{row(names, 'th')}{''.join(row(cells, 'td') for cells in rows())}</table>".encode()


def table(names: list[str], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([names, *rows()])
    return out.getvalue().encode()


def cells_of_json(names: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["nr", "pak"], *([n, as_json(one).decode()] for n, one in enumerate(records(names)))])
    return out.getvalue().encode()


FORMS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "CSV": ("a.csv", lambda names: table(names, ",")),
    "CSV of semicolons": ("a.csv", lambda names: table(names, ";")),
    "cells of JSON": ("a.csv", cells_of_json),
    "lists by column": ("a.json", lambda names: as_json(columns(names))),
    "objects by column": ("a.json", lambda names: as_json(
        {name: {str(n): cell for n, cell in enumerate(cells)} for name, cells in columns(names).items()})),
    "names and rows": ("a.json", lambda names: as_json({"columns": names, "index": [*range(5)], "data": rows()})),
    "lists below names": ("a.json", lambda names: as_json([names, *rows()])),
    "lists below names, a line each": ("a.jsonl", lambda names: b"\n".join(map(as_json, [names, *rows()]))),
    "records by key": ("a.json", lambda names: as_json({f"k{n}": one for n, one in enumerate(records(names))})),
    "an envelope": ("a.json", lambda names: as_json({"antwoord": {"staat": "goed", "lijst": records(names)}})),
    "values in lists": ("a.json", lambda names: as_json([{k: [v] for k, v in one.items()} for one in records(names)])),
    "YAML": ("a.yaml", lambda names: yaml.safe_dump(records(names), allow_unicode=True).encode()),
    "Parquet": ("a.parquet", parquet),
    "Feather": ("a.feather", feather),
    "a dump": ("a.sql", dump),
    "XML": ("a.xml", lambda names: xml(names, within=False)),
    "XML within XML": ("a.xml", lambda names: xml(names, within=True)),
    "a table of a page": ("a.html", html),
}  # fmt: skip


def found(landing: Landing) -> set[tuple[Any, ...]]:
    night = landing.night()
    assert night.reasons == []
    return {(row["title"], row["text"], row["url"], row["published_on"]) for row in night.articles}


@pytest.mark.parametrize("names", [NAMES, ARABIC, LETTERS], ids=["Dutch", "Arabic", "letters"])
@pytest.mark.parametrize(("name", "write"), FORMS.values(), ids=FORMS)
def test_its_rows_are_articles(
    landing: Landing, name: str, write: Callable[[list[str]], bytes], names: list[str]
) -> None:
    landing.write(name, write(names))
    assert found(landing) == wanted()


def test_a_database(landing: Landing) -> None:
    """Rows of its other table are counted, not refused."""
    landing.write("a.db", sqlite(NAMES, landing.root))
    assert found(landing) == wanted()


NOTHING: dict[str, Callable[[list[str]], bytes]] = {
    "a.parquet": parquet,
    "a.json": lambda names: as_json(columns(names)),
    "a.xml": lambda names: xml(names, within=True),
    "a.sql": dump,
}


@pytest.mark.parametrize(("name", "data"), NOTHING.items(), ids=NOTHING)
def test_rows_that_read_as_nothing_are_refused(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, name: str, data: Callable[[list[str]], bytes]
) -> None:
    people = [["سالم النوري", "من سكان المدينة القديمة", "https://dalil.example/u/7", "1990-02-03", "زائر"]] * 5
    monkeypatch.setattr("tests.landing.of_file.test_unnamed_tables.rows", lambda: people)
    landing.write(name, data(NAMES))
    night = landing.night()
    assert not night.articles
    assert len(night.reasons) == 1
