"""How fast whole pages are read and cleaned on one core, and beside trafilatura on the same pages in the same run.

Ours is the whole way from the file to cleaned lines: which encoding its bytes are in, the page's text, its title, day,
writers, address, keywords and section, the lines that are removed and why. trafilatura is asked in four ways, each of
which reads the file too:

    trafilatura_bytes_with_facts  its text with title, day, writer and site, of the bytes of a file: what is most alike
    trafilatura_bytes             its text alone, of the bytes
    trafilatura_with_facts        with title, day, writer and site, of a page that is decoded for it, as UTF-8
    trafilatura                   its text alone, of a decoded page: the least that it can be asked for

`times_...` is how many times as long it takes as ours does, so that more is better for us. The same pages are read
again and again: what either of the two keeps of names and words that it has met is warm.
"""

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
    CPU second; where trafilatura is installed, how many times as many these are as its own, asked in each way.

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

    def extract(*, facts: bool, decoded: bool) -> None:
        for path in paths:
            page = path.read_text(encoding="utf-8", errors="replace") if decoded else path.read_bytes()
            trafilatura.extract(page, include_comments=False, with_metadata=facts)

    return {
        "trafilatura_bytes_with_facts": lambda: extract(facts=True, decoded=False),
        "trafilatura_bytes": lambda: extract(facts=False, decoded=False),
        "trafilatura_with_facts": lambda: extract(facts=True, decoded=True),
        "trafilatura": lambda: extract(facts=False, decoded=True),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
