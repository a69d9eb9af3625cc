"""Published files that are damaged, gone, or another's: whoever asks gets the right answer or a sentence, and no other
answer."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.lake import Run, Unreadable, partition_path
from nashra.settings import load_settings
from nashra.tables.dictionary.dictionary import PUBLISHED
from nashra.tables.publish import publish, publish_over_days
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.sql_command import NoAnswer, sql_command
from nashra.tables.sources import build_sources
from nashra.tables.write.logbook import write_checks, write_runs
from nashra.tables.write.write import write_tables
from tests.support.staged_night import Story, stage_night

DAY, NEXT = "2023-09-13", "2023-09-14"
VERSIONS = {"code": "0.1.0", "rules": "r1", "reference": "f1", "packages": "p1", "model": "embedded-1"}
Damage = Callable[[bytes, str], bytes | None]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two published days, and the sources of both."""
    folder = tmp_path_factory.mktemp("two")
    for day, numbers in ((DAY, range(9)), (NEXT, range(9, 14))):
        staged = stage_night(folder, [Story(no) for no in numbers], refused=2, run_id=f"run-{day}")
        run = Run(day, staged.run_id, staged.landing, staged.lake)
        counts = write_tables(run, load_settings(), [0]) | {"landed": 11, "cleaned": 9, "shards": 1}
        write_checks(run, "0" * 16)
        write_runs(run, "0" * 16, counts, {}, VERSIONS)
        publish(run)
    publish_over_days(run.lake, "sources", ["articles"], lambda: build_sources(run.lake))
    return run


def asked(run: Run, table: str) -> str:
    """The answer of `nashra sql`, or "" where it says why there is none."""
    question = f'SELECT * FROM "{table}" ORDER BY ALL'
    result = CliRunner().invoke(sql_command, [question, "--lake", run.lake.root, "--json"])
    if result.exit_code == 0:
        return result.output
    assert isinstance(result.exception, NoAnswer), result.exception
    return ""


@pytest.fixture
def harmed(lake: Run) -> Iterator[Callable[[str, bytes | None], None]]:
    before: dict[Path, bytes] = {}

    def harm(path: str, content: bytes | None) -> None:
        file = Path(lake.lake.full(path))
        before.setdefault(file, file.read_bytes())
        file.unlink()
        if content is not None:
            file.write_bytes(content)

    yield harm
    for file, content in before.items():
        file.write_bytes(content)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def another_table() -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"article_id": ["a"], "x": [1]}), sink)
    return bytes(sink.getvalue())


@pytest.mark.parametrize("table", [*PUBLISHED, "sources"])
def test_no_flipped_bit_gives_another_answer(
    lake: Run, harmed: Callable[[str, bytes | None], None], table: str
) -> None:
    path = partition_path(table, DAY) if table in PUBLISHED else "sources/sources.parquet"
    right, whole, chance = asked(lake, table), lake.lake.read_bytes(path), random.Random(table)
    pages = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    places = [*chance.choices(range(4, pages) or [len(whole) - 1], k=8), *chance.choices(range(pages, len(whole)), k=8)]
    for at in places:
        harmed(path, flipped(whole, at, chance.randrange(8)))
        assert asked(lake, table) in ("", right)
        if at >= pages:
            with pytest.raises(duckdb.Error, match="not what was published"), open_lake(lake.lake) as connection:
                connection.execute(f'SELECT * FROM "{table}"')
            with pytest.raises(Unreadable):
                lake.lake.read_table(path)


FOREIGN: dict[str, Damage] = {
    "cut": lambda data, _: data[: len(data) // 2],
    "empty": lambda data, _: b"",
    "a text": lambda data, _: "ليس جدولا\n".encode() * 40,
    "another table": lambda data, _: another_table(),
    "gone": lambda data, _: None,
}


@pytest.mark.parametrize("damage", [*FOREIGN, "of another day"])
@pytest.mark.parametrize("table", [*PUBLISHED, "sources"])
def test_a_file_that_is_not_what_was_published_is_told(
    lake: Run, harmed: Callable[[str, bytes | None], None], table: str, damage: str
) -> None:
    path = partition_path(table, DAY) if table in PUBLISHED else "sources/sources.parquet"
    elsewhere = partition_path("articles" if table == "sources" else table, NEXT)
    other = lake.lake.read_bytes(elsewhere) if damage == "of another day" else None
    harmed(path, other or FOREIGN[damage](lake.lake.read_bytes(path), table))
    with open_lake(lake.lake) as connection:
        with pytest.raises(duckdb.Error, match=r"not what was published there; make run, or nashra_upkeep, makes it"):
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()
        # the other tables answer
        untouched = "articles" if table != "articles" else "mentions"
        assert connection.execute(f'SELECT count(*) > 0 FROM "{untouched}"').fetchall() == [(True,)]
    assert asked(lake, table) == ""


def test_a_day_from_before_there_were_seals_is_read(lake: Run, harmed: Callable[[str, bytes | None], None]) -> None:
    path = partition_path("articles", DAY)
    right = asked(lake, "articles")
    sink = pa.BufferOutputStream()
    pq.write_table(pq.read_table(pa.BufferReader(lake.lake.read_bytes(path))), sink)
    harmed(path, bytes(sink.getvalue()))
    assert asked(lake, "articles") == right
