"""The coast lines of the map, made from a TopoJSON of land: `python -m nashra_dashboard.outline land-110m.json`.

The one that ships comes from the npm package world-atlas 2.0.2 (ISC licence), which has it from Natural Earth
(public domain). It has no borders between countries, on purpose: a map of news is no place to settle them.
"""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from nashra.door import run_door
from nashra.errors import BadFile
from nashra.text_files import read_text

OUTLINE = Path(__file__).with_name("data") / "land.json"
Line = list[list[float]]


def decode(topology: dict[str, Any]) -> list[Line]:
    """Closed rings of [longitude, latitude], to a tenth of a degree."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round(x * scale[0] + shift[0], 1), round(y * scale[1] + shift[1], 1)])
        arcs.append(points)
    rings = []
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            rings += [_unrolled(_joined([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring])) for ring in polygon]
    return rings


def _joined(arcs: list[Line]) -> Line:
    points: Line = []
    for arc in arcs:
        points.extend(point for point in arc if not points or point != points[-1])
    return points


def _unrolled(ring: Line) -> Line:
    """The ring without jumps where it crosses 180 degrees; one that goes around the pole is closed along it."""
    shift, points = 0.0, [ring[0]]
    for before, (x, y) in pairwise(ring):
        shift += 360 * (x - before[0] < -180) - 360 * (x - before[0] > 180)
        points.append([round(x + shift, 1), y])
    middle = sum(x for x, _ in points) / len(points)
    points = [[round(x - 360 * round(middle / 360), 1), y] for x, y in points]
    if shift:
        points += [[points[-1][0], -90], [points[0][0], -90], points[0]]
    return points


@cache
def land() -> list[Line]:
    """The rings of all land."""
    rings: list[Line] = json.loads(OUTLINE.read_text(encoding="utf-8"))
    return rings


@click.command()
@click.argument("atlas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", default=OUTLINE, type=click.Path(dir_okay=False, path_type=Path), help="Where to write.")
def main(atlas: Path, out: Path) -> None:
    """Makes data/land.json from ATLAS, a file of world-atlas such as land-110m.json."""
    try:
        rings = decode(json.loads(read_text(atlas)))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise BadFile(f"{atlas} is no TopoJSON of world-atlas: {error!r}") from error
    out.write_text(json.dumps(rings, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
