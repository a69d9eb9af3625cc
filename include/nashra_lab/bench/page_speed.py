"""How fast whole pages are read and cleaned on one core, and beside trafilatura on the same pages in the same run."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner, warm_up
from nashra.cleaning.commands.clean_folder import stream_paths
from nashra.cleaning.corpus.gathered import evidence_of
from nashra.errors import NashraError
from nashra.settings import Settings

ROUNDS = 5  # of all pages, by each in turn; the quickest counts, since other work on the machine only adds to it
_PAGES = ("*.html", "*.htm", "*.xhtml")
_WITHOUT = "trafilatura is not installed here, so that nothing is compared with it (pip install trafilatura)"


def bench_pages(folder: Path, settings: Settings, rounds: int = ROUNDS) -> dict[str, Any]:
    """Figures as JSON takes them: CPU milliseconds a page from the landing to cleaned, by what they go to, and pages a
    CPU second; where trafilatura is installed, how many times as many these are as its own: of texts alone, and of
    texts with what it finds of title, day and author, as ours have them. It is given decoded pages.

    Raises NashraError where the folder holds no page.
    """
    paths = sorted(path for pattern in _PAGES for path in folder.rglob(pattern))
    if not paths:
        raise NashraError(f"{folder} holds no page to measure with: expected {', '.join(_PAGES)}")
    warm_up()
    theirs = _trafilatura(paths)
    ours: dict[str, float] = {}
    peers: dict[str, float] = {}
    articles = 0
    for first in (True, *[False] * rounds):  # the first has words read and patterns compiled
        articles, spent = _ours(paths, settings)
        seconds = {name: _seconds(extract) for name, extract in theirs.items()}
        if not first:
            ours = {name: min(ours.get(name, value), value) for name, value in spent.items()}
            peers = {name: min(peers.get(name, value), value) for name, value in seconds.items()}
    figures: dict[str, Any] = {"pages": len(paths), "articles": articles}
    figures |= {f"milliseconds_{name}": round(1000 * value / len(paths), 3) for name, value in ours.items()}
    figures["pages_per_cpu_second"] = round(len(paths) / ours["all"], 1)
    if not peers:
        return figures | {"trafilatura": _WITHOUT}
    for name, value in peers.items():
        figures[f"{name}_pages_per_cpu_second"] = round(len(paths) / value, 1)
        figures[f"times_{name}"] = round(value / ours["all"], 2)
    return figures


def _ours(paths: Sequence[Path], settings: Settings) -> tuple[int, dict[str, float]]:
    """How many articles there are, and CPU seconds of each step."""
    start = time.process_time()
    articles = [article for article in stream_paths(paths, settings) if isinstance(article, Article)]
    read = time.process_time()
    evidence = evidence_of(iter(articles))
    gathered = time.process_time()
    Cleaner.load().clean_many(articles, evidence)
    end = time.process_time()
    return len(articles), {
        "read": read - start, "evidence": gathered - read, "clean": end - gathered, "all": end - start
    }  # fmt: skip


def _trafilatura(paths: Sequence[Path]) -> dict[str, Callable[[], object]]:
    """What it is asked for, each with how; nothing where it is not installed."""
    try:
        import trafilatura
    except ImportError:
        return {}

    def extract(*, facts: bool) -> None:
        for path in paths:
            page = path.read_text(encoding="utf-8", errors="replace")
            trafilatura.extract(page, include_comments=False, with_metadata=facts)

    return {
        "trafilatura": lambda: extract(facts=False),
        "trafilatura_with_facts": lambda: extract(facts=True),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
