"""Quality: what Great Expectations found on a day, stage by stage, with the days before beside it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nashra_ui.data import checks
from nashra_ui.lake import Lake
from nashra_ui.nights import nights_between
from nashra_ui.page import render, valid_day

router = APIRouter()
DAYS_BEFORE = 13


@router.get("/quality")
def newest(request: Request) -> HTMLResponse:
    """The newest published day."""
    days = Lake().days()
    return _page(request, days[-1], "") if days else render(
        request, "notice.html", title="Nashra", message="nothing_published", active="quality"
    )  # fmt: skip


@router.get("/quality/{day}")
def quality(request: Request, day: str, run_id: str = "") -> HTMLResponse:
    """The published day's results; with `run_id`, those of that Airflow run, published or not."""
    return _page(request, valid_day(day), run_id)


def _page(request: Request, day: str, run_id: str) -> HTMLResponse:
    lake = Lake()
    nights = nights_between(day, day).get(day, [])
    night = next((n for n in nights if n.run_id == run_id), None)
    results = checks.run_checks(lake, day, night.suffix) if night else checks.published_checks(lake, day)
    days = lake.days()
    before = [d for d in days if d < day][-DAYS_BEFORE:]
    after = [d for d in days if d > day]
    history: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for earlier in before:
        for result in checks.published_checks(lake, earlier):
            key = (result["stage"], result["expectation"])
            history.setdefault(key, []).append((earlier, checks.grade(result)))
    return render(
        request, "quality.html", title=day, active="quality", day=day, stages=checks.by_stage(results), nights=nights,
        night=night, history=history, earlier=before[-1] if before else None, later=after[0] if after else None,
        published=day in days,
    )  # fmt: skip
