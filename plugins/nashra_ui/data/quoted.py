"""Who said what: of an article, and of a day by speaker or word."""

from nashra.text.spelled import spelled
from nashra_ui.data.listing import Listing, holds, narrowed
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake, Rows

ORDERS = {"id": "article_id", "speaker": "speaker", "source": "source", "text": "text"}


def of_article(lake: Lake, day: str, article_id: str) -> Rows:
    """The article's statements by place, with the speakers' names; none for days published before there were quotes."""
    return spoken(
        lake, lake.sql("SELECT * FROM {quotes} WHERE article_id = ? ORDER BY n", day, ["quotes"], [article_id])
    )


def speakers(lake: Lake, day: str, limit: int) -> Rows:
    """Those quoted most on the day, with the number of statements and of articles."""
    query = (
        "SELECT entity_id, min(speaker) AS surface, count(*) AS quotes, count(DISTINCT article_id) AS articles "
        "FROM {quotes} WHERE entity_id IS NOT NULL GROUP BY entity_id ORDER BY quotes DESC, entity_id LIMIT ?"
    )
    return with_names(lake, lake.sql(query, day, ["quotes"], [limit]))


def of_entity(lake: Lake, day: str, entity: str, limit: int) -> Rows:
    """What an entity says on the day, by source, with the articles' titles."""
    query = (
        "SELECT q.*, a.title, a.source FROM {quotes} AS q JOIN {articles} AS a ON a.article_id = q.article_id "
        "WHERE q.entity_id = ? ORDER BY a.source, q.article_id, q.n LIMIT ?"
    )
    return spoken(lake, lake.sql(query, day, ["quotes", "articles"], [entity, limit]))


def listing(*, entity: str = "", words: str = "", kind: str = "") -> Listing:
    """The day's statements with article and speaker: of an entity, with words in them or in the speaker, of a kind."""
    where, values = narrowed(
        (entity, "q.entity_id = ?"), (spelled(words), holds("q.text", "q.speaker")), (kind, "q.kind = ?")
    )
    select = (
        "SELECT q.article_id, q.n, q.kind, q.text, q.speaker, q.entity_id, q.cue, a.title, a.source "
        f"FROM {{quotes}} AS q JOIN {{articles}} AS a ON a.article_id = q.article_id{where}"
    )
    return Listing(("quotes", "articles"), select, ORDERS, "article_id, n", values)


def spoken(lake: Lake, rows: Rows) -> Rows:
    """The rows with `who`: the speaker's row of entities, None for one who is only described, or nobody."""
    speakers = [{"entity_id": row["entity_id"], "surface": row["speaker"]} for row in rows if row["entity_id"]]
    known = {row["entity_id"]: row for row in with_names(lake, speakers)}
    return [row | {"who": known.get(row["entity_id"])} for row in rows]
