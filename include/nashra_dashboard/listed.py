"""Lists of the dashboard: which page of one, in which order, and all of it as a file to take along.

A list is asked for by the address alone, so that a link to a page, to its order and to its file is a link.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from nashra.exported import FORMATS, MOST_EXPORTED, as_file, file_name
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake, Row
from nashra_dashboard.parts import Head, Part, chips, sql, turn
from nashra_dashboard.view import View


@dataclass(frozen=True, slots=True)
class Listing:
    """A question whose rows are a list: `select` ends where its ORDER BY would begin.

    `orders`: what each of its columns is ordered by, in the way that is asked for first; the first of them holds when
    nothing is asked. `tie` makes the order of equal ones certain.
    """

    name: str
    select: str
    values: tuple[Any, ...]
    orders: Mapping[str, str]
    tie: str

    def by(self, view: View) -> str:
        """What the address orders the list by."""
        key, turned = self.order(view)
        expression, _, down = self.orders[key].partition(" ")
        way = "DESC" if bool(down) is not turned else "ASC"
        return f"ORDER BY {expression} {way} NULLS LAST, {self.tie}"

    def told(self, view: View) -> str:
        """The question behind the whole list, as `nashra sql` answers it."""
        return as_sql(f"{self.select.strip()}\n{self.by(view)}", *self.values)

    def order(self, view: View) -> tuple[str, bool]:
        """The column that the address orders by, and whether in the other way than its first one."""
        asked = view.query.get("order", "")
        key = asked.removeprefix("-")
        return (key, asked.startswith("-")) if key in self.orders else (next(iter(self.orders)), False)

    def behind(self, view: View) -> Part:
        return sql(view, self.told(view))

    def page(self, view: View, lake: Lake, size: int) -> "Page":
        """The page that the address asks for; the last one when there are fewer."""
        part = f"SELECT *, count(*) OVER () AS found FROM ({self.select}) AS all_rows {self.by(view)} LIMIT ? OFFSET ?"
        return page_of(view, size, lambda skipped: lake.ask(part, *self.values, size, skipped))

    def file(self, view: View, lake: Lake, form: str) -> tuple[str, bytes]:
        """Name and bytes of the file of all rows, MOST_EXPORTED at most."""
        table = lake.table(f"{self.select} {self.by(view)} LIMIT ?", *self.values, MOST_EXPORTED)
        return f"{file_name(f'{self.name}-{span(view)}', table.num_rows, MOST_EXPORTED)}.{form}", as_file(table, form)


def span(view: View) -> str:
    """The chosen days, as names of files have them."""
    return view.start if view.start == view.end else f"{view.start}-{view.end}"


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


def orders(view: View, listing: Listing, names: Mapping[str, str]) -> Part:
    """The ways to order a list that has no columns, by what they are called; another click turns one around."""
    key, _ = listing.order(view)
    ways = [
        ([view.say(name), *_mark(view, listing, each)], _turned(view, listing, each), each == key)
        for each, name in names.items()
    ]
    return chips(ways, view.say("order"))


def heads(view: View, listing: Listing, names: Sequence[str]) -> list[Head]:
    """The heads of columns: a click orders by one, and another turns the order around."""
    key, turned = listing.order(view)
    made: list[Head] = []
    for name in names:
        if name not in listing.orders:
            made.append(Head(view.say(name)))
            continue
        said = [view.say(name), *_mark(view, listing, name)]
        link = dcc.Link(said, href=_turned(view, listing, name), title=view.say("order_by"))
        down = (" " in listing.orders[name]) is not turned
        made.append(Head(link, ("descending" if down else "ascending") if name == key else "none"))
    return made


def _turned(view: View, listing: Listing, name: str) -> str:
    """The address that orders by something: the other way round where the list is ordered by that."""
    key, turned = listing.order(view)
    return view.here(order=f"-{name}" if name == key and not turned else name, page="")


def _mark(view: View, listing: Listing, name: str) -> list[Part]:
    """Which way the list is ordered, beside what it is ordered by."""
    key, turned = listing.order(view)
    if name != key:
        return []
    down = (" " in listing.orders[name]) is not turned
    cell: Callable[..., Part] = html.Span  # its types know no aria- attributes
    told = html.Span(f" ({view.say('falling' if down else 'rising')})", className="unseen")
    return [cell(" ▾" if down else " ▴", className="way", **{"aria-hidden": "true"}), told]
