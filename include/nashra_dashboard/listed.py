"""Lists of the dashboard: which page of one, in which order, and all of it as a file to take along.

A list is asked for by the address alone, so that a link to a page, to its order and to its file is a link.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from nashra.exported import FORMATS, MOST_EXPORTED, as_file, file_name
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import Part, turn
from nashra_dashboard.view import View


@dataclass(frozen=True, slots=True)
class Listing:
    """A question whose rows are a list: `select` ends where its ORDER BY would begin, and has `found`, the number of
    all its rows.

    `orders`: what each of its columns is ordered by, in the way that is asked for first; the first of them holds when
    nothing is asked. `tie` makes the order of equal ones certain. `left_out`: columns that no file has; `key`:
    what a file calls the column `key`.
    """

    name: str
    select: str
    values: tuple[Any, ...]
    orders: Mapping[str, str]
    tie: str
    left_out: tuple[str, ...] = ("found",)
    key: str = ""

    def ordered(self, view: View) -> str:
        key, turned = self.order(view)
        expression, _, down = self.orders[key].partition(" ")
        way = "DESC" if bool(down) is not turned else "ASC"
        return f"{self.select} ORDER BY {expression} {way} NULLS LAST, {self.tie} LIMIT ? OFFSET ?"

    def order(self, view: View) -> tuple[str, bool]:
        """The column that the address orders by, and whether in the other way than its first one."""
        asked = view.query.get("order", "")
        key = asked.removeprefix("-")
        return (key, asked.startswith("-")) if key in self.orders else (next(iter(self.orders)), False)

    def page(self, view: View, lake: Lake, size: int) -> "Page":
        """The page that the address asks for; the last one when there are fewer."""
        return page_of(view, size, lambda skipped: lake.ask(self.ordered(view), *self.values, size, skipped))

    def file(self, view: View, lake: Lake, form: str) -> tuple[str, bytes]:
        """Name and bytes of the file of all rows, MOST_EXPORTED at most."""
        table = lake.table(self.ordered(view), *self.values, MOST_EXPORTED, 0)
        table = table.drop_columns([name for name in self.left_out if name in table.column_names])
        table = table.rename_columns([self.key if name == "key" else name for name in table.column_names])
        days = view.start if view.start == view.end else f"{view.start}-{view.end}"
        return f"{file_name(f'{self.name}-{days}', table.num_rows, MOST_EXPORTED)}.{form}", as_file(table, form)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and where they stand in it."""

    rows: list[Row]
    found: int
    at: int
    size: int

    def foot(self, view: View) -> Part:
        """Which page it is, and the ways to its neighbours."""
        last = max(1, -(-self.found // self.size))
        told = view.say("page_of").format(f"{self.at:,}", f"{last:,}")
        links = turn(view, self.at, self.at < last)
        return html.Div([links, html.Span(told, className="note")], className="foot") if last > 1 else None


def page_of(view: View, size: int, ask: Callable[[int], list[Row]]) -> Page:
    """The page that the address asks for, the last one when there are fewer; `ask` gives `size` rows behind so many,
    each with `found`."""
    at = view.at
    rows = ask(size * (at - 1))
    if not rows and at > 1 and (first := ask(0)):
        at = -(-first[0]["found"] // size)
        rows = ask(size * (at - 1))
    return Page(rows, rows[0]["found"] if rows else 0, at, size)


def take_along(view: View) -> Part:
    """The list as it is narrowed and ordered now, as files."""
    here = view.here(page="")
    path, _, query = here.partition("?")
    return html.Div(
        [html.A(form.upper() if form == "csv" else form.capitalize(), href=f"/files{path}.{form}?{query}",
                className="chip", download="") for form in FORMATS],
        className="chips take",
    )  # fmt: skip


def heads(view: View, listing: Listing, names: Sequence[str]) -> list[Part]:
    """The heads of columns: a click orders by one, and another turns the order around."""
    key, turned = listing.order(view)
    cell: Callable[..., Part] = html.Span
    made: list[Part] = []
    for name in names:
        if name not in listing.orders:
            made.append(view.say(name))
            continue
        asked = f"-{name}" if name == key and not turned else name
        down = (" " in listing.orders[name]) is not turned
        mark = [cell(" ▾" if down else " ▴", className="way", **{"aria-hidden": "true"})] if name == key else []
        said = [view.say(name), *mark]
        made.append(dcc.Link(said, href=view.here(order=asked, page=""), title=view.say("order_by")))
    return made
