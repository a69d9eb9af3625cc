"""What a file costs on its way through the night, and whether that grows faster than the file."""

import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.gathered import evidence_of
from nashra.entities.text.sentences import split_sentences
from nashra.frugal import no_collection
from nashra.lake import Storage
from nashra.landing.duplicates.signature import sign
from nashra.landing.duplicates.verify import outline
from nashra.landing.limits import load_limits
from nashra.landing.read import read_file
from nashra.landing.records import WHOLE
from nashra.settings import load_settings

Costs = dict[str, float]
"""CPU seconds by step; `memory`, in MB, where it is measured; `died` where the process did."""


def steps(name: str, data: bytes) -> Costs:
    """The CPU seconds that each step from landing to sentences takes on a file."""
    settings, limits = load_settings(), load_limits()
    costs: Costs = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        found = work()
        costs[step] = time.process_time() - begin
        return found

    # of a process that tests have filled, one look for cycles takes longer than all steps of a file
    with no_collection(), tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        items = timed("read", lambda: list(read_file(Storage(folder), name, WHOLE, settings, None)))
        articles = [item for item in items if isinstance(item, Article)]
        timed("sign", lambda: [sign(one, limits) for one in articles])
        timed("outline", lambda: [outline(one.text, one.source, frozenset([0]), limits) for one in articles])
        cleaned = timed("clean", lambda: Cleaner.load().clean_many(articles, evidence_of(articles)))
        timed("sentences", lambda: [split_sentences(one.body) for one in cleaned])
    return costs


def steps_apart(name: str, data: bytes, seconds: int, megabytes: int) -> Costs:
    """The same, and linking, in a process that may not take more than so much."""
    from nashra.entities.link import Linker
    from nashra.entities.recognise import load_recognizer

    recognizer, linker = load_recognizer(load_settings(recognizer="embedded")), Linker.load()
    reader, writer = os.pipe()
    if not (child := os.fork()):
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            costs = steps(name, data)
            begin = time.process_time()
            bodies = [data[:200_000].decode("utf-8", "ignore")]  # recognising takes the same for each word
            for body, mentions in zip(bodies, recognizer.mentions(bodies), strict=True):
                linker.link_article(mentions, body)
            costs["link"] = time.process_time() - begin
            costs["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            os.write(writer, json.dumps(costs).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return dict(json.loads(said)) if said else {"died": 1.0}


def grown(small: Costs, large: Costs, times: float, least: float) -> dict[str, tuple[float, float]]:
    """The steps whose cost grew more than `times` times, of those that cost more than `least` seconds."""
    return {
        step: (round(small.get(step, 0.0), 3), round(cost, 3))
        for step, cost in large.items()
        if step != "memory" and cost > least and cost > times * max(small.get(step, 0.0), least / 50)
    }
