"""How fast names are found, on one core: from bodies to mentions that have their entities."""

import resource
import time
from collections.abc import Sequence
from typing import TypedDict

from nashra.entities.link import Linker
from nashra.entities.recognise.base import Recognizer
from nashra.entities.text.sentences import split_sentences

BATCH = 256  # bodies handed over together, as the enrich stage does


class Speed(TypedDict):
    """What `nashra bench tag` prints; seconds are of processor time, so that what else runs on the machine counts
    less. Rates are of both steps together; linking alone is a share of them."""

    recogniser: str
    version: str
    bodies: int
    tokens: int
    mentions: int
    cpu_seconds: float
    linking_share: float
    tokens_per_second: int
    sentences_per_second: int
    peak_memory_mb: int


def bench_tag(recognizer: Recognizer, linker: Linker, bodies: Sequence[str]) -> Speed:
    """Tag and link the bodies once, in batches as a night does, after a warm-up on the first of them."""
    split = [split_sentences(body) for body in bodies]
    sentences = sum(map(len, split))
    tokens = sum(len(sentence.tokens) for parts in split for sentence in parts)
    for body, found in zip(bodies[:4], recognizer.mentions(list(bodies[:4])), strict=True):
        linker.link_article(found, body)
    tagging = linking = 0.0
    mentions = 0
    for first in range(0, len(bodies), BATCH):
        batch = list(bodies[first : first + BATCH])
        begun = time.process_time()
        tagged = recognizer.mentions(batch)
        between = time.process_time()
        linked = [linker.link_article(found, body) for found, body in zip(tagged, batch, strict=True)]
        tagging, linking = tagging + between - begun, linking + time.process_time() - between
        mentions += sum(map(len, linked))
    seconds = max(tagging + linking, 1e-9)
    return {
        "recogniser": recognizer.name,
        "version": recognizer.version,
        "bodies": len(bodies),
        "tokens": tokens,
        "mentions": mentions,
        "cpu_seconds": round(seconds, 3),
        "linking_share": round(linking / seconds, 3),
        "tokens_per_second": round(tokens / seconds),
        "sentences_per_second": round(sentences / seconds),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
