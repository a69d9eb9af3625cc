"""Regions, organisations and other names with an English form, from the file of names."""

import re
from pathlib import Path

import pyarrow as pa

from nashra.entities.link.forms.normal import name_key
from nashra_lab.gazetteers.latin_spellings import titled
from nashra_lab.gazetteers.name_sources import Row, names_file

# What the English of a place never says: then it is the name of an event.
_EVENT = re.compile(r"(?i)\b(?:attack|bombing|killing|massacre|siege|murder|shooting)s? (?:at|of|in|on)\b")
TYPES = {"LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "MISC": "MISC"}


def build_others(names: Path, places: set[str]) -> pa.Table:
    """One row a type and key; `places` are the keys that the places' table has already."""
    rows: dict[tuple[str, str], dict[str, str | None]] = {}
    for row in names_file(names):
        kind, key = TYPES.get(row.type), name_key(row.name)
        if kind == "LOC" and _EVENT.search(row.english):
            continue
        if kind is None or len(key) < 3 or (kind == "LOC" and key in places) or row.source.startswith("i18n"):
            continue
        rows.setdefault(
            (kind, key),
            {
                "type": kind,
                "key": key,
                "name_ar": row.name,
                "name_en": _english(row),
                "country": _country(row),
                "source": row.source,
                "licence": row.licence,
            },
        )
    return pa.Table.from_pylist([rows[key] for key in sorted(rows)])


def _english(row: Row) -> str | None:
    english = row.english.split(",")[0].strip() if row.type == "LOC" else row.english.strip()
    if english and english == english.lower():
        english = titled(english)
    return english or None


def _country(row: Row) -> str | None:
    last = row.subtype.split()[-1] if row.subtype else ""
    return last if row.source.startswith("ror-") and len(last) == 2 and last.isupper() else None
