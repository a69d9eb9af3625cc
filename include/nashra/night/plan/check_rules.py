"""Whether all rules and reference data can be used, asked before a night does any work.

A typo there stops the night with a sentence that names file and key; it must not be found out by each record alone.
"""

from pathlib import Path

from nashra.inputs.data_files import DATA, check
from nashra.settings import INCLUDE
from nashra.yaml_files import stamp


def check_rules(include: Path = INCLUDE) -> list[Path]:
    """Reads the files of rules and reference data that people write, and returns them; those that this process, or the
    one that it was forked from, found good are not read again until they change.

    Raises RulesError when a file is malformed and FileNotFoundError when one is missing, also one that a program made.
    """
    checked: list[Path] = []
    for kind in DATA:
        paths = sorted(include.glob(kind.files))
        if not paths or _good.get((kind.files, include)) != stamp(paths):
            check(kind, include)
            _good[kind.files, include] = stamp(paths)
        checked += paths if kind.function else []
    return checked


_good: dict[tuple[str, Path], str] = {}
