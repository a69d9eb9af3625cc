"""A composed lake with places on it, and a dashboard over it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage
from nashra.search.index import index_days
from nashra.tables.dictionary.schema import schema
from tests.support import made_lake

DAYS = ["2023-09-13", "2023-09-14", "2023-09-15"]
PLACES = {"Q159": (55.75, 37.62, "RU"), "Q1016": (32.89, 13.19, "LY"), "Q41183": (32.77, 22.64, "LY")}


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Storage:
    lake = Storage(str(tmp_path_factory.mktemp("lake")))
    for number, day in enumerate(DAYS):
        made_lake.write_day(lake, day, 20, warned=number == 1)
        made_lake.write_stories(lake, day, 20, DAYS[number - 1] if number else None)
    made_lake.write_entities(lake, DAYS)
    rows = lake.read_table("entities/entities.parquet").to_pylist()
    for row in rows:
        if row["entity_id"] in PLACES:
            row["latitude"], row["longitude"], row["country"] = PLACES[row["entity_id"]]
        if row["entity_id"] == "Q56226":
            row["spellings"] = [{"surface": "كيم جونغ أون", "count": 5}, {"surface": "كيم جونج أون", "count": 4}]
    lake.write_table("entities/entities.parquet", pa.Table.from_pylist(rows, schema=schema("entities")))
    index_days(lake)
    return lake


@pytest.fixture(scope="session")
def show(storage: Storage) -> Callable[[str, str], Any]:
    """Renders a page from its path and query."""
    from nashra_dashboard.app import render
    from nashra_dashboard.lake import Lake

    lake = Lake(storage)

    def page(path: str, search: str = "") -> Any:
        return render(lake, path, search)

    return page


@pytest.fixture(scope="module")
def home(storage: Storage) -> Iterator[str]:
    """The address of a dashboard that is served."""
    from werkzeug.serving import make_server

    from nashra_dashboard.app import create_app

    server = make_server("127.0.0.1", 0, create_app(storage).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
