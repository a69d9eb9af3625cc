"""The gate that evaluations share: figures held to the limits of floors.yaml."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from nashra.yaml_files import read_yaml

FLOORS = Path(__file__).with_name("floors.yaml")
CEILINGS = frozenset(
    [
        "body_loss",
        "joined_wrongly",
        "wrong_dates",
        "title_invented",
        "date_invented",
        "dateline_invented",
        "agency_invented",
        "none_taken",
        "split",
        "merged",
        "moved",
    ]
)  # figures that must not be over their limit, not under it
Figures = Mapping[str, Mapping[str, Any]]  # by set, by name of the figure


def floors(part: str) -> Figures:
    """The limits of a part of the product: `cleaning`, `pages`, `facts`, `entities` or `quotes`."""
    return dict(read_yaml(FLOORS)[part])


def below(figures: Figures, limits: Figures) -> list[str]:
    """What is on the wrong side of its limit, in words; a figure that was not measured is not."""
    found = []
    for name, wanted in limits.items():
        for figure, limit in wanted.items():
            value = figures.get(name, {}).get(figure)
            if value is not None and (value > limit if figure in CEILINGS else value < limit):
                found.append(f"{name}: {figure} is {value}, the limit is {limit}")
    return found


def hold(part: str, figures: Figures) -> None:
    """Prints the figures as JSON, then what is on the wrong side of its limit; ends the process with 1 or 0."""
    click.echo(json.dumps(figures, indent=1))
    problems = below(figures, floors(part))
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)
