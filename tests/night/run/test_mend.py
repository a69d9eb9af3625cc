"""What is lost or damaged in staging between two stages is made again, and a publish may die anywhere."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nashra.cleaning.stage import clean_shard
from nashra.lake import Run
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.register import BETWEEN
from nashra.night.run.mend import CannotMend
from nashra.night.stages import NothingLanded, apply, open_run
from nashra.settings import CHECKOUT, Settings, load_settings
from nashra.telling.told import place

DAY = "2023-09-13"
OPTIONS = Options(day=DAY, shards=2)
LONG = pytest.mark.faults  # runs with the long tests
TABLES = ("articles", "removals", "mentions", "quarantine", "checks")


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    shutil.copytree(CHECKOUT / "seeds" / "landing" / DAY, tmp_path / "landing" / DAY)
    return tmp_path / "landing"


def settings_for(landing: Path, lake: Path) -> Settings:
    night = load_settings().night.model_copy(update={"shard_bytes": 20_000})
    return apply(OPTIONS, load_settings(landing=str(landing), lake=str(lake), recognizer="embedded", night=night))


def whole_night(run: Run, settings: Settings, between: Callable[[str], None] = lambda _: None) -> dict[str, str]:
    """Runs every stage, calling `between` with the name of the one that comes next; digests of the tables."""
    shards = stages.plan(run, settings, OPTIONS)
    assert len(shards) == 2
    for stage in BETWEEN:
        for part in stage.parts(shards):
            between(place(stage.name, stage.shard(part)))
            stages.do_stage(run, settings, stage.name, part)
    between("publish")
    stages.publish(run, settings, OPTIONS, "")
    return digests(Path(run.lake.root))


def digests(lake: Path) -> dict[str, str]:
    files = [f for table in TABLES for f in sorted((lake / table).rglob("*.parquet"))]
    return {str(f.relative_to(lake)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("undisturbed")
    settings = settings_for(CHECKOUT / "seeds" / "landing", folder)
    return whole_night(open_run(DAY, "undisturbed", settings), settings)


@pytest.mark.parametrize(
    ("before", "files", "harm"),
    [
        ("check_ingest", "ingest/shard-0001.articles.parquet", "truncate"),
        pytest.param("survey", "ingest/shard-0000.signatures.parquet", "flip", marks=LONG),
        ("clean 1", "survey/*.parquet", "truncate"),
        pytest.param("check_clean", "clean/shard-0000.*", "remove", marks=LONG),
        pytest.param("check_enrich", "counts/enrich-0000.json", "truncate", marks=LONG),
        pytest.param("write_tables", "quarantine/ingest.parquet", "flip", marks=LONG),
        pytest.param("publish", "write/articles.parquet", "truncate", marks=LONG),
        ("publish", "*", "remove"),
    ],
)
def test_damaged_staging_is_made_again_and_no_byte_differs(
    before: str, files: str, harm: str, landing: Path, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    settings = settings_for(landing, tmp_path / "lake")
    run = open_run(DAY, "harmed", settings)
    harmed: list[Path] = []

    def strike(stage: str) -> None:
        if stage == before:
            for file in Path(run.staging.root).rglob(files):
                if file.is_file() and file.name != "options.json":
                    harmed.append(file)
                    damage(file, harm)

    assert whole_night(run, settings, strike) == undisturbed
    assert harmed
    assert not Path(run.staging.root).exists()
    assert [f.name for f in (tmp_path / "lake" / "_staging").iterdir()] == []


@pytest.mark.parametrize("harm", ["truncate", pytest.param("remove", marks=LONG)])
def test_damage_while_the_stage_is_still_at_work_is_noticed(
    harm: str, landing: Path, tmp_path: Path, undisturbed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the file was written, and before the stage notes what it wrote."""
    settings = settings_for(landing, tmp_path / "lake")
    run = open_run(DAY, "harmed-early", settings)
    harmed: list[Path] = []

    def careless(run: Run, settings: Settings, shard: int) -> Any:
        counts = clean_shard(run, settings, shard)
        if not harmed:
            harmed.append(Path(run.staging.root) / "clean/shard-0000.articles.parquet")
            damage(harmed[0], harm)
        return counts

    monkeypatch.setattr("nashra.cleaning.stage.clean_shard", careless)
    assert whole_night(run, settings) == undisturbed
    assert harmed


def damage(file: Path, harm: str) -> None:
    data = file.read_bytes()
    if harm == "remove":
        file.unlink()
    elif harm == "truncate":
        file.write_bytes(data[: len(data) // 2])
    else:
        middle = len(data) // 2
        file.write_bytes(data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :])


def test_what_was_made_from_another_landing_is_not_mended_but_refused(landing: Path, tmp_path: Path) -> None:
    settings = settings_for(landing, tmp_path / "lake")
    run = open_run(DAY, "changed", settings)

    def strike(stage: str) -> None:
        if stage == "write_tables":
            damage(Path(run.staging.root) / "clean/shard-0000.articles.parquet", "truncate")
            shutil.rmtree(landing / DAY)
            (landing / DAY).mkdir()
            (landing / DAY / "a.txt").write_text("وصل الوفد إلى العاصمة مساء الأحد لإجراء محادثات.\n", encoding="utf-8")

    with pytest.raises(CannotMend, match="clear the run from the task plan"):
        whole_night(run, settings, strike)
    assert digests(tmp_path / "lake") == {}


@pytest.mark.parametrize("before", ["survey", pytest.param("publish", marks=LONG)])
def test_nothing_is_published_into_a_lake_that_the_run_did_not_begin_in(
    before: str, landing: Path, tmp_path: Path
) -> None:
    """Its disk is unmounted, or its folder moved, while the night works: the place is there, and bare."""
    settings = settings_for(landing, tmp_path / "lake")

    def strike(stage: str) -> None:
        if stage == before:
            (tmp_path / "lake").rename(tmp_path / "moved")
            (tmp_path / "lake" / "_reports" / DAY).mkdir(parents=True)  # a task that failed there said why

    with pytest.raises(CannotMend, match="not the lake that the run began in"):
        whole_night(open_run(DAY, "moved", settings), settings, strike)
    assert digests(tmp_path / "lake") == {}


@pytest.mark.parametrize(
    ("landed", "refused", "because"),
    [
        ("more", CannotMend, "it is 6 shards now, and the task was given 0, 1, 2. Clear the run from the task plan"),
        ("fewer", CannotMend, "it is 1 shards now, .* Clear the run from the task plan"),
        ("none", NothingLanded, "there is no landing folder"),
    ],
)
def test_a_published_run_that_is_cleared_in_the_middle_of_another_landing_is_refused(
    landed: str, refused: type[Exception], because: str, tmp_path: Path
) -> None:
    """Its tasks' shards are those of its plan, which went with its staging."""
    folder = tmp_path / "landing" / DAY
    folder.mkdir(parents=True)
    for number, town in enumerate(("الخرطوم", "بنغازي", "صلالة")):
        text = f"وصل الوفد إلى {town} مساء الأحد لإجراء محادثات حول إعمار ما تهدم من الجسور والطرق.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    night = load_settings().night.model_copy(update={"shard_bytes": 4300})
    settings = load_settings(
        landing=str(folder.parent), lake=str(tmp_path / "lake"), recognizer="embedded", night=night
    )
    run = open_run(DAY, "cleared", settings)
    shards = stages.plan(run, settings, Options(day=DAY))
    assert shards == [0, 1, 2]
    run.staging.delete_tree("")  # as publishing does
    stages.do_stage(run, settings, "check_ingest", shards)  # of the same landing it is made again
    run.staging.delete_tree("")
    if landed == "more":
        for number in range(3, 6):
            shutil.copy(folder / "0.txt", folder / f"{number}.txt")
    elif landed == "fewer":
        (folder / "1.txt").unlink()
        (folder / "2.txt").unlink()
    else:
        shutil.rmtree(folder)
    with pytest.raises(refused, match=because):
        stages.do_stage(run, settings, "check_ingest", shards)


@pytest.mark.parametrize(
    "dies_at",
    [
        "put_in_place",
        *(pytest.param(n, marks=LONG) for n in ("delete_tree", "write_runs", "write_json", "delete_file")),
    ],
)
def test_a_publish_that_died_anywhere_is_done_again(
    dies_at: str, landing: Path, tmp_path: Path, undisturbed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(landing, tmp_path / "lake")
    run = open_run(DAY, "dying", settings)

    class Died(BaseException):
        pass

    def die(*_: Any, **__: Any) -> None:
        raise Died

    def strike(stage: str) -> None:
        if stage != "publish":
            return
        target = {
            "write_runs": "nashra.tables.write.logbook.write_runs",
            "put_in_place": "nashra.tables.publish.publish",
        }.get(dies_at, f"nashra.lake.Storage.{dies_at}")
        with monkeypatch.context() as patch:
            patch.setattr(target, die)
            with pytest.raises(Died):
                stages.publish(run, settings, OPTIONS, "")

    assert whole_night(run, settings, strike) == undisturbed
    assert not Path(run.staging.root).exists()
    # and once more, as when it died after clearing up but before it could say so, or a task before it was cleared
    run.staging.write_json("counts/check_tables-0000.json", {})
    assert stages.publish(run, settings, OPTIONS, "")["published"] > 0
    assert not Path(run.staging.root).exists()
    assert digests(tmp_path / "lake") == undisturbed
