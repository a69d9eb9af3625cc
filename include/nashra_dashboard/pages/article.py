"""One article: its text with the names in it, who is quoted, and where it comes from."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from nashra.addresses import read_addresses
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import bars, card, country, nothing, sql, statements, text, when
from nashra_dashboard.view import View

ARTICLE = """
SELECT day, article_id, source, title, url, published_on, dateline, agency, country, section, body, duplicate_of
FROM articles WHERE day = ? AND article_id = ?
"""
MENTIONS = """
SELECT m.entity_id AS key, m.start, m."end", m.type, e.name_ar, coalesce(e.name_en, e.name_ar) AS name_en
FROM mentions AS m LEFT JOIN known AS e ON e.entity_id = m.entity_id
WHERE m.day = ? AND m.article_id = ? ORDER BY m.start, m."end" DESC
"""
QUOTES = """
SELECT day, article_id, text, kind, cue, speaker, entity_id, name_ar, name_en, title, source
FROM article_quotes WHERE day = ? AND article_id = ? ORDER BY n
"""
# Whose text it prints, and who prints its own: on that day or on one of the next, as far as copies are looked for.
PRINTS = "SELECT copy_of, copy_of_day, copy_of_source FROM reprints WHERE day = ? AND article_id = ?"
PRINTED = """
SELECT r.day, r.article_id, r.source, a.title FROM reprints AS r
JOIN articles AS a ON a.day = r.day AND a.article_id = r.article_id
WHERE r.day BETWEEN ?::DATE AND ?::DATE + 8 AND r.copy_of_day = ? AND r.copy_of = ? ORDER BY r.day, r.source LIMIT 50
"""
STORY = """
SELECT s.story_id, s.title, s.articles, s.sources FROM story_articles AS a JOIN storied AS s ON s.story_id = a.story_id
WHERE a.day = ? AND a.article_id = ?
"""


def page(view: View, lake: Lake) -> list[Any]:
    day, _, article_id = view.key.partition(".")
    found = lake.ask(ARTICLE, day, article_id) if day in lake.days() else []
    if not found:
        return [card(view.key, nothing(view, "not_found"), wide=True)]
    row, mentions = found[0], lake.ask(MENTIONS, day, article_id)
    quotes = lake.ask(QUOTES, day, article_id)
    told = [one for one in lake.ask(STORY, day, article_id) if one["articles"] > 1]
    prints, printed = lake.ask(PRINTS, day, article_id), lake.ask(PRINTED, day, day, day, article_id)
    parts = [
        _head(view, row, prints),
        *(_of_story(view, one) for one in told),
        card(
            view.say("text"),
            _body(view, row["body"], mentions),
            wide=True,
            behind=sql(view, as_sql(ARTICLE, day, article_id)),
        ),
    ]
    if mentions:
        parts.append(
            card(
                view.say("entities"),
                bars(view, _named(view, mentions), "mentions", "entities"),
                note=view.say("mentions"),
                behind=sql(view, as_sql(MENTIONS, day, article_id)),
            )
        )
    if quotes:
        parts.append(
            card(view.say("quotes"), statements(view, quotes), behind=sql(view, as_sql(QUOTES, day, article_id)))
        )
    if printed:
        parts.append(
            card(view.say("printed_by"), _printed(view, printed),
                 behind=sql(view, as_sql(PRINTED, day, day, day, article_id)))
        )  # fmt: skip
    return parts


def _printed(view: View, rows: Sequence[Row]) -> Any:
    """The same text in other papers."""
    return html.Ol(
        [
            html.Li(
                [
                    dcc.Link(text(row["title"] or view.say("no_title")),
                             href=view.to("articles", f"{row['day']}.{row['article_id']}")),
                    html.Div([text(row["source"]), " · ", text(row["day"], "ltr")], className="note"),
                ]
            )
            for row in rows
        ],
        className="chain",
    )  # fmt: skip


def _head(view: View, row: Row, prints: Sequence[Row]) -> Any:
    told: list[Any] = [dcc.Link(text(row["source"]), href=view.to("sources", row["source"]), className="badge")]
    told += [html.Span(text(row[key]), className="badge") for key in ("dateline", "agency") if row[key]]
    told.append(html.Span(when(view, row["published_on"], row["day"]), className="badge"))
    if str(row["url"] or "").startswith(("https://", "http://")):
        told.append(html.A(view.say("at_the_source"), href=row["url"], target="_blank", rel="noreferrer noopener",
                           className="badge"))  # fmt: skip
    if airflow := read_addresses().airflow_url:
        address = f"{airflow}/nashra/article/{row['day']}/{row['article_id']}?lang={view.lang}"
        told.append(html.A(view.say("in_airflow"), href=address, target="_blank", rel="noreferrer noopener",
                           className="badge"))  # fmt: skip
    if row["country"]:
        told.append(country(row["country"], view.say("country")))
    if row["section"]:
        told.append(html.Span(view.say(f"section_{row['section']}"), className="badge"))
    for one in prints:
        address = view.to("articles", f"{one['copy_of_day']}.{one['copy_of']}")
        told.append(dcc.Link([view.say("prints_text_of"), " ", text(one["copy_of_source"])], href=address,
                             className="badge"))  # fmt: skip
    if row["duplicate_of"] and not prints:
        address = view.to("articles", f"{row['day']}.{row['duplicate_of']}")
        told.append(dcc.Link(view.say("is_copy"), href=address, className="badge"))
    title = text(row["title"] or view.say("no_title"), "auto")
    return html.Div([html.H1(title), html.Div(told, className="badges")], className="entity-head wide")


def _of_story(view: View, story: Row) -> Any:
    title = text(story["title"] or view.say("no_title"))
    told = f"{view.count(story['articles'], 'articles')} · {view.count(story['sources'], 'sources')}"
    link = dcc.Link(title, href=view.to("stories", story["story_id"]))
    return html.Div([view.say("of_story"), " ", link, " · ", told], className="of-story wide")


def _named(view: View, mentions: Sequence[Row]) -> list[Row]:
    found: dict[str, Row] = {}
    for row in mentions:
        known = found.setdefault(row["key"], row | {"label": _label(view, row), "mentions": 0})
        known["mentions"] += 1
    return sorted(found.values(), key=lambda row: (-row["mentions"], row["key"]))


def _label(view: View, row: Row) -> str:
    """Before the entities are rebuilt for the first time an entity has an id alone."""
    return view.name(row) if row["name_ar"] else str(row["key"])


def _body(view: View, body: str, mentions: Sequence[Row]) -> Any:
    """The paragraphs, with each name that it holds as a link; of names within names the longest."""
    paragraphs, start, left = [], 0, list(mentions)
    parts: list[Any]
    for line in body.split("\n"):
        end, at, parts = start + len(line), start, []
        while left and left[0]["start"] < end:
            row = left.pop(0)
            if row["start"] < at or row["end"] > end:
                continue
            parts.append(body[at : row["start"]])
            parts.append(
                dcc.Link(body[row["start"] : row["end"]], href=view.to("entities", row["key"]),
                         className=f"named type-{row['type']}", title=_label(view, row))
            )  # fmt: skip
            at = row["end"]
        paragraphs.append(html.P([*parts, body[at:end]]))
        start = end + 1
    return html.Div(paragraphs, className="body", dir="rtl", lang="ar")
