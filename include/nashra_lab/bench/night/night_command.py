"""`nashra bench night`."""

import json
import tempfile
from pathlib import Path
from typing import Any

import click

from nashra.entities.recognise import require_recognizer
from nashra.settings import Settings, load_settings
from nashra_lab.bench.night.made_landing import make_landing, texts_of
from nashra_lab.bench.night.measure import Enriched, load_average, machine, measure_night

DAY = "2024-01-01"


def _counts(_: click.Context, __: click.Parameter, text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise click.BadParameter("numbers of workers, such as 1,2") from None


@click.command("night")
@click.option("--articles", default=2000, show_default=True, type=click.IntRange(1), help="Articles of the night.")
@click.option("--source", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Parquet with columns source and text to make them from; else the landing's articles.")  # fmt: skip
@click.option("--workers", default="1,2", show_default=True, callback=_counts, help="A night with each of these.")
@click.option("--shards", type=click.IntRange(1, 256), help="Shards at the most; the settings' when not given.")
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), default="embedded", show_default=True)
@click.option("--no-enrich", "enriched", flag_value="no", help="Leave enrichment out.")
@click.option("--names-alone", "enriched", flag_value="names", help="Leave quotes, countries and sections out.")
@click.option("--seed", default=7, show_default=True, help="Of the exchange of words.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path),
              help="Where the landing and the lake are made; else where temporary files are.")  # fmt: skip
def bench_night(
    articles: int, source: Path | None, workers: list[int], shards: int | None, recognizer: str,
    enriched: Enriched | None, seed: int, folder: Path | None,
) -> None:  # fmt: skip
    """A night made up of perturbed articles: each stage's speed and memory, with the floor of reading and writing."""
    settings = load_settings(recognizer=recognizer)
    require_recognizer(settings)
    texts = texts_of(source, settings)
    with tempfile.TemporaryDirectory(dir=folder, prefix="nashra-bench-") as made:
        result = _measure(Path(made), texts, articles, seed, settings, shards, workers, enriched or "whole")
    click.echo(json.dumps(result, indent=1))


def _measure(
    folder: Path, texts: list[tuple[str, str]], articles: int, seed: int, settings: Settings,
    shards: int | None, workers: list[int], enriched: Enriched,
) -> dict[str, Any]:  # fmt: skip
    click.echo(f"making a landing of {articles:,} articles from {len(texts):,}", err=True)
    landing = make_landing(texts, articles, seed, folder / "landing" / DAY)
    night = settings.night.model_copy(update={"shards": shards} if shards else {})
    nights = []
    for count in workers:
        own = settings.model_copy(
            update={"landing": str(folder / "landing"), "lake": str(folder / f"lake-{count}"), "night": night}
        )
        measured = measure_night(DAY, own, landing, count, enriched, lambda text: click.echo(text, err=True))
        nights.append(measured | {"load_average": load_average()})
    return {
        "landing": landing,
        "seed": seed,
        "enrich": enriched,
        "recognizer": settings.recognizer,
        "machine": machine(),
        "nights": nights,
    }
