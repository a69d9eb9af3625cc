"""What was set aside on a day: a list, one record, and its bytes."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from nashra.night.register import CHECKED
from nashra_ui.data import quarantined
from nashra_ui.lake import Lake, Rows
from nashra_ui.listed import Asked, list_page, one_of
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import render, valid_day

router = APIRouter(route_class=OneMoment)
SIZE = 25
MOST_ROWS = 1 << 31  # of a table


@router.get("/quarantine/{day}")
def listing(request: Request, day: str, asked: Asked, stage: str = "", code: str = "") -> Response:
    lake, day = Lake(), valid_day(day)
    return list_page(
        request, "quarantine", day, quarantined.listing(stage=one_of("stage", stage, CHECKED), code=code), asked, SIZE,
        {"stage": stage, "code": code}, reasons=quarantined.by_reason(lake, day), dress=_with_text,
    )  # fmt: skip


def _with_text(_: Lake, rows: Rows) -> Rows:
    return [row | {"text": quarantined.as_text(row["record"])} for row in rows]


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
