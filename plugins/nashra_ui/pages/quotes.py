"""A day's quotes: who said what, by speaker or by a word."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from nashra_ui.data import quoted
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, list_page, one_of
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import valid_day

router = APIRouter(route_class=OneMoment)
SIZE, SPEAKERS = 40, 24
KINDS = ("direct", "indirect")


@router.get("/quotes/{day}")
def listing(request: Request, day: str, asked: Asked, entity: str = "", q: str = "", kind: str = "") -> Response:
    lake, day = Lake(), valid_day(day)
    kind, q = one_of("kind", kind, KINDS), q[:100]
    return list_page(
        request, "quotes", day, quoted.listing(entity=entity, words=q, kind=kind), asked, SIZE,
        {"entity": entity, "q": q, "kind": kind}, speakers=quoted.speakers(lake, day, SPEAKERS), kinds=KINDS,
        name=with_names(lake, [{"entity_id": entity}])[0] if entity else None, dress=quoted.spoken,
        orders=list(quoted.ORDERS),
    )  # fmt: skip
