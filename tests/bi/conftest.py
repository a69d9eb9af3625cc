"""A small composed lake with every type of column, its views, and what pyarrow finds in each file of it."""

import pytest

from nashra.lake import Storage
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
from nashra.tables.read.views import write_views
from tests.support import made_lake

DAYS = ("2023-09-13", "2023-09-14", "2023-09-15")


@pytest.fixture(scope="session")
def bi_lake(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    lake = Storage(str(tmp_path_factory.mktemp("it's a lake")))
    for number, day in enumerate(DAYS):
        made_lake.write_day(lake, day, 12 + number)
    made_lake.write_entities(lake, list(DAYS))
    rebuild_stories(load_settings(lake=lake.address))
    write_views(lake)
    return lake
