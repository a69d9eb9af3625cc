"""The lines that a rule removed on a day."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nashra_ui.data import removed, rules
from nashra_ui.lake import Lake
from nashra_ui.page import pager, render, rows_before, valid_day

router = APIRouter()
SIZE = 50


@router.get("/removals/{day}")
def listing(request: Request, day: str, page: int = 1, rule: str = "", q: str = "") -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    rows, total = removed.lines(lake, day, rule, q, SIZE, rows_before(page, SIZE))
    return render(
        request, "removals.html", title=day, active="report", day=day, rows=rows, pages=pager(page, SIZE, total),
        rule=rule, q=q, rules=list(rules.day_counts(lake, day)),
    )  # fmt: skip
