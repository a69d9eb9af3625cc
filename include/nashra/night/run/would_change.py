"""What a dry run would change of the published day: counts of what comes and goes, and which articles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import pyarrow as pa

from nashra.lake import Run, Storage, partition_path
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.publish import changes
from nashra.tables.write.staged_parts import batches, file_schema
from nashra.tables.write.write import staged_path

_SHOWN = 20  # articles named of each kind
_TITLE = 60  # characters of a title
# What tells one row from another: a line that is taken out for another reason is still taken out.
_LINES = ("article_id", "line_no", "text")
_NAMES = ("article_id", "start", "end", "entity_id")
_QUOTES = ("article_id", "start", "end", "kind", "speaker", "entity_id")
_ARTICLE = ("title", "body", "duplicate_of")


def would_change(run: Run) -> Iterator[str]:
    """What to say, line by line: articles, lines, names and quotes as +n -m, then the articles, then each table."""
    before, after = (
        _articles(run.lake, partition_path("articles", run.day)),
        _articles(run.staging, staged_path("articles")),
    )
    new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    changed = sorted(key for key in after.keys() & before.keys() if after[key][1] != before[key][1])
    yield f"articles +{len(new)} -{len(gone)}, {len(changed)} changed"
    for name, table, columns in (
        ("lines", "removals", _LINES),
        ("names", "mentions", _NAMES),
        ("quotes", "quotes", _QUOTES),
    ):
        is_there, would_be = (
            _rows(run.lake, partition_path(table, run.day), columns),
            _rows(run.staging, staged_path(table), columns),
        )
        yield f"{name} +{(would_be - is_there).total()} -{(is_there - would_be).total()}"
    for sign, keys, known in (("+", new, after), ("-", gone, before), ("~", changed, after)):
        yield from (f"{sign} {key} {known[key][0]}" for key in keys[:_SHOWN])
        if len(keys) > _SHOWN:
            yield f"{sign} and {len(keys) - _SHOWN} more"
    yield from (f"{table} would be {change}" for table, change in changes(run, PUBLISHED).items())


def _articles(storage: Storage, path: str) -> dict[str, tuple[str, bytes]]:
    """By id: file and title, for a person, and a digest of what readers see."""
    found = {}
    for part in _parts(storage, path, ("article_id", "landing_file", *_ARTICLE)):
        columns = part.to_pydict()
        for at, key in enumerate(columns["article_id"]):
            title = (columns["title"][at] or "")[:_TITLE]
            seen = _digest([columns[name][at] for name in _ARTICLE])
            found[key] = f"{columns['landing_file'][at]} {title}".rstrip(), seen
    return found


def _rows(storage: Storage, path: str, columns: Sequence[str]) -> Counter[bytes]:
    return Counter(
        _digest(row) for part in _parts(storage, path, columns) for row in zip(*part.to_pydict().values(), strict=True)
    )


def _digest(values: Sequence[object]) -> bytes:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _parts(storage: Storage, path: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    """A table's rows in parts; none of a day that isn't published, nor of one that lacks a column."""
    if storage.exists(path) and set(columns) <= set(file_schema(storage, path).names):
        for part in batches(storage, path, list(columns)):
            yield part.select(list(columns))
