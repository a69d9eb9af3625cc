"""Nights on a store that is busy, slow, or whose answers get lost: the same bytes, at the latest when they are
tried again, and never a day half published."""

import itertools
import shutil

import pytest

from nashra.errors import PassingError
from nashra.lake import Storage
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import CHECKOUT, load_settings
from tests.support.lossy_proxy import Fate, lossy_proxy
from tests.support.s3_server import bucket, download, upload

pytestmark = pytest.mark.faults
DAY = "2023-09-13"
LANDING = CHECKOUT / "seeds" / "landing" / DAY
PURE = ("articles/", "removals/", "mentions/", "quotes/", "quarantine/", "checks/")
TRIES = 3  # as Airflow has them for a task


class Moods:
    """Every so many requests the store is in a mood, whatever is asked."""

    def __init__(self, mood: Fate, every: int) -> None:
        self._mood, self._every = mood, every
        self._numbers = itertools.count(1)
        self.met = 0

    def __call__(self, method: str, path: str) -> Fate:
        if next(self._numbers) % self._every:
            return ""
        self.met += 1
        return self._mood


def tables(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith(PURE)}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("local")
    shutil.copytree(LANDING, folder / "landing" / DAY)
    settings = load_settings(landing=str(folder / "landing"), lake=str(folder / "lake"), recognizer="embedded")
    run_day(Options(day=DAY), settings)
    lake = Storage(str(folder / "lake"))
    return tables({info.path: lake.read_bytes(info.path) for info in lake.files()})


def tried(settings: object) -> int:
    """How often the night was begun until it was published."""
    for number in range(1, TRIES + 1):
        try:
            run_day(Options(day=DAY), settings)  # type: ignore[arg-type]
        except (OSError, PassingError):
            if number == TRIES:
                raise
        else:
            return number
    raise AssertionError("never")


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return f"moods-{request.node.callspec.id.replace(' ', '-')}"


@pytest.mark.parametrize(
    ("mood", "every"),
    [("busy", 7), ("answer lost", 9), ("slow", 15)],
    ids=["busy", "answer lost", "slow"],
)
def test_a_night_on_a_store_in_a_mood(
    s3: str, name: str, mood: Fate, every: int, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = bucket(s3, name)
    upload(store, LANDING, f"landing/{DAY}")
    moods = Moods(mood, every)
    with lossy_proxy(s3, moods) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        settings = load_settings(landing=f"s3://{name}/landing", lake=f"s3://{name}/lake", recognizer="embedded")
        assert tried(settings) <= TRIES
    assert moods.met > 10
    assert tables(download(store, "lake")) == expected
