"""What of days is worth an editor's eye, and the answers as a patch. Nothing is kept here: answers stay in the reader's
browser, and the patch changes what it is applied to."""

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import parse_qsl

from airflow.api_fastapi.core_api.security import GetUserDep
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from nashra_ui.data.asked import asked
from nashra_ui.lake import Lake
from nashra_ui.listed import one_of
from nashra_ui.page import label, language, render, valid_day
from nashra_ui.same_page import require_own_form

router = APIRouter()
MOST_DAYS, MOST_BYTES = 14, 8_000_000
FIELDS = 6000  # of a form
FORMS = ("patch", "jsonl")


@router.get("/review")
def newest(request: Request, days: int = 1) -> Response:
    """The newest published day, with those before it."""
    known = Lake().days()
    return _page(request, known[-1], days) if known else render(
        request, "notice.html", title="Nashra", message="nothing_published", active="review"
    )  # fmt: skip


@router.get("/review/{day}")
def review(request: Request, day: str, days: int = 1) -> HTMLResponse:
    return _page(request, valid_day(day), days)


def _page(request: Request, day: str, days: int) -> HTMLResponse:
    from nashra.review.items import KINDS

    lake, days = Lake(), min(max(days, 1), MOST_DAYS)
    published = lake.days()
    if day not in published:
        raise HTTPException(404, "not_published")
    shown = [known for known in published if known <= day][-days:][::-1]
    items = asked(lake, shown)
    by_kind = {kind: [item for item in items if item.kind == kind] for kind in KINDS}
    after = [known for known in published if known > day]
    before = [known for known in published if known < day]
    return render(
        request, "review.html", title=f"{label('review', language(request))} {day}", active="review", day=day,
        days=days, by_kind=by_kind, total=sum(bool(item.choices) for item in items), shown=shown,
        earlier=before[-1] if before else None, later=after[0] if after else None,
    )  # fmt: skip


async def _form(request: Request) -> dict[str, list[str]]:
    """The fields of a form, those of one name together."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "malformed")
    try:
        given = parse_qsl(body.decode("ascii"), max_num_fields=FIELDS, errors="strict")
    except ValueError:  # not UTF-8, or too many fields
        raise HTTPException(400, "malformed") from None
    found: dict[str, list[str]] = {}
    for name, value in given:
        found.setdefault(name.partition("-")[0], []).append(value)
    return found


@router.post("/review/patch", dependencies=[Depends(require_own_form)])
def patched(request: Request, user: GetUserDep, form: Annotated[dict[str, Any], Depends(_form)]) -> Response:
    """The answers of the form as a patch for `git apply`, or as JSON lines for `nashra review apply`, signed by who
    asks."""
    from nashra.review.answers import as_json, read_answers, signed
    from nashra.review.data_lines import edits_of
    from nashra.review.patch import checked, patch

    kind = one_of("format", (form.get("format") or ["patch"])[-1], FORMS)
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    note = (form.get("note") or [""])[-1]
    given = list(dict.fromkeys(value for value in form.get("answer", []) if value))
    answers = [
        signed(one.model_copy(update={"note": one.note or note}), user.get_name(), when)
        for one in read_answers(given, "answers")
    ]
    edits = edits_of(answers)
    if not answers or not edits:
        return render(request, "notice.html", title="Nashra", message="answers_none", active="review")
    checked(edits)
    text = patch(edits) if kind == "patch" else "".join(f"{as_json(answer)}\n" for answer in answers)
    headers = {"Content-Disposition": f'attachment; filename="nashra-review-{when[:10]}.{kind}"'}
    return Response(text.encode("utf-8", "replace"), media_type="application/octet-stream", headers=headers)
