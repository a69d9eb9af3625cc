"""Stories of a day: one event as several sources tell it."""

from nashra.beside import Own, Written, differing
from nashra.text.spelled import spelled
from nashra_ui.data.listing import Listing, holds, narrowed
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake, Rows

ORDERS = {"articles": "articles DESC", "sources": "sources DESC", "title": "title", "first": "first_day DESC"}
MOST_DAYS = 14  # of a story whose articles are shown, the last ones
OPENING = 420  # code points of an article that are shown beside the others
CHAIN_DAYS = 10  # published days around a story on which its neighbours in the chain are looked for
ONLY = 14  # things that one article alone has, of each kind


def listing(*, words: str = "", many: bool = False) -> Listing:
    """The day's stories as they stand on it: with words in their title or lead, told by more than one source."""
    where, values = narrowed(
        (spelled(words), holds("title", "lead")), ("1" if many else "", "sources > CAST(? AS BIGINT)")
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
    title, body, opening, similarity."""
    query = (
        f"SELECT a.article_id, a.source, a.title, a.body, left(a.body, {OPENING}) AS opening, s.similarity "
        "FROM {story_articles} AS s JOIN {articles} AS a ON a.article_id = s.article_id WHERE s.story_id = ? "
        "ORDER BY s.similarity DESC, a.article_id LIMIT 60"
    )
    days = [each for each in lake.days() if first <= each <= day][-MOST_DAYS:]
    return [
        {"day": each} | row
        for each in reversed(days)
        for row in lake.sql(query, each, ["story_articles", "articles"], [story_id])
    ]


def beside(lake: Lake, rows: Rows) -> Rows:
    """The articles of `articles` with `only`: what each alone has, as names, numbers and quoted."""
    named, quoted = _of_articles(lake, rows, "mentions", ""), _of_articles(lake, rows, "quotes", "speaker")
    people = {key: row for row in with_names(lake, [*named, *quoted]) if (key := row["entity_id"])}
    own = differing([
        Written(
            row["article_id"], row["body"],
            frozenset(_called(each) for each in named if each["article_id"] == row["article_id"]),
            frozenset(_called(each) for each in quoted if each["article_id"] == row["article_id"]),
        )
        for row in rows
    ])  # fmt: skip
    return [row | {"only": _shown(own[row["article_id"]], people)} for row in rows]


def _shown(own: Own, people: dict[str, dict[str, object]]) -> dict[str, Rows]:
    """Entities as their rows; a speaker who is only described, and a number, as a name without an id."""
    lists = {"names": own.names, "numbers": own.numbers, "quoted": own.quoted}
    nobody = {"entity_id": None, "name_en": None, "made_english": False}
    return {
        kind: [people.get(each, nobody | {"name_ar": each}) for each in things[:ONLY]] for kind, things in lists.items()
    }


def _called(row: dict[str, object]) -> str:
    return str(row["entity_id"] or row["surface"])


def _of_articles(lake: Lake, rows: Rows, table: str, speaker: str) -> Rows:
    """The entities that the articles name, or quote: article_id, entity_id, and how the body calls them (surface)."""
    called, where = ("speaker", "speaker IS NOT NULL AND ") if speaker else ("surface", "")
    query = (
        f"SELECT article_id, entity_id, min({called}) AS surface FROM {{{table}}} "
        f"WHERE {where}article_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL ORDER BY ALL"
    )
    days = sorted({row["day"] for row in rows})
    return [
        found
        for day in days
        for found in lake.sql(query, day, [table], [[row["article_id"] for row in rows if row["day"] == day]])
    ]


def chain(lake: Lake, day: str, row: dict[str, object]) -> tuple[Rows, Rows]:
    """The stories that it continues and that continue it, with the day on which each was told last."""
    days = lake.days()
    before = [each for each in reversed(days) if each < day][:CHAIN_DAYS]
    after = [each for each in days if each >= str(row["first_day"])][: 2 * CHAIN_DAYS]
    kept = "SELECT story_id, title, articles, sources FROM {stories} WHERE "
    gone_on = _first(lake, before, f"{kept} story_id = ?", row["continues"]) if row["continues"] else []
    return gone_on, _first(lake, after, f"{kept} continues = ? ORDER BY story_id", row["story_id"])


def _first(lake: Lake, days: list[str], query: str, value: object) -> Rows:
    """Each story of the answers once, with the first of the days that has it."""
    found: dict[str, dict[str, object]] = {}
    for day in days:
        for row in lake.sql(query, day, ["stories"], [value]):
            found.setdefault(row["story_id"], row | {"day": day})
    return list(found.values())


def naming(lake: Lake, day: str, entity: str, limit: int) -> Rows:
    """The day's stories of several articles of which one names the entity, the biggest first."""
    query = (
        "SELECT story_id, title, articles, sources FROM {stories} WHERE articles > 1 AND story_id IN ("
        "SELECT a.story_id FROM {story_articles} AS a JOIN {mentions} AS m ON m.article_id = a.article_id "
        "WHERE m.entity_id = ?) ORDER BY articles DESC, story_id LIMIT ?"
    )
    return lake.sql(query, day, ["stories", "story_articles", "mentions"], [entity, limit])
