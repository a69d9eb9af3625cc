"""Days: a calendar of how each day stands, and trends; from a missing day to Airflow's backfill dialog."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from nashra.settings import load_settings
from nashra_ui.charts import trend_chart
from nashra_ui.data import calendar
from nashra_ui.lake import Lake
from nashra_ui.nights import due_days, newest_night, nights_between, paused_dags
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import Malformed, language, render

router = APIRouter(route_class=OneMoment)
MONTHS = 3
FAR_DAYS = 31
STATUSES = ("published", "warned", "emptied", "failed", "running", "missing")
TRENDS = (("volume", ",.0f"), ("removals", ",.1f"), ("quarantine", ".2~p"), ("entities", ",.1f"))


@router.get("/")
@router.get("/days")
def days(request: Request, month: str = "") -> HTMLResponse:
    """Three months, the last of them `month` (YYYY-MM; by default the newest with anything in it)."""
    from nashra.lake import Storage
    from nashra.night.current import landing_days

    lake = Lake()
    landed = landing_days(Storage(load_settings().landing))
    published = lake.days()
    night = newest_night()
    data = max([*published, *landed], default=night.day if night and night.day else _today())
    beyond = night if night and night.day and night.day > data else None
    newest = max(data, beyond.day or "" if beyond else "")
    # a run soon after the last landing is today's news; one much later only says that nobody feeds this landing
    far = beyond and newest > (date.fromisoformat(data) + timedelta(days=FAR_DAYS)).isoformat()
    default = data if far else newest
    if month and not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", month):
        raise Malformed("month", month, ["YYYY-MM"])
    shown = month or default[:7]
    months = calendar.months_until(shown, MONTHS)
    dates = [day for name in months for day in calendar.days_of(name)]
    known = calendar.read_days(lake, dates, set(landed), nights_between(dates[0], dates[-1]), due_days())
    by_month = {name: calendar.weeks([d for d in known if d.day.startswith(name)]) for name in months}
    points = calendar.trend(known)
    after_year = _years(shown, 1)
    return render(
        request, "days.html", title="Nashra", active="days", months=by_month, known=known,
        before=calendar.months_until(months[0], 2)[0],
        year_before=_years(shown, -1), year_after=after_year if after_year <= newest[:7] else None,
        beyond=beyond, published=published, shown=shown,
        after=_next(shown) if shown < newest[:7] else None, to_run=calendar.to_run(known), paused=paused_dags(),
        older=sum(bool(d.older) for d in known), to_run_again=calendar.to_run_again(known),
        figures={status: sum(d.status == status for d in known) for status in STATUSES},
        charts={f: Markup(trend_chart(points, f, language(request), form)) for f, form in TRENDS} if points else {},  # noqa: S704  # it escapes
    )  # fmt: skip


def _today() -> str:
    return datetime.now(ZoneInfo(load_settings().night.timezone)).date().isoformat()


def _years(month: str, count: int) -> str:
    return f"{int(month[:4]) + count:04d}{month[4:]}"


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
