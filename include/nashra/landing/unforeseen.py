"""Errors that no reader names: defects of ours, which must not stop a night and must not pass unseen either."""

import logging
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Unforeseen:
    """Those of a shard: each kind, by type and place, is logged once with its traceback, all are counted."""

    count: int = 0
    _told: set[tuple[str, str, int]] = field(default_factory=set)

    def reason(self, error: Exception, name: str) -> str:
        """Why what stands in the landing file `name` is refused, found by its type in quarantine."""
        self.count += 1
        if (kind := (type(error).__name__, *_place(error))) not in self._told:
            self._told.add(kind)
            logger.error(
                "%s: a defect of ours; where it is met again in this shard it is counted, not logged",
                name,
                exc_info=error,
            )
        return f"error: {type(error).__name__}: {' '.join(str(error).split())[:160]}"


def _place(error: Exception) -> tuple[str, int]:
    """File and line where an error was raised."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return (step.tb_frame.f_code.co_filename, step.tb_lineno) if step else ("", 0)
