"""How fast the recogniser is, on one core, from bodies to mentions."""

import resource
import time
from collections.abc import Sequence
from typing import TypedDict

from nashra.entities.recognise.base import Recognizer
from nashra.entities.recognise.text import split_sentences

BATCH = 256  # bodies handed over together, as the enrich stage does


class Speed(TypedDict):
    """What `nashra bench tag` prints for recognition; seconds are of processor time, so that what else runs on
    the machine counts less."""

    recogniser: str
    version: str
    bodies: int
    tokens: int
    mentions: int
    cpu_seconds: float
    tokens_per_second: int
    sentences_per_second: int
    peak_memory_mb: int


def bench_tag(recognizer: Recognizer, bodies: Sequence[str]) -> Speed:
    """Tag the bodies once, in batches as a night does, after a warm-up on the first of them."""
    split = [split_sentences(body) for body in bodies]
    sentences = sum(map(len, split))
    tokens = sum(len(sentence.tokens) for parts in split for sentence in parts)
    recognizer.mentions(list(bodies[:4]))
    begun = time.process_time()
    mentions = 0
    for first in range(0, len(bodies), BATCH):
        mentions += sum(map(len, recognizer.mentions(list(bodies[first : first + BATCH]))))
    seconds = max(time.process_time() - begun, 1e-9)
    return {
        "recogniser": recognizer.name,
        "version": recognizer.version,
        "bodies": len(bodies),
        "tokens": tokens,
        "mentions": mentions,
        "cpu_seconds": round(seconds, 3),
        "tokens_per_second": round(tokens / seconds),
        "sentences_per_second": round(sentences / seconds),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
