"""Articles as ingest staged them, and the tables that cleaning stages."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nashra.article import Article, Cleaned
from nashra.lake import Storage
from nashra.tables.dictionary.schema import schema
from nashra.telling.progress import counted

ROWS = 1024


def read_staged(storage: Storage, path: str) -> Iterator[Article]:
    """Articles of a staged Parquet file, a few in memory at a time."""
    for batch in read_batches(storage, path):
        yield from batch


def read_batches(storage: Storage, path: str) -> Iterator[list[Article]]:
    with storage.open_input(path) as file:
        parquet = pq.ParquetFile(file)
        for batch in counted(parquet.iter_batches(ROWS), "going through", "articles", parquet.metadata.num_rows):
            columns = [batch.column(name).to_pylist() for name in _FIELDS]
            keywords = _FIELDS.index("keywords")
            columns[keywords] = [words or [] for words in columns[keywords]]
            yield [Article(*values) for values in zip(*columns, strict=True)]


_FIELDS = (
    "article_id", "landing_file", "record_no", "source", "text", "lang", "url", "title", "published_at",
    "dateline", "agency", "keywords", "line_places", "published_on",
)  # fmt: skip
_SAME = (
    "article_id", "source", "url", "published_at", "dateline", "agency", "keywords", "lang", "landing_file",
    "published_on",
)  # fmt: skip


def staged_writer(file: Any, table: str) -> pq.ParquetWriter:
    """Of a staged table's rows, which are read some times within the night and never published: not packed, since that
    takes a third of the time of writing Zstandard's tables, digest included, for three times the room until the day is
    published. Without dictionaries: a text hardly comes twice, and looking for each takes time."""
    return pq.ParquetWriter(file, schema(table), compression="none", use_dictionary=False)


def article_rows(articles: Sequence[Article], cleaned: Sequence[Cleaned], copies: dict[str, str]) -> pa.Table:
    """Rows of the `articles` table."""
    columns: dict[str, list[object]] = {name: list(map(attrgetter(name), articles)) for name in _SAME}
    columns |= {
        "title": [c.title for c in cleaned],
        "raw_chars": [len(a.text) for a in articles],
        "body_chars": [len(c.body) for c in cleaned],
        "removed_lines": [len(c.removals) for c in cleaned],
        "duplicate_of": [copies.get(a.article_id) for a in articles],
        "title_in_text": [c.title_in_text for c in cleaned],
        "gaps": [c.gaps for c in cleaned],
        "other_story_at": [c.other_story_at for c in cleaned],
        "unsure_lines": [c.unsure_lines for c in cleaned],
    }
    target = schema("articles")
    arrays = {"body": text_array([c.body for c in cleaned])}
    arrays |= {name: pa.array(values, target.field(name).type) for name, values in columns.items()}
    # the columns that enrich fills hold nothing yet
    return pa.table([arrays.get(f.name, pa.nulls(len(articles), f.type)) for f in target], schema=target)


def text_array(texts: Sequence[str]) -> pa.Array:
    """What pa.array makes of texts, in half the time: pyarrow has each text keep what it became."""
    encoded = [text.encode() for text in texts]
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(texts)), out=bounds[1:])
    if bounds[-1] > np.iinfo(np.int32).max:
        return pa.array(texts, pa.string())  # more than one array can hold
    offsets = pa.py_buffer(bounds.astype(np.int32))
    return pa.StringArray.from_buffers(len(texts), offsets, pa.py_buffer(b"".join(encoded)))


def removal_rows(articles: Sequence[Article], cleaned: Sequence[Cleaned]) -> pa.Table:
    """Rows of the `removals` table."""
    found = [(a.article_id, r) for a, c in zip(articles, cleaned, strict=True) for r in c.removals]
    target = schema("removals")
    columns: dict[str, list[object]] = {"article_id": [article_id for article_id, _ in found]}
    removals = [removal for _, removal in found]
    for name in target.names[1:]:
        columns[name] = list(map(attrgetter(name), removals))
    return pa.table([pa.array(columns[f.name], f.type) for f in target], schema=target)
