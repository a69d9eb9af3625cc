"""The lake, opened in DuckDB: a view for each table, over the days that are published at that moment, and the
views that BI tools get (see views.py)."""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds

from nashra.extras import need
from nashra.lake import FileInfo, Storage, damaged, day_of
from nashra.tables.dictionary.dictionary import Table, load_dictionary
from nashra.tables.dictionary.schema import schema
from nashra.tables.read.closed import close_to
from nashra.tables.read.present import NoLake, require_lake
from nashra.tables.read.trusted import gone_beside, gone_files, gone_over_days, trusted
from nashra.tables.read.views import DAY_OF_FILE, columns_of, files_of, lacking_columns, nulls_of, quoted, ready_views
from nashra.tables.snapshot.moment import moment
from nashra.tables.snapshot.pin import pin
from nashra.tables.snapshot.pinned import Pinned
from nashra.tables.sound import RUNS

if TYPE_CHECKING:
    import duckdb

__all__ = ["NoLake", "open_lake"]
logger = logging.getLogger(__name__)


def open_lake(
    lake: Storage | str, closed: bool = False, checked: bool = False, config: Mapping[str, str] | None = None
) -> "duckdb.DuckDBPyConnection":
    """A connection with a view for each table of the dictionary, `day` among its columns as a date.

    Times are UTC without a zone: DuckDB's functions of times with one need an extension that it downloads.

    A table without a published day is an empty view of the right columns; columns that were added after a day was
    published are null there. The connection shows the lake as it is
    when it is opened, also while days are published: open it again to see them. When `closed`, questions can reach
    nothing but the lake. When `checked`, each page that a question needs is held to its checksum, which DuckDB's own
    reader doesn't do; on S3 it always is. A table of which a file is damaged, or is another's, answers nothing but
    an error that says which. `config`: settings of DuckDB. Raises NoLake; on S3 TimeoutError.
    """
    import duckdb

    lake = Storage(lake) if isinstance(lake, str) else lake
    require_lake(lake)
    connection = duckdb.connect(config=dict(config or {}))
    published = load_dictionary().published
    root = str(pin(lake, list(published), connection) or lake.root) if lake.is_local else ""
    seen = Storage(root) if root else lake
    rows = {} if lake.is_local else _datasets(lake, published)
    files = {name: seen.files(name) if root else [] for name in published}
    distrusted = _distrusted(lake, seen, files) if root else {}
    for name, table in published.items():
        if name in distrusted:
            source, day = _refusal(table, damaged(lake.full(distrusted[name]))), "CAST(NULL AS DATE)"
        elif files[name] and checked:
            connection.register(f"files_of_{name}", _held_to_checksums(seen, name, table, files[name]))
            source, day = f"files_of_{name}", "CAST(day AS DATE)"
        elif files[name]:
            source, day = files_of(root, name, table, lacking_columns(seen, name)), DAY_OF_FILE
        elif name in rows:
            connection.register(f"files_of_{name}", rows[name])
            source, day = f"files_of_{name}", "CAST(day AS DATE)"
        else:
            connection.register(f"files_of_{name}", schema(name).empty_table())
            source, day = f"files_of_{name}", "CAST(NULL AS DATE)"
        connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns_of(table, day)} FROM {source}')
    for view in ready_views():
        connection.execute(view.statement())
    if closed:
        # a lake that is held open is a folder of links into the lake
        close_to(connection, {lake.root, root, *_elsewhere(lake, published)} if lake.is_local else ())
    return connection


def _distrusted(lake: Storage, seen: Storage, files: Mapping[str, list[FileInfo]]) -> dict[str, str]:
    """Table -> a file of it that is damaged, another's, or gone. Of files that others may be replacing, those that are
    gone are nobody's fault."""
    days = {name: {day for file in files[name] if (day := day_of(file.path))} for name in files}
    gone = seen.root != lake.root
    found = gone_files(seen, days) | gone_beside(lake, days[RUNS]) | gone_over_days(lake) if gone else {}
    for name, some in files.items():
        if broken := [file.path for file in some if not trusted(seen.full(file.path), name)]:
            found[name] = broken[0]
    return found


def _held_to_checksums(seen: Storage, name: str, table: Table, files: Iterable[FileInfo]) -> ds.Dataset:
    form = _format()
    fragments = [
        form.make_fragment(
            seen.full(file.path), filesystem=seen.fs,
            partition_expression=_day_of(file.path) if table.partitioned else None,
        )
        for file in files
    ]  # fmt: skip
    return ds.FileSystemDataset(fragments, _schema(name, table), form, filesystem=seen.fs)


def _refusal(table: Table, said: str) -> str:
    """What stands for a table that can't be trusted: whoever asks for its rows is told why, and nothing else."""
    return f"(SELECT {nulls_of(table)} WHERE error({quoted(said)}) IS NULL)"


def _elsewhere(lake: Storage, tables: Iterable[str]) -> set[str]:
    """Folders on other disks that whoever keeps a local lake has linked into it, as of a table, or of an old day."""
    folders = [*tables, *(f"{table}/{day}" for table in tables for day in lake.folders(table))]
    return {str(place.resolve()) for folder in folders if (place := Path(lake.full(folder))).is_symlink()}


def _datasets(lake: Storage, tables: dict[str, Table]) -> dict[str, ds.Dataset]:
    """The tables that have a file; DuckDB reads S3 only with an extension that it downloads.

    All are of one moment, where obstore has the credentials to ask for it.
    """
    need("obstore", extra="s3", asked_by=f"the lake {lake.address}")
    from obstore.exceptions import BaseError

    try:
        pieces = moment(lake, list(tables))
    except BaseError as error:
        logger.warning(
            "queries may meet a publication: %s could not be opened through obstore: %s", lake.address, error
        )
        return {name: _dataset(lake, name, table) for name, table in tables.items() if lake.files(name)}
    found: dict[str, list[Pinned]] = {}
    for path, piece in pieces.items():
        found.setdefault(path.partition("/")[0], []).append(piece)
    return {name: _pinned(name, tables[name], mine) for name, mine in found.items()}


def _pinned(name: str, table: Table, pieces: list[Pinned]) -> ds.Dataset:
    form = _format()
    fragments = [
        form.make_fragment(piece.native(), partition_expression=_day_of(piece.path) if table.partitioned else None)
        for piece in pieces
    ]
    return ds.FileSystemDataset(fragments, _schema(name, table), form)


def _day_of(path: str) -> ds.Expression:
    """The partition that a path <table>/day=D/<file> is."""
    return ds.field("day") == path.split("/")[1].removeprefix("day=")


def _dataset(lake: Storage, name: str, table: Table) -> ds.Dataset:
    days = ds.partitioning(pa.schema([("day", pa.string())]), flavor="hive") if table.partitioned else None
    return ds.dataset(lake.full(name), _schema(name, table), format=_format(), filesystem=lake.fs, partitioning=days)


def _format() -> ds.ParquetFileFormat:
    """Pages are held to their checksums: a damaged one is an error, not another answer."""
    return ds.ParquetFileFormat(
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    )


def _schema(name: str, table: Table) -> pa.Schema:
    return pa.schema([*schema(name), *([pa.field("day", pa.string())] if table.partitioned else [])])
