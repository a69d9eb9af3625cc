"""A lake that DuckDB cannot open by itself (S3) is read through pyarrow: the same answers."""

from typing import Any

from nashra_ui.data import articles, checks, named, quarantined, removed, rules, sources
from nashra_ui.lake import Lake

from nashra.lake import Storage

DAY = "2023-09-13"


def answers(lake: Lake) -> list[Any]:
    from tests.support.made_lake import compose

    rows, total = articles.listing().rows(lake, DAY, "removed", 20, 0)
    first = rows[0]["article_id"]
    copied = {"article_id": compose(DAY, 1).article["article_id"], "duplicate_of": None}
    return [
        lake.days(), lake.run_row(DAY), rows, total, articles.article(lake, DAY, first),
        articles.removals(lake, DAY, first), articles.mentions(lake, DAY, first),
        articles.duplicates(lake, DAY, copied), articles.same_names(lake, DAY, first, ["Q159", "Q7747"]),
        checks.published_checks(lake, DAY), named.most_named(lake, DAY, 12, new=True), named.most_named(lake, DAY, 12),
        named.listing(lake, DAY, kind="LOC", source="bbc.com").rows(lake, DAY, "name", 10, 0),
        quarantined.by_reason(lake, DAY), quarantined.listing(stage="ingest").rows(lake, DAY, "", 10, 0),
        removed.listing(rule="ad_marker").rows(lake, DAY, "-text", 10, 0), rules.by_rule(lake, DAY, lake.days()),
        sources.by_source(lake, DAY),
    ]  # fmt: skip


def test_a_remote_lake_gives_the_same_answers(lake: Storage) -> None:
    from nashra_ui import lake as reading

    local = answers(Lake(lake))
    remote = Storage(lake.address)
    remote.is_local = False
    reading._answers.clear()
    found = answers(Lake(remote))
    reading._answers.clear()
    assert all(local)
    for here, there in zip(local, found, strict=True):
        assert here == there
