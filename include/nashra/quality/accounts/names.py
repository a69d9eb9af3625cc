"""How many articles have no names because finding them failed: a few are told, many stop the run."""

import pyarrow.compute as pc

from nashra.quality.results import Figure
from nashra.quality.see.staged_files import Sources, unnamed_rows
from nashra.settings import Night

LABEL = "names: every article was searched for them"


def names_figure(sources: Sources, night: Night) -> Figure:
    """Critical when more than quarantine_rows articles, and more than quarantine_share of those searched, have none
    for that reason, or when all of them have; otherwise a warning."""
    failed = unnamed_rows(sources)
    searched = sum(pc.sum(pc.is_null(rows["duplicate_of"])).as_py() or 0
                   for rows in sources.rows("articles", ["duplicate_of"]))  # fmt: skip
    allowed = max(night.quarantine_rows, night.quarantine_share * searched)
    none_left = failed >= searched and night.quarantine_share < 1
    severity = "warning" if 0 < failed <= allowed and not none_left else "critical"
    return Figure(LABEL, failed, f"{failed} of {searched} articles have no names: finding them failed", severity)
