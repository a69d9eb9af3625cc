"""Where the names come from: packages installed beside this one, and the file given with --names."""

import re
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.lake import read_parquet

LICENCES = frozenset({"CC0-1.0", "MIT", "CC BY 4.0", "BSD-3-Clause"})  # what may be shipped with credit alone
ARABIC = re.compile(r"^[ء-غف-يً-ْـگڤ \-'()]+$")


class Attested(NamedTuple):
    """A spelling of a person's name or of one token of it, with a Latin form and how often that was seen."""

    key: str
    latin: str
    seen: int


class Row(NamedTuple):
    """A row of the file of names."""

    name: str
    type: str
    subtype: str
    english: str
    source: str
    licence: str


def romanizer_names() -> Iterator[Attested]:
    """Names and tokens of arabic-name-romanizer (Wikidata, CC0; Algerian names, MIT)."""
    folder = Path(next(iter(find_spec("arabic_name_romanizer").submodule_search_locations)))  # type: ignore[union-attr,arg-type]
    with sqlite3.connect(f"file:{folder / 'resources' / 'names.sqlite3'}?mode=ro", uri=True) as database:
        for table in ("units", "full_names"):
            query = f"SELECT arabic_key, latin, sum(count) FROM {table} GROUP BY 1, 2 ORDER BY 1, 2"
            for name, latin, count in database.execute(query):
                yield Attested(name_key(name), latin, int(count))


def names_file(path: Path) -> list[Row]:
    """The rows of the file of names whose licence allows shipping them."""
    table = read_parquet(path, str(path), list(Row._fields))
    rows = [Row(*("" if cell is None else cell for cell in row.values())) for row in table.to_pylist()]
    return sorted(row for row in rows if row.licence in LICENCES)
