"""The curated entities: `include/reference/aliases/*.tsv`, one entity a line, written and reviewed by people.

Columns (tab-separated, # begins a comment line): id, name_ar, name_en, spellings (separated by |), country
(ISO 3166-1 alpha-2), wikidata_id, geonames_id, latitude, longitude; trailing ones may be missing.
The id begins with the entity's type, PERS-, LOC-, ORG- or MISC-, and never changes once published.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.types import TYPES, Link
from nashra.errors import BadFile

COLUMNS = 9
_WIKIDATA = re.compile(r"Q[1-9]\d*")


class Alias(NamedTuple):
    """A curated entity with its keys, canonical name first, and the place it was read from."""

    link: Link
    keys: tuple[str, ...]
    row: str  # file:line


class AliasError(BadFile):
    """A line of an alias file that can't be right; the message names file and line."""


def read_aliases(folder: Path) -> list[Alias]:
    """All curated entities, in the order of file names and lines.

    Raises AliasError on a malformed line, an id given twice, or a key that two ids of one type claim, or
    a Wikidata id that two entities claim.
    """
    aliases = [alias for path in sorted(folder.glob("*.tsv")) for alias in _read_file(path)]
    _check(aliases)
    return aliases


def _read_file(path: Path) -> Iterator[Alias]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _parse(line, f"{path.name}:{number}")


def _parse(line: str, row: str) -> Alias:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 3 <= len(cells) <= COLUMNS:
        raise AliasError(f"{row}: {len(cells)} columns, expected 3 to {COLUMNS}")
    entity_id, name_ar, name_en, spellings, country, wikidata, geonames, latitude, longitude = cells + [""] * (
        COLUMNS - len(cells)
    )
    kind = entity_id.partition("-")[0]
    if kind not in TYPES or entity_id != entity_id.strip() or " " in entity_id:
        raise AliasError(f"{row}: id {entity_id!r} must be TYPE-name without spaces")
    names = [name_ar, *(part.strip() for part in spellings.split("|"))]
    keys = tuple(dict.fromkeys(key for name in names if (key := name_key(name))))
    if not keys or not name_en:
        raise AliasError(f"{row}: name_ar and name_en must be given")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise AliasError(f"{row}: {wikidata!r} is no Wikidata id")
    link = Link(
        entity_id, kind, name_ar, name_en, wikidata or None, int(geonames) if geonames else None, country or None,
        float(latitude) if latitude else None, float(longitude) if longitude else None,
    )  # fmt: skip
    return Alias(link, keys, row)


def _check(aliases: list[Alias]) -> None:
    ids: dict[str, str] = {}
    claimed: dict[tuple[str, str], Alias] = {}
    items: dict[str, str] = {}
    for alias in aliases:
        if (item := alias.link.wikidata_id) and (taken := items.setdefault(item, alias.row)) != alias.row:
            raise AliasError(f"{alias.row}: Wikidata id {item} was given in {taken}")
        first = ids.setdefault(alias.link.entity_id, alias.row)
        if first != alias.row:
            raise AliasError(f"{alias.row}: id {alias.link.entity_id} was given in {first}")
        for key in alias.keys:
            other = claimed.setdefault((alias.link.type, key), alias)
            if other is not alias:
                raise AliasError(f"{alias.row}: {key!r} is {other.link.entity_id} already ({other.row})")
