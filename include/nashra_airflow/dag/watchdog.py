"""A task that hangs where Python's own timeout cannot reach it is ended all the same.

Airflow's execution_timeout is a signal that Python handles between two instructions. Code that does not come back
to Python (a long loop in C, a library stuck in a call) never gets it. This watchdog is a thread
of C: it writes where the task hangs to its log, and ends the process, which Airflow then retries.
"""

import contextlib
import faulthandler
import sys

from nashra_airflow.variables import TaskVariables, read_variables


def watch(minutes: float) -> None:
    """Ends this process when it is still there `minutes` and the grace from now."""
    grace = read_variables(TaskVariables).watchdog_grace
    with contextlib.suppress(OSError, ValueError, AttributeError):
        faulthandler.dump_traceback_later(60 * minutes + grace, exit=True, file=_log())


def _log() -> int:
    try:
        return sys.stderr.fileno()
    except (OSError, ValueError, AttributeError):
        return 2
