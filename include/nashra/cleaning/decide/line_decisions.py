"""An editor's word on single lines: `include/rules/decisions/lines.tsv`. It wins over rules and the weigher.

Columns (tab-separated, # begins a comment line): verdict (remove or keep), source (`*`: any), the line, who, when, why.
A line is found by its folded letters and digits, whole lines only. What the others of an article are judged by does
not change: a decision takes its own line or leaves it, nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nashra.article import Article
from nashra.cleaning.decide.verdict import Reason, Verdicts
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines
from nashra.row_files import read_rows
from nashra.settings import RULES
from nashra.yaml_files import RulesError, stamp

FILE = RULES / "decisions" / "lines.tsv"
COLUMNS, READ = 6, 3  # of a row, and those that a night depends on
REMOVE, KEEP = "remove", "keep"
ANY = "*"  # source
RULE = "decided-line"
_REMOVED = Reason(RULE, "decided", "an editor decided that this line goes")


class Decided(NamedTuple):
    """A verdict with the line of the file that it was read from."""

    verdict: str
    row: str


@dataclass(frozen=True, slots=True)
class LineDecisions:
    """Decisions by (source, hash of the line's letters)."""

    verdicts: Mapping[tuple[str, int], Decided]

    def of(self, source: str, line: int) -> str | None:
        """The verdict on a line, by its hash; that on its own source wins over that on any."""
        found = self.verdicts.get((source, line)) or self.verdicts.get((ANY, line))
        return found.verdict if found else None


NONE_DECIDED = LineDecisions({})


def line_hash(text: str) -> int | None:
    """What a line is found by, as `Lines.hash` has it; None when it has no letter or digit, or is several lines."""
    lines = read_lines([text])
    return int(lines.hash[0]) if lines.hash.size == 1 and lines.letters[0] else None


def read_line_decisions(path: Path = FILE) -> LineDecisions:
    """Raises RulesError, with file and line, on a malformed or repeated decision."""
    found: dict[tuple[str, int], Decided] = {}
    for row, cells in read_rows(path, READ, COLUMNS):
        verdict, source, text = cells[:READ]
        if verdict not in (REMOVE, KEEP):
            raise RulesError(f"{row}: verdict {verdict!r} must be {REMOVE} or {KEEP}")
        if not source:
            raise RulesError(f"{row}: a source must be given, {ANY} for any")
        line = line_hash(text)
        if line is None:
            raise RulesError(f"{row}: the line must be given, with a letter or digit in it")
        if (source, line) in found:
            raise RulesError(f"{row}: this line was decided in {found[source, line].row}")
        found[source, line] = Decided(verdict, row)
    return LineDecisions(found)


def shipped_line_decisions() -> LineDecisions:
    """Those in include/rules/decisions: read once, and again when the file has changed."""
    return _read(FILE, stamp([FILE]))


@lru_cache(maxsize=1)
def _read(path: Path, _: str) -> LineDecisions:
    return read_line_decisions(path)


def decide(verdicts: Verdicts, lines: Lines, articles: Sequence[Article], known: LineDecisions) -> None:
    """Changes the verdicts on the lines that were decided."""
    if not known.verdicts or not lines.hash.size:
        return
    hashes = np.fromiter({line for _, line in known.verdicts}, dtype=np.uint64)
    meant: Bool = np.isin(lines.hash, hashes) & (lines.letters > 0)
    for line in np.flatnonzero(meant).tolist():
        verdict = known.of(articles[int(lines.article[line])].source, int(lines.hash[line]))
        if verdict == REMOVE:
            verdicts.goes[line] = verdicts.bound[line] = True
            # above what brings a paragraph back when hardly anything of an article would stay
            verdicts.odds[line] = max(verdicts.odds[line], verdicts.threshold[line] + weighing().certain)
            verdicts.reasons[line] = _REMOVED
        elif verdict == KEEP:
            verdicts.goes[line] = verdicts.metadata[line] = False
            verdicts.held[line] = True
            for cut in (verdicts.reasons, verdicts.heads, verdicts.tails):
                cut.pop(line, None)
