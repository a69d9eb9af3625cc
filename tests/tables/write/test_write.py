"""Merging: sorted, exact, and the same bytes however the night was cut."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.lake import Run
from nashra.settings import load_settings
from nashra.tables.dictionary.schema import schema
from nashra.tables.write import merge as merging
from nashra.tables.write import rowgroups
from nashra.tables.write.excluded import SET_ASIDE
from nashra.tables.write.write import staged_path, write_tables
from tests.support.staged_night import Story, name, stage_night

TABLES = ("articles", "removals", "mentions", "quotes", "quarantine")
SETTINGS = load_settings()


def written(run: Run) -> dict[str, bytes]:
    return {table: run.staging.read_bytes(staged_path(table)) for table in TABLES}


def stories(count: int) -> list[Story]:
    return [Story(no) for no in range(count)]


def test_counts_and_order(tmp_path: Path) -> None:
    originals = stories(12)
    copy = Story(50, body=originals[0].body, duplicate_of=originals[0].article_id)
    run = stage_night(tmp_path, [*originals, copy], shards=3, refused=2)
    counts = write_tables(run, SETTINGS, [0, 1, 2])
    assert counts == {
        "rows_articles": 13, "rows_duplicates": 1, "published": 12, "rows_removals": 26, "rows_mentions": 12,
        "rows_quotes": 12, "quarantined_quotes": 0, "unquoted": 0,
        "rows_quarantine": 2, "quarantined_records": 2, "quarantined_mentions": 0,
        "unnamed": 0,
    }  # fmt: skip
    articles = run.staging.read_table(staged_path("articles"))
    ids = articles["article_id"].to_pylist()
    assert ids == sorted(ids)
    assert {row["article_id"]: row["body"] for row in articles.to_pylist()}[originals[3].article_id] == originals[
        3
    ].body
    for table in TABLES:
        with run.staging.open_input(staged_path(table)) as file:
            assert pq.read_schema(file).equals(schema(table), check_metadata=True)


@pytest.mark.parametrize("shards", [2, 7])
def test_one_shard_and_many_give_the_same_bytes(tmp_path: Path, shards: int) -> None:
    one = stage_night(tmp_path / "one", stories(40), 1, refused=5)
    many = stage_night(tmp_path / "many", list(reversed(stories(40))), shards, refused=5)
    write_tables(one, SETTINGS, [0])
    write_tables(many, SETTINGS, list(range(shards)))
    assert written(one) == written(many)


def test_buckets_on_disk_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = stage_night(tmp_path, stories(60), 3, refused=9)
    write_tables(run, SETTINGS, [0, 1, 2])
    in_memory = written(run)
    dealt: list[Path] = []
    deal = merging._deal

    def watched(rows, bucket_of, folder):  # type: ignore[no-untyped-def]
        deal(rows, bucket_of, folder)
        dealt.extend(folder.iterdir())

    monkeypatch.setattr(merging, "_deal", watched)
    monkeypatch.setattr(merging.merge, "__defaults__", (2000,))
    write_tables(run, SETTINGS, [0, 1, 2])
    assert len(dealt) > 8
    assert written(run) == in_memory
    assert not list(Path(run.staging.root).rglob(".spill-*"))


def test_row_groups_end_by_rows_or_bytes_wherever_pieces_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rowgroups, "GROUP_BYTES", 5000)
    rows = pa.Table.from_pylist([row for story in stories(300) for row in story.ledger()], schema=schema("removals"))
    files = []
    for step in (600, 7):
        path = tmp_path / f"{step}.parquet"
        with path.open("w+b") as file, rowgroups.GroupWriter(file, "removals", "removals") as writer:
            for start in range(0, rows.num_rows, step):
                writer.add(rows.slice(start, step))
        files.append(path)
    assert files[0].read_bytes() == files[1].read_bytes()
    metadata = pq.read_metadata(files[0])
    assert metadata.num_row_groups > 5
    assert metadata.num_rows == 600


def test_parts_of_one_line_keep_their_order(tmp_path: Path) -> None:
    story = Story(1, removals=[(1, "ثانيا بعد أولا"), (1, "إعلان"), (1, "أولا"), (0, "الرئيسية")])
    run = stage_night(tmp_path, [story, *stories(5)[2:]])
    write_tables(run, SETTINGS, [0])
    rows = run.staging.read_table(staged_path("removals")).to_pylist()
    mine = [row["text"] for row in rows if row["article_id"] == story.article_id]
    assert mine == ["الرئيسية", "ثانيا بعد أولا", "إعلان", "أولا"]


def test_what_a_check_set_aside_is_left_out_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    night = stories(6)
    run = stage_night(tmp_path, night, 2)
    gone, place = night[2], night[4].mentions[0]
    base = {"stage": "clean", "reason": "check x: 1", "expectation": "e", "landing_file": "f", "record": b"{}"}
    article = base | {"article_id": gone.article_id}
    mention = base | {
        "stage": "enrich",
        "article_id": night[4].article_id,
        "start": place["start"],
        "end": place["end"],
    }
    quote = base | {"stage": "enrich", "article_id": night[5].article_id, "n": 0}
    run.staging.write_table("quarantine/clean.parquet", pa.Table.from_pylist([article], schema=SET_ASIDE))
    run.staging.write_table("quarantine/enrich.parquet", pa.Table.from_pylist([mention, quote], schema=SET_ASIDE))
    counts = write_tables(run, SETTINGS, [0, 1])
    assert (counts["published"], counts["rows_removals"], counts["rows_mentions"], counts["rows_quotes"]) == (
        5,
        10,
        4,
        4,
    )
    assert (counts["quarantined_records"], counts["quarantined_mentions"], counts["quarantined_quotes"]) == (2, 1, 1)
    for table in ("articles", "removals", "mentions", "quotes"):
        assert gone.article_id not in run.staging.read_table(staged_path(table))["article_id"].to_pylist()


def test_articles_take_country_and_section_from_enrich(tmp_path: Path) -> None:
    night = stories(6)
    run = stage_night(tmp_path, night, 2)
    told = night[3].article_id
    topics = pa.table({"article_id": [told], "country": ["EG"], "country_share": [0.5], "section": ["local"]})
    run.staging.write_table(run.shard_path("enrich", 0, "topics"), topics)
    write_tables(run, SETTINGS, [0, 1])
    rows = run.staging.read_table(staged_path("articles")).to_pylist()
    assert {row["article_id"]: (row["country"], row["country_share"], row["section"]) for row in rows} == {
        story.article_id: ("EG", 0.5, "local") if story.article_id == told else (None, None, None) for story in night
    }


def test_an_empty_night_writes_empty_tables(tmp_path: Path) -> None:
    for shards in (0, 1):
        run = stage_night(tmp_path / str(shards), [], shards, refused=0)
        assert set(write_tables(run, SETTINGS, list(range(shards))).values()) == {0}
        for table in TABLES:
            assert run.staging.read_table(staged_path(table)).schema.equals(schema(table))
    assert name("a") != name("b")
