"""Lines that say something about the article (date, dateline, agency, caption, byline): landing's judgement,
asked of short lines near an article's beginning and end only."""

import re
from datetime import UTC
from functools import lru_cache

import numpy as np

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Lines
from nashra.landing.facts.metadata_lines import whole_line

HEAD, TAIL = 8, 3  # lines from either end that are looked at
LONGEST = 90  # letters
TITLE = 6  # words from which a first line without a number is a title
BODY = 120  # letters from which a line is body: captions and datelines stand above it


def metadata_lines(lines: Lines) -> dict[int, str]:
    """Each line that is metadata and nothing else, with its kind."""
    first, end = lines.first[lines.article], lines.first[lines.article + 1]
    here = np.arange(lines.letters.size)
    place, left = here - first, end - 1 - here
    began = np.maximum.accumulate(np.where(lines.letters > BODY, here, -1)) >= first
    words = np.diff(lines.word_first)
    asked = (lines.letters <= LONGEST) & (lines.letters > 0) & ((place < HEAD) | (left < TAIL))
    asked &= (words <= 16) & ((lines.tail != ch.STOP) | (words <= 7)) & ((place > 0) | (words <= 14))
    found: dict[int, str] = {}
    opens, title = place == 0, (place == 0) & (words > TITLE)
    some = np.flatnonzero(asked)
    flags = (column[some].tolist() for column in ((place < HEAD) & ~began, opens, title))
    for line, in_head, first_line, may_be_title in zip(some.tolist(), *flags, strict=True):
        folded = lines.fold(line)
        if may_be_title and not _DIGIT.search(folded):
            continue
        if kind := _kind(folded, in_head, first_line):
            found[line] = kind
    return found


# as str.isdigit has it, which counts «²» too
_DIGIT = re.compile(f"[{''.join(character for character in map(chr, range(ch.SIZE)) if character.isdigit())}]")


@lru_cache(maxsize=1 << 16)
def _kind(folded: str, in_head: bool, first: bool) -> str | None:
    verdict = whole_line(folded, in_head=in_head, first=first, zone=UTC)
    return verdict.kind if verdict is not None and verdict.whole else None
