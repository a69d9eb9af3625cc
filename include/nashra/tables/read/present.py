"""Whether there is a lake, and which of its tables have a file."""

from pathlib import Path

from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.tables.dictionary.dictionary import load_dictionary


class NoLake(NashraError, RuntimeError):
    """There is no lake at the address."""


def require_lake(lake: Storage) -> None:
    """Raises NoLake when there is none: nothing is there, or a file."""
    if not lake.exists("") or (lake.is_local and not Path(lake.root).is_dir()):
        raise NoLake(f"there is no lake at {lake.address}: run a night first (make run), or set NASHRA_LAKE")


def present_tables(lake: Storage) -> set[str]:
    """The published tables that have a file."""
    return {name for name in load_dictionary().published if lake.files(name)}
