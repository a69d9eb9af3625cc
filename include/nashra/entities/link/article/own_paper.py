"""The article's own paper, where marks hold its name: of what a paper says «المدينة» to, it is no town."""

import re
from bisect import bisect_right
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.reference.papers import Paper
from nashra.entities.link.span.mend_spans import UNPLACED
from nashra.entities.link.span.trim import word_before
from nashra.entities.recognise.settle.heads import kind_of, read_heads

_MARKED = re.compile(r'«(\w[^«»\n]{1,30}\w)»|“(\w[^“”\n]{1,30}\w)”|"(\w[^"\n]{1,30}\w)"')
SCORE = 0.7  # of a paper that the recogniser overlooked


def with_own_paper(linked: list[Mention], body: str, paper: Paper | None) -> list[Mention]:
    """The mentions of an article, its paper's name in marks as the paper; both in order of their place.

    Not after a word that says that the marks hold something else: «فيلم «المدينة»».
    """
    if not paper:
        return linked
    for found in _MARKED.finditer(body):
        start, end = found.span(found.lastindex or 0)
        if (
            name_key(body[start:end]) not in paper.names
            or kind_of(word_before(body, found.start()), read_heads()) == "MISC"
        ):
            continue
        first = bisect_right(linked, start, key=lambda one: one.end)
        last = bisect_right(linked, end - 1, key=lambda one: one.start)
        over = linked[first:last]
        if any((one.start, one.end) != (start, end) for one in over):
            continue
        given = over[0] if over else Mention("ORG", body[start:end], start, end, UNPLACED, SCORE)
        linked = [*linked[:first], replace(given, type="ORG", entity_id=paper.entity_id), *linked[last:]]
    return linked
