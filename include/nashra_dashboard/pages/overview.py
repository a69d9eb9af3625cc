"""What the days were about: their stories, figures, articles a day, who and what was named most, where."""

from typing import Any

from dash import dcc

from nashra_dashboard import charts
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import bars, card, nothing, number, share, sql, tiles
from nashra_dashboard.stories import BIGGEST, rows
from nashra_dashboard.view import View

SHOWN = 6  # stories at the beginning
FIGURES = """
SELECT coalesce(sum(articles), 0)::BIGINT AS articles, count(DISTINCT source) AS sources,
       1 - sum(body_chars)::DOUBLE / sum(raw_chars) AS not_body_share
FROM source_days WHERE day BETWEEN ? AND ?
"""
NAMED = """
SELECT count(DISTINCT of) AS names, sum(mentions)::BIGINT AS mentions
FROM counted SEMI JOIN known USING (of) WHERE day BETWEEN ? AND ?
"""
TOP = """
SELECT k.entity_id AS key, k.type, k.name_ar, k.name_en, c.articles, c.mentions
FROM (SELECT of, sum(articles)::BIGINT AS articles, sum(mentions)::BIGINT AS mentions
      FROM counted WHERE day BETWEEN ? AND ? GROUP BY of) AS c
JOIN known AS k USING (of)
WHERE k.type = ? ORDER BY c.articles DESC, c.mentions DESC, key LIMIT ?
"""
NEW = """
SELECT e.entity_id AS key, e.type, e.name_ar, e.name_en, sum(c.articles)::BIGINT AS articles
FROM counted AS c JOIN known AS e USING (of)
WHERE c.day BETWEEN ? AND ? AND e.first_day BETWEEN ? AND ? AND e.first_day > (SELECT min(day) FROM funnel_days)
GROUP BY ALL ORDER BY articles DESC, key LIMIT 10
"""
BY_DAY = "SELECT day, published AS articles FROM funnel_days WHERE day BETWEEN ? AND ? ORDER BY day"
PLACES = """
SELECT e.entity_id AS key, e.name_ar, e.name_en, e.latitude, e.longitude, c.articles
FROM (SELECT of, sum(articles)::BIGINT AS articles FROM counted WHERE day BETWEEN ? AND ? GROUP BY of) AS c
JOIN known AS e USING (of)
WHERE e.latitude IS NOT NULL ORDER BY c.articles DESC, key LIMIT 150
"""


def labelled(view: View, rows: list[Row]) -> list[Row]:
    return [row | {"label": view.name(row)} for row in rows]


def _stories(view: View, lake: Lake) -> Any:
    found = lake.ask(BIGGEST, *view.days, "", SHOWN, 0)
    more = dcc.Link(view.say("all_stories"), href=view.to("stories"), className="chip")
    shown = [rows(view, lake, found), more] if found else [nothing(view, "no_stories")]
    return card(view.say("stories_of_days"), *shown, note=view.say("stories_note"), wide=True,
                behind=sql(view, as_sql(BIGGEST, *view.days, "", SHOWN, 0)))  # fmt: skip


def page(view: View, lake: Lake) -> list[Any]:
    seen, named = lake.one(FIGURES, *view.days), lake.one(NAMED, *view.days)
    say = view.say
    parts = [
        _stories(view, lake),
        tiles(view, [
            ("articles", number(seen["articles"]), "articles"), ("sources", number(seen["sources"]), "sources"),
            ("names", number(named["names"]), "names"), ("mentions", number(named["mentions"] or 0), "mentions"),
            ("not_body_share", share(seen["not_body_share"]), "not_body_share"),
        ], sql(view, as_sql(FIGURES, *view.days), as_sql(NAMED, *view.days))),
        card(say("articles_a_day"), charts.by_day(lake.ask(BY_DAY, *view.days), "articles", say("articles"), 330),
             behind=sql(view, as_sql(BY_DAY, *view.days))),
        card(say("places_named"), charts.places(view, labelled(view, lake.ask(PLACES, *view.days)), say("articles")),
             note=say("map_zoom"), behind=sql(view, as_sql(PLACES, *view.days))),
    ]  # fmt: skip
    for kind in ("PERS", "ORG", "LOC", "MISC"):
        rows = labelled(view, lake.ask(TOP, *view.days, kind, 10))
        parts.append(card(f"{say('most_named')}: {say('types_' + kind)}", bars(view, rows, "articles", "entities"),
                          note=say("articles"), behind=sql(view, as_sql(TOP, *view.days, kind, 10))))  # fmt: skip
    if new := labelled(view, lake.ask(NEW, *view.days, *view.days)):
        parts.append(card(say("newly_named"), bars(view, new, "articles", "entities"), note=say("articles"), wide=True,
                          behind=sql(view, as_sql(NEW, *view.days, *view.days))))  # fmt: skip
    return parts
