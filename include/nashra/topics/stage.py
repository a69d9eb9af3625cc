"""The third part of the enrich stage: where the published articles belong."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.lake import Run
from nashra.learned_homes import load_homes
from nashra.topics.country import Found, case_of, country_of
from nashra.topics.decided import Decided, decision_on, shipped_topic_decisions
from nashra.topics.home import home_of
from nashra.topics.known import known_to
from nashra.topics.known_names import Known
from nashra.topics.section import Told, section_of

log = logging.getLogger(__name__)
COLUMNS = pa.schema(
    [
        ("article_id", pa.string()),
        ("country", pa.string()),
        ("country_share", pa.float32()),
        ("section", pa.string()),
    ]
)
BATCH = 256  # articles held in memory at once; the result doesn't depend on it


def topic_shard(run: Run, shard: int, mentions: Mapping[str, list[Mention]]) -> dict[str, int]:
    """Read a shard of cleaned articles, write country and section of each original. `mentions` are the staged ones, by
    article.

    An article on which that fails is logged and has neither; what is the machine's fault (OSError, MemoryError) is
    raised. Counts: with_country, with_section.
    """
    linker = Linker.load()
    known, learned = known_to(linker), load_homes(run)
    decisions = shipped_topic_decisions()
    tables, sections = [COLUMNS.empty_table()], _sections(run, shard)
    for articles in _articles(run, run.shard_path("clean", shard, "articles")):
        rows = [
            _row(
                one | {"sections": sections.get(one["article_id"], [])},
                mentions.get(one["article_id"], []),
                linker,
                known,
                learned,
                decision_on(one["article_id"], one["url"], decisions),
            )
            for one in articles
        ]
        tables.append(pa.Table.from_pylist(rows, schema=COLUMNS))
    table = pa.concat_tables(tables).sort_by("article_id")
    run.staging.write_table(run.shard_path("enrich", shard, "topics"), table.combine_chunks())
    return {f"with_{name}": table.num_rows - table[name].null_count for name in ("country", "section")}


def _articles(run: Run, path: str) -> Iterator[list[dict[str, Any]]]:
    """Batches of the articles that are no duplicates."""
    with run.staging.open_input(path) as file:
        columns = ["article_id", "source", "url", "title", "keywords", "body", "dateline", "agency", "duplicate_of"]
        for batch in pq.ParquetFile(file).iter_batches(BATCH, columns=columns):
            if rows := [row for row in batch.to_pylist() if row.pop("duplicate_of") is None]:
                yield rows


def _sections(run: Run, shard: int) -> dict[str, list[str]]:
    """What the sites call the sections of those articles of which their records say it."""
    landed = run.staging.read_table(run.shard_path("ingest", shard, "articles"), ["article_id", "sections"])
    rows = landed.filter(pc.greater(pc.list_value_length(landed["sections"]), 0)).to_pylist()
    return {row["article_id"]: row["sections"] for row in rows}


def _row(
    article: dict[str, Any],
    mentions: list[Mention],
    linker: Linker,
    known: Known,
    learned: Mapping[str, str],
    decided: Decided | None,
) -> dict[str, Any]:
    found, told = Found(None, None), Told(None, False)
    try:
        title, body = article["title"], article["body"] or ""
        told = section_of(title, body, article["url"], article["keywords"] or (), article["sections"])
        home = home_of(linker, article["source"], article["agency"], learned)
        found = country_of(case_of(title, body, mentions, home, known, article["dateline"], told.surely))
    except (OSError, MemoryError):
        raise
    except Exception:
        log.exception("no country or section of article %s", article["article_id"])
    if decided:
        found = decided.country_of(found)
    return {
        "article_id": article["article_id"],
        "country": found.country,
        "country_share": found.share,
        "section": decided.section_of(told.section) if decided else told.section,
    }
