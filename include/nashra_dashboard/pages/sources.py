"""Where the stories come from and how much was cut away there; with a key, one source."""

from typing import Any

from dash import dcc, html

from nashra.labels import rule_name
from nashra_dashboard import charts
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import Listing, take_along
from nashra_dashboard.listed import heads as heads_of
from nashra_dashboard.pages.overview import labelled
from nashra_dashboard.parts import bars, card, nothing, number, share, sql, table, text, tiles
from nashra_dashboard.view import View

AT_ONCE = 100
ORDERS = {
    "articles": "articles DESC", "duplicates": "duplicates DESC", "removed_lines": "removed_lines DESC",
    "not_body_share": "not_body_share DESC", "source": "source",
}  # fmt: skip
SOURCES = """
SELECT source, sum(articles)::BIGINT AS articles, sum(duplicates)::BIGINT AS duplicates,
       sum(removed_lines)::BIGINT AS removed_lines, 1 - sum(body_chars)::DOUBLE / sum(raw_chars) AS not_body_share
FROM source_days WHERE day BETWEEN ? AND ?{and_source}
GROUP BY source
"""
BY_DAY = """
SELECT r.day, coalesce(s.articles, 0) AS articles
FROM funnel_days AS r LEFT JOIN source_days AS s ON s.day = r.day AND s.source = ?
WHERE r.day BETWEEN ? AND ? ORDER BY r.day
"""
RULES = """
SELECT rule, category, sum(lines)::BIGINT AS lines FROM rule_days
WHERE day BETWEEN ? AND ? AND source = ? GROUP BY rule, category ORDER BY lines DESC, rule LIMIT 15
"""
NAMES = """
WITH own AS (SELECT day, article_id FROM articles WHERE day BETWEEN ? AND ? AND source = ?), named AS (
    SELECT DISTINCT m.day, m.article_id, m.entity_id
    FROM mentions AS m SEMI JOIN own ON own.day = m.day AND own.article_id = m.article_id
    WHERE m.day BETWEEN ? AND ?
)
SELECT c.entity_id AS key, e.type, e.name_ar, e.name_en, c.articles
FROM (SELECT entity_id, count(*) AS articles FROM named GROUP BY entity_id) AS c
JOIN known AS e ON e.entity_id = c.entity_id
ORDER BY c.articles DESC, key LIMIT 15
"""


MOST_DAYS = 30  # of a source whose names are counted


def page(view: View, lake: Lake) -> list[Any]:
    return _one(view, lake) if view.key else _all(view, lake)


def listing(view: View, source: str = "") -> Listing:
    """The sources of the days; or one of them."""
    select = SOURCES.format(and_source=" AND source = ?" if source else "")
    return Listing("sources", select, (*view.days, *((source,) if source else ())), ORDERS, "source")


def _all(view: View, lake: Lake) -> list[Any]:
    shown, say = listing(view).page(view, lake, AT_ONCE), view.say
    heads = ("source", "articles", "duplicates", "removed_lines", "not_body_share")
    body = [
        [
            dcc.Link(text(row["source"]), href=view.to("sources", row["source"])), number(row["articles"]),
            number(row["duplicates"]), number(row["removed_lines"]), _share(row["not_body_share"]),
        ]
        for row in shown.rows
    ]  # fmt: skip
    links = heads_of(view, listing(view), heads)
    shown_rows = table(view, [say(head) for head in heads], body, numbers=(1, 2, 3), links=links)
    return [card(say("sources"), shown_rows, shown.foot(view), note=f"{number(shown.found)} {say('found')}",
                 links=take_along(view), wide=True, behind=listing(view).behind(view))]  # fmt: skip


def _share(value: float) -> Any:
    bar = html.Div(
        html.Div(className="bar", style={"width": f"{100 * max(value, 0):.1f}%"}), className="bar-room small"
    )
    return html.Div([html.Div(bar, className="bar-room small"), html.Span(share(value), dir="ltr")], className="share")


def _one(view: View, lake: Lake) -> list[Any]:
    say, found = view.say, listing(view, view.key).page(view, lake, 1).rows
    if not found:
        return [card(view.key, nothing(view), wide=True)]
    row = found[0]
    days = lake.ask(BY_DAY, view.key, *view.days)
    naming = [str(day["day"]) for day in days if day["articles"]][-MOST_DAYS:]
    first = naming[0] if len(naming) == MOST_DAYS else view.start
    naming_asked = (first, view.end, view.key, first, view.end)
    names = labelled(view, lake.ask(NAMES, *naming_asked))
    since = f" · {say('since')} {first}" if first > view.start else ""
    rules = [
        rule | {"label": f"{rule_name(rule['rule'], view.lang)} ({say('category_' + rule['category'])})"}
        for rule in lake.ask(RULES, *view.days, view.key)
    ]
    return [
        html.Div(html.H1(text(view.key)), className="entity-head wide"),
        tiles(view, [
            ("articles", number(row["articles"]), "articles"),
            ("duplicates", number(row["duplicates"]), "duplicates"),
            ("removed_lines", number(row["removed_lines"]), "removed_lines"),
            ("not_body_share", share(row["not_body_share"]), "not_body_share"),
        ], listing(view, view.key).behind(view)),
        card(say("articles_a_day"), charts.by_day(days, "articles", say("articles")),
             wide=True, behind=sql(view, as_sql(BY_DAY, view.key, *view.days))),
        card(say("most_named"), bars(view, names, "articles", "entities"),
             note=say("articles") + since, behind=sql(view, as_sql(NAMES, *naming_asked))),
        card(say("removed_by_category"), bars(view, rules, "lines", long=True), note=say("lines"),
             behind=sql(view, as_sql(RULES, *view.days, view.key))),
    ]  # fmt: skip
