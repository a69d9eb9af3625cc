"""What was set aside on a day: a list, one record, and its bytes."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from nashra_ui.data import quarantined
from nashra_ui.lake import Lake
from nashra_ui.page import pager, render, rows_before, valid_day

router = APIRouter()
SIZE = 25
MOST_ROWS = 1 << 31  # of a table


@router.get("/quarantine/{day}")
def listing(request: Request, day: str, page: int = 1, stage: str = "", code: str = "") -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    total = quarantined.total(lake, day, stage, code)
    rows = quarantined.rows(lake, day, stage, code, SIZE, rows_before(page, SIZE))
    for row in rows:
        row["text"] = quarantined.as_text(row["record"])
    return render(
        request, "quarantine.html", title=day, active="report", day=day, rows=rows, pages=pager(page, SIZE, total),
        stage=stage, code=code, reasons=quarantined.by_reason(lake, day),
    )  # fmt: skip


@router.get("/quarantine/{day}/{row}")
def record(request: Request, day: str, row: int) -> HTMLResponse:
    found = quarantined.record(Lake(), valid_day(day), row) if 0 <= row < MOST_ROWS else None
    if found is None:
        raise HTTPException(404, "not_found")
    text = quarantined.as_text(found["record"])
    fields = quarantined.as_fields(text)
    return render(
        request, "record.html", title=day, active="report", day=day, number=row, row=found, text=text, fields=fields
    )


@router.get("/quarantine/{day}/{row}/bytes")
def raw(day: str, row: int) -> Response:
    """The bytes as they were kept, to save: never to be shown by the browser."""
    found = quarantined.record(Lake(), valid_day(day), row) if 0 <= row < MOST_ROWS else None
    if found is None:
        raise HTTPException(404, "not_found")
    headers = {"Content-Disposition": f'attachment; filename="quarantine-{day}-{row}.bin"'}
    return Response(bytes(found["record"]), media_type="application/octet-stream", headers=headers)
