"""Lines that a rule took out on a day, equal ones together: what an editor judges a rule by."""

from nashra.text.spelled import spelled
from nashra_ui.data.listing import Listing, holds, narrowed
from nashra_ui.lake import Lake, Rows

ORDERS = {"times": "times DESC", "text": "text", "rule": "rule", "category": "category"}
EXAMPLES = 3  # texts of each rule, the most frequent ones


def listing(*, rule: str = "", words: str = "") -> Listing:
    """Texts of the day with how often a rule took each, an article it was taken from and the evidence there."""
    where, values = narrowed((rule, "rule = ?"), (spelled(words), holds("text")))
    select = (
        "SELECT text, rule, min(category) AS category, count(*) AS times, min(article_id) AS article_id, "
        f"min(evidence) AS evidence FROM {{removals}}{where} GROUP BY text, rule"
    )
    return Listing(("removals",), select, ORDERS, "text, rule", values)


def examples(lake: Lake, day: str) -> dict[str, Rows]:
    """The texts that each rule took most often: text, times."""

    def ask() -> dict[str, Rows]:
        query = (
            "SELECT rule, text, times FROM (SELECT rule, text, count(*) AS times FROM {removals} GROUP BY rule, text) "
            f"QUALIFY row_number() OVER (PARTITION BY rule ORDER BY times DESC, text) <= {EXAMPLES} "
            "ORDER BY rule, times DESC, text"
        )
        found: dict[str, Rows] = {}
        for row in lake.sql(query, day, ["removals"]):
            found.setdefault(row["rule"], []).append(row)
        return found

    return lake.remembered("removals", day, "examples", ask)


def alike(lake: Lake, day: str, texts: list[str]) -> dict[str, int]:
    """How many articles of the day lost each of the texts."""
    query = (
        "SELECT text, count(DISTINCT article_id) AS articles FROM {removals} "
        "WHERE text IN (SELECT unnest(?::VARCHAR[])) AND text <> '' GROUP BY text"
    )
    rows = lake.sql(query, day, ["removals"], [sorted(set(texts))]) if texts else []
    return {str(row["text"]): int(row["articles"]) for row in rows}
