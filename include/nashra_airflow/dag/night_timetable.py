"""When a night is due, and which day it works on: the day before, by the calendar of the settings' time zone.

Airflow's own CronPartitionTimetable counts back one tick of the clock, which in a zone with summer time keys one day
twice and one never; and after a backfill it starts the night that passed before anybody asked for nights.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from airflow.timetables.base import DagRunInfo, TimeRestriction
from airflow.timetables.trigger import CronPartitionTimetable
from croniter import croniter  # type: ignore[import-untyped]
from pendulum import DateTime

KEY = "%Y-%m-%d"
_LATE = timedelta(seconds=30)  # a first night that the scheduler meets so late is still due


class NightTimetable(CronPartitionTimetable):
    """A run at each tick of `cron`, whose partition key is the day before it, YYYY-MM-DD."""

    def __init__(self, cron: str, *, timezone: Any) -> None:
        super().__init__(cron, timezone=timezone, run_offset=-1, run_immediately=_LATE, key_format=KEY)

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> "NightTimetable":
        known: Any = CronPartitionTimetable.deserialize(data)
        return cls(known._expression, timezone=known._timezone)

    def _get_partition_date(self, *, run_date: DateTime) -> DateTime:
        day = self._day_of(run_date) - timedelta(days=1)
        return self._moment(self._tick_of(day) or datetime.combine(day, time()))

    def iter_partition_dagrun_infos(self, *, earliest: datetime, latest: datetime) -> Iterable[DagRunInfo]:
        """A run for each day that has a tick between two readings of the clock, both inclusive."""
        first, last = (bound.replace(tzinfo=None) for bound in (earliest, latest))
        for number in range((last.date() - first.date()).days + 1):
            tick = self._tick_of(first.date() + timedelta(days=number))
            if tick and first <= tick <= last:
                at = self._moment(tick)
                yield DagRunInfo(
                    run_after=at, data_interval=None, partition_date=at, partition_key=tick.strftime(self._key_format)
                )

    def next_dagrun_info_v2(
        self, *, last_dagrun_info: DagRunInfo | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        # a backfill's run is of the moment of its partition, a night's of a day later: backfills owe no night
        if last_dagrun_info and last_dagrun_info.run_after == last_dagrun_info.partition_date:
            last_dagrun_info = None
        return super().next_dagrun_info_v2(last_dagrun_info=last_dagrun_info, restriction=restriction)

    def _tick_of(self, day: date) -> datetime | None:
        """The first tick of a day, as the clock on the wall would show it; None when the day has none."""
        midnight = datetime.combine(day, time())
        tick = croniter(self._expression, start_time=midnight - timedelta(seconds=1)).get_next(datetime)
        return tick if tick.date() == day else None

    def _day_of(self, moment: DateTime) -> date:
        """The day whose tick a moment is. Where summer time begins at midnight, a tick before it that the clock passes
        over (23:59 in Scoresbysund) comes on the next day by the clock."""
        shown: date = moment.in_timezone(self._timezone).date()
        before = shown - timedelta(days=1)
        tick = self._tick_of(before)
        return before if tick and self._moment(tick) == moment else shown

    def _moment(self, naive: datetime) -> DateTime:
        return self.localize_partition_datetime(naive)

    def _format_key(self, partition_date: DateTime) -> str:
        return self._day_of(partition_date).strftime(self._key_format)
