"""Which nights are due, and which day each is keyed by, as Airflow asks the DAG's own timetable."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest


def made(zone: str, cron: str) -> Any:
    from nashra_airflow.dag.night_timetable import NightTimetable

    return NightTimetable.deserialize(NightTimetable(cron, timezone=zone).serialize())


def nights(timetable: Any, first: str, count: int) -> list[Any]:
    """What a scheduler starts, one after another."""
    import pendulum
    from airflow.timetables.base import TimeRestriction

    earliest = pendulum.instance(datetime.fromisoformat(first), tz=timetable._timezone)
    found: list[Any] = [None]
    for _ in range(count):
        restriction = TimeRestriction(earliest=earliest, latest=None, catchup=True)
        found.append(timetable.next_dagrun_info_v2(last_dagrun_info=found[-1], restriction=restriction))
    return found[1:]


@pytest.mark.parametrize(
    ("zone", "cron"),
    [
        ("Asia/Riyadh", "30 2 * * *"),
        ("Africa/Cairo", "30 0 * * *"),  # begins at midnight: there is no 00:30
        ("Asia/Beirut", "30 0 * * *"),
        ("Africa/Casablanca", "30 2 * * *"),  # ends before Ramadan, begins after it
        ("Asia/Gaza", "30 2 * * *"),
        ("America/Nuuk", "59 23 * * *"),  # begins at 23:00, which is 00:00 then: there is no 23:59
    ],
)
def test_each_day_is_keyed_once_and_alike_by_nights_and_backfills(bag: Any, zone: str, cron: str) -> None:
    timetable = made(zone, cron)
    infos = nights(timetable, "2024-02-20", 400)
    keys = [info.partition_key for info in infos]
    first = date(2024, 2, 19) + timedelta(days=keys[0] != "2024-02-19")
    assert keys == [(first + timedelta(days=n)).isoformat() for n in range(400)]
    backfilled = timetable.iter_partition_dagrun_infos(
        earliest=datetime.fromisoformat(f"{keys[0]}T00:00:00Z"), latest=datetime.fromisoformat(f"{keys[-1]}T23:59:59Z")
    )
    assert [(i.partition_key, i.partition_date) for i in backfilled] == [
        (i.partition_key, i.partition_date) for i in infos
    ]


def test_a_backfill_owes_no_night_and_a_scheduler_that_was_down_does(bag: Any) -> None:
    import pendulum
    from airflow.timetables.base import TimeRestriction

    timetable = made("Asia/Riyadh", "30 2 * * *")
    now = pendulum.now("UTC")
    since = TimeRestriction(earliest=None, latest=None, catchup=False)
    (backfilled,) = timetable.iter_partition_dagrun_infos(
        earliest=datetime(2023, 9, 13, tzinfo=UTC), latest=datetime(2023, 9, 13, 23, tzinfo=UTC)
    )
    (night,) = nights(timetable, (now - timedelta(days=5)).to_date_string(), 1)
    after = {
        name: timetable.next_dagrun_info_v2(last_dagrun_info=last, restriction=since).run_after
        for name, last in (("new", None), ("backfilled", backfilled), ("down", night))
    }
    assert after["new"] == after["backfilled"] > now - timedelta(minutes=1)
    assert now - timedelta(days=1) < after["down"] <= now


def test_the_dag_keeps_its_timetable_in_airflow_s_database(bag: Any) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    kept = DagSerialization.from_dict(DagSerialization.to_dict(bag.dags["nashra_nightly"]))
    assert type(kept.timetable).__name__ == "NightTimetable"
    assert kept.timetable.partitioned
