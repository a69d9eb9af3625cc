"""How many articles lack names or quotes because finding them failed: a few are told, many stop the run."""

import pyarrow.compute as pc

from nashra.quality.results import Figure
from nashra.quality.see.staged_files import LACKING, Sources, lacking_rows
from nashra.settings import Night


def lacking_figures(sources: Sources, night: Night) -> list[Figure]:
    """For names and quotes: critical when more than quarantine_rows articles, and more than quarantine_share of those
    searched, have none for that reason, or when all of them have; otherwise a warning."""
    searched = sum(pc.sum(pc.is_null(rows["duplicate_of"])).as_py() or 0
                   for rows in sources.rows("articles", ["duplicate_of"]))  # fmt: skip
    return [_figure(what, lacking_rows(sources, what), searched, night) for what in LACKING]


def _figure(what: str, failed: int, searched: int, night: Night) -> Figure:
    allowed = max(night.quarantine_rows, night.quarantine_share * searched)
    none_left = failed >= searched and night.quarantine_share < 1
    severity = "warning" if 0 < failed <= allowed and not none_left else "critical"
    said = f"{failed} of {searched} articles have no {what}: finding them failed"
    return Figure(f"{what}: every article was searched for them", failed, said, severity)
