"""Brings an Iceberg catalog to what the lake has published."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from nashra.errors import NashraError
from nashra.extras import need
from nashra.lake import Storage, Unreadable, day_of
from nashra.tables.dictionary.dictionary import Table, load_dictionary
from nashra.tables.iceberg.columns import DAY, arrow_columns, by_day
from nashra.tables.iceberg.kept import ROOT, address, forget, keep_file, published_path
from nashra.tables.publish import alone
from nashra.tables.read.present import require_lake
from nashra.tables.snapshot.pin import standing_still

if TYPE_CHECKING:
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.manifest import DataFile
    from pyiceberg.table import Table as Iceberg

NAMESPACE = "nashra"


class NoCatalog(NashraError):
    """The catalog cannot be opened."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of a table: files that the new snapshot has and the last had not, and the other way round."""

    table: str
    appended: int
    dropped: int
    files: int
    snapshots: int


def register(lake: Storage, catalog: str | None = None, keep_days: int | None = None) -> list[Registered]:
    """Makes each table's newest snapshot what is published now; a table that has not changed gets no new one.

    `catalog` is an SQLAlchemy address; by default SQLite in the lake's own `_iceberg`. With `keep_days`, snapshots that
    are older go, the newest aside, and with them the files that none names. Raises NoLake, NoCatalog, MissingExtra.
    """
    need("pyiceberg", extra="iceberg", asked_by="an Iceberg catalog")
    require_lake(lake)
    if catalog is None:
        if not lake.is_local:
            raise NoCatalog("a lake on S3 has no place for SQLite: name a catalog, postgresql://... for one")
        catalog = "sqlite:///" + lake.full(f"{ROOT}/catalog.db")
        lake.fs.create_dir(lake.full(ROOT))
    published = load_dictionary().published
    with alone(lake, "iceberg"), _opened(lake, catalog) as found, _told(lake, catalog):
        tables = {name: _table(lake, found, name, table) for name, table in published.items()}
        before = {name: _places(lake, iceberg) for name, iceberg in tables.items()}
        with standing_still(lake):  # links are quick: nobody who publishes waits for what is read and written below
            now = {name: _keep(lake, name, table, before[name]) for name, table in published.items()}
        done = [_bring(tables[name], published[name], before[name], now[name], keep_days) for name in tables]
        if keep_days is not None:
            forget(lake, {place for name in tables for place in _named(found.load_table((NAMESPACE, name)))})
    return done


def _places(lake: Storage, iceberg: "Iceberg") -> "dict[str, DataFile]":
    """What the newest snapshot names, by the paths of the published files."""
    files = [task.file for task in iceberg.scan().plan_files()] if iceberg.current_snapshot() else []
    return {published_path(lake, file.file_path): file for file in files}


def _keep(lake: Storage, name: str, table: Table, before: "dict[str, DataFile]") -> dict[str, str]:
    """Where each published file of a table is kept, by its path."""
    return {
        info.path: keep_file(lake, info, before[info.path].file_path if info.path in before else None)
        for info in lake.files(name)
        if info.path.endswith(".parquet") and (not by_day(table) or day_of(info.path))
    }


def _bring(
    iceberg: "Iceberg", table: Table, before: "dict[str, DataFile]", now: dict[str, str], keep_days: int | None
) -> Registered:
    """Makes a snapshot of what is kept now, if it is another than before, and lets old ones go."""
    new = {path: place for path, place in now.items() if path not in before or before[path].file_path != place}
    old = [file for path, file in before.items() if path not in now or path in new]
    if new or old:
        made = [_data_file(iceberg, place, path, table) for path, place in new.items()]
        with iceberg.transaction() as change, change.update_snapshot().overwrite() as files:
            for file in old:
                files.delete_data_file(file)
            for file in made:
                files.append_data_file(file)
    if keep_days is not None and iceberg.snapshots():
        until = datetime.now(UTC) - timedelta(days=keep_days)
        iceberg.maintenance.expire_snapshots().older_than(until).commit()
    return Registered(iceberg.name()[-1], len(new), len(old), len(now), len(iceberg.snapshots()))


def _table(lake: Storage, catalog: "SqlCatalog", name: str, table: Table) -> "Iceberg":
    from pyiceberg.table import TableProperties

    columns, location = arrow_columns(name), address(lake, f"{ROOT}/tables/{name}")
    if not catalog.table_exists((NAMESPACE, name)):
        iceberg = catalog.create_table(
            (NAMESPACE, name), columns, location=location,
            properties={"comment": table.description, "key-columns": ",".join(table.key)},
        )  # fmt: skip
    else:
        iceberg = catalog.load_table((NAMESPACE, name))
        if iceberg.location() != location:
            raise NoCatalog(
                f"the Iceberg catalog is that of the lake at {iceberg.location().partition(f'/{ROOT}/')[0]}, and names "
                f"files by that place; for {lake.address} remove its {ROOT}, and the snapshots begin anew, or name "
                "another catalog with --catalog"
            )
        with iceberg.update_schema() as change:
            change.union_by_name(columns)
    if by_day(table) and iceberg.spec().is_unpartitioned():  # also where who made the table was killed then
        with iceberg.update_spec() as spec:
            spec.add_identity(DAY)
    # our files have no ids of columns: they are found by their names
    mapping = {TableProperties.DEFAULT_NAME_MAPPING: iceberg.schema().name_mapping.model_dump_json()}
    if any(iceberg.properties.get(key) != value for key, value in mapping.items()):
        with iceberg.transaction() as change:
            change.set_properties(mapping)
    return iceberg


def _data_file(iceberg: "Iceberg", place: str, path: str, table: Table) -> "DataFile":
    """What a snapshot says of a file: its partition by its path, which pyiceberg would look for inside the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyiceberg.io.pyarrow import (
        compute_statistics_plan,
        data_file_statistics_from_parquet_metadata,
        parquet_path_to_id_mapping,
    )
    from pyiceberg.manifest import DataFile, DataFileContent, FileFormat
    from pyiceberg.typedef import Record

    opened = iceberg.io.new_input(place)
    try:
        with opened.open() as file:
            footer = pq.read_metadata(file)
    except pa.ArrowInvalid as error:
        raise Unreadable(f"{path} is no Parquet file, nashra run makes its day again: {error}") from error
    said = data_file_statistics_from_parquet_metadata(
        parquet_metadata=footer,
        stats_columns=compute_statistics_plan(iceberg.schema(), iceberg.properties),
        parquet_column_mapping=parquet_path_to_id_mapping(iceberg.schema()),
    )
    days = [(date.fromisoformat(day_of(path) or "") - date(1970, 1, 1)).days] if by_day(table) else []
    return DataFile.from_args(
        content=DataFileContent.DATA,
        file_path=place,
        file_format=FileFormat.PARQUET,
        partition=Record(*days),
        file_size_in_bytes=len(opened),
        sort_order_id=None,
        spec_id=iceberg.spec().spec_id,
        equality_ids=None,
        key_metadata=None,
        **said.to_serialized_dict(),
    )


def _named(iceberg: "Iceberg") -> set[str]:
    """Addresses of the files that any snapshot of the table names."""
    return {
        entry.data_file.file_path
        for snapshot in iceberg.snapshots()
        for manifest in snapshot.manifests(iceberg.io)
        for entry in manifest.fetch_manifest_entry(iceberg.io)
    }


@contextmanager
def _told(lake: Storage, address_of: str) -> Iterator[None]:
    """What the catalog names and is not there, or not what was written, told in a sentence."""
    from pydantic import ValidationError
    from pyiceberg.exceptions import CommitFailedException, NoSuchTableError, ValidationException
    from pyiceberg.exceptions import ValidationError as BadMetadata
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except CommitFailedException as error:
        raise NoCatalog(f"another program changed the Iceberg catalog meanwhile; ask again: {error}") from error
    except (SQLAlchemyError, ValidationException) as error:
        raise NoCatalog(f"the Iceberg catalog {_kind(address_of)} took no change: {error}") from error
    except (FileNotFoundError, EOFError, ValidationError, BadMetadata, NoSuchTableError) as error:
        raise NoCatalog(
            f"the Iceberg catalog {_kind(address_of)} names files that are gone or damaged. Put them back, or remove "
            f"{lake.full(ROOT)} and the catalog, and the snapshots begin anew: {error}"
        ) from error


def _kind(address_of: str) -> str:
    return f"{address_of.partition('://')[0]}://..."  # the rest may hold a password


@contextmanager
def _opened(lake: Storage, address_of: str) -> "Iterator[SqlCatalog]":
    from pyiceberg.catalog.sql import SqlCatalog
    from sqlalchemy.exc import SQLAlchemyError

    settings: dict[str, Any] = {"uri": address_of, "warehouse": address(lake, ROOT)}
    # credentials it finds as we do, in AWS_* or the machine's role; the server's address it does not
    if not lake.is_local and (endpoint := os.environ.get("AWS_ENDPOINT_URL")):
        settings["s3.endpoint"] = endpoint
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of each table that it makes for itself
            catalog = SqlCatalog("nashra", **settings)
        catalog.create_namespace_if_not_exists(NAMESPACE)
    except (SQLAlchemyError, ImportError) as error:
        raise NoCatalog(f"the Iceberg catalog {_kind(address_of)} cannot be opened: {error}") from error
    try:
        yield catalog
    finally:
        catalog.close()
