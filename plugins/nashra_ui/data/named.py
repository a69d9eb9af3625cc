"""Entities of a day: the most named, and those that no day before had."""

from nashra_ui.data.listing import Listing, narrowed
from nashra_ui.lake import Lake, Rows

ORDERS = {
    "mentions": "mentions DESC", "articles": "articles DESC", "name": "name_ar", "type": "type", "country": "country",
}  # fmt: skip

MADE = ("translated", "romanised")  # of name_en_from


def with_names(lake: Lake, rows: Rows) -> Rows:
    """The rows with name_ar, name_en, made_english and first_day; the spelling stands in for an entity the table lacks.

    `made_english`: the English was put together from tables and reviewed by nobody.
    """
    ids = list({str(row["entity_id"]): None for row in rows})
    query = (
        "SELECT COLUMNS('^(entity_id|name_ar|name_en|name_en_from|wikidata_id|first_day)$') FROM {entities} "
        "WHERE entity_id IN (SELECT unnest(?::VARCHAR[]))"
    )
    known = {row["entity_id"]: row for row in lake.sql(query, None, ["entities"], [ids])} if ids else {}
    unnamed = {"name_ar": None, "name_en": None, "name_en_from": None, "wikidata_id": None, "first_day": None}
    named = [row | unnamed | known.get(row["entity_id"], {}) for row in rows]  # an older table has no name_en_from
    return [
        row
        | {
            "name_ar": row["name_ar"] or row.get("surface") or row["entity_id"],
            "made_english": row["name_en_from"] in MADE,
        }
        for row in named
    ]


def most_named(lake: Lake, day: str, limit: int, *, new: bool = False) -> tuple[Rows, int]:
    """The entities that the day names most, with mentions and articles, and how many it names in all; `new`: of those
    first seen on the day. Articles are counted of those alone that are shown: of all it takes four times as long."""
    inside = " WHERE entity_id IN (SELECT entity_id FROM {entities} WHERE first_day = CAST(? AS DATE))" if new else ""
    query = (
        f"WITH counted AS (SELECT entity_id, count(*) AS mentions FROM {{mentions}}{inside} GROUP BY entity_id), "
        "top AS (SELECT * FROM counted ORDER BY mentions DESC, entity_id LIMIT ?) "
        "SELECT entity_id, min(type) AS type, any_value(top.mentions) AS mentions, "
        "count(DISTINCT article_id) AS articles, min(surface) AS surface, (SELECT count(*) FROM counted) AS total "
        "FROM {mentions} JOIN top USING (entity_id) GROUP BY entity_id ORDER BY mentions DESC, entity_id"
    )
    tables = ("mentions", *(["entities"] if new else []))
    values = [*([day] if new else []), limit]
    question = repr((query, values, new and lake.version("entities", None)))
    rows = lake.remembered("mentions", day, question, lambda: lake.sql(query, day, tables, values))
    return with_names(lake, rows), int(rows[0]["total"]) if rows else 0


def entity_called(lake: Lake, wanted: str) -> dict[str, object] | None:
    """The entity of an id, or the most mentioned one of a name in Arabic or English; None when there is none."""
    query = (
        "SELECT entity_id, type, mentions FROM {entities} "
        "WHERE entity_id = ? OR name_ar = ? OR lower(name_en) = lower(?) "
        "ORDER BY entity_id = ? DESC, mentions DESC, entity_id LIMIT 1"
    )
    found = lake.sql(query, None, ["entities"], [wanted] * 4)
    return with_names(lake, found)[0] if found else None


def listing(lake: Lake, day: str, *, new: bool = False, kind: str = "", source: str = "", country: str = "") -> Listing:
    """The day's entities with their names: only those first seen on it, of a type, in a source's articles, of a
    country. Before the entities are rebuilt for the first time, names are spellings."""
    inside, own = narrowed((source, "article_id IN (SELECT article_id FROM {articles} WHERE source = ?)"))
    there = lake.version("entities", None) is not None
    where, values = narrowed(
        (kind, "type = ?"), (country, "country = ?"), (day if new else "", "first_day = CAST(? AS DATE)")
    )
    counted = (
        "SELECT entity_id, min(type) AS type, count(*) AS mentions, count(DISTINCT article_id) AS articles, "
        f"min(surface) AS surface FROM {{mentions}}{inside} GROUP BY entity_id"
    )
    known = (
        "SELECT COLUMNS('^(entity_id|name_ar|name_en|name_en_from|country|first_day)$') FROM {entities}"
        if there
        else "SELECT DISTINCT entity_id, NULL AS name_ar, NULL AS name_en, NULL AS country, NULL::DATE AS first_day "
        "FROM {mentions}"
    )
    select = f"SELECT * FROM ({counted}) AS counted LEFT JOIN ({known}) AS known USING (entity_id){where}"
    tables = ("mentions", *(["entities"] if there else []), *(["articles"] if source else []))
    return Listing(tables, select, ORDERS, "entity_id", own + values)


def countries(lake: Lake, day: str) -> dict[str, int]:
    """Countries of the day's entities, with how many: those of the most come first."""
    if lake.version("entities", None) is None:
        return {}
    query = (
        "SELECT country, count(*) AS n FROM {entities} WHERE country IS NOT NULL AND entity_id IN "
        "(SELECT entity_id FROM {mentions}) GROUP BY country ORDER BY n DESC, country"
    )

    def ask() -> dict[str, int]:
        rows = lake.sql(query, day, ["entities", "mentions"])
        return {str(row["country"]): int(row["n"]) for row in rows}

    return lake.remembered("entities", None, f"countries {day} {lake.version('mentions', day)}", ask)


def all_countries(lake: Lake) -> list[str]:
    """Countries of places and bodies over all days, those that are named most first."""
    query = (
        "SELECT country FROM {entities} WHERE country IS NOT NULL GROUP BY country ORDER BY sum(mentions) DESC, country"
    )
    return lake.remembered(
        "entities", None, "all countries", lambda: [str(row["country"]) for row in lake.sql(query, None, ["entities"])]
    )
