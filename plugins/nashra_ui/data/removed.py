"""Lines that a rule took out on a day, equal ones together: what an editor judges a rule by."""

from nashra_ui.lake import Lake, Rows


def lines(lake: Lake, day: str, rule: str, words: str, limit: int, offset: int) -> tuple[Rows, int]:
    """text, times, an article it was taken from and the evidence there; and how many texts there are in all."""
    where, values = ["true"], []
    for given, condition in ((rule, "rule = ?"), (words, "contains(text, ?)")):
        if given:
            where.append(condition)
            values.append(given)
    chosen = f"FROM {{removals}} WHERE {' AND '.join(where)}"
    query = (
        "SELECT text, rule, min(category) AS category, count(*) AS times, min(article_id) AS article_id, "
        f"min(evidence) AS evidence {chosen} GROUP BY text, rule ORDER BY times DESC, text, rule LIMIT ? OFFSET ?"
    )
    total = lake.sql(f"SELECT count(*) AS n FROM (SELECT DISTINCT text, rule {chosen})", day, ["removals"], values)
    return lake.sql(query, day, ["removals"], [*values, limit, offset]), int(total[0]["n"]) if total else 0
