"""Pairs of articles from a table: what `nashra stories pairs` reads and writes."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.errors import BadFile
from nashra.lake import Unreadable, read_parquet
from nashra.landing.limits import read_limits
from nashra.settings import load_settings
from nashra.stories.evidence import compare
from nashra.stories.likeness import added, same_story, similarity
from nashra.stories.rarity import Rarity
from nashra.stories.told import Told, tell
from nashra.tables.read.values import values_of
from nashra.text_files import open_regular

COLUMNS = ("title_1", "text_1", "title_2", "text_2")
Article = tuple[str, str]
"""Title and text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How like two articles are, 0 to 1, and what each kind of evidence added to the log odds of it."""

    similarity: float
    same_story: bool
    evidence: dict[str, float]
    adds: dict[str, float]


def read_pairs(path: Path) -> pa.Table:
    """A table with COLUMNS, as strings. Raises BadFile when it has others or is no Parquet file."""
    try:
        with open_regular(path) as file:
            table = read_parquet(file, str(path))
    except Unreadable as error:
        raise BadFile(str(error)) from None
    if missing := [name for name in COLUMNS if name not in table.column_names]:
        raise BadFile(f"{path} has no column {', '.join(missing)}: expected {', '.join(COLUMNS)}")
    for name in COLUMNS:
        kind = table.schema.field(name).type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise BadFile(f"{path}: expected strings in the column {name}, got {kind}")
    try:
        table.validate(full=True)
        _require_short(table, path)
    except pa.ArrowInvalid as error:  # bytes that are no UTF-8, places outside the column
        raise BadFile(f"{path} holds values that are none of their column's kind: {_of_arrow(error)}") from None
    return table


def _require_short(table: pa.Table, path: Path) -> None:
    """A night takes no text that is longer, nor of more lines: its names alone would keep it at work for minutes."""
    most, most_lines = load_settings().night.record_bytes, read_limits().text_lines
    for name in COLUMNS:
        lines = pc.add(pc.count_substring(table[name], "\n"), 1)
        if (longest := pc.max(lines).as_py() or 0) > most_lines:
            row = pc.index(lines, longest).as_py() + 1
            raise BadFile(
                f"{path}: {name} of row {row} has {longest:,} lines, more than a night takes of an article "
                f"({most_lines:,}, text_lines in landing.yaml): cut it, or leave the row out"
            )
        lengths = pc.binary_length(table[name])
        if (longest := pc.max(lengths).as_py() or 0) > most:
            row = pc.index(lengths, longest).as_py() + 1
            raise BadFile(
                f"{path}: {name} of row {row} has {longest:,} bytes, more than a night takes of a record ({most:,}, "
                "record_bytes in night.yaml): cut it, or leave the row out"
            )


def _of_arrow(error: pa.ArrowInvalid) -> str:
    return " ".join(str(error).split()).replace("Invalid: ", "")


def articles_of(table: pa.Table) -> list[tuple[Article, Article]]:
    """Both articles of each row; a missing title or text is empty."""
    columns = [[value or "" for value in table[name].to_pylist()] for name in COLUMNS]
    return [((one, first), (other, second)) for one, first, other, second in zip(*columns, strict=True)]


def tell_all(pairs: Sequence[tuple[Article, Article]]) -> dict[Article, Told]:
    """What each article tells of, each read once; its names are found as a night finds them."""
    from nashra.entities.link import Linker
    from nashra.entities.recognise import load_recognizer

    articles = sorted({article for pair in pairs for article in pair})
    recognizer, linker = load_recognizer(load_settings()), Linker.load()
    bodies = [f"{title}\n{text}" for title, text in articles]
    told = {}
    for number, (article, body, found) in enumerate(zip(articles, bodies, recognizer.mentions(bodies), strict=True)):
        told[article] = tell(str(number), *article, linker.link_article(found, body))
    return told


def compare_pairs(pairs: Sequence[tuple[Article, Article]]) -> Iterator[Pair]:
    """Each pair compared; words are weighed by all articles of the pairs."""
    told = tell_all(pairs)
    rarity = Rarity.of(told.values())
    for one, other in pairs:
        evidence = compare(told[one], told[other], rarity)
        like = similarity(evidence)
        yield Pair(like, same_story(like), evidence, added(evidence))


def write_pairs(table: pa.Table, pairs: Sequence[Pair], out: Path) -> None:
    """The table's rows as CSV, with `similarity` (four digits) and `same_story` (true or false) added."""
    names = [name for name in table.column_names if name not in ("similarity", "same_story")]
    rows = zip(*(_values(table[name]) for name in names), strict=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*names, "similarity", "same_story"])
        for row, pair in zip(rows, pairs, strict=True):
            writer.writerow([*row, f"{pair.similarity:.4f}", "true" if pair.same_story else "false"])


def _values(column: pa.ChunkedArray) -> list[Any]:
    return [value for chunk in column.chunks for value in values_of(chunk)]
