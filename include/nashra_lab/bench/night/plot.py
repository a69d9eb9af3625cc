"""`python -m nashra_lab.bench.night.plot FIGURES.json OUT`: the figures of `nashra bench night` as SVG and
Markdown.

Draws OUT/cost.svg (processor time of each stage, beside what pyarrow alone takes for the same bytes) and
OUT/memory.svg (the largest process of each stage), and prints a table of the stages.
"""

import json
from pathlib import Path
from typing import Any

import click

from nashra.door import run_door
from nashra.errors import BadFile
from nashra.extras import need
from nashra.text_files import read_text
from nashra_lab.pages.markdown import grid

_FONT = "DejaVu Sans, Arial, sans-serif"


def table(figures: dict[str, Any]) -> str:
    """The stages of each night, in Markdown."""
    head = [
        "stage",
        "tasks",
        "processor s",
        "articles per processor s",
        "tokens per processor s",
        "by the clock s",
        "MB",
    ]
    parts = []
    for night in figures["nights"]:
        told = (
            f"\n**{night['workers']} worker{'s' if night['workers'] > 1 else ''}**, {night['shards']} shards: "
            f"{night['cpu_seconds']:,.0f} s of processor time, {night['seconds']:,.0f} s by the clock, "
            f"load average {night['load_average']}; floor {night['floor_seconds']:.1f} s\n\n"
        )
        rows = [
            [
                stage, made["tasks"], f"{made['cpu_seconds']:.1f}", f"{made['articles_per_cpu_second']:,.0f}",
                f"{made['tokens_per_cpu_second']:,}", f"{made['seconds']:.1f}", f"{made['peak_memory_mb']:,}",
            ]
            for stage, made in night["stages"].items()
        ]  # fmt: skip
        parts.append(told + grid(head, rows, right=range(1, len(head))))
    return "".join(parts)


def draw(figures: dict[str, Any], out: Path) -> None:
    """Both charts, of the first night measured."""
    need("altair", "vl_convert", extra="pages", asked_by="drawing a night's figures")
    import altair as alt
    import pandas as pd

    articles, night = figures["landing"]["articles"], figures["nights"][0]
    order = list(night["stages"])
    cost = [
        {"stage": stage, "what": what, "ms": 1000 * seconds / articles}
        for stage, made in night["stages"].items()
        for what, seconds in (("the stage", made["cpu_seconds"]), ("pyarrow alone", night["floor"].get(stage, 0.0)))
    ]
    memory = [{"stage": stage, "mb": made["peak_memory_mb"]} for stage, made in night["stages"].items()]
    out.mkdir(parents=True, exist_ok=True)
    colours = alt.Scale(domain=["the stage", "pyarrow alone"], range=["#1f6f78", "#d9a441"])
    bars = alt.Chart(pd.DataFrame(cost)).mark_bar().encode(
        x=alt.X("ms:Q", title=f"processor milliseconds an article ({articles:,} articles)"),
        y=alt.Y("stage:N", sort=order, title=None),
        yOffset=alt.YOffset("what:N", sort=["the stage", "pyarrow alone"]),
        color=alt.Color("what:N", scale=colours, title=None),
    )  # fmt: skip
    peaks = alt.Chart(pd.DataFrame(memory)).mark_bar(color="#1f6f78").encode(
        x=alt.X("mb:Q", title="MB of the largest process"), y=alt.Y("stage:N", sort=order, title=None)
    )  # fmt: skip
    for name, chart in (("cost", bars), ("memory", peaks)):
        chart.properties(width=520).configure(font=_FONT).save(str(out / f"{name}.svg"))


@click.command()
@click.argument("figures", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(figures: Path, out: Path) -> None:
    """Charts of FIGURES (what `nashra bench night` printed) in the folder OUT; a table on the terminal."""
    try:
        found = json.loads(read_text(figures))
        lines = table(found)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{figures} is not what `nashra bench night` prints: {error!r}") from error
    draw(found, out)
    click.echo(lines)


if __name__ == "__main__":
    run_door(main)
