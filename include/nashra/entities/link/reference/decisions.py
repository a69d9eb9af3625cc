"""An editor's word on single names: `include/reference/decisions/*.tsv`. It wins over everything else.

Columns (tab-separated, # begins a comment line): type, name, verdict, why. The verdict is the id of the
entity that the name stands for (a join), `apart`: the name keeps an id of its own, whatever it resembles, or `none`: it
is no name, and no mention of it is kept.
A join with `PERS-name-of-yours` that no alias file has makes that entity.
"""

from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.types import TYPES
from nashra.row_files import read_rows
from nashra.yaml_files import RulesError

COLUMNS = 4
APART, NONE = "apart", "none"  # verdicts


class Decision(NamedTuple):
    """A verdict with the line it was read from."""

    entity_id: str | None  # None: apart, or no name
    name_ar: str
    row: str
    is_name: bool = True


def read_decisions(folder: Path) -> dict[tuple[str, str], Decision]:
    """Decisions by (type, key). Raises RulesError, with file and line, on a malformed or repeated one."""
    found: dict[tuple[str, str], Decision] = {}
    for path in sorted(folder.glob("*.tsv")):
        for row, cells in read_rows(path, 3, COLUMNS):
            kind, name, verdict = cells[:3]
            if kind not in TYPES:
                raise RulesError(f"{row}: type {kind!r} is none of {', '.join(TYPES)}")
            if not name_key(name):
                raise RulesError(f"{row}: name must be given")
            if not _is_verdict(verdict):
                raise RulesError(f"{row}: verdict {verdict!r} must be apart, none or the id of an entity, TYPE-name")
            if (kind, name_key(name)) in found:
                raise RulesError(f"{row}: {name!r} was decided in {found[kind, name_key(name)].row}")
            found[kind, name_key(name)] = Decision(
                None if verdict in (APART, NONE) else verdict, name, row, verdict != NONE
            )
    return found


def _is_verdict(text: str) -> bool:
    return text in (APART, NONE) or (text.partition("-")[0] in TYPES and "-" in text and len(text.split()) == 1)
