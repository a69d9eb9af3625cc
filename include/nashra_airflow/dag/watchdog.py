"""A task that hangs where Python's own timeout cannot reach it is ended all the same.

Airflow's execution_timeout is a signal that Python handles between two instructions. Code that does not come back
to Python (a long loop in C, a library stuck in a call) never gets it. This watchdog is a thread
of C: it writes where the task hangs to its log, and ends the process, which Airflow then retries.
"""

import contextlib
import faulthandler
import os
import sys

GRACE = 60  # seconds that Airflow's own timeout gets first


def watch(minutes: float) -> None:
    """Ends this process when it is still there `minutes` and the grace from now."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        faulthandler.dump_traceback_later(60 * minutes + _grace(), exit=True, file=_log())


def _grace() -> float:
    return float(os.environ.get("NASHRA_WATCHDOG_GRACE", GRACE))


def _log() -> int:
    try:
        return sys.stderr.fileno()
    except (OSError, ValueError, AttributeError):
        return 2
