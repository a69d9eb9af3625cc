"""Charts as Plotly figures, plain dictionaries. Time runs from left to right in both languages."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from nashra_dashboard.map_labels import NARROW, WIDE, circle, sides
from nashra_dashboard.outline import land

INK, SOFT, LINE = "#2f8f8b", "#9ccfcb", "#e3e8ea"
FONT = {"family": '"Noto Sans Arabic", "Segoe UI", Tahoma, system-ui, sans-serif', "size": 12, "color": "#4c5a60"}
SILENT = {"displayModeBar": False, "responsive": True}
Row = dict[str, Any]


def _graph(traces: list[Row], layout: Row, height: int, **more: Any) -> html.Div:
    base = {
        "height": height, "margin": {"l": 44, "r": 12, "t": 8, "b": 32}, "font": FONT, "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        # light on dark in both looks, whatever the colour of what is pointed at
        "hoverlabel": {"font": FONT | {"color": "#ffffff", "size": 13}, "bgcolor": "#1d2b30", "bordercolor": "#5fa9a5",
                       "align": "left", "namelength": -1},
    }  # fmt: skip
    graph = dcc.Graph(
        figure={"data": traces, "layout": base | layout}, config=SILENT | more.pop("config", {}),
        style={"height": height}, **more,
    )  # fmt: skip
    # SVG turns its anchors around in a right-to-left page, so a chart stands in a left-to-right box.
    return html.Div(graph, dir="ltr", className="chart")


def by_day(rows: Sequence[Row], value: str, title: str, height: int = 210) -> html.Div:
    """A bar a day; every published day has a row, so a gap is a day without the thing, not a day without news."""
    days = [str(row["day"]) for row in rows]
    most = max((row[value] for row in rows), default=0)
    few = len(days) <= 14
    trace = {
        "type": "bar" if len(days) <= 60 else "scatter", "mode": "lines", "fill": "tozeroy", "x": days,
        "y": [row[value] for row in rows], "marker": {"color": INK}, "line": {"color": INK},
        "hovertemplate": "%{x}<br>" + title + ": %{y:,}<extra></extra>",
    }  # fmt: skip
    axis = {"type": "category" if few else "date", "tickformat": "%Y-%m-%d", "fixedrange": True, "nticks": 8}
    figures = {
        "gridcolor": LINE,
        "fixedrange": True,
        "rangemode": "tozero",
        "tickformat": ",~d",
        "nticks": 5,
        "dtick": 1 if most < 5 else None,
    }
    return _graph([trace], {"xaxis": axis, "yaxis": figures, "bargap": 0.6 if len(days) < 6 else 0.25}, height)


def places(rows: Sequence[Row], title: str, height: int = 330, name: str = "places") -> html.Div:
    """Circles on the coast lines of the world, their area the stories; rows have key, label, articles, place."""
    longitudes, latitudes = land()
    ground = {
        "type": "scatter", "mode": "lines", "x": longitudes, "y": latitudes, "fill": "toself", "hoverinfo": "skip",
        "fillcolor": "rgba(128,150,145,0.16)", "line": {"color": "rgba(128,150,145,0.55)", "width": 0.8},
    }  # fmt: skip
    most = max((row["articles"] for row in rows), default=1)
    shown = sorted(rows, key=lambda row: row["articles"])  # the biggest last, on top, and their names are read
    window = _window(shown)
    circles = {
        "type": "scatter", "mode": "markers", "x": [row["longitude"] for row in shown],
        "y": [row["latitude"] for row in shown], "customdata": [[row["key"], row["articles"]] for row in shown],
        "hovertext": [row["label"] for row in shown],
        "marker": {"size": [circle(row["articles"], most) for row in shown], "color": INK, "opacity": 0.5,
                   "line": {"color": "#fff", "width": 1}},
        "hovertemplate": "%{hovertext}<br>" + title + ": %{customdata[1]:,}<extra></extra>",
    }  # fmt: skip
    names = [_names(shown, sides(shown[::-1], window, wide), most) for wide in (WIDE, NARROW)]
    hidden = {"visible": False}
    layout = {
        "xaxis": hidden | {"range": window[0]}, "yaxis": hidden | {"range": window[1], "scaleanchor": "x"},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "dragmode": "zoom",
    }  # fmt: skip
    map_: Any = _graph([ground, circles, *names], layout, height, id={"map": name}, config={"scrollZoom": False})
    map_.className += " map"  # the sheet shows the names that fit the screen: those of the third trace or of the fourth
    return map_  # type: ignore[no-any-return]


def _names(rows: Sequence[Row], named: dict[str, str], most: int) -> Row:
    """The names of some places beside their circles, which are there already and drawn clear here."""
    rows = [row for row in rows if row["key"] in named]
    return {
        "type": "scatter", "mode": "markers+text", "x": [row["longitude"] for row in rows],
        "y": [row["latitude"] for row in rows], "text": [row["label"] for row in rows], "hoverinfo": "skip",
        "textposition": [named[row["key"]] for row in rows], "textfont": {"size": 11, "color": "#33444a"},
        "marker": {"size": [circle(row["articles"], most) for row in rows], "opacity": 0},
    }  # fmt: skip


def _window(rows: Sequence[Row]) -> tuple[list[float], list[float]]:
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
