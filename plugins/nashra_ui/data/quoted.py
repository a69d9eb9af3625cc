"""Who said what: of an article, and of a day by speaker or word."""

from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake, Rows


def of_article(lake: Lake, day: str, article_id: str) -> Rows:
    """The article's statements by place, with the speakers' names; none for days published before there were quotes."""
    return _named(
        lake, lake.sql("SELECT * FROM {quotes} WHERE article_id = ? ORDER BY n", day, ["quotes"], [article_id])
    )


def speakers(lake: Lake, day: str, limit: int) -> Rows:
    """Those quoted most on the day, with the number of statements and of articles."""
    query = (
        "SELECT entity_id, min(speaker) AS surface, count(*) AS quotes, count(DISTINCT article_id) AS articles "
        "FROM {quotes} WHERE entity_id IS NOT NULL GROUP BY entity_id ORDER BY quotes DESC, entity_id LIMIT ?"
    )
    return with_names(lake, lake.sql(query, day, ["quotes"], [limit]))


def listed(lake: Lake, day: str, *, entity: str, words: str, kind: str, limit: int, offset: int) -> tuple[Rows, int]:
    """A page of the day's statements with article and speaker, and how many there are in all."""
    where, values = ["true"], []
    for given, condition in (
        (entity, "q.entity_id = ?"),
        (words, "(contains(q.text, ?) OR contains(q.speaker, ?))"),
        (kind, "q.kind = ?"),
    ):
        if given:
            where.append(condition)
            values += [given] * condition.count("?")
    chosen = f"FROM {{quotes}} AS q JOIN {{articles}} AS a USING (article_id) WHERE {' AND '.join(where)}"
    total = lake.sql(f"SELECT count(*) AS n {chosen}", day, ["quotes", "articles"], values)
    rows = lake.sql(
        f"SELECT q.*, a.title, a.source {chosen} ORDER BY article_id, n LIMIT ? OFFSET ?",
        day, ["quotes", "articles"], [*values, limit, offset],
    )  # fmt: skip
    return _named(lake, rows), int(total[0]["n"]) if total else 0


def _named(lake: Lake, rows: Rows) -> Rows:
    """The rows with `who`: the speaker's row of entities, None for one who is only described, or nobody."""
    speakers = [{"entity_id": row["entity_id"], "surface": row["speaker"]} for row in rows if row["entity_id"]]
    known = {row["entity_id"]: row for row in with_names(lake, speakers)}
    return [row | {"who": known.get(row["entity_id"])} for row in rows]
