"""A day's articles, by source, by a word of the title, or by an entity."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from nashra_ui.data import articles
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake
from nashra_ui.page import pager, render, rows_before, valid_day

router = APIRouter()
SIZE = 50


@router.get("/articles/{day}")
def listing(
    request: Request, day: str, page: int = 1, source: str = "", q: str = "", entity: str = "", order: str = ""
) -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    offset = rows_before(page, SIZE)
    rows, total = articles.listed(
        lake, day, source=source, words=q, entity=entity, order=order, limit=SIZE, offset=offset
    )
    name = with_names(lake, [{"entity_id": entity}])[0] if entity else None
    return render(
        request, "articles.html", title=day, active="report", day=day, rows=rows, pages=pager(page, SIZE, total),
        source=source, q=q, entity=entity, order=order, name=name,
    )  # fmt: skip
