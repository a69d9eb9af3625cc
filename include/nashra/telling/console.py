"""What a command of `nashra` says on stderr: a line for each thing that is done, and a bar where a person looks on."""

import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import click
import structlog
from structlog.typing import EventDict

from nashra.telling.told import NAMES, place

OURS = ("nashra", "nashra_lab", "nashra_dashboard")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors.")


@contextmanager
def on_console(quiet: bool = False, *, briefly: bool = False) -> Iterator[None]:
    """Within it, what is logged goes to stderr, ours from INFO on, others' from WARNING on; `quiet`: all from WARNING.

    On a terminal long tasks show a bar; in a pipe or a file they log a line now and then. `briefly`: bars and warnings
    alone, where whoever works says itself what is done.
    """
    with ExitStack() as stack:
        person = sys.stderr.isatty()
        stack.enter_context(_handled(_Stderr(person), logging.WARNING if quiet or briefly else logging.INFO))
        if person and not quiet:
            from nashra.telling.bars import bars

            stack.enter_context(bars())
        yield


class _Stderr(logging.Handler):
    """Writes to what stderr is at the time: a bar puts itself below it."""

    def __init__(self, person: bool) -> None:
        super().__init__()
        self.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=[structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level],
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    Line(with_run=not person),
                ],
            )
        )

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:  # as logging's own handlers do: what cannot be told must not stop the work
            self.handleError(record)


@contextmanager
def _handled(handler: logging.Handler, level: int) -> Iterator[None]:
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in OURS}
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.partition(".")[0] in OURS)
    root.addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    try:
        yield
    finally:
        root.removeHandler(handler)
        for name, was in before.items():
            logging.getLogger(name).setLevel(was)


@dataclass(frozen=True, slots=True)
class Line:
    """Day, stage and shard, what happened, then whatever else is known as name=value.

    Where nobody looks on, the run is named too: a log may hold several.
    """

    with_run: bool

    def __call__(self, _: Any, __: str, event: EventDict) -> str:
        run, day, stage, shard = (event.pop(name, None) for name in NAMES)
        level, said, error = event.pop("level"), event.pop("event"), event.pop("exception", "")
        where = f"{day or '':<10}  {place(stage, shard):<16} " if stage else ""
        if run and self.with_run:
            event["run"] = run
        others = "".join(f"  {name}={value}" for name, value in event.items())
        urgency = "" if level == "info" else f"{level.upper()}: "
        return f"{where}{urgency}{said}{others}" + (f"\n{error}" if error else "")
