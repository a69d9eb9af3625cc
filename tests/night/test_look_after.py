"""A published file that lost a bit, or is gone, is seen by `make run` and by the upkeep, and made again as it was."""

import json
import random
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from nashra.lake import Storage, Unreadable, partition_path
from nashra.night.current import days_to_run, why_to_run
from nashra.night.look_after import CannotRepair, look_after
from nashra.night.run_command import run_command
from nashra.search.find import find
from nashra.search.index import index_path
from nashra.search.question import Question
from nashra.settings import Settings, load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.trusted import BESIDE
from nashra.tables.sound import damaged_tables, is_whole
from tests.support.older_days import make_older

DAY = "2024-03-05"
NEWS = (
    "وصلت قافلة تحمل أدوية وخياما إلى ميناء {0} صباح الثلاثاء.\nوقال مدير ميناء {0} سالم الحارثي إن التفريغ ينتهي غدا."
)
ENTITIES = "entities/entities.parquet"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A day that is published."""
    folder = tmp_path_factory.mktemp("kept")
    day = folder / "landing" / DAY
    day.mkdir(parents=True)
    rows = [{"text": NEWS.format(port), "url": f"https://saha.example/{n}"} for n, port in enumerate(["درنة", "صحار"])]
    (day / "news.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    night = load_settings().night
    upkeep = night.upkeep.model_copy(update={"verify_days": 1})
    places = {"landing": str(day.parent), "lake": str(folder / "lake"), "recognizer": "embedded"}
    options = [word for name, place in places.items() for word in (f"--{name}", place)]
    CliRunner().invoke(run_command, ["--day", DAY, *options], catch_exceptions=False)
    return load_settings(**places, night=night.model_copy(update={"upkeep": upkeep}))


def kept(settings: Settings) -> dict[str, bytes]:
    """All published bytes but those of `runs`, which hold seconds."""
    paths = [*(partition_path(table, DAY) for table in PUBLISHED if table != "runs"), ENTITIES]
    return {path: Path(settings.lake, path).read_bytes() for path in paths}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 4
    path.write_bytes(data)


def harm(path: Path, damage: str) -> None:
    data = path.read_bytes()
    if damage == "flipped":
        flip(path, (len(data) - 8 - int.from_bytes(data[-8:-4], "little")) // 2)  # of its pages
    elif damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else b"")


def test_no_flipped_bit_of_a_page_gives_another_answer(settings: Settings) -> None:
    """Where we read ourselves. DuckDB takes no notice of checksums: there damaged_tables tells."""
    lake, table = Storage(settings.lake), partition_path("articles", DAY)
    path, rows = Path(lake.full(table)), Storage(settings.lake).read_table(table).to_pylist()
    whole, chance = path.read_bytes(), random.Random(7)
    pages = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    try:
        for _ in range(60):
            flip(path, chance.randrange(4, pages))
            assert damaged_tables(lake, DAY) == ["articles"]
            with suppress(Unreadable):
                assert lake.read_table(table).to_pylist() == rows  # a bit of no meaning
            path.write_bytes(whole)
    finally:
        path.write_bytes(whole)
    assert damaged_tables(lake, DAY) == []


def test_what_is_damaged_or_gone_is_made_again(settings: Settings) -> None:
    before, lake = kept(settings), Path(settings.lake)
    assert days_to_run([DAY], settings) == []
    flip(lake / partition_path("articles", DAY), len(before[partition_path("articles", DAY)]) // 2)
    (lake / partition_path("mentions", DAY)).unlink()
    flip(lake / ENTITIES, len(before[ENTITIES]) // 2)
    assert why_to_run([DAY], settings) == {DAY: "damaged or gone since it was published: articles, mentions"}
    assert look_after(settings) == {
        "damaged_days": 1, "entities_made_again": 1, "story_days_made_again": 0,
        "indexes_made_again": 0, "views_made_again": 0,
    }  # fmt: skip
    assert kept(settings) == before
    assert look_after(settings) == {
        "damaged_days": 0, "entities_made_again": 0, "story_days_made_again": 0,
        "indexes_made_again": 0, "views_made_again": 0,
    }  # fmt: skip


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "gone"])
@pytest.mark.parametrize("table", ["entities", "sources"])
def test_tables_over_all_days_are_made_again(settings: Settings, table: str, damage: str) -> None:
    path = Path(settings.lake, table, f"{table}.parquet")
    before = path.read_bytes()
    harm(path, damage)
    assert look_after(settings)["entities_made_again"] == 1
    assert path.read_bytes() == before
    assert look_after(settings)["entities_made_again"] == 0


def test_no_flipped_bit_of_a_footer_is_taken_for_whole(settings: Settings) -> None:
    """It has no checksum: numbers of rows, least and greatest values, names may be other ones, and nothing tells."""
    lake, chance = Storage(settings.lake), random.Random(11)
    for table in ("articles", "runs", "entities", "sources"):
        name = partition_path(table, DAY) if table in PUBLISHED else f"{table}/{table}.parquet"
        path = Path(lake.full(name))
        whole = path.read_bytes()
        pages = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
        try:
            for _ in range(40):
                flip(path, chance.randrange(pages, len(whole)))
                found = damaged_tables(lake, DAY) if table in PUBLISHED else [table] * (not is_whole(lake, name))
                assert found == [table]
                path.write_bytes(whole)
        finally:
            path.write_bytes(whole)


def test_a_flipped_bit_of_a_footer_is_mended(settings: Settings) -> None:
    before = kept(settings)
    for path, counted in ((partition_path("runs", DAY), "damaged_days"), (ENTITIES, "entities_made_again")):
        file = Path(settings.lake, path)
        flip(file, file.stat().st_size - 40)  # of the name of what wrote it
        assert look_after(settings)[counted] == 1
    assert kept(settings) == before
    assert days_to_run([DAY], settings) == []


def test_a_damaged_note_of_a_digest_is_no_damage(settings: Settings) -> None:
    for note in Path(settings.lake, "_sound").rglob("*.json"):
        note.write_bytes(b"\0" * 80)
    assert days_to_run([DAY], settings) == []
    assert look_after(settings)["entities_made_again"] == 0


@pytest.mark.parametrize("damage", ["cut", "empty", "gone"])
@pytest.mark.parametrize("name", ["views.sql", "nashra.duckdb"])
def test_views_for_other_tools_are_made_again(settings: Settings, name: str, damage: str) -> None:
    harm(Path(settings.lake, name), damage)
    assert look_after(settings)["views_made_again"] == 1
    with duckdb.connect(str(Path(settings.lake, "nashra.duckdb")), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    assert look_after(settings)["views_made_again"] == 0


@pytest.mark.parametrize("damage", ["flipped", "gone", "note"])
def test_damaged_stories_are_made_again(settings: Settings, damage: str) -> None:
    lake = Path(settings.lake)
    paths = [lake / partition_path(table, DAY) for table in ("stories", "story_articles", "copies")]
    before = [path.read_bytes() for path in paths]
    if damage == "flipped":
        flip(paths[0], len(before[0]) // 2)
    elif damage == "gone":
        paths[1].unlink()
    else:
        flip(paths[2], len(before[2]) // 2)
        (lake / "_cache/stories/made.json").write_text("{", encoding="utf-8")
    assert look_after(settings)["story_days_made_again"] == 1
    assert [path.read_bytes() for path in paths] == before
    assert look_after(settings)["story_days_made_again"] == 0


@pytest.mark.parametrize("left", ["the folders of days", "nothing"])
def test_stories_that_are_gone_in_all_their_tables_are_told_and_made_again(settings: Settings, left: str) -> None:
    lake = Storage(settings.lake)
    whole = {table: lake.read_bytes(partition_path(table, DAY)) for table in BESIDE}
    for table in BESIDE:
        lake.delete_file(partition_path(table, DAY)) if left != "nothing" else lake.delete_tree(table)
    with open_lake(lake) as connection:
        for table in BESIDE:
            with pytest.raises(duckdb.Error, match="is damaged, gone or another's"):
                connection.execute(f"SELECT count(*) FROM {table}")
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(2,)]
    assert look_after(settings)["story_days_made_again"] == 1
    assert {table: lake.read_bytes(partition_path(table, DAY)) for table in BESIDE} == whole


def test_a_damaged_index_of_words_is_made_again(settings: Settings) -> None:
    lake = Storage(settings.lake)
    path = index_path(lake, DAY)
    before, question = path.read_bytes(), Question("التفريغ")
    found = find(lake, question).total
    assert found == 2
    for at in (len(before) // 3, len(before) // 2, len(before) - 9):
        flip(path, at)
        assert look_after(settings)["indexes_made_again"] == 1
        assert find(lake, question).total == found
    path.unlink()
    assert look_after(settings)["indexes_made_again"] == 1
    assert look_after(settings)["indexes_made_again"] == 0


def test_a_day_of_an_older_version_misses_no_table_that_came_later(settings: Settings, tmp_path: Path) -> None:
    """Whose landing may be gone for long: nothing of it is damaged, and what is damaged is told as it is."""
    lake = Storage(str(tmp_path / "lake"))
    shutil.copytree(settings.lake, lake.root)
    older = settings.model_copy(update={"lake": lake.root, "landing": str(tmp_path)})
    make_older(lake, DAY)
    assert damaged_tables(lake, DAY) == []
    assert why_to_run([DAY], older) == {DAY: "made from another landing, rules or code"}
    assert look_after(older)["damaged_days"] == 0
    path = Path(lake.full(partition_path("mentions", DAY)))
    whole = path.read_bytes()
    path.unlink()
    assert why_to_run([DAY], older) == {DAY: "damaged or gone since it was published: mentions"}
    with pytest.raises(CannotRepair, match=f"{DAY}: there is no landing folder"):
        look_after(older)
    path.write_bytes(whole)
    assert look_after(older)["damaged_days"] == 0


def test_a_damaged_day_of_an_older_version_is_made_again(settings: Settings, tmp_path: Path) -> None:
    """As this version makes it, with all its tables."""
    lake = Storage(str(tmp_path / "lake"))
    shutil.copytree(settings.lake, lake.root)
    make_older(lake, DAY)
    Path(lake.full(partition_path("mentions", DAY))).unlink()
    assert look_after(settings.model_copy(update={"lake": lake.root}))["damaged_days"] == 1
    assert {path: lake.read_bytes(path) for path in kept(settings)} == kept(settings)


def test_a_damaged_day_whose_landing_is_gone_is_told(settings: Settings) -> None:
    before, lake = kept(settings), Path(settings.lake)

    for damaged in (b"PAR1", b""):
        (lake / partition_path("runs", DAY)).write_bytes(damaged)
        assert why_to_run([DAY], settings) == {DAY: "damaged or gone since it was published: runs"}
    landing = Path(settings.landing, DAY)
    landing.rename(landing.with_name("gone"))
    with pytest.raises(CannotRepair, match=f"{DAY}: there is no landing folder"):
        look_after(settings)
    landing.with_name("gone").rename(landing)
    look_after(settings)
    assert (days_to_run([DAY], settings), kept(settings)) == ([], before)
