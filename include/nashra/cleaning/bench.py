"""How fast cleaning is on one core, and beside two others on the same texts in the same run."""

import re
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.evidence import CorpusEvidence
from nashra.cleaning.paths import read_paths
from nashra.cleaning.staged import article_rows, removal_rows
from nashra.cleaning.survey import observe_articles
from nashra.settings import Settings
from nashra.tables.schema import schema

PLAIN = re.compile("اقرأ أيضا|شارك|إعلان")
SAMPLE = 1000  # articles that jusText is given


def bench_clean(paths: Sequence[Path], settings: Settings, justext_articles: int = SAMPLE) -> dict[str, Any]:
    """Figures as JSON takes them: articles a second from reading to cleaned Parquet, wall clock and CPU.

    A Parquet file with columns source and text is read as it is, anything else as a landing.
    """
    cpu, wall = time.process_time(), time.perf_counter()
    articles = _read(paths, settings)
    read = time.perf_counter()
    evidence = CorpusEvidence.build(observe_articles(articles))
    surveyed = time.perf_counter()
    cleaner = Cleaner.load()
    with tempfile.TemporaryDirectory() as folder:
        sizes = _write(Path(folder), articles, cleaner, evidence)
    wall_seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    texts = [article.text for article in articles]
    figures: dict[str, Any] = {
        "articles": len(articles),
        "articles_per_second": round(len(articles) / wall_seconds, 1),
        "articles_per_cpu_second": round(len(articles) / cpu_seconds, 1),
        "seconds": {
            "read": round(read - wall, 3), "evidence": round(surveyed - read, 3),
            "clean_and_write": round(wall + wall_seconds - surveyed, 3),
        },
        "written_bytes": sizes,
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }  # fmt: skip
    mine = cpu_seconds / max(len(articles), 1)
    loop = _seconds(texts, lambda text: [line for line in text.split("\n") if not PLAIN.search(line)])
    figures["times_a_plain_loop"] = round(mine / loop, 2)
    if justext_seconds := _justext(texts[:justext_articles]):
        figures["times_faster_than_justext"] = round(justext_seconds / mine, 2)
    return figures


def _read(paths: Sequence[Path], settings: Settings) -> list[Article]:
    if len(paths) == 1 and paths[0].suffix == ".parquet":
        table = pq.read_table(paths[0], columns=["source", "text"])
        rows = zip(table["source"].to_pylist(), table["text"].to_pylist(), strict=True)
        return [Article(f"{n:016x}", paths[0].name, n, source, text) for n, (source, text) in enumerate(rows)]
    return read_paths(paths, settings)[0]


def _write(folder: Path, articles: Sequence[Article], cleaner: Cleaner, evidence: CorpusEvidence) -> int:
    paths = folder / "articles.parquet", folder / "removals.parquet"
    with (
        pq.ParquetWriter(paths[0], schema("articles"), compression="zstd") as bodies,
        pq.ParquetWriter(paths[1], schema("removals"), compression="zstd") as removals,
    ):
        for batch in batches(articles):
            cleaned: list[Cleaned] = cleaner.clean_many(batch, evidence)
            bodies.write_table(article_rows(batch, cleaned, {}))
            removals.write_table(removal_rows(batch, cleaned))
    return sum(path.stat().st_size for path in paths)


def _seconds(texts: Sequence[str], work: Callable[[str], object]) -> float:
    """CPU seconds a text."""
    start = time.process_time()
    for text in texts:
        work(text)
    return (time.process_time() - start) / max(len(texts), 1)


def _justext(texts: Sequence[str]) -> float | None:
    """CPU seconds a text that jusText takes, each line a paragraph; None when it is not installed."""
    try:
        import justext  # type: ignore[import-untyped]
    except ImportError:
        return None
    stops = frozenset(justext.get_stoplist("Arabic"))

    def work(text: str) -> object:
        page = "".join(f"<p>{line}</p>" for line in text.replace("<", "&lt;").split("\n"))
        return justext.justext(f"<html><body>{page}</body></html>", stops)

    return _seconds(texts, work)
