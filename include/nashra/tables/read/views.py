"""Views for BI tools: `<lake>/nashra.duckdb` and `<lake>/views.sql`, made again at every publication.

Both hold no data, only views over the Parquet files: the tables of the dictionary, and those of include/bi/views.sql.
Who has the database open keeps the old file, which shows the same tables; nobody waits for anybody. DuckDB resolves
a relative path against the working folder of whoever asks, so the paths are absolute; for a lake that is seen under
another path (a share, a copy) `python -m nashra.tables.read.views --root PATH` prints the views for it.
"""

import logging
import re
import shutil
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.settings import INCLUDE
from nashra.tables.dictionary.dictionary import Table, load_dictionary
from nashra.tables.read.present import require_lake
from nashra.tables.read.view_columns import meanings

DATABASE, SCRIPT = "nashra.duckdb", "views.sql"
SOURCE = INCLUDE / "bi" / "views.sql"
OLDEST = "v1.0.0"  # the oldest DuckDB that can read the database: BI tools bring old ones along
_VIEW = re.compile(r"((?:^-- [^\n]*\n)+)^CREATE VIEW (\w+) AS\n(.*?);$", re.MULTILINE | re.DOTALL)
_HEAD = """\
-- The lake's tables and views for DuckDB. Made at every publication: changes to this file are lost.
-- It holds no data. Use it with: duckdb -init views.sql
"""
# Of the folder that a file itself lies in: one above it, the lake's or that of temporary files, may be called so too.
DAY_OF_FILE = r"CAST(regexp_extract(filename, 'day=(\d{4}-\d{2}-\d{2})/[^/]*$', 1) AS DATE)"
_TYPES = {
    "string": "VARCHAR", "binary": "BLOB", "bool": "BOOLEAN", "int32": "INTEGER", "int64": "BIGINT",
    "float32": "FLOAT", "float64": "DOUBLE", "date": "DATE", "timestamp": "TIMESTAMP", "list<string>": "VARCHAR[]",
    "spellings": "STRUCT(surface VARCHAR, count BIGINT)[]",
    "edits": "STRUCT(raw_start INTEGER, text VARCHAR, instead VARCHAR)[]",
}  # fmt: skip
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, the query behind it, and what it is for."""

    name: str
    query: str
    meaning: str

    def statement(self) -> str:
        return f'CREATE OR REPLACE VIEW "{self.name}" AS\n{self.query}'

    def comment(self) -> str:
        return f'COMMENT ON VIEW "{self.name}" IS {quoted(self.meaning)}'


@cache
def ready_views() -> tuple[View, ...]:
    """The views of include/bi/views.sql, in an order in which they can be made."""
    found = _VIEW.findall(SOURCE.read_text(encoding="utf-8"))
    return tuple(View(name, query, " ".join(line[3:] for line in said.splitlines())) for said, name, query in found)


Present = Mapping[str, frozenset[str]]
"""Tables that have files, each with the columns that some of its files lack."""


def table_views(root: str, present: Present) -> list[View]:
    """A view for each table of the dictionary over its files below `root`; those not `present` are empty."""
    return [
        View(name, _over_files(root, name, table, present[name]) if name in present else _empty(table),
             table.description)
        for name, table in load_dictionary().published.items()
    ]  # fmt: skip


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def files_of(root: str, name: str, table: Table, lacking: frozenset[str] = frozenset()) -> str:
    """The rows of a table's files, for FROM; the root's own special characters are taken literally.

    `lacking`: columns that were added when some of the files were there already; they are null in those.
    """
    root = "".join(f"[{c}]" if c in "*?[" else c for c in root)
    days, told = ("/day=*", ", filename = true") if table.partitioned else ("", "")
    files = f"read_parquet({quoted(f'{root}/{name}{days}/{name}.parquet')}, hive_partitioning = false{told}"
    if not lacking:
        return f"{files})"
    added = _nulls({name: column.type for name, column in table.columns.items() if name in lacking})
    return f"(SELECT * FROM {files}, union_by_name = true)\n      UNION ALL BY NAME SELECT {added} WHERE false)"


def columns_of(table: Table, day: str = DAY_OF_FILE) -> str:
    """The columns in the dictionary's order, times in UTC without a zone; a `day` it doesn't list comes last."""
    made = {
        name: f'make_timestamp(epoch_us("{name}"))' if column.type == "timestamp" else f'"{name}"'
        for name, column in table.columns.items()
    }
    if table.partitioned:
        made["day"] = day
    return ", ".join(f'{value} AS "{name}"' for name, value in made.items())


def _over_files(root: str, name: str, table: Table, lacking: frozenset[str]) -> str:
    return f"SELECT {columns_of(table)}\nFROM {files_of(root, name, table, lacking)}"


def _nulls(types: Mapping[str, str]) -> str:
    return ", ".join(f'CAST(NULL AS {_TYPES[kind]}) AS "{name}"' for name, kind in types.items())


def nulls_of(table: Table) -> str:
    """A null of the right type for each column of a table, for SELECT."""
    return _nulls({name: column.type for name, column in table.columns.items()})


def _empty(table: Table) -> str:
    types: dict[str, str] = {name: column.type for name, column in table.columns.items()}
    if table.partitioned:
        types["day"] = "date"
    return f"SELECT {_nulls(types)}\nWHERE false"


def present_tables(lake: Storage) -> dict[str, frozenset[str]]:
    """The tables that have files, each with the columns that some of its files lack."""
    return {name: lacking_columns(lake, name) for name in load_dictionary().published if lake.files(name)}


def lacking_columns(lake: Storage, name: str) -> frozenset[str]:
    """Columns of a table that some of its files lack: those of days published before the column was added.

    Which days these are, nothing tells: an old day is published again, or two machines publish with two versions, or
    one goes back to an older one. So each file is asked. On S3, where each costs a request, the file that was written
    first and the last one, the earliest day's and the latest's speak for the others.
    """
    selector = pafs.FileSelector(lake.full(name), recursive=True, allow_not_found=True)
    files = [info for info in lake.fs.get_file_info(selector) if info.base_name == f"{name}.parquet"]
    if not files:
        return frozenset()
    paths = sorted(info.path for info in files)
    written = sorted(files, key=lambda info: (info.mtime_ns or 0, info.path))
    asked = paths if lake.is_local else {written[0].path, written[-1].path, paths[0], paths[-1]}
    lacking: set[str] = set()
    for path in asked:
        try:
            with lake.fs.open_input_file(path) as file:
                lacking |= load_dictionary().tables[name].stored.keys() - set(pq.read_schema(file).names)
        except (OSError, pa.ArrowInvalid):  # whoever asks for its rows is told
            continue
    return frozenset(lacking)


def script(root: str, present: Present) -> str:
    """All views as SQL text, for a lake whose files are below `root`: a folder or an s3:// address."""
    views = [*table_views(root, present), *ready_views()]
    return _HEAD + "".join(f"\n{view.statement()};\n{view.comment()};\n{column_comments(view.name)}" for view in views)


def column_comments(view: str) -> str:
    """SQL that says of each column of a table or view what it means."""
    known = meanings(view)
    return "".join(
        f'COMMENT ON COLUMN "{view}"."{column}" IS {quoted(known[column])};\n'
        for column in _columns()[view]
        if column in known
    )


@cache
def _columns() -> Mapping[str, list[str]]:
    """Table or view -> the names of its columns, which are the same in every lake."""
    import duckdb

    with duckdb.connect() as connection:
        views = [*table_views("", {}), *ready_views()]
        for view in views:
            connection.execute(view.statement())
        return {view.name: [row[0] for row in connection.sql(f'DESCRIBE "{view.name}"').fetchall()] for view in views}


def views_are_whole(lake: Storage) -> bool:
    """Whether the script is the one of the tables that are there, and the database can be read."""
    import duckdb

    if not lake.exists(SCRIPT) or lake.read_bytes(SCRIPT) != script(_root(lake), present_tables(lake)).encode():
        return False
    if not lake.is_local:
        return True
    try:
        with duckdb.connect(lake.full(DATABASE), read_only=True) as connection:
            return bool(connection.execute("SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall())
    except duckdb.Error:
        return False


def _root(lake: Storage) -> str:
    return lake.root if lake.is_local else f"s3://{lake.root}"


def write_views(lake: Storage) -> list[str]:
    """Makes `views.sql` and, on a disk, `nashra.duckdb` anew; returns the paths that were written.

    Each takes the place of the old one whole. On S3 there is only the script: to make the database, DuckDB would
    have to read S3 already, with an extension that it downloads. Raises OSError and duckdb.Error.
    """
    text = script(_root(lake), present_tables(lake))
    lake.write_bytes(SCRIPT, text.encode())
    if not lake.is_local:
        return [SCRIPT]
    import duckdb

    place = Path(lake.full(DATABASE))
    temporary = place.with_name(f".{DATABASE}.{uuid.uuid4().hex}.part")
    try:
        # made elsewhere: DuckDB writes no database below a folder with a ? in its name
        with tempfile.TemporaryDirectory(prefix="nashra-views-") as folder, duckdb.connect() as connection:
            made = Path(folder, DATABASE)
            connection.execute(f"ATTACH {quoted(str(made))} AS nashra (STORAGE_VERSION '{OLDEST}'); USE nashra")
            connection.execute(text)
            connection.execute("USE memory; DETACH nashra")
            shutil.copyfile(made, temporary)
        temporary.replace(place)
        # What someone wrote into the old database is not to be replayed into the new one.
        place.with_name(f"{DATABASE}.wal").unlink(missing_ok=True)
    finally:
        temporary.unlink(missing_ok=True)
    return [SCRIPT, DATABASE]


def refresh_views(lake: Storage) -> None:
    """As write_views, after a publication: what is published stays published when the views can't be written."""
    import duckdb

    try:
        write_views(lake)
    except (OSError, duckdb.Error) as error:
        logger.warning("%s and %s of %s were not made again: %s", SCRIPT, DATABASE, lake.address, error)


class NoViews(NashraError):
    """The views cannot be made over what is in the lake."""


@click.command()
@click.option("--lake", default=None, help="The lake; NASHRA_LAKE or lake/ when not given.")
@click.option("--root", default=None, help="Only print views.sql, for a lake seen under this path or address.")
def main(lake: str | None, root: str | None) -> None:
    """Writes the lake's views.sql and nashra.duckdb."""
    from nashra.settings import load_settings

    storage = Storage(lake or load_settings().lake)
    require_lake(storage)
    if root is not None:
        click.echo(script(root.rstrip("/"), present_tables(storage)), nl=False)
        return
    import duckdb

    try:
        written = write_views(storage)
    except duckdb.Error as error:
        raise NoViews(f"{storage.address}: {' '.join(str(error).split())}") from error
    for path in written:
        click.echo(f"{storage.address}/{path}")


if __name__ == "__main__":
    run_door(main)
