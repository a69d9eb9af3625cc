"""The dashboard: one frame, six pages, those of a story, a name, a source, an article, and two lists that they lead to;
all seen is in the address.

Every script and font comes from here.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
import duckdb
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from flask import Response, abort, request

from nashra.exported import FORMATS
from nashra.lake import Storage
from nashra.search.find import NoIndex
from nashra.search.question import NothingAsked
from nashra_dashboard.following import follow
from nashra_dashboard.lake import Lake
from nashra_dashboard.markup import as_markup
from nashra_dashboard.pages import article, entities, overview, quality, quarantine, quotes, search, sources, stories
from nashra_dashboard.parts import chips
from nashra_dashboard.view import LISTS, PAGES, View, read_address, text_of

logger = logging.getLogger(__name__)
ROOMS = {
    "overview": overview.page, "stories": stories.page, "search": search.page, "entities": entities.page,
    "articles": article.page, "sources": sources.page, "quality": quality.page, "quotes": quotes.page,
    "quarantine": quarantine.page,
}  # fmt: skip
# What can be taken along: name and bytes of the file, from (view, lake, form).
FILES: dict[str, Callable[[View, Lake, str], tuple[str, bytes]]] = {
    "entities": lambda view, *asked: entities.listing(view).file(view, *asked),
    "stories": lambda view, *asked: stories.listing(view).file(view, *asked),
    "sources": lambda view, *asked: sources.listing(view).file(view, *asked),
    "search": search.file,
    "quotes": lambda view, *asked: quotes.listing(view).file(view, *asked),
    "quarantine": lambda view, *asked: quarantine.listing(view).file(view, *asked),
}
NARROWED = ("country", "section")  # what a search is narrowed by, in the order of its page
# What the browser's tab, its reader and its translator know a page by stands outside of what Dash draws.
HEAD = """function (head) {
  document.title = head.title;
  document.documentElement.lang = head.lang;
  document.documentElement.dir = head.dir;
  return window.dash_clientside.no_update;
}"""
# A choice of countries says what they are called in the page's language, which the browser knows; its codes stay.
COUNTRIES = """function (id, codes) {
  const called = new Intl.DisplayNames([document.querySelector(".frame").lang], { type: "region", fallback: "code" });
  return codes.map((code) => ({ value: code.value ?? code, label: called.of(code.value ?? code) }));
}"""
THEME = {
    "primaryColor": "teal", "primaryShade": 8,
    "fontFamily": '"Noto Sans Arabic", "Segoe UI", Tahoma, system-ui, sans-serif',
}  # fmt: skip


def create_app(storage: Storage, followed: bool = False) -> Dash:
    """The application over a lake; `create_app(...).server` is its WSGI application.

    Where the lake is `followed`, a thread sees to it that nobody's visit is the first one of a publication.
    """
    lake = Lake(storage)
    render(lake, "/", "")  # the first page imports and opens what all others use: nobody should wait for it
    if followed:
        follow(lake, lambda path, search: render(lake, path, search))
    app = Dash(
        __name__, title="Nashra · نشرة", update_title="", serve_locally=True, suppress_callback_exceptions=True,
        assets_folder=str(Path(__file__).with_name("assets")),
    )  # fmt: skip
    app.index_string = app.index_string.replace("<html>", '<html lang="ar" dir="rtl">')
    app.layout = dmc.MantineProvider(
        [dcc.Location(id="address", refresh="callback-nav"), dcc.Store(id="head"), html.Div(id="page")],
        theme=THEME, defaultColorScheme="auto",
    )  # fmt: skip

    _draw(app, lake)
    _take_along(app, lake)
    _tell_the_browser(app)
    _go_where_chosen(app, lake)
    return app


def _draw(app: Dash, lake: Lake) -> None:
    """The page of an address."""

    @app.callback(
        Output("page", "children"), Output("head", "data"), Input("address", "pathname"), Input("address", "search")
    )
    def show(path: object, search: object) -> Any:
        here = text_of(path) or "/", text_of(search)
        page = render(lake, *here)
        return as_markup(page), head(read_address(*here, _days(lake)), page)


def _take_along(app: Dash, lake: Lake) -> None:
    """What a list shows, as a file."""

    def take(page: str, form: str) -> Response:
        view = read_address(page, request.query_string.decode("utf-8", "replace"), lake.days())
        if page not in FILES or form not in FORMATS:
            abort(404)
        try:
            with lake.still():
                name, body = FILES[page](view, lake, form)
        except (NothingAsked, NoIndex):
            abort(404)
        told = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(body, content_type=FORMATS[form], headers=told)

    app.server.add_url_rule("/files/<page>.<form>", view_func=take)


def _tell_the_browser(app: Any) -> None:  # Dash's types leave its method out
    """Title, language and countries, which the browser itself knows."""
    app.clientside_callback(HEAD, Output("head", "clear_data"), Input("head", "data"), prevent_initial_call=True)
    chosen = {"narrow": "country"}
    app.clientside_callback(COUNTRIES, Output(chosen, "data"), Input(chosen, "id"), State(chosen, "data"))


def _go_where_chosen(app: Dash, lake: Lake) -> None:
    """The address of what was chosen or searched."""

    @app.callback(
        Output("address", "href", allow_duplicate=True),
        Input({"choose": ALL}, "value"), Input({"search": ALL}, "value"), Input({"narrow": ALL}, "value"),
        State("address", "pathname"), State("address", "search"),
        prevent_initial_call=True,
    )  # fmt: skip
    def go(days: object, searched: object, narrowed: object, path: object, search: object) -> Any:
        view = read_address(text_of(path), text_of(search), lake.days())
        asked = ctx.triggered_id or {}
        days, searched, narrowed = (list(map(text_of, _listed(values))) for values in (days, searched, narrowed))
        if "choose" in asked and len(days) == 2 and tuple(days) != view.days:
            start, end = sorted(days)
            return view.here(start=start, end=end, page="")
        if "narrow" in asked and asked["narrow"] in NARROWED and len(narrowed) == len(NARROWED):
            wanted = dict(zip(NARROWED, narrowed, strict=True))
            if any(view.query.get(name, "") != value for name, value in wanted.items()):
                return view.here(**wanted, page="")
        if "search" in asked and searched and searched[0] != view.query.get("q", ""):
            return view.here(q=searched[0], page="")
        return no_update


def _listed(values: object) -> list[object]:
    return values if isinstance(values, list) else []


def _days(lake: Lake) -> list[str]:
    """The published days; none of a lake that cannot be read."""
    try:
        return lake.days()
    except duckdb.Error:
        return []


def render(lake: Lake, path: str, search: str) -> Any:
    """A whole page, from its address."""
    days: list[str] = []
    try:
        with lake.still():
            days = lake.days()
            view = read_address(path, search, days)
            parts = _parts(view, lake, days)
    except duckdb.Error as error:
        if isinstance(error, duckdb.ProgrammingError) and not isinstance(error, duckdb.InvalidInputException):
            raise  # ours: a query that is wrong
        logger.warning("a published table cannot be read: %s", error)
        view = read_address(path, search, days)
        parts = [html.Div(view.say("damaged"), className="nothing wide")]
    if not _first_heading(parts):  # a page about nothing in particular: what is chosen above says what it is
        parts = [html.H1(_name(view), className="unseen"), *parts]
    page = html.Div(
        [_header(view, days), html.Main(parts, className="parts", key=path)],
        dir="rtl" if view.arabic else "ltr", lang=view.lang, className="frame",
    )  # fmt: skip
    return dmc.DirectionProvider(page, direction="rtl" if view.arabic else "ltr")


def _parts(view: View, lake: Lake, days: list[str]) -> list[Any]:
    if not days:
        return [html.Div(view.say("no_lake"), className="nothing wide")]
    if view.page in ROOMS:
        return list(ROOMS[view.page](view, lake))
    return [html.Div(view.say("not_found"), className="nothing wide")]


def head(view: View, page: Any) -> dict[str, str]:
    """What the browser is told of a page: its title (whatever it is about), language and direction."""
    return {
        "title": f"{_first_heading(page)} · {view.say('app')}",
        "lang": view.lang,
        "dir": "rtl" if view.arabic else "ltr",
    }


def _name(view: View) -> str:
    return view.say(view.page) if view.page in (*PAGES, *LISTS) else view.say("not_found")


def _first_heading(part: Any, inside: bool = False) -> str:
    if isinstance(part, str):
        return part if inside else ""
    if isinstance(part, (list, tuple)):
        found = [text for each in part if (text := _first_heading(each, inside))]
        return "".join(found) if inside else (found[0] if found else "")
    if part is None:
        return ""
    return _first_heading(getattr(part, "children", None), inside or isinstance(part, html.H1))


def _header(view: View, days: list[str]) -> Any:
    links = [
        dcc.Link(view.say(page), href=view.to(page), className="room chosen" if page == view.page else "room")
        for page in PAGES
    ]
    other = "en" if view.arabic else "ar"
    language = dcc.Link(view.say("other_language"), href=view.here(lang=other), className="chip", id="language")
    return html.Header(
        [
            html.Div([dcc.Link(view.say("app"), href=view.to("overview"), className="brand"),
                      html.Nav(links), language], className="bar-top"),
            html.Div(_time(view, days), className="time") if days else None,
        ]
    )  # fmt: skip


def _time(view: View, days: list[str]) -> list[Any]:
    ranges = [("last_day", days[-1]), ("last_7", days[-7:][0]), ("last_30", days[-30:][0]), ("all_days", days[0])]
    seen = {start: key for key, start in ranges}  # of two that mean the same days, only the wider one
    quick = [
        (view.say(key), view.here(start=start, end=days[-1], page=""), view.days == (start, days[-1]))
        for start, key in seen.items()
    ]
    choices = [_day(view, "from", days, view.start), _day(view, "to", days, view.end)]
    return [*choices, chips(quick)]


def _day(view: View, name: str, days: list[str], chosen: str) -> Any:
    return html.Label(
        [
            html.Span(view.say(name)),
            dmc.Select(id={"choose": name}, data=days[::-1], value=chosen, searchable=True, allowDeselect=False, w=140,
                       limit=400, size="sm", checkIconPosition="right"),
        ]
    )  # fmt: skip
