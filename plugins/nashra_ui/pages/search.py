"""Articles that hold words, over all published days."""

from datetime import date
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from nashra.exported import file_name
from nashra_ui.data.named import all_countries, entity_called
from nashra_ui.export import file_response
from nashra_ui.lake import Lake
from nashra_ui.listed import Look, one_of
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import Malformed, label, language, pager, render, rows_before

router = APIRouter(route_class=OneMoment)
SIZE, FURTHEST = 20, 5000  # articles of a page; and of those that answer best, how many are looked through
DAYS_SHOWN = 60


@router.get("/search")
def search(
    request: Request, q: str = "", first: str = "", last: str = "", source: str = "", name: str = "",
    country: str = "", section: str = "", quotes: bool = False, order: str = "", page: int = 1,
    format: Literal["", "csv", "parquet"] = "",
) -> Response:  # fmt: skip
    from nashra.search.facets import COUNTRY, sections
    from nashra.search.find import NoIndex, find
    from nashra.search.question import NothingAsked, Question
    from nashra.search.taken import MOST, command, taken

    lake = Lake()
    one_of("order", order, ["best"])
    one_of("section", section, sections())
    country = country.strip().upper()
    if country and not COUNTRY.fullmatch(country):
        raise Malformed("country", country, ["RU"])
    days = _day("first", first), _day("last", last)
    entity = entity_called(lake, name.strip()) if name.strip() else None
    told, found, again, pages = "", None, "", pager(1, SIZE, 0)
    if name.strip() and entity is None:
        told = "no_such_name"
    elif q.strip() or source.strip() or entity or country or section:
        offset = rows_before(page, SIZE)
        if order == "best":
            offset = min(offset, FURTHEST - SIZE)
        names = (str(entity["entity_id"]),) if entity else ()
        sources = (source.strip(),) if source.strip() else ()
        try:
            question = Question(
                q[:500], *days, sources, names, (country,) if country else (), (section,) if section else (), quotes,
                order == "best",
            )  # fmt: skip
            if format:
                table, _ = taken(lake.storage, question)
                return file_response(table, format, file_name("search", table.num_rows, MOST))
            found = find(lake.storage, question, SIZE, offset)
            again = command(question, found.total)
            if found.total and not found.hits:  # behind the last page
                offset = (found.total - 1) // SIZE * SIZE
                found = find(lake.storage, question, SIZE, offset)
        except NothingAsked:
            told = "nothing_asked"
        except NoIndex:
            told = "no_index"
        else:
            most = min(found.total, FURTHEST) if order == "best" else found.total
            pages = pager(offset // SIZE + 1, SIZE, most)
    if format:
        raise HTTPException(404, told or "nothing_asked")
    path = request.scope.get("root_path", "").rstrip("/") + "/search"
    args = {"q": q, "first": first, "last": last, "source": source, "name": name, "country": country,
            "section": section, "quotes": "true" if quotes else ""}  # fmt: skip
    title = label("search", language(request))
    return render(
        request, "search.html", title=title, active="search", q=q, first=first, last=last, source=source, name=name,
        order=order, country=country, section=section, quotes=quotes, sections=sections(),
        countries=all_countries(lake), entity=entity, told=told, found=found, again=again,
        look=Look(path, args, order, pages, page, ""), most=MOST,
        days=list(found.days.items())[:DAYS_SHOWN][::-1] if found else [],
    )  # fmt: skip


def _day(name: str, text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Malformed(name, text) from None
