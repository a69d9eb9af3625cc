"""Which places of a map have their names written, and on which side of their circle: none over another, none cut."""

import math
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
Window = tuple[list[float], list[float]]  # longitudes and latitudes from ... to
WIDE, HIGH = 520.0, 330.0  # pixels that a map has at least on a screen that is not narrow, ...
NARROW = 300.0  # ... and its width on a phone
LETTER, LINE = 6.4, 14.0  # pixels of a letter, in the mean, and of a line
SIDES = ("top center", "bottom center", "top right", "top left", "bottom right", "bottom left", "middle right",
         "middle left")  # fmt: skip
MOST = 16
Box = tuple[float, float, float, float]  # left, top, right, bottom


def circle(articles: int, most: int) -> float:
    """The diameter of a place's circle, whose area tells its articles."""
    return 6 + 17 * math.sqrt(articles / most)


def sides(rows: Sequence[Row], window: Window, wide: float = WIDE) -> dict[str, str]:
    """The places, the biggest first, whose names have room on a map so wide: key -> side."""
    most = max((row["articles"] for row in rows), default=1)
    inside = [(row, at(row, window, wide)) for row in rows]
    inside = [(row, spot) for row, spot in inside if 0 < spot[0] < wide and 0 < spot[1] < HIGH]
    circles = {row["key"]: _around(spot, circle(row["articles"], most) / 2) for row, spot in inside}
    taken: list[Box] = []
    found: dict[str, str] = {}
    for number, (row, spot) in enumerate(inside):
        # a name may not hide a bigger place, nor one of those that are named beside it
        hidden = [circles[other["key"]] for other, _ in inside[:number] if other["key"] in found or number < MOST]
        for side in SIDES:
            box = _box(str(row["label"]), spot, circle(row["articles"], most) / 2, side)
            if _is_cut(box, wide) or any(_meet(box, other) for other in (*taken, *hidden)):
                continue
            taken.append(box)
            found[row["key"]] = side
            break
        if len(found) == MOST:
            break
    return found


def scale(window: Window, wide: float = WIDE) -> float:
    """Pixels of a degree, which is as long both ways."""
    (west, east), (south, north) = window
    return min(wide / (east - west), HIGH / (north - south))


def at(row: Row, window: Window, wide: float = WIDE) -> tuple[float, float]:
    """Where a place is drawn, in pixels from the map's upper left."""
    (west, east), (south, north) = window
    return (
        wide / 2 + (row["longitude"] - (west + east) / 2) * scale(window, wide),
        HIGH / 2 - (row["latitude"] - (south + north) / 2) * scale(window, wide),
    )


def _around(spot: tuple[float, float], radius: float) -> Box:
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def _box(label: str, spot: tuple[float, float], radius: float, side: str) -> Box:
    wide = LETTER * len(label)
    high, across = side.split()
    left = {"center": spot[0] - wide / 2, "right": spot[0] + radius, "left": spot[0] - radius - wide}[across]
    top = {"top": spot[1] - radius - LINE, "middle": spot[1] - LINE / 2, "bottom": spot[1] + radius}[high]
    return left, top, left + wide, top + LINE


def _is_cut(box: Box, wide: float) -> bool:
    return box[0] < 2 or box[1] < 2 or box[2] > wide - 2 or box[3] > HIGH - 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
