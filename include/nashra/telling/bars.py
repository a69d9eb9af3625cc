"""Progress as a bar on a terminal, drawn by Rich; it goes when the work is done, and the lines above it stay."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from structlog.contextvars import get_contextvars

from nashra.telling.progress import Work, shown_by
from nashra.telling.told import place


@dataclass(slots=True)
class Bars:
    """A bar for each piece of work that takes longer than a moment."""

    drawn: Progress
    tasks: dict[int, TaskID] = field(default_factory=dict)  # by the id of the work
    every: float = 0.2

    def moved(self, work: Work) -> None:
        if id(work) not in self.tasks:
            at = get_contextvars()
            where = f"{place(at['stage'], at.get('shard'))}: " if "stage" in at else ""
            self.tasks[id(work)] = self.drawn.add_task(where + work.what, total=work.of, said="")
            self.drawn.start()
        self.drawn.update(self.tasks[id(work)], completed=work.done, said=work.so_far())

    def ended(self, work: Work) -> None:
        if (task := self.tasks.pop(id(work), None)) is not None:
            self.drawn.remove_task(task)
        if not self.tasks:
            self.drawn.stop()


@contextmanager
def bars() -> Iterator[None]:
    """Within it, progress is shown so, on stderr."""
    columns = TextColumn("{task.description}"), BarColumn(20), TextColumn("{task.fields[said]}"), TimeRemainingColumn()
    drawn = Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=5)
    try:
        with shown_by(Bars(drawn)):
            yield
    finally:
        drawn.stop()
