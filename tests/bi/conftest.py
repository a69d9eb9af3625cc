"""A small composed lake with every type of column, its views, and what pyarrow finds in each file of it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from nashra.lake import Storage
from nashra.tables.views import write_views

DAYS = ("2023-09-13", "2023-09-14", "2023-09-15")


def composed() -> ModuleType:
    """tests/plugins/fake_lake.py, which composes days of articles."""
    if "fake_lake" not in sys.modules:
        path = Path(__file__).parents[1] / "plugins" / "fake_lake.py"
        spec = importlib.util.spec_from_file_location("fake_lake", path)
        assert spec and spec.loader
        sys.modules["fake_lake"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["fake_lake"])
    return sys.modules["fake_lake"]


@pytest.fixture(scope="session")
def bi_lake(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    lake = Storage(str(tmp_path_factory.mktemp("it's a lake")))
    for number, day in enumerate(DAYS):
        composed().write_day(lake, day, 12 + number)
    composed().write_entities(lake, list(DAYS))
    write_views(lake)
    return lake
