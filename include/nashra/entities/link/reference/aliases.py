"""The curated entities: `include/reference/aliases/*.tsv`, one entity a line, written and reviewed by people.

Columns (tab-separated, # begins a comment line): id, name_ar, name_en, spellings (separated by |), country
(ISO 3166-1 alpha-2), wikidata_id, geonames_id, latitude, longitude; trailing ones may be missing. A name_ar behind
«=» is only shown: without its vowel signs it is another's (عمّان, عُمان), and namesakes.yaml says what decides.
The id begins with the entity's type, PERS-, LOC-, ORG- or MISC-, and never changes once published.
"""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.forms.normal import endings, name_key
from nashra.entities.link.limits import read_limits
from nashra.entities.link.types import CURATED, TYPES, Link
from nashra.row_files import Row, read_rows
from nashra.yaml_files import RulesError

COLUMNS = 9
BRANDS = ("companies.tsv", "misc.tsv")
_ID = re.compile(r"\S+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[1-9][0-9]*")
_SHOWN = "="
_IBN, _BIN = "ابن ", "بن "
_WIKIDATA = re.compile(r"Q[1-9]\d*")


class Alias(NamedTuple):
    """A curated entity with its keys, canonical name first, and the place it was read from."""

    link: Link
    keys: tuple[str, ...]
    row: str  # file:line
    endings: frozenset[tuple[str, tuple[bool, int]]] = frozenset()  # (key, how it is written) of its names of one word


def read_aliases(folder: Path) -> list[Alias]:
    """All curated entities, in the order of file names and lines.

    Raises RulesError on a malformed line, an id given twice, or a key that two ids of one type claim, or
    a Wikidata id that two entities claim.
    """
    aliases = [alias for path in sorted(folder.glob("*.tsv")) for alias in _read_file(path)]
    _check(aliases)
    return aliases


def _read_file(path: Path) -> Iterator[Alias]:
    yield from map(_parse, read_rows(path, 3, COLUMNS))


def _parse(given: Row) -> Alias:
    row = given.place
    entity_id, name_ar, name_en, spellings, country, wikidata, geonames, latitude, longitude = given.cells + ("",) * (
        COLUMNS - len(given.cells)
    )
    kind, _, rest = entity_id.partition("-")
    if kind not in TYPES or not rest or not _ID.fullmatch(entity_id):
        raise RulesError(f"{row}: id {entity_id!r} must be TYPE-name without spaces, TYPE one of {', '.join(TYPES)}")
    shown, name_ar = name_ar.startswith(_SHOWN), name_ar.removeprefix(_SHOWN)
    names = [*([] if shown else [name_ar]), *(part.strip() for part in spellings.split("|"))]
    keys = tuple(dict.fromkeys(key for name in names if (key := name_key(name))))
    if not keys or not name_en:
        raise RulesError(f"{row}: name_ar and name_en must be given")
    if wikidata and not _WIKIDATA.fullmatch(wikidata):
        raise RulesError(f"{row}: {wikidata!r} is no Wikidata id")
    if country and not _COUNTRY.fullmatch(country):
        raise RulesError(f"{row}: country {country!r} is no code of ISO 3166-1 such as SA")
    if geonames and not _NUMBER.fullmatch(geonames):
        raise RulesError(f"{row}: {geonames!r} is no GeoNames id")
    if bool(latitude) != bool(longitude):
        raise RulesError(f"{row}: latitude and longitude must be given together")
    link = Link(
        entity_id, kind, name_ar, name_en, wikidata or None, int(geonames) if geonames else None, country or None,
        _degrees(latitude, 90, row), _degrees(longitude, 180, row), CURATED,
    )  # fmt: skip
    return Alias(
        link, keys, row, frozenset((name_key(name), endings(name)) for name in names if name and " " not in name)
    )


def with_foreign_g(aliases: list[Alias]) -> list[Alias]:
    """The entities with the spellings in which a g of their English is written as other countries do: غ or ج.

    One that another entity of any type claims, and a short one, which may be another word, is left out.
    """
    letters = read_limits().spellings.foreign_g_letters
    claimed = {key for alias in aliases for key in alias.keys}
    found = []
    for alias in aliases:
        english = (alias.link.name_en or "").lower()
        new = {_other_g(key, english) for key in alias.keys} if "g" in english else set()
        keys = sorted(key for key in new if len(key) >= letters and key not in claimed)
        claimed.update(keys)
        found.append(alias._replace(keys=(*alias.keys, *keys)) if keys else alias)
    return found


def with_article(aliases: list[Alias], ambiguous: frozenset[str]) -> list[Alias]:
    """The entities with the spellings that a foreign brand or service has with ال before it: اليوتيوب, الآيفون.

    One that another entity claims, one of few letters, which may be another word, and one that is a word (`ambiguous`)
    is left out.
    """
    limits = read_limits()
    letters = limits.spellings.article_letters
    claimed = {key for alias in aliases for key in alias.keys}
    found = []
    for alias in aliases:
        new: tuple[str, ...] = ()
        if any(name in alias.row for name in BRANDS) and alias.link.country not in limits.home_of_papers:
            new = tuple(
                key
                for name in alias.keys
                if name not in ambiguous
                and not name.startswith("ال")
                and len(name.split()[0]) >= letters
                and not name.isascii()
                if (key := f"ال{name}") not in claimed
            )
        claimed.update(new)
        found.append(alias._replace(keys=(*alias.keys, *new)) if new else alias)
    return found


def with_ibn(aliases: list[Alias]) -> list[Alias]:
    """The persons with the spellings that have بن for ابن at the begin of a short name, and the other way round.

    One that another entity claims is left out.
    """
    claimed = {key for alias in aliases for key in alias.keys}
    found = []
    for alias in aliases:
        both = [(_IBN, _BIN), (_BIN, _IBN)] if alias.link.type == "PERS" else []
        new = tuple(
            other
            for key in alias.keys
            for one, instead in both
            if key.startswith(one) and (other := instead + key.removeprefix(one)) not in claimed
        )
        claimed.update(new)
        found.append(alias._replace(keys=(*alias.keys, *new)) if new else alias)
    return found


def _other_g(key: str, english: str) -> str:
    if "غ" in key:
        return key.replace("غ", "ج")
    return key if "j" in english else key.replace("ج", "غ")


def _degrees(text: str, most: int, row: str) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        value = math.nan
    if value is not None and not abs(value) <= most:
        raise RulesError(f"{row}: {text!r} is no number of degrees between -{most} and {most}")
    return value


def _check(aliases: list[Alias]) -> None:
    ids: dict[str, str] = {}
    claimed: dict[tuple[str, str], Alias] = {}
    items: dict[str, str] = {}
    for alias in aliases:
        if (item := alias.link.wikidata_id) and (taken := items.setdefault(item, alias.row)) != alias.row:
            raise RulesError(f"{alias.row}: Wikidata id {item} was given in {taken}")
        first = ids.setdefault(alias.link.entity_id, alias.row)
        if first != alias.row:
            raise RulesError(f"{alias.row}: id {alias.link.entity_id} was given in {first}")
        for key in alias.keys:
            other = claimed.setdefault((alias.link.type, key), alias)
            if other is not alias:
                raise RulesError(f"{alias.row}: {key!r} is {other.link.entity_id} already ({other.row})")
