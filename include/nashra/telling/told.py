"""Every log line of a stage names its run, day, stage and shard, and the last one what the stage counted.

The four are bound to the context (structlog.contextvars), so that `logging.getLogger(__name__)` anywhere below needs
to know nothing of them: Airflow's task log and the console (nashra.telling.console) add them to each line.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from structlog.contextvars import bind_contextvars, get_contextvars, unbind_contextvars

NAMES = ("run", "day", "stage", "shard")
logger = logging.getLogger(__name__)


@contextmanager
def bound(**values: str | int | None) -> Iterator[None]:
    """Within it, log lines carry those of NAMES that are given and not None, and no others of them."""
    before = get_contextvars()
    unbind_contextvars(*NAMES)
    bind_contextvars(**{name: value for name, value in values.items() if value is not None})
    try:
        yield
    finally:
        unbind_contextvars(*NAMES)
        bind_contextvars(**{name: before[name] for name in NAMES if name in before})


def told(
    work: Callable[[], dict[str, int]],
    *,
    stage: str,
    shard: int | None = None,
    day: str | None = None,
    run: str | None = None,
) -> dict[str, int]:
    """Does the work, then logs its counts and seconds. What it raises says where it was, below the traceback."""
    with bound(run=run, day=day, stage=stage, shard=shard):
        began = time.monotonic()
        try:
            counts = work()
        except Exception as error:
            error.add_note(f"in {place(stage, shard)}" + (f" of {day}, run {run}" if run else ""))
            raise
        logger.info("done in %.1f s: %s", time.monotonic() - began, in_words(counts))
    return counts


def place(stage: str, shard: object = None) -> str:
    """The stage, with its shard when it has one."""
    return stage if shard is None else f"{stage} {shard}"


def in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:,}" for name, value in counts.items())
