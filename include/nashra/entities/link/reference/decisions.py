"""An editor's word on single names: `include/reference/decisions/*.tsv`. It wins over everything else.

Columns (tab-separated, # begins a comment line): type, name, verdict, why. The verdict is the id of the
entity that the name stands for (a join), or `apart`: the name keeps an id of its own, whatever it resembles.
A join with `PERS-name-of-yours` that no alias file has makes that entity.
"""

from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.types import TYPES
from nashra.errors import BadFile


class Decision(NamedTuple):
    """A verdict with the line it was read from."""

    entity_id: str | None  # None: apart
    name_ar: str
    row: str


def read_decisions(folder: Path) -> dict[tuple[str, str], Decision]:
    """Decisions by (type, key). Raises BadFile, with file and line, on a malformed or repeated one."""
    found: dict[tuple[str, str], Decision] = {}
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            row = f"{path.name}:{number}"
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) < 3 or cells[0] not in TYPES or not cells[1] or not cells[2] or " " in cells[2]:
                raise BadFile(f"{row}: expected type, name, verdict and why, got {line!r}")
            kind, name, verdict = cells[:3]
            if (kind, name_key(name)) in found:
                raise BadFile(f"{row}: {name!r} was decided in {found[kind, name_key(name)].row}")
            found[kind, name_key(name)] = Decision(None if verdict == "apart" else verdict, name, row)
    return found
