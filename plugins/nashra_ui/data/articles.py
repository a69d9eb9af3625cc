"""Articles of a day: one by its id with all that belongs to it, and lists of them."""

from typing import Any

from nashra.text.spelled import spelled
from nashra_ui.data.listing import Listing, holds, narrowed
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake, Rows

NEIGHBOURS = 8
# a time without a zone (it is UTC): fetching one with a zone needs a package more
MOMENT = "make_timestamp(epoch_us(published_at)) AS published_at"
KEPT = "article_id, title, source, removed_lines, raw_chars, body_chars, duplicate_of"
ORDERS = {
    "id": "article_id", "title": "title", "source": "source", "removals": "removed_lines DESC",
    "removed": "removed_share DESC",
}  # fmt: skip


def article(lake: Lake, day: str, article_id: str) -> dict[str, Any] | None:
    found = lake.sql(
        f"SELECT * REPLACE ({MOMENT}) FROM {{articles}} WHERE article_id = ?", day, ["articles"], [article_id]
    )
    return found[0] if found else None


def find_day(lake: Lake, article_id: str) -> str | None:
    """The newest published day that has the article."""
    query = "SELECT 1 FROM {articles} WHERE article_id = ? LIMIT 1"
    return next((d for d in reversed(lake.days()) if lake.sql(query, d, ["articles"], [article_id])), None)


def removals(lake: Lake, day: str, article_id: str) -> Rows:
    return lake.sql("SELECT * FROM {removals} WHERE article_id = ? ORDER BY line_no", day, ["removals"], [article_id])


def mentions(lake: Lake, day: str, article_id: str) -> Rows:
    """The article's mentions by place, with the entities' names."""
    query = 'SELECT * FROM {mentions} WHERE article_id = ? ORDER BY start, "end"'
    return with_names(lake, lake.sql(query, day, ["mentions"], [article_id]))


def duplicates(lake: Lake, day: str, row: dict[str, Any]) -> Rows:
    """The original and the other copies of the article."""
    original = row["duplicate_of"] or row["article_id"]
    query = (
        f"SELECT {KEPT} FROM {{articles}} WHERE (duplicate_of = ? OR article_id = ?) AND article_id <> ? "
        "ORDER BY duplicate_of NULLS FIRST, article_id LIMIT 50"
    )
    return lake.sql(query, day, ["articles"], [original, original, row["article_id"]])


def same_names(lake: Lake, day: str, article_id: str, entity_ids: list[str]) -> Rows:
    """Other articles of the day that name the most of the same entities, with how many in `shared`."""
    if not entity_ids:
        return []
    query = (
        "SELECT article_id, count(DISTINCT entity_id) AS shared FROM {mentions} "
        "WHERE entity_id IN (SELECT unnest(?::VARCHAR[])) AND article_id <> ? "
        "GROUP BY article_id ORDER BY shared DESC, article_id LIMIT ?"
    )
    near = lake.sql(query, day, ["mentions"], [entity_ids, article_id, NEIGHBOURS])
    rows = {row["article_id"]: row for row in by_ids(lake, day, [row["article_id"] for row in near])}
    return [rows[row["article_id"]] | {"shared": row["shared"]} for row in near if row["article_id"] in rows]


def by_ids(lake: Lake, day: str, ids: list[str]) -> Rows:
    query = f"SELECT {KEPT} FROM {{articles}} WHERE article_id IN (SELECT unnest(?::VARCHAR[]))"
    return lake.sql(query, day, ["articles"], [ids]) if ids else []


def listing(*, source: str = "", words: str = "", entity: str = "") -> Listing:
    """The day's articles: of a source, with words in the title, that name an entity."""
    where, values = narrowed(
        (source, "source = ?"),
        (spelled(words), holds("title")),
        (entity, "article_id IN (SELECT article_id FROM {mentions} WHERE entity_id = ?)"),
    )
    # by a pattern: columns that were added later are missing from an older day
    select = (
        "SELECT COLUMNS('^(article_id|source|url|title|published_on|section|country|raw_chars|body_chars|"
        "removed_lines|duplicate_of)$'), 1 - body_chars / greatest(raw_chars, 1) AS removed_share "
        f"FROM {{articles}}{where}"
    )
    tables = ("articles", "mentions") if entity else ("articles",)
    return Listing(tables, select, ORDERS, "article_id", values)
