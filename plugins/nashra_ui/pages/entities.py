"""The entities of a day, all or only those first seen on it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nashra_ui.data import named
from nashra_ui.lake import Lake
from nashra_ui.page import pager, render, rows_before, valid_day

router = APIRouter()
SIZE = 50
KINDS = ("PERS", "LOC", "ORG", "MISC")


@router.get("/entities/{day}")
def listing(request: Request, day: str, page: int = 1, new: bool = False, type: str = "") -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    kind = type if type in KINDS else ""
    rows, total = named.listed(lake, day, new=new, kind=kind, limit=SIZE, offset=rows_before(page, SIZE))
    return render(
        request, "entities.html", title=day, active="report", day=day, rows=rows, pages=pager(page, SIZE, total),
        new=new, kind=kind, kinds=KINDS,
    )  # fmt: skip
