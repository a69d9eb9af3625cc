"""Reference data of a row a line (`.tsv`, `.txt`): comments and empty lines left out, cells stripped.

As any editor writes it: with the mark of UTF-8 before it or without, a line ended as here or as on Windows."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nashra.errors import BadFile
from nashra.text_files import read_text
from nashra.yaml_files import RulesError, shown


class Row(NamedTuple):
    """A line with something on it."""

    place: str  # file:line
    cells: tuple[str, ...]


def read_rows(path: Path, least: int = 1, most: int = 1) -> Iterator[Row]:
    """The rows of a file, tab between the cells; a line that begins with # is a comment.

    Raises RulesError when the file is no UTF-8, or when a row has fewer or more cells than it may.
    """
    try:
        lines = read_text(path).split("\n")  # alone: others that Unicode knows stand in cells
    except BadFile as error:
        raise RulesError(f"{shown(path)}: expected UTF-8, {error}") from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            row = Row(f"{path.name}:{number}", tuple(cell.strip() for cell in line.split("\t")))
            if not least <= len(row.cells) <= most:
                wanted = f"{least} to {most}" if least < most else f"{most}"
                raise RulesError(f"{row.place}: {len(row.cells)} columns, expected {wanted}")
            yield row
