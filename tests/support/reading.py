"""A reader that queries without pause: `reading.py READER LAKE RIGHT.json STOP`, and says how it went in JSON.

It ends when the file STOP is there. An answer that is not among RIGHT is wrong; a query that failed is no answer.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SQL = "SELECT count(*), md5(string_agg(article_id || body, '' ORDER BY article_id)), sum(body_chars) FROM {}"
JOINED = (
    "SELECT count(*), md5(string_agg(a.article_id || coalesce(surface, ''), '' ORDER BY a.article_id, m.start)), "
    "any_value(r.published), count(DISTINCT a.article_id) "
    "FROM articles a LEFT JOIN mentions m USING (article_id), runs r WHERE a.duplicate_of IS NULL"
)


def nashra_sql(lake: str) -> Any:
    """What `nashra sql` and the plugin pages do: several tables, of one moment."""
    from nashra.tables.read.open_lake import open_lake

    with open_lake(lake) as connection:
        return connection.execute(JOINED).fetchone()


def duckdb_on_files(lake: str) -> Any:
    """What an analyst does who knows the files alone."""
    import duckdb

    with duckdb.connect() as connection:
        return connection.execute(SQL.format(f"read_parquet('{lake}/articles/day=*/articles.parquet')")).fetchone()


def pyarrow_on_files(lake: str) -> Any:
    import pyarrow.dataset as ds

    table = ds.dataset(f"{lake}/articles", format="parquet", partitioning="hive").to_table(["article_id", "body"])
    rows = sorted(zip(table["article_id"].to_pylist(), table["body"].to_pylist(), strict=True))
    return len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()


READERS: dict[str, Callable[[str], Any]] = {f.__name__: f for f in (nashra_sql, duckdb_on_files, pyarrow_on_files)}


def answer(name: str, lake: str) -> list[Any]:
    """A reader's answer as JSON has it."""
    return list(json.loads(json.dumps(READERS[name](lake), default=str)))


def main(name: str, lake: str, right: str, stop: str) -> None:
    wanted = json.loads(Path(right).read_text())[name]
    counts = {"queries": 0, "wrong": 0, "failed": 0}
    seen, said = set(), ""
    while not Path(stop).exists():
        counts["queries"] += 1
        try:
            got = answer(name, lake)
            seen.add(str(got))
            counts["wrong"] += got not in wanted
        except Exception as error:
            counts["failed"] += 1
            said = repr(error)[:300]
    print(json.dumps({"reader": name, **counts, "seen": len(seen), "said": said}))


if __name__ == "__main__":
    main(*sys.argv[1:])
