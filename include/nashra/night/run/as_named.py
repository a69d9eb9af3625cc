"""What makes a run's files is what its generation will be named by, in every task, from its begin to its end.

At its end alone it can't be told: rules that were changed for an hour, and changed back, would be in no name. And a
process that outlives an edit, as a scheduler does, has read rules that are no longer there.
"""

from collections.abc import Callable
from typing import TypeVar

from nashra.inputs.held import as_held
from nashra.lake import Run
from nashra.night.plan.generation import require_noted
from nashra.settings import Settings

Found = TypeVar("Found")


def as_named(run: Run, settings: Settings, work: Callable[[], Found]) -> Found:
    """Does the work with the code, rules and reference data that the run was planned with; again, when they are
    written to meanwhile.

    Raises MadeFromChanged when they are no longer those, and InputsMoved when they are written to again and again.
    """
    return as_held(work, lambda stamp: require_noted(run, settings, stamp))
