"""Stories of a day: one event as several sources tell it."""

from nashra_ui.data.listing import Listing, narrowed
from nashra_ui.lake import Lake, Rows

ORDERS = {"articles": "articles DESC", "sources": "sources DESC", "title": "title", "first": "first_day DESC"}
MOST_DAYS = 14  # of a story whose articles are shown, the last ones
OPENING = 420  # code points of an article that are shown beside the others


def listing(*, words: str = "", many: bool = False) -> Listing:
    """The day's stories as they stand on it: with words in their title or lead, told by more than one source."""
    where, values = narrowed(
        (words, "(contains(title, ?) OR contains(lead, ?))"), ("1" if many else "", "sources > CAST(? AS BIGINT)")
    )
    select = (
        "SELECT story_id, title, lead, central_article, articles, sources, first_day, last_day, peak_day, continues, "
        f"entities, countries FROM {{stories}}{where}"
    )
    return Listing(("stories",), select, ORDERS, "sources DESC, story_id", values)


def story(lake: Lake, day: str, story_id: str) -> dict[str, object] | None:
    found = lake.sql("SELECT * FROM {stories} WHERE story_id = ?", day, ["stories"], [story_id])
    return found[0] if found else None


def of_article(lake: Lake, day: str, article_id: str) -> dict[str, object] | None:
    """The story that an article tells, with its articles and sources; None for a copy, and before there are any."""
    query = (
        "SELECT s.story_id, s.title, s.articles, s.sources FROM {stories} AS s JOIN {story_articles} AS a "
        "ON a.story_id = s.story_id WHERE a.article_id = ?"
    )
    found = lake.sql(query, day, ["stories", "story_articles"], [article_id])
    return found[0] if found else None


def articles(lake: Lake, first: str, day: str, story_id: str) -> Rows:
    """The story's articles from its first day to this one, those most like the others first: day, article_id, source,
    title, opening, similarity."""
    query = (
        f"SELECT a.article_id, a.source, a.title, left(a.body, {OPENING}) AS opening, s.similarity "
        "FROM {story_articles} AS s JOIN {articles} AS a ON a.article_id = s.article_id WHERE s.story_id = ? "
        "ORDER BY s.similarity DESC, a.article_id LIMIT 60"
    )
    days = [each for each in lake.days() if first <= each <= day][-MOST_DAYS:]
    return [
        {"day": each} | row
        for each in reversed(days)
        for row in lake.sql(query, each, ["story_articles", "articles"], [story_id])
    ]
