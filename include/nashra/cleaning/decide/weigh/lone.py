"""Short lines of an article that no other of its source stands beside: nothing can repeat them, so that shape and place
are asked again with a lower threshold, and how the line and those beside it are worded."""

import numpy as np

from nashra.cleaning.corpus.evidence import LineEvidence
from nashra.cleaning.decide.weigh.features import AT, F32
from nashra.cleaning.decide.weigh.weigher import F64
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.decide.weigh.wording import Wording
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines


def relief_of_lone(lines: Lines, seen: LineEvidence, features: F32, over: F64) -> F64:
    """(n,) by how much lower each line's threshold is; `over` is by how much its log odds are over it, far below for
    lines that are not asked."""
    known = weighing().lone
    relief = np.zeros(over.size)
    short = (seen.of_source < known.articles) & (lines.letters < known.letters) & (np.diff(lines.word_first) > 0)
    nearly = short & (over <= 0) & (over > -known.most) & ~_of_a_table(short, lines)
    if not nearly.any():
        return relief
    asked = short & _in_articles_of(nearly, lines)
    some = np.flatnonzero(asked)
    worded = np.full(over.size, known.paragraph)
    worded[some] = np.clip(Wording.load().odds(lines, some), *known.bounds)
    before, behind = _beside(worded, known.edge, lines)
    above, below = features[:, AT["prelude"]] > 0, features[:, AT["postlude"]] > 0
    base = np.select([above, below], [known.above, known.below], known.inside)
    found = base + known.own * worded + known.beside * (before + behind) / 2
    relief[nearly] = np.clip(found[nearly], 0, known.most)
    return relief


def _of_a_table(short: Bool, lines: Lines) -> Bool:
    """(n,) short lines with a number beside another, what stands between two and above two: entries of a table and
    their headings, whatever they say."""
    entry = short & (lines.counts[:, ch.DIGIT] > 0)
    before, behind = _beside(entry.astype(np.float64), 0.0, lines)
    next_behind = _beside(behind, 0.0, lines)[1]
    return np.asarray((before + behind + entry >= 2) | (behind + next_behind == 2))


def _beside(values: F64, edge: float, lines: Lines) -> tuple[F64, F64]:
    """(n,) what the line above each line has, and what the one below it has; `edge` where the article ends."""
    same = lines.article[1:] == lines.article[:-1]
    before, behind = np.full((2, values.size), edge)
    before[1:][same] = values[:-1][same]
    behind[:-1][same] = values[1:][same]
    return before, behind


def _in_articles_of(flags: Bool, lines: Lines) -> Bool:
    """(n,) lines of an article that has a flagged one."""
    has = np.zeros(lines.first.size - 1, dtype=np.bool_)
    has[lines.article[flags]] = True
    return np.asarray(has[lines.article])
