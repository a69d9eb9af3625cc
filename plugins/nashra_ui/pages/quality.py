"""Quality: what Great Expectations found on a day, stage by stage, with the days before beside it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from nashra.night.register import CHECKED
from nashra_ui.data import checks
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, Look, exported, one_of
from nashra_ui.nights import nights_between
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import label, language, pager, render, valid_day

router = APIRouter(route_class=OneMoment)
DAYS_BEFORE = 13


@router.get("/quality")
def newest(request: Request, asked: Asked, stage: str = "", severity: str = "", bad: bool = False) -> Response:
    """The newest published day."""
    days = Lake().days()
    return _page(request, days[-1], "", asked, stage, severity, bad) if days else render(
        request, "notice.html", title="Nashra", message="nothing_published", active="quality"
    )  # fmt: skip


@router.get("/quality/{day}")
def quality(
    request: Request, day: str, asked: Asked, run_id: str = "", stage: str = "", severity: str = "", bad: bool = False
) -> Response:
    """The published day's results; with `run_id`, those of that Airflow run, published or not."""
    return _page(request, valid_day(day), run_id, asked, stage, severity, bad)


def _page(request: Request, day: str, run_id: str, asked: Asked, stage: str, severity: str, bad: bool) -> Response:
    lake = Lake()
    one_of("stage", stage, CHECKED)
    one_of("severity", severity, checks.SEVERITIES)
    listing = checks.listing(stage=stage, severity=severity, bad=bad)
    one_of("order", asked.order.removeprefix("-"), listing.orders)
    if asked.format:
        return exported(lake, day, listing, asked, "quality")
    nights = nights_between(day, day).get(day, [])
    night = next((n for n in nights if n.run_id == run_id), None)
    results = checks.run_checks(lake, day, night.suffix) if night else checks.published_checks(lake, day)
    days = lake.days()
    if day not in days and not nights:
        raise HTTPException(404, "not_published")
    before = [d for d in days if d < day][-DAYS_BEFORE:]
    after = [d for d in days if d > day]
    history: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for earlier in before:
        for result in checks.published_checks(lake, earlier):
            key = (result["stage"], result["expectation"])
            history.setdefault(key, []).append((earlier, checks.grade(result)))
    rows = checks.chosen(results, stage=stage, severity=severity, bad=bad, order=asked.order)
    args = {"stage": stage, "severity": severity, "bad": "true" if bad else "", "run_id": night.run_id if night else ""}
    base = request.scope.get("root_path", "").rstrip("/")
    look = Look(f"{base}/quality/{day}", args, asked.order, pager(1, max(len(rows), 1), len(rows)), asked.page,
                listing.told(day, asked.order))  # fmt: skip
    title = f"{label('quality', language(request))} {day}"
    return render(
        request, "quality.html", title=title, active="quality", day=day, stages=checks.by_stage(results),
        nights=nights, rows=rows, look=look, stage=stage, severity=severity, bad=bad, severities=checks.SEVERITIES,
        checked=CHECKED, night=night, history=history, earlier=before[-1] if before else None,
        later=after[0] if after else None, published=day in days,
    )  # fmt: skip
