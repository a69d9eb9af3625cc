"""One story: its days and those of the stories around it, who tells it and what it names, what was said, and its
articles beside each other with what only one of them has."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from nashra.addresses import read_addresses
from nashra.beside import Own, Written, differing
from nashra_dashboard import charts
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import all_of, bars, card, country, nothing, number, sql, statements, text, tiles
from nashra_dashboard.view import View

MOST = 60  # articles of a story that are shown
OPENING = 360  # code points of an article that stand beside those of others
STORY = "SELECT * EXCLUDE (of, folded) FROM storied WHERE story_id = ?"
ALONE = "SELECT * FROM stories WHERE story_id = ? ORDER BY day DESC LIMIT 1"  # of one article
# The stories that it goes on, one after the other, and all that go on from it.
CHAIN = """
WITH RECURSIVE before AS (
    SELECT story_id, continues FROM storied WHERE story_id = ?
    UNION SELECT s.story_id, s.continues FROM storied AS s JOIN before AS b ON s.story_id = b.continues
), after AS (
    SELECT story_id FROM storied WHERE story_id = ?
    UNION SELECT s.story_id FROM storied AS s JOIN after AS a ON s.continues = a.story_id
)
SELECT story_id, title, first_day, last_day, articles, sources FROM storied
WHERE story_id IN (SELECT story_id FROM before UNION SELECT story_id FROM after)
ORDER BY first_day, last_day, story_id LIMIT 40
"""
BY_DAY = """
SELECT r.day, count(a.article_id) AS articles FROM funnel_days AS r
LEFT JOIN story_articles AS a ON a.day = r.day AND list_contains(?::VARCHAR[], a.story_id)
WHERE r.day BETWEEN ? AND ? GROUP BY r.day ORDER BY r.day
"""
ARTICLES = f"""
WITH own AS (SELECT day, article_id, similarity FROM story_articles WHERE story_id = ? AND day BETWEEN ? AND ?)
SELECT a.day, a.article_id, a.source, a.title, a.body, own.similarity
FROM own JOIN articles AS a ON a.day = own.day AND a.article_id = own.article_id
WHERE a.day BETWEEN ? AND ? ORDER BY a.day, a.published_at NULLS LAST, a.article_id LIMIT {MOST}
"""
TOLD_BY = """
SELECT source AS key, source AS label, count(*) AS articles FROM story_articles
WHERE story_id = ? AND day BETWEEN ? AND ? GROUP BY source ORDER BY articles DESC, source
"""
ALSO = """
WITH own AS (SELECT day, article_id FROM story_articles WHERE story_id = ? AND day BETWEEN ? AND ?)
SELECT r.source AS key, r.source AS label, count(*) AS articles FROM reprints AS r
SEMI JOIN own ON own.day = r.day AND own.article_id = r.copy_of
WHERE r.is_duplicate AND r.day BETWEEN ? AND ? GROUP BY r.source ORDER BY articles DESC, r.source
"""
OWN = "WITH own AS (SELECT day, article_id FROM story_articles WHERE story_id = ? AND day BETWEEN ? AND ?)"
NAMED = f"""{OWN}
SELECT DISTINCT m.article_id, m.entity_id AS key, k.type, k.name_ar, k.name_en, k.latitude, k.longitude
FROM mentions AS m SEMI JOIN own ON own.day = m.day AND own.article_id = m.article_id
JOIN known AS k ON k.entity_id = m.entity_id WHERE m.day BETWEEN ? AND ?
"""
MOST_QUOTES = 80
QUOTES = f"""{OWN}
SELECT q.day, q.article_id, q.n, q.text, q.kind, q.cue, q.speaker, q.entity_id, q.name_ar, q.name_en, q.title, q.source,
       count(*) OVER () AS found
FROM article_quotes AS q SEMI JOIN own ON own.day = q.day AND own.article_id = q.article_id
WHERE q.day BETWEEN ? AND ? ORDER BY q.day, q.article_id, q.n LIMIT {MOST_QUOTES}
"""


def page(view: View, lake: Lake) -> list[Any]:
    found = lake.ask(STORY, view.key) or lake.ask(ALONE, view.key)
    if not found:
        return [card(view.key, nothing(view, "not_found"), wide=True)]
    row, say = found[0], view.say
    span = (str(row["first_day"]), str(row["last_day"]))
    asked = (view.key, *span, *span)
    articles, named = lake.ask(ARTICLES, *asked), lake.ask(NAMED, *asked)
    quotes, chain = lake.ask(QUOTES, *asked), lake.ask(CHAIN, view.key, view.key) or [row]
    of_chain = (tuple(s["story_id"] for s in chain), str(chain[0]["first_day"]),
                max(str(s["last_day"]) for s in chain))  # fmt: skip
    days = lake.ask(BY_DAY, *of_chain)
    names, places = _counted(view, named)
    said = quotes[0]["found"] if quotes else 0
    parts = [
        _head(view, row),
        tiles(view, [
            ("articles", number(row["articles"]), "of_story"), ("sources", number(row["sources"]), "tell_story"),
            ("quotes", number(said), "quotes_of_story"),
            ("days", number(sum(span[0] <= str(d["day"]) <= span[1] for d in days)), "days_of_story"),
        ], sql(view, as_sql(STORY, view.key))),
        card(say("story_by_day"), charts.by_day(days, "articles", say("articles")),
             behind=sql(view, as_sql(BY_DAY, *of_chain))),
        card(say("told_by"), bars(view, lake.ask(TOLD_BY, view.key, *span), "articles", "sources"),
             *_also(view, lake.ask(ALSO, *asked)),
             note=say("articles"), behind=sql(view, as_sql(TOLD_BY, view.key, *span), as_sql(ALSO, *asked))),
        card(say("named_in_story"), bars(view, names[:15], "articles", "entities"), note=say("articles"),
             behind=sql(view, as_sql(NAMED, *asked))),
        card(say("map"), charts.places(view, places[:100], say("articles")) if places else nothing(view),
             note=say("map_zoom")),
    ]  # fmt: skip
    if len(chain) > 1:
        parts.insert(2, card(say("chain"), _chain(view, chain), wide=True,
                             behind=sql(view, as_sql(CHAIN, view.key, view.key))))  # fmt: skip
    parts.append(_beside(view, articles, named, quotes, row["articles"], sql(view, as_sql(ARTICLES, *asked))))
    if quotes:
        whole = view.to("quotes", story=view.key, **dict(zip(("from", "to"), span, strict=True)))
        parts.append(card(say("quotes"), statements(view, quotes, sources=True), note=_first(view, len(quotes), said),
                          wide=True, links=all_of(view, whole), behind=sql(view, as_sql(QUOTES, *asked))))  # fmt: skip
    return parts


def _also(view: View, rows: Sequence[Row]) -> list[Any]:
    """Papers that print one of the story's texts on the same day: duplicates, which the story does not count."""
    if not rows:
        return []
    return [html.H3(view.say("also_printed_by"), className="below"), bars(view, rows, "articles", "sources")]


def _first(view: View, shown: int, found: int) -> str:
    """That there are more than are shown."""
    return view.say("first_of").format(f"{shown:,}", f"{found:,}") if shown < found else ""


def _head(view: View, row: Row) -> Any:
    told: list[Any] = [html.Span(text(_span(row), "ltr"), className="badge")]
    told += [country(code, view.say("countries_named")) for code in row["countries"]]
    if airflow := read_addresses().airflow_url:
        address = f"{airflow}/nashra/stories/{row['last_day']}/{row['story_id']}?lang={view.lang}"
        told.append(html.A(view.say("only_in_airflow"), href=address, target="_blank", rel="noreferrer noopener",
                           className="badge"))  # fmt: skip
    told.append(html.Code(row["story_id"], dir="ltr"))
    title = text(row["title"] or view.say("no_title"))
    return html.Div([html.H1(title), html.Div(told, className="badges")], className="entity-head wide")


def _span(row: Row) -> str:
    first, last = row["first_day"], row["last_day"]
    return str(first) if first == last else f"{first} – {last}"


def _chain(view: View, chain: Sequence[Row]) -> Any:
    return html.Ol([_link(view, row) for row in chain], className="chain")


def _link(view: View, row: Row) -> Any:
    title: Any = text(row["title"] or view.say("no_title"))
    here = row["story_id"] == view.key
    told = f"{view.count(row['articles'], 'articles')} · {view.count(row['sources'], 'sources')}"
    days = text(_span(row), "ltr")
    named = html.Strong([title, f" ({view.say('this_story')})"]) if here else dcc.Link(
        title, href=view.to("stories", row["story_id"]))  # fmt: skip
    return html.Li([html.Div(named), html.Div([days, " · ", told], className="note")])


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _counted(view: View, named: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The entities by the number of articles that name them, and those of them that have a place."""
    counts = Counter(row["key"] for row in named)
    known = {row["key"]: row for row in named}
    rows = [
        known[key] | {"label": view.name(known[key]), "articles": n} for key, n in sorted(counts.items(), key=_most)
    ]
    return rows, [row for row in rows if row["latitude"] is not None]


def _beside(
    view: View, articles: Sequence[Row], named: Sequence[Row], quotes: Sequence[Row], found: int, behind: Any
) -> Any:
    names = {row["key"]: view.name(row) for row in named}
    speakers = {quote["entity_id"] or quote["speaker"]: view.name(quote) for quote in quotes if quote["speaker"]}
    own = differing([
        Written(
            row["article_id"], row["body"],
            frozenset(each["key"] for each in named if each["article_id"] == row["article_id"]),
            frozenset(each["entity_id"] or each["speaker"] for each in quotes
                      if each["article_id"] == row["article_id"] and each["speaker"]),
        )
        for row in articles
    ])  # fmt: skip
    columns = [_column(view, row, own[row["article_id"]], names, speakers, len(articles) > 1) for row in articles]
    note = " · ".join(filter(None, [view.say("beside_note"), _first(view, len(articles), found)]))
    return card(view.say("beside"), html.Div(columns, className="beside"), note=note, wide=True, behind=behind)


def _column(view: View, row: Row, own: Own, names: dict[str, str], speakers: dict[str, str], several: bool) -> Any:
    title = text(row["title"] or view.say("no_title"))
    opening = row["body"][:OPENING] + ("…" if len(row["body"]) > OPENING else "")
    only = [
        ("only_names", [(names[key], view.to("entities", key)) for key in own.names]),
        ("only_numbers", [(told, "") for told in own.numbers]),
        ("only_quoted", [(speakers[key], view.to("entities", key) if key in names else "") for key in own.quoted]),
    ]
    lines = [_only(view.say(key), things) for key, things in only if things]
    if several:
        lines = [html.H4(view.say("only_here"))] + (lines or [html.Div(view.say("only_nothing"), className="note")])
    return html.Section(
        [
            html.Div([dcc.Link(text(row["source"]), href=view.to("sources", row["source"])), " · ",
                      text(row["day"], "ltr")], className="note"),
            html.H3(dcc.Link(title, href=view.to("articles", f"{row['day']}.{row['article_id']}")), dir="rtl"),
            html.P(opening, dir="rtl"),
            *lines,
        ]
    )  # fmt: skip


def _only(label: str, things: Sequence[tuple[str, str]]) -> Any:
    shown: list[Any] = [html.Span(label, className="note")]
    shown += [dcc.Link(text(told), href=href, className="own") if href else html.Span(text(told), className="own")
              for told, href in things[:14]]  # fmt: skip
    return html.Div(shown, className="only")
