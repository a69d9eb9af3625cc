"""Charts as SVG, drawn on the server with Altair: the browser needs no script and no network for them.

Colours are the page's own (CSS variables), so a chart follows the light and the dark look.
"""

import json
import threading
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any, Literal

from nashra.extras import MissingExtra, need
from nashra_ui.page import label

AXES = {
    "labelColor": "var(--muted)",
    "titleColor": "var(--muted)",
    "gridColor": "var(--line)",
    "domainColor": "var(--line)",
    "tickColor": "var(--line)",
    "labelFontSize": 12,
    "labelLimit": 220,
    "titleFontWeight": "normal",
}
_drawing = threading.Lock()  # the renderer is one engine in the process


@lru_cache(maxsize=256)
def _drawn(specification: str) -> str:
    import vl_convert

    with _drawing:
        return str(vl_convert.vegalite_to_svg(json.loads(specification)))


def lacking(lang: str) -> str:
    """What stands in the place of a chart where [pages] is not installed; nothing where it is."""
    try:
        need("altair", "vl_convert", extra="pages", asked_by="a chart")
    except MissingExtra:
        return f'<p class="quiet">{escape(label("no_charts", lang))}</p>'
    return ""


def _svg(chart: Any, width: int, height: int) -> str:
    chart = chart.properties(width=width, height=height, background="transparent", padding=4)
    chart = chart.configure(font="sans-serif", axis=AXES, view={"stroke": None})
    return _drawn(json.dumps(chart.to_dict(validate=False), sort_keys=True))


def seconds_chart(stages: list[tuple[str, float]], lang: str) -> str:
    """A bar for each stage of the night, in its order; checks are drawn lighter. In Arabic it grows to the left."""
    if sentence := lacking(lang):
        return sentence
    import altair as alt

    arabic = lang == "ar"
    rows: list[dict[str, Any]] = [
        {"stage": label(f"stage_{name}", lang), "seconds": round(value, 2), "check": "check" in name}
        for name, value in stages
    ]
    names_axis = alt.Axis(orient="right" if arabic else "left", minExtent=110)
    order: Literal["ascending", "descending"] = "descending" if arabic else "ascending"
    colours = alt.Scale(domain=[False, True], range=["var(--accent)", "var(--soft)"])
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("stage:N", sort=[str(row["stage"]) for row in rows], title=None, axis=names_axis),
        x=alt.X("seconds:Q", title=label("seconds", lang), sort=order, axis=alt.Axis(tickCount=5)),
    )
    bars = base.mark_bar(height=14, cornerRadius=2).encode(color=alt.Color("check:N", legend=None, scale=colours))
    figures = base.mark_text(align="right" if arabic else "left", dx=-4 if arabic else 4, color="var(--text)")
    return _svg(bars + figures.encode(text=alt.Text("seconds:Q", format=",.1f")), 290, 22 * max(len(rows), 1))


def trend_chart(rows: list[dict[str, Any]], field: str, lang: str, form: str = ",.0f") -> str:
    """A line over the days. Time runs from left to right in both languages."""
    if sentence := lacking(lang):
        return sentence
    import altair as alt

    points = [{"day": row["day"], "value": row[field]} for row in rows]
    span = (date.fromisoformat(points[-1]["day"]) - date.fromisoformat(points[0]["day"])).days
    every = alt.TimeIntervalStep.from_dict({"interval": "day", "step": 1 + span // 6})
    days = alt.Axis(format="%m-%d", tickCount=every, grid=False, labelOverlap=True)
    values = alt.Axis(format=form, tickCount=4)
    base = alt.Chart(alt.InlineData(values=points)).encode(
        x=alt.X("day:T", title=None, axis=days), y=alt.Y("value:Q", title=None, axis=values, scale=alt.Scale(zero=True))
    )
    line = base.mark_line(color="var(--accent)", strokeWidth=2)
    return _svg(line + base.mark_circle(color="var(--accent)", size=22 if len(points) > 20 else 40), 290, 110)
