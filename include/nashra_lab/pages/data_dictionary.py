"""The page docs/data-dictionary.md, made from the dictionary: `python -m nashra_lab.pages.data_dictionary`."""

import sys
from pathlib import Path

import click

from nashra.door import run_door
from nashra.settings import CHECKOUT
from nashra.tables.dictionary.dictionary import Column, Dictionary, Expectation, Table, load_dictionary
from nashra_lab.pages.markdown import grid

PAGE = CHECKOUT / "docs" / "data-dictionary.md"
_HEAD = """\
# Data dictionary

Made from `include/rules/tables.yaml` by `python -m nashra_lab.pages.data_dictionary`: change that file, not this page.

The tables are Parquet (zstd), partitioned by day: `<lake>/<table>/day=YYYY-MM-DD/<table>.parquet`; `entities` and
`sources` are one file each for the whole lake, `<lake>/entities/entities.parquet`. Each column's meaning is also in the
file, as the `comment` of its field.

A partition is replaced whole or not at all, and only when its bytes change; a reader gets the old one or the new
one. Engines that open a file twice in a query (DuckDB, pandas, Polars) fail when it is replaced in between: ask
again. `nashra sql` and `nashra.tables.read.open_lake.open_lake` don't: they hold the lake as it is when it is opened.

`day` is a column of the path, not of the file. Engines that read a folder add it to every table: DuckDB, Polars and
Spark as a date, pandas as a category and pyarrow as a string. Were it in the file too, pandas and pyarrow could
not open the folder, because its type would differ from the one that they give the path. Who reads a single file with
pandas or pyarrow knows its day from the folder.

    nashra sql "SELECT day, count(*) FROM articles WHERE duplicate_of IS NULL GROUP BY day"
    duckdb:  SELECT * FROM read_parquet('lake/articles/*/*.parquet', hive_partitioning = true)
    pandas:  pd.read_parquet("lake/articles")
    polars:  pl.scan_parquet("lake/articles/", hive_partitioning=True)
    pyarrow: ds.dataset("lake/articles", partitioning="hive")
    spark:   spark.read.parquet("lake/articles")

How tables join: `article_id` of `removals`, `mentions`, `quotes`, `story_articles` and `copies` is an
`articles.article_id` of the same day, as is `articles.duplicate_of`; `copies.copy_of` is one of `copy_of_day`.
`entity_id` of `mentions` and `quotes`, and each of `stories.entities`, is an `entities.entity_id`, `source` a
`sources.source`, `story_articles.story_id` a `stories.story_id` of the same day, `stories.continues` one of a day
before, and `checks.run` a `runs.run`. Records that landed = published + duplicates + quarantined; see `runs`.
"""
_CHECKS = """\
An expectation is critical, a warning, or for information. Rows that fail a critical one go to quarantine, as long as
no more than `quarantine_share` of the rows do; where the table says "stops", one failing row stops the run before
anything is published. Columns with a `*` are worked out for the check alone. `not null` in the column lists above is a
critical expectation too.
"""


def page(dictionary: Dictionary) -> str:
    """The whole page, Markdown."""
    parts = [_HEAD]
    parts += [_table(name, table) for name, table in dictionary.published.items()]
    parts.append("## What is checked\n\n" + _CHECKS)
    parts += [_checks(name, table) for name, table in dictionary.tables.items() if _own(table)]
    accounts = [[a.stage, a.name, f"{_sum(a.left)} = {_sum(a.right)}", a.severity] for a in dictionary.accounts]
    parts.append("### Accounts\n\n" + grid(["stage", "account", "must be equal", "severity"], accounts))
    return "\n".join(parts)


def _table(name: str, table: Table) -> str:
    place = "one file for the lake" if not table.partitioned else "a file a day"
    key = ", ".join(f"`{column}`" for column in table.key) or "none"
    order = ", ".join(f"`{column}`" for column in table.sort)
    columns = [_column(*item) for item in table.columns.items()]
    return f"## {name}\n\n{table.description}\n\n{place.capitalize()}; key {key}, sorted by {order}.\n\n" + grid(
        ["column", "type", "null", "meaning", "unit", "example"], columns
    )


def _column(name: str, column: Column) -> list[str]:
    kind = column.type + (" (path)" if column.source == "path" else "")
    null = "yes" if column.nullable else "not null"
    return [f"`{name}`", kind, null, column.meaning, column.unit, f"`{column.example}`"]


def _own(table: Table) -> list[Expectation]:
    return [*(e for column in table.columns.values() for e in column.expectations), *table.measures]


def _checks(name: str, table: Table) -> str:
    columns = [(f"`{n}`", e) for n, column in table.columns.items() for e in column.expectations]
    measures = [(f"`{e.column}` *", e) for e in table.measures]
    rows = [
        [column, e.expect, _arguments(e), _severity(e, table), ", ".join(e.stages or (table.made_by,)), e.meaning]
        for column, e in columns + measures
    ]
    return f"### {name}\n\n" + grid(["column", "expect", "arguments", "severity", "after", "what fails"], rows)


def _arguments(e: Expectation) -> str:
    shown = [f"{key} `{value}`" for key, value in e.arguments.items()]
    return ", ".join(shown + ([f"at most {e.at_most:.0%} of rows"] if e.at_most else []))


def _severity(e: Expectation, table: Table) -> str:
    return e.severity + (", stops" if e.severity == "critical" and (e.stop or table.failing_rows == "stop") else "")


def _sum(names: tuple[str, ...]) -> str:
    return " + ".join(names) or "0"


def write_page(path: Path = PAGE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(load_dictionary()), encoding="utf-8")


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when the page is not what it should be.")
def main(check: bool) -> None:
    """Writes docs/data-dictionary.md."""
    if not check:
        write_page()
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(load_dictionary()):
        click.echo(f"{PAGE} is out of date: make it with python -m nashra_lab.pages.data_dictionary", err=True)
        sys.exit(1)


if __name__ == "__main__":
    run_door(main)
