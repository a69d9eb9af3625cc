"""What a dry run tells of a published day, of more rows than are read at once."""

from pathlib import Path

import pyarrow as pa
import pytest

from nashra.lake import Run, Storage, partition_path
from nashra.night.run.would_change import would_change
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.dictionary.schema import schema
from nashra.tables.write.staged_parts import BATCH
from nashra.tables.write.write import staged_path

DAY = "2024-03-10"
MANY = BATCH + 904
"""Articles of the published day: the last ones are of a second batch."""
Rows = dict[str, pa.Table]


def a_day(articles: range, retold: int | None = None) -> Rows:
    """An article a number, each with a removed line, a name and a quote; `retold`: whose headline was written anew."""
    ids = [f"{number:016x}" for number in articles]
    titles = [f"بلدية درنة تفتح الطريق رقم {number}" + (" من جديد" if number == retold else "") for number in articles]
    count = len(ids)
    return {
        "articles": pa.table(
            {
                "article_id": ids,
                "landing_file": [f"wahanews/{number}.json" for number in articles],
                "title": titles,
                "body": [f"أعلنت البلدية فتح الطريق بعد إصلاحه.\nويبلغ طوله {number} مترا." for number in articles],
                "duplicate_of": pa.nulls(count, pa.string()),
            }
        ),
        "removals": pa.table({"article_id": ids, "line_no": [3] * count, "text": ["اقرأ أيضا"] * count}),
        "mentions": pa.table(
            {"article_id": ids, "start": [6] * count, "end": [13] * count, "entity_id": ["ORG-x"] * count}
        ),
        "quotes": pa.table(
            {
                "article_id": ids, "start": [0] * count, "end": [5] * count, "kind": ["indirect"] * count,
                "speaker": ["البلدية"] * count, "entity_id": pa.nulls(count, pa.string()),
            }
        ),
    }  # fmt: skip


def told(tmp_path: Path, before: Rows, after: Rows) -> list[str]:
    run = Run(DAY, "dry", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    for table in PUBLISHED:
        if before:
            run.lake.write_table(partition_path(table, DAY), before.get(table, schema(table).empty_table()))
        run.staging.write_table(staged_path(table), after.get(table, schema(table).empty_table()))
    return list(would_change(run))


def test_what_comes_what_goes_and_what_is_told_anew(tmp_path: Path) -> None:
    said = told(tmp_path, a_day(range(MANY)), a_day(range(3, MANY + 2), retold=MANY - 1))
    assert said[:4] == ["articles +2 -3, 1 changed", "lines +2 -3", "names +2 -3", "quotes +2 -3"]
    assert f"~ {MANY - 1:016x} wahanews/{MANY - 1}.json بلدية درنة تفتح الطريق رقم {MANY - 1} من جديد" in said
    assert f"- {0:016x} wahanews/0.json بلدية درنة تفتح الطريق رقم 0" in said
    assert f"+ {MANY + 1:016x} wahanews/{MANY + 1}.json بلدية درنة تفتح الطريق رقم {MANY + 1}" in said
    assert "articles would be replaced" in said
    assert "runs would be same" in said


@pytest.mark.parametrize("number", [20, 21])
def test_of_many_articles_some_are_named(tmp_path: Path, number: int) -> None:
    said = told(tmp_path, {}, a_day(range(number)))
    assert said[0] == f"articles +{number} -0, 0 changed"
    assert sum(line.startswith("+ 0") for line in said) == 20
    assert ("+ and 1 more" in said) is (number == 21)
