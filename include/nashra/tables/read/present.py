"""Whether there is a lake."""

from pathlib import Path

from nashra.errors import NashraError
from nashra.lake import Storage


class NoLake(NashraError, RuntimeError):
    """There is no lake at the address."""


def require_lake(lake: Storage) -> None:
    """Raises NoLake when there is none: nothing is there, or a file."""
    if not lake.exists("") or (lake.is_local and not Path(lake.root).is_dir()):
        raise NoLake(f"there is no lake at {lake.address}: run a night first (make run), or set NASHRA_LAKE")
