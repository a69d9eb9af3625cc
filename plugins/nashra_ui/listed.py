"""A list as a page or as a file, from one address: which part of it, in which order, narrowed to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Request
from fastapi.responses import Response

from nashra.exported import MOST_EXPORTED, file_name
from nashra_ui.data.listing import Listing
from nashra_ui.export import file_response
from nashra_ui.lake import Lake, Rows
from nashra_ui.page import Malformed, label, language, pager, render, rows_before


@dataclass(frozen=True, slots=True)
class _Asked:
    page: int
    order: str
    format: str


def _asked(page: int = 1, order: str = "", format: Literal["", "csv", "parquet"] = "") -> _Asked:
    return _Asked(page, order, format)


Asked = Annotated[_Asked, Depends(_asked)]  # what every list's address may ask for


def one_of(name: str, value: str, allowed: Iterable[str]) -> str:
    """The value when it is empty or allowed. Raises Malformed."""
    if value and value not in (known := list(allowed)):
        raise Malformed(name, value, known)
    return value


@dataclass(frozen=True, slots=True)
class Look:
    """What of a list is looked at: all that its links and its foot need."""

    path: str
    args: dict[str, str]  # the filters of the address
    order: str
    pages: dict[str, int]
    wanted: int  # the page that was asked for, which may not be there
    sql: str

    @property
    def most(self) -> int:
        """Rows of an exported file."""
        return min(self.pages["total"], MOST_EXPORTED)

    @property
    def missed(self) -> bool:
        return self.wanted != self.pages["page"]

    def but(self, **changed: str) -> dict[str, str]:
        """Filters and order with some changed."""
        return {**self.args, "order": self.order, **changed}

    def turned(self, key: str, first: bool = False) -> str:
        """The order that a click on a column's head asks for; `first`: of the column that is ordered by already."""
        now = self.order or (key if first else "")
        return f"-{key}" if now == key else key

    def way(self, key: str, first: bool = False) -> str:
        """ "" for a column that the list isn't ordered by, else "same" or "turned"."""
        now = self.order or (key if first else "")
        return {"": "", key: "same", f"-{key}": "turned"}.get(now, "")


def look_at(
    request: Request, lake: Lake, day: str, listing: Listing, asked: _Asked, size: int, name: str, args: dict[str, str]
) -> tuple[Rows, Look]:
    """A page of the list: the last one when the address asks for one behind it."""
    one_of("order", asked.order.removeprefix("-"), listing.orders)
    rows, total = listing.rows(lake, day, asked.order, size, rows_before(asked.page, size))
    pages = pager(asked.page, size, total)
    if not rows and total:
        rows, total = listing.rows(lake, day, asked.order, size, rows_before(pages["page"], size))
    base = request.scope.get("root_path", "").rstrip("/")
    path = f"{base}/{name}/{day}"
    return rows, Look(path, args, asked.order, pages, asked.page, listing.told(day, asked.order))


def exported(lake: Lake, day: str, listing: Listing, asked: _Asked, name: str) -> Response:
    """All rows of the list as a file, whose name says when it has only the first of them."""
    one_of("order", asked.order.removeprefix("-"), listing.orders)
    table = listing.exported(lake, day, asked.order)
    if table is None:
        raise HTTPException(404, "not_published")
    return file_response(table, asked.format, file_name(f"{name}-{day}", table.num_rows, MOST_EXPORTED))


def list_page(
    request: Request,
    name: str,
    day: str,
    listing: Listing,
    asked: _Asked,
    size: int,
    args: dict[str, str],
    /,
    **context: Any,
) -> Response:
    """The list `name` as its page, or as the file that its address asks for."""
    lake = Lake()
    if lake.version("runs", day) is None:
        raise HTTPException(404, "not_published")
    if asked.format:
        return exported(lake, day, listing, asked, name)
    rows, look = look_at(request, lake, day, listing, asked, size, name, args)
    dress = context.pop("dress", None)
    shown: dict[str, Any] = {"rows": dress(lake, rows) if dress else rows, "look": look, **args, **context}
    title = f"{label(name, language(request))} {day}"
    return render(request, f"{name}.html", title=title, active="report", day=day, **shown)
