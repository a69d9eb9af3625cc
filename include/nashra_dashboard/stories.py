"""Stories as pages list them: title, size, sources, and a small picture of their days."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import text
from nashra_dashboard.view import View

SPARK_DAYS = 14  # published days of a small picture, up to the last one chosen
# What a list of stories is ordered by, in the way that is asked for first; and what makes the order certain.
ORDERS = {"articles": "articles DESC", "sources": "sources DESC", "last": "last DESC", "first": "first DESC"}
TIE = "articles DESC, sources DESC, last DESC, story_id"
BIGGEST_FIRST = f"ORDER BY articles DESC NULLS LAST, {TIE}"
# Of the chosen days alone: a story that is older is as big here as what they hold of it. `{by}`: the order.
SOME = """
WITH seen AS (
    SELECT of, sum(articles)::BIGINT AS articles, count(DISTINCT source) AS sources, min(day) AS first, max(day) AS last
    FROM story_days WHERE day BETWEEN ? AND ? GROUP BY of HAVING sum(articles) > 1
), shown AS (
    SELECT seen.*, s.story_id, s.title, s.lead, count(*) OVER () AS found FROM seen JOIN storied AS s USING (of)
    WHERE contains(s.folded, ?) {by} LIMIT ? OFFSET ?
), named AS (
    SELECT d.of, string_agg(DISTINCT d.source, ' · ' ORDER BY d.source) AS names
    FROM story_days AS d JOIN shown USING (of) WHERE d.day BETWEEN shown.first AND shown.last GROUP BY d.of
)
SELECT shown.* EXCLUDE (of), named.names FROM shown JOIN named USING (of) {by}
"""
BIGGEST = SOME.format(by=BIGGEST_FIRST)
# All of them as a file has them.
ALL = """
WITH seen AS (
    SELECT of, sum(articles)::BIGINT AS articles, count(DISTINCT source) AS sources,
           string_agg(DISTINCT source, ' · ' ORDER BY source) AS names, min(day) AS first, max(day) AS last
    FROM story_days WHERE day BETWEEN ? AND ? GROUP BY of HAVING sum(articles) > 1
)
SELECT s.story_id, s.title, s.lead, seen.articles, seen.sources, seen.names, seen.first, seen.last
FROM seen JOIN storied AS s USING (of) WHERE contains(s.folded, ?)
"""
# Stories that name an entity in one of their articles, the latest first.
NAMING = """
WITH naming AS (SELECT DISTINCT day, article_id FROM mentions WHERE entity_id = ? AND day BETWEEN ? AND ?), told AS (
    SELECT DISTINCT a.story_id FROM story_articles AS a
    SEMI JOIN naming AS n ON n.day = a.day AND n.article_id = a.article_id WHERE a.day BETWEEN ? AND ?
), seen AS (
    SELECT a.story_id, count(*) AS articles, count(DISTINCT a.source) AS sources,
           string_agg(DISTINCT a.source, ' · ' ORDER BY a.source) AS names, min(a.day) AS first, max(a.day) AS last
    FROM story_articles AS a SEMI JOIN told ON told.story_id = a.story_id
    WHERE a.day BETWEEN ? AND ? GROUP BY a.story_id HAVING count(*) > 1
)
SELECT seen.*, s.title, s.lead FROM seen JOIN storied AS s ON s.story_id = seen.story_id
ORDER BY last DESC, articles DESC, story_id LIMIT ?
"""
BY_DAY = """
SELECT s.story_id, d.day, sum(d.articles)::BIGINT AS articles FROM story_days AS d JOIN storied AS s USING (of)
WHERE list_contains(?::VARCHAR[], s.story_id) AND d.day BETWEEN ? AND ? GROUP BY s.story_id, d.day
"""


def rows(view: View, lake: Lake, stories: Sequence[Row]) -> Any:
    """The stories under each other, each with its days up to the last one chosen."""
    days = [day for day in lake.days() if day <= view.end][-SPARK_DAYS:]
    ids = tuple(story["story_id"] for story in stories)
    counts = {
        (row["story_id"], str(row["day"])): int(row["articles"]) for row in lake.ask(BY_DAY, ids, days[0], days[-1])
    }
    return html.Div([_row(view, story, [(day, counts.get((story["story_id"], day), 0)) for day in days])
                     for story in stories], className="stories")  # fmt: skip


def _row(view: View, story: Row, days: list[tuple[str, int]]) -> Any:
    title = text(story["title"] or view.say("no_title"))
    sizes = f"{view.count(story['articles'], 'articles')} · {view.count(story['sources'], 'sources')}"
    return html.Article(
        [
            html.Div(
                [
                    html.H3(dcc.Link(title, href=view.to("stories", story["story_id"])), dir="rtl"),
                    html.P(story["lead"], dir="rtl", className="opening"),
                    html.Div([sizes, " · ", text(story["names"])], className="note"),
                ],
                className="told",
            ),
            spark(days),
        ],
        className="story",
    )  # fmt: skip


def spark(days: Sequence[tuple[str, int]]) -> Any:
    """A bar a day, the earliest at the left in both languages, as in all charts."""
    most = max([count for _, count in days] + [1])
    said = ", ".join(f"{day}: {count}" for day, count in days)
    picture: Any = html.Div  # its types know no aria- attributes
    return picture(
        [html.Span(style={"height": f"{100 * count / most:.0f}%"}, title=f"{day}: {count}") for day, count in days],
        className="spark", dir="ltr", role="img", **{"aria-label": said},
    )  # fmt: skip
