"""Charts as elements of the page, drawn where the page is made, so that nothing has to be loaded before they show.

Time runs from left to right in both languages; the sheet (assets/nashra.css) colours them in both looks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import ceil, log10
from typing import Any

from dash import dcc, html

from nashra_dashboard.map_labels import HIGH, NARROW, WIDE, Window, at, circle, scale, sides
from nashra_dashboard.markup import Drawn
from nashra_dashboard.outline import Line, land
from nashra_dashboard.view import View

FEW = 14  # days that stand side by side whatever lies between them; more stand as in a calendar
NAMED = 6  # days at the most whose names stand below
LINES = 5  # lines across at the most
AROUND = 700  # pixels around a map's middle in which land may be seen, on the widest screen
Row = dict[str, Any]
div: Any = html.Div  # their types know no data- and aria- attributes
span: Any = html.Span


def by_day(rows: Sequence[Row], value: str, title: str, height: int = 210) -> html.Div:
    """A bar a day; every published day has a row, so a gap is a day without the thing, not a day without news."""
    figures = {str(row["day"]): int(row[value]) for row in rows}
    days = _days(list(figures))
    most = max(figures.values(), default=0)
    step = _step(most)
    lines = [
        html.Span(html.Span(f"{at_:,}"), className="line", style={"bottom": f"{100 * at_ / max(most, 1):.2f}%"})
        for at_ in range(0, most + 1, step)
    ]
    middle = len(days) / 2
    bars = [
        span(
            html.Span(style={"height": f"{100 * figures.get(day, 0) / max(most, 1):.2f}%"}, className="filled"),
            className="day" if number < middle else "day late",
            **{"data-told": f"{day} · {title}: {figures[day]:,}" if day in figures else day},
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    every = ceil(len(days) / NAMED) or 1
    names = [
        html.Span(day, style={"left": f"{100 * (number + 0.5) / len(days):.2f}%"})
        for number, day in enumerate(days)
        if number % every == every // 2
    ]
    read_out = f"{title}: {', '.join(f'{day} {number:,}' for day, number in figures.items())}"
    plot = html.Div([*lines, html.Div(bars, className="days")], className="plot")
    # Not in the order of the page's language: a page that is read from the right has its days from the left as well.
    chart: html.Div = div(
        [plot, html.Div(names, className="named-days")],
        className=f"chart by-day{' close' if len(days) > 60 else ''}", dir="ltr", role="img",
        style={"height": f"{height}px"}, **{"aria-label": read_out},
    )  # fmt: skip
    return chart


def places(view: View, rows: Sequence[Row], title: str) -> html.Div:
    """Circles on the coast lines of the world, their area the stories; rows have key, label, articles, place."""
    most = max((row["articles"] for row in rows), default=1)
    shown = sorted(rows, key=lambda row: row["articles"])  # the biggest last, on top, and their names are read
    window = _window(shown)
    named = [sides(shown[::-1], window, wide) for wide in (WIDE, NARROW)]
    circles = [_place(view, row, window, most, title, [names.get(row["key"], "") for names in named]) for row in shown]
    narrow = scale(window, NARROW) / scale(window, WIDE)
    return html.Div(
        [_ground(window), *circles], className="chart map", dir="ltr", style={"--narrow": f"{narrow:.4f}"}
    )  # assets/map.js lets a reader look closer


def _place(view: View, row: Row, window: Window, most: int, title: str, named: list[str]) -> dcc.Link:
    """A place leads to its page. It has its name beside it as it fits a wide screen, and as it fits a narrow one."""
    x, y = at(row, window)
    told = html.Span([html.Bdi(row["label"]), f" · {title}: {row['articles']:,}"], className="told-place",
                     dir="rtl" if view.arabic else "ltr")  # fmt: skip
    names: list[Any] = [
        span(row["label"], className=f"name {screen} {side.replace(' ', '-')}", **{"aria-hidden": "true"})
        for screen, side in zip(("on-wide", "on-narrow"), named, strict=True)
        if side
    ]
    size = {
        "--x": f"{x - WIDE / 2:.1f}px",
        "--y": f"{y - HIGH / 2:.1f}px",
        "--size": f"{circle(row['articles'], most):.1f}px",
    }
    return dcc.Link([told, *names], href=view.to("entities", row["key"]), className="place", style=size)


def _ground(window: Window) -> Drawn:
    """The land that can be seen, in pixels from the map's middle."""
    (west, east), (south, north) = window
    degree = scale(window)
    x, y, wide, high = (west + east) / 2, (south + north) / 2, AROUND / degree, AROUND / degree
    path = "".join(
        _path(ring, x, y, degree)
        for ring, (left, top, right, bottom) in _bounded()
        if left < x + wide and right > x - wide and bottom < y + high and top > y - high
    )
    return Drawn(f'<svg class="ground" width="1" height="1" aria-hidden="true"><path d="{path}"></path></svg>')


def _path(ring: Line, x: float, y: float, degree: float) -> str:
    """To a tenth of a pixel, in steps from point to point, which are shorter to write than points are."""
    points = [(round(10 * degree * (east - x)), round(10 * degree * (y - north))) for east, north in ring]
    steps = [
        f"l{(right - a) / 10:g} {(low - b) / 10:g}"
        for (a, b), (right, low) in pairwise(points)
        if (a, b) != (right, low)
    ]
    return f"M{points[0][0] / 10:g} {points[0][1] / 10:g}{''.join(steps)}z"


@cache
def _bounded() -> list[tuple[Line, tuple[float, float, float, float]]]:
    """The rings of all land, each with its west, north, east and south."""
    found = []
    for ring in land():
        easts, norths = zip(*ring, strict=True)
        found.append((ring, (min(easts), max(norths), max(easts), min(norths))))
    return found


def _days(days: list[str]) -> list[str]:
    if len(days) <= FEW:
        return days
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    return [str(first + timedelta(n)) for n in range((last - first).days + 1)]


def _step(most: int) -> int:
    """What lies between two lines: 1, 2 or 5, and their tens."""
    if most < LINES:
        return 1
    least = most / (LINES - 1)
    ten = 10 ** int(log10(least))
    return int(next(ten * times for times in (1, 2, 5, 10) if ten * times >= least))


def _window(rows: Sequence[Row]) -> Window:
    """The part of the world that holds nine of ten stories, with room around it; no less than 40 degrees."""
    if not rows:
        return [-30, 90], [-40, 65]
    bounds = []
    for axis, least in (("longitude", 40.0), ("latitude", 26.0)):
        values = sorted(value for row in rows for value in [row[axis]] * min(row["articles"], 50))
        low, high = values[len(values) // 20], values[-1 - len(values) // 20]
        room = max(9.0, (least - (high - low)) / 2)
        bounds.append([low - room, high + room])
    return bounds[0], bounds[1]
