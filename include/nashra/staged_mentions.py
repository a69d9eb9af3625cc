"""The mentions that enrich has staged, for what comes after them in the same stage."""

from itertools import groupby

from nashra.article import Mention
from nashra.lake import Run


def mentions_of(run: Run, shard: int) -> dict[str, list[Mention]]:
    """A shard's mentions by article, in order of their place, as they were staged."""
    rows = run.staging.read_table(run.shard_path("enrich", shard, "mentions")).to_pylist()
    return {
        str(article_id): [Mention(**{name: row[name] for name in Mention.__slots__}) for row in some]
        for article_id, some in groupby(rows, key=lambda row: row["article_id"])
    }
