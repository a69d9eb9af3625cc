"""The night report: of an Airflow run (the tab on it), or of a published day."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from nashra.tables.read.versions import differing
from nashra_ui.charts import seconds_chart
from nashra_ui.data import calendar, checks, counts, named, quarantined, rules, sources
from nashra_ui.lake import Lake
from nashra_ui.links import NIGHTLY
from nashra_ui.nights import Night, night_of_run, nights_between, tasks_of
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import language, render, valid_day

router = APIRouter(route_class=OneMoment)
LISTED = 12
SHOWN_RULES = 15
SHOWN_SOURCES = 200  # those of the most articles


@router.get("/run")
def run_report(request: Request, run_id: str, dag_id: str = NIGHTLY) -> HTMLResponse:
    """The tab: what this run did, and the day's tables when they are this run's."""
    if dag_id != NIGHTLY:
        return render(request, "notice.html", title=dag_id, message="not_nightly", active="")
    night = night_of_run(run_id)
    if night is None:
        raise HTTPException(404, "no_such_run")
    if night.day is None:
        return render(request, "notice.html", title=run_id, message="run_without_day", active="")
    return _report(request, night.day, night)


@router.get("/day/{day}")
def day_report(request: Request, day: str) -> HTMLResponse:
    """The published day, whichever run published it."""
    return _report(request, valid_day(day), None)


def _report(request: Request, day: str, night: Night | None) -> HTMLResponse:
    lake = Lake()
    row = lake.run_row(day)
    if night is None or (row and row["airflow_run_id"] == night.run_id):
        if row is None:
            nights = nights_between(day, day).get(day, [])
            why = {night.run_id: _why(lake, night) for night in nights if night.state == "failed"}
            return render(request, "unpublished.html", title=day, day=day, nights=nights, why=why, active="report")
        return _published(request, lake, day, row, night)
    return _unpublished_run(request, lake, day, night, row)


def _published(request: Request, lake: Lake, day: str, row: dict[str, Any], night: Night | None) -> HTMLResponse:
    lang = language(request)
    most, entities = named.most_named(lake, day, LISTED)
    new, fresh = named.most_named(lake, day, LISTED, new=True)
    days, failed_after, newest = lake.days(), _failed_after(day, row), calendar.newest_row(lake)
    at = days.index(day)
    return render(
        request, "report.html", title=day, active="report", day=day, row=row, night=night,
        failed_after=failed_after, why=_why(lake, failed_after) if failed_after else [],
        earlier=days[at - 1] if at else None, later=days[at + 1] if at + 1 < len(days) else None,
        funnel=counts.funnel(row), seconds=_chart(counts.stage_seconds(row), lang),
        total_seconds=sum(value for _, value in counts.stage_seconds(row)),
        stages=checks.by_stage(checks.published_checks(lake, day)), rules=rules.by_rule(lake, day, days),
        sources=sources.by_source(lake, day), reasons=quarantined.by_reason(lake, day),
        most=most, entities=entities, new=new, fresh=fresh, first=at == 0, shown_rules=SHOWN_RULES, listed=LISTED,
        shown_sources=SHOWN_SOURCES,
        older=differing(row, newest) if newest else (),
    )  # fmt: skip


def _why(lake: Lake, night: Night) -> list[str]:
    """What its tasks said that failed, each sentence once."""
    return list(dict.fromkeys(checks.why_failed(lake, night.day or "", night.suffix).values()))


def _failed_after(day: str, row: dict[str, Any]) -> Night | None:
    """The day's newest run when it failed, and so isn't the one that published it."""
    night = next(iter(nights_between(day, day).get(day, [])), None)
    return night if night and night.state == "failed" and night.run_id != row["airflow_run_id"] else None


def _unpublished_run(request: Request, lake: Lake, day: str, night: Night, row: dict[str, Any] | None) -> HTMLResponse:
    """A run that failed, still works, or whose tables another run's have replaced: what is known of it alone."""
    staged = counts.staged(lake, day, night.suffix)
    tasks = tasks_of(night.run_id)
    seconds = counts.stage_seconds(staged) or _task_seconds(tasks)
    return render(
        request, "run.html", title=day, active="report", day=day, night=night, row=row,
        funnel=counts.funnel(staged) if staged.get("landed") else [], seconds=_chart(seconds, language(request)),
        total_seconds=sum(value for _, value in seconds),
        stages=checks.by_stage(checks.run_checks(lake, day, night.suffix)),
        failed=[task for task in tasks if task["state"] == "failed"],
        why=checks.why_failed(lake, day, night.suffix), busy=_busy(tasks),
        reasons=quarantined.staged_by_reason(lake, day, night.suffix),
    )  # fmt: skip


def _busy(tasks: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Stages that are being worked on: the task, how many of its shards are done, and of how many."""
    states: dict[str, list[str]] = {}
    for task in tasks:
        states.setdefault(task["task_id"], []).append(task["state"])
    return [(task, of.count("success"), len(of)) for task, of in states.items() if "running" in of]


def _task_seconds(tasks: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """Seconds of each task by Airflow's own clock, shards together."""
    found: dict[str, float] = {}
    for task in tasks:
        if task["seconds"]:
            found[task["task_id"]] = found.get(task["task_id"], 0.0) + task["seconds"]
    return list(found.items())


def _chart(seconds: list[tuple[str, float]], lang: str) -> Markup:
    """The renderer escapes what it draws, and only stage names and figures go in."""
    return Markup(seconds_chart(seconds, lang)) if seconds else Markup("")  # noqa: S704
