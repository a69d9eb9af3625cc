"""Rendering a page: templates with everything escaped, in the reader's language."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from nashra.addresses import read_addresses
from nashra.labels import read_labels, retold, rule_name
from nashra.settings import load_settings
from nashra_ui.data.checks import meaning
from nashra_ui.data.evidence import readable, shown
from nashra_ui.data.why import told_lines

HERE = Path(__file__).parent
Lang = Literal["en", "ar"]
COOKIE = "nashra_lang"


def language(request: Request) -> Lang:
    """What the reader chose, else what the browser prefers."""
    for wish in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wish in ("en", "ar"):
            return wish  # type: ignore[return-value]
    return "ar" if request.headers.get("accept-language", "").lower().startswith("ar") else "en"


def label(key: str, lang: str, otherwise: str | None = None) -> str:
    """The label; when there is none (a category that is new) `otherwise`, or the key itself made readable."""
    found = read_labels("airflow").get(key)
    return getattr(found, lang) if found else (otherwise or key).replace("_", " ")


@cache
def _assets_version() -> str:
    return str(max(int(p.stat().st_mtime) for p in (HERE / "static").iterdir()))


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "count": lambda value: "–" if value is None else f"{value:,}",
        "share": lambda value: "–" if value is None else f"{value:.1%}",
        "seconds": lambda value: "–" if value is None else (f"{value:,.1f}" if value < 100 else f"{value:,.0f}"),
        "moment": lambda value: "–" if value is None else f"{value:%Y-%m-%d %H:%M}",
        "evidence": readable,
        "shown": shown,
        "seen": retold,
        "why": told_lines,
        "rule": rule_name,
        "meaning": meaning,
        "weblink": lambda value: value if value and re.match(r"https?://", value) else None,
    }
    return made


def with_query(path: str, **values: Any) -> str:
    """The path with those values that are given as its query."""
    given = {k: v for k, v in values.items() if v not in (None, "", False)}
    return path + ("?" + urlencode(given, quote_via=quote) if given else "")


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    lang = language(request)
    base = request.scope.get("root_path", "").rstrip("/")
    root = base.removesuffix("/nashra")
    here = {k: v for k, v in request.query_params.items() if k != "lang"}
    text = environment().get_template(template).render(
        request=request, lang=lang, dir="rtl" if lang == "ar" else "ltr", base=base, airflow=root, url=with_query,
        t=lambda key, otherwise=None: label(key, lang, otherwise), assets=_assets_version(), Markup=Markup,
        places=_places() if status == 200 else [], dashboard=read_addresses().dashboard_url,
        other=with_query(base + request.scope["path"].removeprefix(base), **here, lang="en" if lang == "ar" else "ar"),
        **context,
    )  # fmt: skip
    # half of a surrogate pair, which JSON can hold, has no place in UTF-8
    response = HTMLResponse(text.encode("utf-8", "replace"), status_code=status)
    if request.query_params.get("lang") == lang:
        response.set_cookie(COOKIE, lang, path=base or "/", max_age=31536000, samesite="lax")
    return response


def _places() -> list[tuple[str, str]]:
    """Which landing and which lake all that a page says is about; their names are those of labels."""
    settings = load_settings()
    return [("landing_at", settings.landing), ("lake_at", settings.lake)]


class Malformed(HTTPException):
    """An address that asks for what there isn't: `said` names it and what may be asked for."""

    def __init__(self, name: str, value: str, allowed: list[str] | None = None) -> None:
        super().__init__(400, "malformed")
        self.said = f"{name}={value[:100]}" + (f" — {' · '.join(allowed)}" if allowed else "")


def login_url(request: Request) -> str:
    """Airflow's login, whichever it is, which leads back to what was asked for."""
    base = request.scope.get("root_path", "").rstrip("/")
    wanted = base + request.scope["path"].removeprefix(base)
    query = request.scope.get("query_string", b"").decode("latin-1")
    return with_query(f"{base.removesuffix('/nashra')}/api/v2/auth/login", next=wanted + (f"?{query}" if query else ""))


def error_page(request: Request, status: int, detail: str, said: str = "") -> HTMLResponse:
    """What went wrong, as a page; `detail` is a label's key or a text, `said` is shown as it is."""
    key = {401: "not_logged_in", 403: "not_allowed"}.get(status, detail)
    return render(request, "error.html", status, title=str(status), message=key, said=said, active="")


def valid_day(day: str) -> str:
    """The day when it is a date written YYYY-MM-DD; 404 otherwise."""
    from nashra.night.options import OptionsError, parse_day

    try:
        return parse_day(day)
    except OptionsError:
        raise HTTPException(404, "no_such_day") from None


_MOST_PAGES = 1_000_000_000  # a database's numbers end somewhere; no list has so many


def rows_before(page: int, size: int) -> int:
    """How many rows of a paged list stand before a page, whatever number the address has."""
    return min(max(page - 1, 0), _MOST_PAGES) * size


def pager(page: int, size: int, total: int) -> dict[str, int]:
    """Numbers of a paged list: this page, the last one, the rows it begins and ends with."""
    last = max(1, -(-total // size))
    page = min(max(page, 1), last)
    first = min((page - 1) * size + 1, total)
    return {"page": page, "last": last, "first_row": first, "last_row": min(page * size, total), "total": total}
