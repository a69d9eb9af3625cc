"""A ticker, or a menu, that was run into one line above an article: headline after headline without a full stop, and
hardly a word of the article below it."""

import numpy as np

from nashra.cleaning.decide.likeness import likeness
from nashra.cleaning.decide.weighing import weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Bool, Lines
from nashra.cleaning.lines.word_kinds import FUNCTION


def run_on_lines(lines: Lines, topical: Bool) -> dict[int, float]:
    """First lines of articles that are such, each with how alike its words and those below are."""
    known = weighing().run_on
    first = lines.first[:-1][np.diff(lines.first) > 1]
    if not first.size:
        return {}
    letters, counts = lines.letters[first], lines.counts[first]
    plain = (letters >= known.letters) & (counts[:, ch.STOP] <= 1) & (counts[:, ch.QUESTION] == 0)
    plain &= counts[:, ch.COMMA] * known.letters <= letters
    plain &= (lines.tail[first] != ch.STOP) & ~lines.trails_off[first]
    found: dict[int, float] = {}
    for line in first[plain].tolist():
        own = slice(lines.word_first[line], lines.word_first[line + 1])
        rest = slice(lines.word_first[line + 1], lines.word_first[lines.first[lines.article[line] + 1]])
        function = lines.kinds[own] & FUNCTION > 0
        if function.mean() > known.function:
            continue
        alike = likeness(lines.stem[own][topical[own]], lines.stem[rest][topical[rest]], known.words)
        if alike is not None and alike <= known.alike:
            found[line] = alike
    return found
