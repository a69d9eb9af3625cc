"""`nashra sql`: a question to the lake's tables, answered as a table, CSV or JSON lines."""

import csv
import itertools
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from nashra.errors import NashraError
from nashra.exported import MARK, spreadsheet_cell
from nashra.settings import load_settings
from nashra.tables.read.values import distinct, json_line, plain, rows_of
from nashra.text_files import require_text

if TYPE_CHECKING:
    from nashra.tables.read.bounded import Bounds

_REPEATED = re.compile(r"\n+LINE \d+:")


class NoAnswer(NashraError):
    """The question cannot be answered; the message says why."""


@click.command("sql")
@click.argument("query")
@click.option("--lake", help="Where the tables are; NASHRA_LAKE or lake/ when not given.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values, all rows.")
@click.option(
    "--excel",
    "form",
    flag_value="excel",
    help="The same for a spreadsheet: Excel sees Arabic, and no text is a formula.",
)
@click.option("--json", "form", flag_value="json", help="A JSON object a line, all rows.")
@click.option(
    "--limit",
    default=100,
    show_default=True,
    type=click.IntRange(0),
    help="Rows that the table shows at the most; 0: all.",
)
@click.option("--wide", is_flag=True, help="Show long values whole.")
@click.option(
    "--memory",
    type=click.IntRange(200, 1_000_000),
    help="Megabytes that the question and its answer may take; 4000, or half of the machine's, when not given.",
)
@click.option("--open", "opened", is_flag=True, help="Let the question read and write all that you can: files, S3.")
def sql_command(
    query: str, lake: str | None, form: str | None, limit: int, wide: bool, memory: int | None, opened: bool
) -> None:
    """Ask the lake's tables with DuckDB's SQL, e.g. "SELECT day, count(*) FROM articles GROUP BY day".

    Tables: articles, removals, mentions, quotes, entities, sources, stories, story_articles, copies, quarantine,
    checks, runs; docs/data-dictionary.md says what is in them, docs/bi.md which views there are. The question sees the
    lake alone, and changes nothing; --open lets it read and write other files. With - it is read from what is piped or
    pasted, of which the end is Ctrl+D.
    """
    import duckdb

    from nashra.tables.read.bounded import bounded, megabytes

    if query == "-":
        with click.open_file("-", encoding="utf-8", errors="surrogateescape") as given:
            query = given.read()
    require_text(query, "the question")
    with bounded(memory or megabytes()) as bounds:
        try:
            _answer(query, lake or load_settings().lake, form, limit, wide, opened, bounds)
        except (MemoryError, duckdb.OutOfMemoryException, duckdb.InterruptException) as error:
            raise NoAnswer(bounds.said()) from error
        except duckdb.Error as error:
            raise NoAnswer(in_one_line(error)) from error


def _answer(query: str, lake: str, form: str | None, limit: int, wide: bool, opened: bool, bounds: "Bounds") -> None:
    from nashra.tables.read.closed import require_question
    from nashra.tables.read.open_lake import open_lake

    connection = bounds.connection = open_lake(lake, closed=not opened, checked=True, config=bounds.config)
    if not opened:
        require_question(connection, query)
    answer = connection.sql(query)
    if answer is None:
        raise NoAnswer("that asks nothing: write a SELECT")
    reader = answer.to_arrow_reader(1000)
    names, rows = reader.schema.names, rows_of(bounds.within(reader))
    if form == "csv":
        _print_csv(names, rows)
    elif form == "excel":
        sys.stdout.write(MARK)
        _print_csv(names, (tuple(map(spreadsheet_cell, map(plain, row))) for row in rows))
    elif form == "json":
        names = distinct(names)
        for row in rows:
            click.echo(json_line(names, row))
    else:
        _print_grid(names, rows, limit, wide)


def in_one_line(error: Exception) -> str:
    """What DuckDB says, without the part of the question that it repeats below."""
    return " ".join(_REPEATED.split(str(error))[0].split())


def _print_csv(names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([plain(value) for value in row] for row in rows)


def _print_grid(names: list[str], rows: Iterator[tuple[Any, ...]], limit: int, wide: bool) -> None:
    from nashra.tables.read.grid import grid

    shown = list(itertools.islice(rows, min(limit, sys.maxsize) or None))
    click.echo(grid(names, shown, None if wide else 60))
    all_of_them = f"{len(shown)} {'row' if len(shown) == 1 else 'rows'}"
    more = f"the first {limit} rows; --limit 0 shows all" if next(rows, None) else all_of_them
    click.echo(f"({more})", err=True)
