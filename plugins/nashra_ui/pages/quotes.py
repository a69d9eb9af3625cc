"""A day's quotes: who said what, by speaker or by a word."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nashra_ui.data import quoted
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake
from nashra_ui.page import pager, render, rows_before, valid_day

router = APIRouter()
SIZE, SPEAKERS = 40, 24
KINDS = ("direct", "indirect")


@router.get("/quotes/{day}")
def listing(request: Request, day: str, page: int = 1, entity: str = "", q: str = "", kind: str = "") -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    kind = kind if kind in KINDS else ""
    rows, total = quoted.listed(
        lake, day, entity=entity, words=q[:100], kind=kind, limit=SIZE, offset=rows_before(page, SIZE)
    )
    name = with_names(lake, [{"entity_id": entity}])[0] if entity else None
    return render(
        request, "quotes.html", title=day, active="report", day=day, rows=rows, pages=pager(page, SIZE, total),
        speakers=quoted.speakers(lake, day, SPEAKERS), entity=entity, q=q, kind=kind, kinds=KINDS, name=name,
    )  # fmt: skip
