"""`nashra bench`: measures one stage or a whole night on this machine, and prints JSON."""

import json
from pathlib import Path
from typing import Any

import click

from nashra.extras import need
from nashra.settings import load_settings
from nashra_lab.bench.night.night_command import bench_night


@click.group("bench", context_settings={"help_option_names": ["-h", "--help"]})
def bench_group() -> None:
    """Measure cleaning, pages, tagging or a whole night; prints JSON."""


@bench_group.command("clean")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def bench_clean(paths: tuple[Path, ...]) -> None:
    """Cleaning of PATHS: a landing's folders and files, or one Parquet file with columns source and text."""
    from nashra_lab.bench import clean_speed as bench

    settings = load_settings()
    _print(bench.bench_clean(paths or (settings.landing,), settings))


@bench_group.command("pages")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--rounds", default=5, show_default=True, type=click.IntRange(1), help="Of all pages; the quickest counts."
)
def bench_pages(folder: Path, rounds: int) -> None:
    """Reading and cleaning of FOLDER's pages, beside trafilatura where it is installed; ends with 1 below a floor."""
    from nashra_lab.bench import page_speed as bench
    from nashra_lab.evaluate.floors import hold

    hold("page_speed", {"pages": bench.bench_pages(folder, load_settings(), rounds)})


@bench_group.command("tag")
@click.argument("source", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--articles", default=1000, show_default=True, type=click.IntRange(1), help="Articles of SOURCE at the most."
)
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), help="Else the settings'.")
@click.option("--camel", is_flag=True, help="Instead: our runner of camel-tools' network against its own predict.")
def bench_tag(source: Path | None, articles: int, recognizer: str | None, camel: bool) -> None:
    """Recognising and linking on the texts of SOURCE (Parquet with columns source and text), or of the landing."""
    if camel:
        need("torch", "transformers", "camel_tools", extra="camel", asked_by="nashra bench tag --camel")
        need("wordfreq", extra="lab", asked_by="nashra bench tag --camel")
        from nashra_lab.bench.camel_speed import bench_camel

        _print(bench_camel())
        return
    from nashra.entities.link import Linker
    from nashra.entities.recognise import load_recognizer
    from nashra_lab.bench import tag_speed as bench
    from nashra_lab.bench.night.made_landing import texts_of

    settings = load_settings(recognizer=recognizer)
    model = load_recognizer(settings)
    bodies = [text for _, text in texts_of(source, settings)[:articles]]
    _print(bench.bench_tag(model, Linker.load(), bodies))


bench_group.add_command(bench_night)


def _print(figures: Any) -> None:
    click.echo(json.dumps(figures, indent=1, ensure_ascii=False))
