"""One name: how often and since when, how it is written, with whom, by whom, where, and the stories."""

from typing import Any
from urllib.parse import quote

from dash import dcc, html

from nashra.addresses import read_addresses
from nashra_dashboard import charts, stories
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.pages.overview import labelled
from nashra_dashboard.parts import (
    all_of,
    bars,
    card,
    country,
    legend,
    name,
    nothing,
    number,
    other_name,
    sql,
    statements_of_one,
    table,
    text,
    tiles,
)
from nashra_dashboard.view import View

MOST_DAYS, MOST_ARTICLES = 30, 3000  # whose company, sources, places, stories and words a page shows
ENTITY = "SELECT * EXCLUDE (of) FROM known WHERE entity_id = ?"
BY_DAY = """
SELECT r.day, coalesce(c.articles, 0) AS articles, coalesce(c.mentions, 0) AS mentions
FROM funnel_days AS r LEFT JOIN counted AS c ON c.day = r.day AND c.of = hash(?)
WHERE r.day BETWEEN ? AND ? ORDER BY r.day
"""
SPELLINGS = "SELECT spelling AS label, mentions FROM entity_spellings WHERE entity_id = ? ORDER BY 2 DESC, 1 LIMIT 12"
# The stories that name it, once: what the views co_mentions and places_by_day ask, of one name.
NAMING = """
WITH naming AS (SELECT DISTINCT day, article_id FROM mentions WHERE entity_id = ? AND day BETWEEN ? AND ?)
"""
TOGETHER = f"""{NAMING}, met AS (
    SELECT DISTINCT m.day, m.article_id, m.entity_id
    FROM mentions AS m SEMI JOIN naming AS n ON n.day = m.day AND n.article_id = m.article_id
    WHERE m.day BETWEEN ? AND ?
)
SELECT c.entity_id AS key, e.type, e.name_ar, e.name_en, e.latitude, e.longitude, c.articles
FROM (SELECT entity_id, count(*) AS articles FROM met GROUP BY entity_id) AS c
JOIN known AS e ON e.entity_id = c.entity_id
ORDER BY c.articles DESC, key LIMIT 300
"""
SOURCES = f"""{NAMING}
SELECT a.source AS key, a.source AS label, count(*) AS articles
FROM naming JOIN articles AS a ON a.day = naming.day AND a.article_id = naming.article_id
WHERE a.day BETWEEN ? AND ?
GROUP BY a.source ORDER BY articles DESC, key LIMIT 12
"""
# First which twelve, then their bodies: those of all stories would be read otherwise.
STORIES = f"""{NAMING}
SELECT a.day, a.article_id, a.source, a.title, a.url
FROM articles AS a SEMI JOIN naming AS n ON n.day = a.day AND n.article_id = a.article_id
WHERE a.day BETWEEN ? AND ?
ORDER BY a.day DESC, a.published_at DESC NULLS LAST, a.article_id LIMIT 12
"""
OPENINGS = """
SELECT day, article_id, left(body, 220) AS opening FROM articles
WHERE day BETWEEN ? AND ? AND list_contains(?::DATE[], day) AND list_contains(?::VARCHAR[], article_id)
"""


QUOTES = """
WITH newest AS (
    SELECT day, article_id, n, text, kind, cue FROM quotes WHERE entity_id = ? AND day BETWEEN ? AND ?
    ORDER BY day DESC, article_id, n LIMIT 40
)
SELECT q.day, q.article_id, q.text, q.kind, q.cue, a.title, a.source
FROM newest AS q JOIN articles AS a ON a.day = q.day AND a.article_id = q.article_id
WHERE a.day BETWEEN ? AND ?
ORDER BY q.day DESC, a.source, q.article_id, q.n
"""


def _window(view: View, days: list[Row]) -> tuple[str, str]:
    """The newest days, within those chosen, whose articles are looked into: one that is named all year is named in
    more articles than a page is worth waiting for."""
    naming = [row for row in days if row["articles"]][::-1][:MOST_DAYS]
    articles, first = 0, view.end
    for row in naming:
        articles += row["articles"]
        if articles > MOST_ARTICLES and first < view.end:
            break
        first = str(row["day"])
    return first, view.end


def page(view: View, lake: Lake) -> list[Any]:
    found = lake.ask(ENTITY, view.key)
    if not found:
        return [card(view.key, nothing(view, "nothing_found"), wide=True)]
    row, say = found[0], view.say
    days = lake.ask(BY_DAY, view.key, *view.days)
    window = _window(view, days)
    asked = (view.key, *window, *window)
    met = labelled(view, lake.ask(TOGETHER, *asked))
    others = [other for other in met if other["key"] != view.key]
    where = [place for place in met if place["latitude"] is not None]
    said = lake.ask(QUOTES, *asked)
    older = any(day["articles"] for day in days if str(day["day"]) < window[0])
    since = f" · {say('since')} {window[0]}" if older else ""
    parts = [
        _head(view, row),
        tiles(view, [
            ("articles", number(sum(day["articles"] for day in days)), "naming"),
            ("mentions", number(sum(day["mentions"] for day in days)), "mentions"),
            ("spellings", number(row["spelling_count"]), "spellings"),
            ("first_day", str(row["first_day"]), "first_day"), ("last_day_named", str(row["last_day"]), "last_day"),
        ], sql(view, as_sql(ENTITY, view.key))),
        card(say("trend"), charts.by_day(days, "articles", say("articles")),
             behind=sql(view, as_sql(BY_DAY, view.key, *view.days))),
        card(say("spellings"), bars(view, lake.ask(SPELLINGS, view.key), "mentions"),
             note=f"{say('mentions')}{'،' if view.arabic else ','} {say('spellings_note')}",
             behind=sql(view, as_sql(SPELLINGS, view.key))),
        card(say("named_together"), bars(view, others[:15], "articles", "entities"), note=say("articles") + since,
             behind=sql(view, as_sql(TOGETHER, *asked))),
        card(say("by_source"), bars(view, lake.ask(SOURCES, *asked), "articles", "sources"),
             note=say("articles") + since, behind=sql(view, as_sql(SOURCES, *asked))),
        card(say("map"), charts.places(view, where[:100], say("articles")) if where else nothing(view),
             note=f"{say('map_note')}{since}. {say('map_zoom')}", wide=True),
        card(say("latest_articles"), _stories(view, _opened(lake, lake.ask(STORIES, *asked))), wide=True,
             behind=sql(view, as_sql(STORIES, *asked))),
    ]  # fmt: skip
    naming = (view.key, *window, *window, *window, 6)
    if found := lake.ask(stories.NAMING, *naming):
        parts.insert(-1, card(say("stories_naming"), stories.rows(view, lake, found), wide=True,
                              behind=sql(view, as_sql(stories.NAMING, *naming))))  # fmt: skip
    if said:
        parts.insert(-1, card(say("said_by"), statements_of_one(view, said), wide=True,
                              links=all_of(view, view.to("quotes", name=view.key)),
                              behind=sql(view, as_sql(QUOTES, *asked))))  # fmt: skip
    return parts


def _opened(lake: Lake, rows: list[Row]) -> list[Row]:
    """The articles with the beginnings of their bodies."""
    if not rows:
        return []
    days = sorted({str(row["day"]) for row in rows})
    ids = tuple(row["article_id"] for row in rows)
    found = lake.ask(OPENINGS, days[0], days[-1], tuple(days), ids)
    told = {(row["day"], row["article_id"]): row["opening"] for row in found}
    return [row | {"opening": told[row["day"], row["article_id"]]} for row in rows]


def _head(view: View, row: Row) -> Any:
    badges: list[Any] = [html.Span(view.say(f"type_{row['type']}"), className=f"badge type-{row['type']}")]
    if row["country"]:
        badges.append(country(row["country"]))
    if row["wikidata_url"]:
        badges.append(_away(f"Wikidata {row['wikidata_id']}", row["wikidata_url"]))
    if row["geonames_id"]:
        badges.append(_away(f"GeoNames {row['geonames_id']}", f"https://www.geonames.org/{row['geonames_id']}"))
    if airflow := read_addresses().airflow_url:
        address = f"{airflow}/nashra/articles/{row['last_day']}?entity={quote(row['entity_id'])}&lang={view.lang}"
        badges.append(html.A(view.say("only_in_airflow"), href=address, target="_blank", rel="noreferrer noopener",
                             className="badge"))  # fmt: skip
    badges.append(html.Code(row["entity_id"], dir="ltr"))
    names: list[Any] = [html.H1(name(view, row))]
    if view.other_name(row):
        names.append(html.Div(other_name(view, row), className="other-name"))
    return html.Div([*names, html.Div(badges, className="badges"), *legend(view, [row])], className="entity-head wide")


def _away(label: str, address: str) -> Any:
    return html.A(label, href=address, target="_blank", rel="noreferrer noopener", className="badge", dir="ltr")


def _stories(view: View, rows: list[Row]) -> Any:
    if not rows:
        return nothing(view)
    body = [
        [
            text(row["day"], "ltr"),
            dcc.Link(text(row["source"]), href=view.to("sources", row["source"])),
            _story(view, row),
        ]
        for row in rows
    ]
    return table(view, [view.say(head) for head in ("day", "source", "title")], body)


def _story(view: View, row: Row) -> Any:
    """Title, which opens the article, its address at the source and its opening; only web addresses become links."""
    title = text(row["title"] or view.say("no_title"), "rtl" if row["title"] else "auto")
    linked = str(row["url"] or "").startswith(("https://", "http://"))
    own = dcc.Link(title, href=view.to("articles", f"{row['day']}.{row['article_id']}"))
    away = html.A(view.say("at_the_source"), href=row["url"], target="_blank", rel="noreferrer noopener")
    head: list[Any] = [own, " · ", away] if linked else [own]
    return html.Div(
        [
            html.Div(head),
            html.Div(row["opening"] + "…", className="opening", dir="rtl"),
        ]
    )
