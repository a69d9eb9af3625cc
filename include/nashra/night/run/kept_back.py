"""Files of the day that are there and that the machine does not give: another user's, a bad sector, an archived object.

They are no bad input: nothing tells what is in them, and the day is whole when somebody lets the night read them. Few
of them don't keep the rest of the day from its readers, but somebody must hear of it; many of them stop the run.
"""

from typing import Any

from nashra.lake import Run
from nashra.landing.as_planned import planned_files
from nashra.landing.digests import KEPT_BACK
from nashra.landing.files.opening import printable
from nashra.settings import Settings

EXPECTATION = "landing: files that are there and could not be read"
_SHOWN = 3  # names of files in what was observed


def kept_back_result(run: Run, settings: Settings) -> list[dict[str, Any]]:
    """For the check after ingest, when the plan could not read files of the day; else nothing. Critical when they are
    more than quarantine_share of the day's files, or of its bytes, as far as the machine tells these."""
    planned = list((planned_files(run) or {}).values())
    lost = [file for file in planned if file.digest.endswith(KEPT_BACK)]
    if not lost:
        return []
    share = settings.night.quarantine_share
    size, of = sum(file.size for file in lost), sum(file.size for file in planned)
    names = ", ".join(printable(file.path) for file in lost[:_SHOWN]) + (" ..." if len(lost) > _SHOWN else "")
    return [
        {
            "expectation": EXPECTATION,
            "severity": "critical" if len(lost) > share * len(planned) or size > share * of else "warning",
            "success": False,
            "observed": f"{len(lost)} of {len(planned)} files ({size} of {of} bytes): {names}. Let whoever runs the "
            "night read them, and run the day again",
            "unexpected_count": len(lost),
        }
    ]
