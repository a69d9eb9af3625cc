"""Whether what a search is narrowed to can be found in the lake at all: a filter that nothing can answer is a slip, and
«no articles» would be believed."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.lake import Storage, Unreadable
from nashra.search.facets import COUNTRY, sections
from nashra.search.question import NothingAsked, Question
from nashra.search.words import indexed

_SHOWN = 5  # names or sources that are proposed at the most
_ARABIC = re.compile("[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def require_known(lake: Storage, question: Question) -> None:
    """Raises NothingAsked for a country, section, source or id that no article can have, and days the wrong way
    round. A table that cannot be read just now is no reason to refuse."""
    if question.first and question.last and question.first > question.last:
        raise NothingAsked(f"the first day, {question.first}, is after the last one, {question.last}")
    for country in question.countries:
        if not COUNTRY.fullmatch(country):
            raise NothingAsked(f"a country is two letters, such as EG for Egypt; got {country!r}")
    for section in question.sections:
        if section not in sections():
            raise NothingAsked(f"there is no section {section!r}; there are: {', '.join(sections())}")
    for source in question.sources:
        _require_source(lake, source)
    for name in question.names:
        _require_name(lake, name)


def named_so(lake: Storage, words: str) -> list[str]:
    """Entities whose name in Arabic or English has these words, each as «id (name)»; those named most come first."""
    wanted = {*_plain(words.replace('"', " ")).split()}
    rows = _rows(lake, "entities", ["entity_id", "name_ar", "name_en", "mentions"])
    found = []
    for row in rows if wanted else []:
        for name in (row["name_ar"], row["name_en"]):
            if name and wanted <= {*_plain(name).split()}:
                found.append((-row["mentions"], f"{row['entity_id']} ({name})"))
                break
    return [told for _, told in sorted(found)[:_SHOWN]]


def in_latin_alone(words: str) -> bool:
    """Whether words are asked for that no article in Arabic letters is likely to have."""
    return bool(_LATIN.search(words)) and not _ARABIC.search(words)


def _require_source(lake: Storage, source: str) -> None:
    rows = _rows(lake, "sources", ["source", "name_ar", "name_en"])
    if not rows or any(row["source"] == source for row in rows):
        return
    like = [row["source"] for row in rows if any(_plain(name) == _plain(source) for name in row.values() if name)]
    told = like or sorted(row["source"] for row in rows)
    more = f" and {len(told) - 2 * _SHOWN} more" if len(told) > 2 * _SHOWN else ""
    raise NothingAsked(f"nothing came from a source {source!r}; {'meant is' if like else 'there are'}: "
                       f"{', '.join(told[:2 * _SHOWN])}{more}")  # fmt: skip


def _require_name(lake: Storage, name: str) -> None:
    ids = _column(lake, "entities", "entity_id")
    if not len(ids) or pc.index(ids, name).as_py() >= 0:  # a lake of a year has a million
        return
    like = named_so(lake, name)
    known = f"; of that name there are: {', '.join(like)}" if like else "; the table entities has the ids of names"
    raise NothingAsked(f"no entity has the id {name!r}{known}")


def _plain(name: str) -> str:
    """A name in which spellings of alef, ya and ta are one, as are capitals, small letters and those with accents."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return indexed(bare).casefold().replace("-", " ").strip()


def _rows(lake: Storage, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    found = _read(lake, table, columns)
    return found.to_pylist() if found is not None else []


def _column(lake: Storage, table: str, column: str) -> pa.ChunkedArray:
    found = _read(lake, table, [column])
    return found[column] if found is not None else pa.chunked_array([], pa.string())


def _read(lake: Storage, table: str, columns: Sequence[str]) -> pa.Table | None:
    """Some columns of a table over all days; None when it cannot be read just now."""
    try:
        with lake.fs.open_input_file(lake.full(f"{table}/{table}.parquet")) as file:
            return pq.read_table(file, columns=list(columns))
    except (OSError, ValueError, Unreadable):
        return None
