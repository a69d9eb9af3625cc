"""What the days were about: their stories, figures, articles a day, who and what was named most, where."""

from typing import Any

from dash import dcc

from nashra_dashboard import charts
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import bars, card, nothing, number, share, tiles
from nashra_dashboard.stories import BIGGEST, rows
from nashra_dashboard.view import View

SHOWN = 6  # stories at the beginning
FIGURES = """
SELECT count(*) FILTER (WHERE duplicate_of IS NULL) AS articles, count(DISTINCT source) AS sources,
       1 - sum(body_chars)::DOUBLE / sum(raw_chars) AS not_body_share
FROM articles WHERE day BETWEEN ? AND ?
"""
NAMED = """
SELECT count(DISTINCT entity_id) AS names, sum(mentions)::BIGINT AS mentions FROM counted WHERE day BETWEEN ? AND ?
"""
TOP = """
SELECT entity_id AS key, any_value(type) AS type, any_value(name_ar) AS name_ar, any_value(name_en) AS name_en,
       sum(articles)::BIGINT AS articles, sum(mentions)::BIGINT AS mentions
FROM counted WHERE day BETWEEN ? AND ? AND type = ?
GROUP BY entity_id ORDER BY articles DESC, mentions DESC, key LIMIT ?
"""
NEW = """
SELECT e.entity_id AS key, e.type, e.name_ar, e.name_en, sum(c.articles)::BIGINT AS articles
FROM counted AS c JOIN known AS e ON e.entity_id = c.entity_id
WHERE c.day BETWEEN ? AND ? AND e.first_day BETWEEN ? AND ? AND e.first_day > (SELECT min(day) FROM runs)
GROUP BY ALL ORDER BY articles DESC, key LIMIT 10
"""
BY_DAY = "SELECT day, published AS articles FROM funnel WHERE day BETWEEN ? AND ? ORDER BY day"
PLACES = """
SELECT c.entity_id AS key, any_value(c.name_ar) AS name_ar, any_value(c.name_en) AS name_en,
       any_value(e.latitude) AS latitude, any_value(e.longitude) AS longitude, sum(c.articles)::BIGINT AS articles
FROM counted AS c JOIN known AS e ON e.entity_id = c.entity_id
WHERE c.day BETWEEN ? AND ? AND e.latitude IS NOT NULL
GROUP BY c.entity_id ORDER BY articles DESC, key LIMIT 150
"""


def labelled(view: View, rows: list[Row]) -> list[Row]:
    return [row | {"label": view.name(row)} for row in rows]


def _stories(view: View, lake: Lake) -> Any:
    found = lake.ask(BIGGEST, *view.days, "", SHOWN, 0)
    more = dcc.Link(view.say("all_stories"), href=view.to("stories"), className="chip")
    told = [rows(view, lake, found), more] if found else [nothing(view, "no_stories")]
    return card(view.say("stories_of_days"), *told, note=view.say("stories_note"), wide=True)


def page(view: View, lake: Lake) -> list[Any]:
    seen, named = lake.one(FIGURES, *view.days), lake.one(NAMED, *view.days)
    say = view.say
    parts = [
        _stories(view, lake),
        tiles([
            (say("articles"), number(seen["articles"])), (say("sources"), number(seen["sources"])),
            (say("names"), number(named["names"])), (say("mentions"), number(named["mentions"] or 0)),
            (say("not_body_share"), share(seen["not_body_share"])),
        ]),
        card(say("articles_a_day"), charts.by_day(lake.ask(BY_DAY, *view.days), "articles", say("articles"), 330)),
        card(say("places_named"), charts.places(labelled(view, lake.ask(PLACES, *view.days)), say("articles")),
             note=say("map_zoom")),
    ]  # fmt: skip
    for kind in ("PERS", "ORG", "LOC", "MISC"):
        rows = labelled(view, lake.ask(TOP, *view.days, kind, 10))
        parts.append(card(f"{say('most_named')}: {say('types_' + kind)}", bars(view, rows, "articles", "entities"),
                          note=say("articles")))  # fmt: skip
    if new := labelled(view, lake.ask(NEW, *view.days, *view.days)):
        parts.append(card(say("newly_named"), bars(view, new, "articles", "entities"), note=say("articles"), wide=True))
    return parts
