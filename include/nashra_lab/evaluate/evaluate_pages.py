"""The gate of pages: how much of the article comes out of pages whose body, title and date are known.

`python -m nashra_lab.evaluate.evaluate_pages [PAGES_DIR] [--english DIR]`. PAGES_DIR holds NAME.html, NAME.gold.txt
(the article's paragraphs) and NAME.meta.json (`title`, `published` as a day, other right days in `also_accepted`);
they are read and cleaned as one landing, so no page may be a link. --english is a folder as
article-extraction-benchmark lays it out (ground-truth.json, html/NAME.html.gz): of those pages only the choice of the
main part is looked at, since a night refuses English.
"""

import gzip
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.commands.clean_folder import stream_paths
from nashra.cleaning.corpus.gathered import evidence_of
from nashra.door import run_door
from nashra.errors import NashraError
from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from nashra.landing.records import RecordFault
from nashra.settings import Settings, load_settings
from nashra_lab.evaluate.floors import hold
from nashra_lab.evaluate.score_pages import Body, score_body, summary, words


def evaluate_cleaned(folder: Path, settings: Settings) -> dict[str, Any]:
    """Bodies, titles and dates of a folder's pages, from landing to cleaned. Raises NashraError where none has gold."""
    golds = sorted(folder.glob("*.gold.txt"))
    if not golds:
        raise NashraError(f"{folder} holds no page to score: expected NAME.html, NAME.gold.txt and NAME.meta.json")
    start = time.process_time()
    articles = list(stream_paths([folder], settings))
    cleaned = Cleaner.load().clean_many(articles, evidence_of(iter(articles)))
    seconds = time.process_time() - start
    came: dict[str, tuple[Article, Cleaned]] = {
        Path(article.landing_file).name.split(".")[0]: (article, clean)
        for article, clean in zip(articles, cleaned, strict=True)
        if article.landing_file.endswith((".html", ".html.gz"))
    }
    scored: dict[str, Body] = {}
    titles = dates = wrong_dates = 0
    for gold in golds:
        name = gold.name.removesuffix(".gold.txt")
        article, clean = came.get(name, (None, None))
        scored[name] = score_body(clean.body if clean else "", gold.read_text(encoding="utf-8"))
        meta = json.loads(gold.with_name(f"{name}.meta.json").read_text(encoding="utf-8"))
        titles += words(clean.title or "" if clean else "") == words(meta["title"])
        right = _right_day(article.published_at if article else None, meta, settings)
        dates += right is True
        wrong_dates += right is False
    return summary(scored) | {
        "titles": round(titles / max(len(golds), 1), 4),
        "dates": dates,
        "wrong_dates": wrong_dates,
        "pages_per_cpu_second": round(len(articles) / seconds, 1),
    }


def _right_day(came: datetime | None, meta: Mapping[str, Any], settings: Settings) -> bool | None:
    """Whether a moment is on a right day, in the settings' zone or in UTC; None for no moment."""
    if came is None:
        return None
    days = {came.astimezone(zone).date().isoformat() for zone in (ZoneInfo(settings.night.timezone), UTC)}
    return bool(days & {meta["published"], *meta.get("also_accepted", ())})


def evaluate_choice(folder: Path) -> dict[str, Any]:
    """Bodies of the pages of article-extraction-benchmark, by the choice of the main part alone. Posts of networks
    count there as a part of the story that shows them."""
    limits, scored = load_limits(), {}
    seconds = 0.0
    if not (folder / "ground-truth.json").is_file():
        raise NashraError(f"{folder} holds no ground-truth.json: expected a folder of article-extraction-benchmark")
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in sorted(truth.items()):
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        start = time.process_time()
        try:
            text = read_page(html, limits, posts=True).text
        except RecordFault:
            text = ""
        seconds += time.process_time() - start
        scored[name] = score_body(text, gold["articleBody"])
    return summary(scored) | {"pages_per_cpu_second": round(len(scored) / seconds, 1)}


@click.command()
@click.argument("pages", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--english", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(pages: Path | None, english: Path | None) -> None:
    """Score what comes out of PAGES; ends with 1 when a figure is under its floor. Without a folder nothing is."""
    figures: dict[str, dict[str, Any]] = {}
    if pages is not None:
        figures["cleaned"] = evaluate_cleaned(pages, load_settings())
    if english is not None:
        figures["choice"] = evaluate_choice(english)
    hold("pages", figures)


if __name__ == "__main__":
    run_door(main)
