"""The mentions that enrich has staged, for what comes after them in the same stage."""

from itertools import groupby
from operator import itemgetter

from nashra.article import Mention
from nashra.lake import Run


def mentions_of(run: Run, shard: int) -> dict[str, list[Mention]]:
    """A shard's mentions by article, in order of their place, as they were staged."""
    table = run.staging.read_table(run.shard_path("enrich", shard, "mentions"))
    articles = table["article_id"].to_pylist()
    mentions = map(Mention, *(table[name].to_pylist() for name in Mention.__slots__))
    return {
        str(article_id): [mention for _, mention in some]
        for article_id, some in groupby(zip(articles, mentions, strict=True), key=itemgetter(0))
    }
