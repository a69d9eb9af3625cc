"""A day's stories, the biggest first; and one with what each source writes of it, beside each other."""

import re

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from nashra_ui.data import storied
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, list_page
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import render, valid_day

router = APIRouter(route_class=OneMoment)
SIZE = 30
ID = re.compile(r"STORY-[0-9a-f]{12}")


@router.get("/stories/{day}")
def listing(request: Request, day: str, asked: Asked, q: str = "", many: bool = False) -> Response:
    day, q = valid_day(day), q[:100]
    return list_page(
        request, "stories", day, storied.listing(words=q, many=many), asked, SIZE,
        {"q": q, "many": "true" if many else ""},
    )  # fmt: skip


@router.get("/stories/{day}/{story_id}")
def story(request: Request, day: str, story_id: str) -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    found = storied.story(lake, day, story_id) if ID.fullmatch(story_id) else None
    if found is None:
        raise HTTPException(404, "not_found")
    names = with_names(lake, [{"entity_id": each} for each in list(found["entities"])[:12]])  # type: ignore[call-overload]
    before, after = storied.chain(lake, day, found)
    return render(
        request, "story.html", title=found["title"] or story_id, active="report", day=day, row=found, names=names,
        rows=storied.beside(lake, storied.articles(lake, str(found["first_day"]), day, story_id)),
        before=before, after=after,
    )  # fmt: skip
