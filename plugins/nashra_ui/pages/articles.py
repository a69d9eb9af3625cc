"""A day's articles, by source, by a word of the title, or by an entity."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from nashra_ui.data import articles, quoted, sources, storied
from nashra_ui.data.named import with_names
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, list_page
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import valid_day

router = APIRouter(route_class=OneMoment)
SIZE = 50
BESIDE = 12  # stories, and statements, of an entity that stand below its articles


@router.get("/articles/{day}")
def listing(request: Request, day: str, asked: Asked, source: str = "", q: str = "", entity: str = "") -> Response:
    lake, day = Lake(), valid_day(day)
    return list_page(
        request, "articles", day, articles.listing(source=source, words=q, entity=entity), asked, SIZE,
        {"source": source, "q": q, "entity": entity}, sources=sources.names(lake, day),
        name=with_names(lake, [{"entity_id": entity}])[0] if entity else None,
        told=storied.naming(lake, day, entity, BESIDE) if entity else [],
        said=quoted.of_entity(lake, day, entity, BESIDE) if entity else [],
    )  # fmt: skip
