"""Sums a day, which pages are made of: added up when a day is published, so that no page reads a year's mentions.

Entities and stories stand in them by a number of eight bytes (`of`, the hash of their id): a year has millions of rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from nashra.text.fold import fold_line

# Those that take long: the days that have not changed are taken over from the lake as it was seen before.
DAILY = {
    "counted": """
SELECT day, hash(entity_id) AS of, count(*)::INTEGER AS mentions, count(DISTINCT article_id)::INTEGER AS articles
FROM mentions WHERE {days} GROUP BY day, entity_id""",
    "source_days": "SELECT * FROM source_by_day WHERE {days}",
    "rule_days": "SELECT day, source, category, rule, lines FROM removed_by_rule WHERE {days}",
    "story_days": """
SELECT day, hash(story_id) AS of, source, count(*)::INTEGER AS articles
FROM story_articles WHERE {days} GROUP BY day, story_id, source""",
}
# Small tables of the lake, a file a day: a page would open hundreds of them.
WHOLE = {
    "known": "SELECT *, hash(entity_id) AS of FROM entity_names",
    "funnel_days": "SELECT * FROM funnel",
    "checked": "SELECT * FROM checks",
    "set_aside": "SELECT * FROM quarantine_reasons",
    "latest": """SELECT *, hash(story_id) AS of FROM stories WHERE articles > 1
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY day DESC) = 1""",
}
# What words are looked for in: texts of `known` and of `latest`, which are folded here.
NAMES_OF = "concat_ws(' | ', name_ar, name_en, spellings, entity_id)"
SAID_OF = "concat_ws(' | ', title, lead)"


def add_up(connection: Any, versions: Mapping[str, str], older: Any, known: Mapping[str, str]) -> None:
    """Makes the tables of sums in a lake that was just opened.

    `versions`: what each published day is known by; `known`: the same of `older`, an earlier connection with its sums.
    """
    for table, query in WHOLE.items():
        connection.execute(f"CREATE TABLE {table} AS {query}")
    same = [day for day, version in versions.items() if older is not None and known.get(day) == version]
    changed = sorted(versions.keys() - set(same))
    for table, query in DAILY.items():
        connection.execute(f"CREATE TABLE {table} AS {query.format(days='day IS NULL')}")
        if same:
            rows = older.cursor().sql(f"SELECT * FROM {table} WHERE day IN ({_dates(same)})").to_arrow_table()
            connection.register("older_days", rows)
            connection.execute(f"INSERT INTO {table} SELECT * FROM older_days")
            connection.unregister("older_days")
        if changed:
            # a range leaves files unopened
            days = f"day BETWEEN '{changed[0]}' AND '{changed[-1]}' AND day IN ({_dates(changed)})"
            connection.execute(f"INSERT INTO {table} {query.format(days=days)}")
    # most stories are of one article, and in no list
    connection.execute("DELETE FROM story_days WHERE of NOT IN (SELECT of FROM latest)")
    _add_folded(connection)


def _dates(days: Sequence[str]) -> str:
    return ", ".join(f"'{date.fromisoformat(day)}'::DATE" for day in days)


def _add_folded(connection: Any) -> None:
    """The table `search`: an entity and all its names, folded as names are matched; and `storied`: each story of
    several articles as it stood on its last day, with title and lead folded likewise."""
    with _folded(connection, f"SELECT entity_id, {NAMES_OF} FROM known"):
        connection.execute("CREATE TABLE search AS SELECT key AS entity_id, hash(key) AS of, said AS names FROM folded")
    with _folded(connection, f"SELECT story_id, {SAID_OF} FROM latest"):
        connection.execute(
            "CREATE TABLE storied AS SELECT latest.*, said AS folded FROM latest JOIN folded ON key = story_id"
        )
    connection.execute("DROP TABLE latest")


@contextmanager
def _folded(connection: Any, query: str) -> Iterator[None]:
    """The table `folded` for a while: the first of two columns of texts as `key`, the second folded as `said`."""
    import pyarrow as pa

    rows = connection.execute(query).fetchall()
    keys, texts = [row[0] for row in rows], [fold_line(row[1]) for row in rows]
    connection.register("folded", pa.table({"key": pa.array(keys, pa.string()), "said": pa.array(texts, pa.string())}))
    try:
        yield
    finally:
        connection.unregister("folded")
