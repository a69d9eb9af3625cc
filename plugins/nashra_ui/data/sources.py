"""Sources of a day, with the share of their text that cleaning took."""

from nashra_ui.lake import Lake, Rows


def by_source(lake: Lake, day: str) -> Rows:
    """source, articles (no copies), duplicates, removed_lines, removed_share (of the scraped characters of all), most
    articles first."""
    query = (
        "SELECT source, count(*) FILTER (WHERE duplicate_of IS NULL) AS articles, count(duplicate_of) AS duplicates, "
        "sum(removed_lines)::BIGINT AS removed_lines, "
        "1 - sum(body_chars) / greatest(sum(raw_chars), 1) AS removed_share "
        "FROM {articles} GROUP BY source ORDER BY articles DESC, source"
    )
    return lake.remembered("articles", day, "sources", lambda: lake.sql(query, day, ["articles"]))


def names(lake: Lake, day: str) -> list[str]:
    """The day's sources, those of the most articles first."""
    return [str(row["source"]) for row in by_source(lake, day)]
