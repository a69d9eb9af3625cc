"""The entities of a day, all or only those first seen on it, by type, source and country."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from nashra_ui.data import named, sources
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, list_page, one_of
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import valid_day

router = APIRouter(route_class=OneMoment)
SIZE = 50
KINDS = ("PERS", "LOC", "ORG", "MISC")


@router.get("/entities/{day}")
def listing(
    request: Request, day: str, asked: Asked, new: bool = False, type: str = "", source: str = "", country: str = ""
) -> Response:
    lake, day = Lake(), valid_day(day)
    kind, countries = one_of("type", type, KINDS), named.countries(lake, day)
    return list_page(
        request, "entities", day, named.listing(lake, day, new=new, kind=kind, source=source, country=country), asked,
        SIZE, {"type": kind, "new": "true" if new else "", "source": source, "country": country}, kinds=KINDS,
        sources=sources.names(lake, day), countries=countries, dress=named.with_names,
    )  # fmt: skip
