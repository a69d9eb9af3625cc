"""The article's own paper, where marks hold its name, or a report begins with it: of what a paper says «المدينة» to,
it is no town, nor in «المدينة - الرياض:»."""

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
_BEGINS = re.compile(r"(?m)^ {0,3}(\w+(?: \w+){0,2}?) ?[-–—ـ/] ?(?=\w)")
SCORE = 0.7  # of a paper that the recogniser overlooked


def with_own_paper(linked: list[Mention], body: str, paper: Paper | None) -> list[Mention]:
    """The mentions of an article, its paper's name in marks as the paper; both in order of their place.

    Not after a word that says that the marks hold something else: «فيلم «المدينة»».
    """
    if not paper:
        return linked
    places = [found.span(1) for found in _BEGINS.finditer(body) if _is_beside_a_name(*found.span(), linked)]
    places += [
        found.span(found.lastindex or 0)
        for found in _MARKED.finditer(body)
        if kind_of(word_before(body, found.start()), read_heads()) != "MISC"
    ]
    for start, end in sorted(places):
        if name_key(body[start:end]) not in paper.names:
            continue
        first = bisect_right(linked, start, key=lambda one: one.end)
        last = bisect_right(linked, end - 1, key=lambda one: one.start)
        over = linked[first:last]
        if any((one.start, one.end) != (start, end) for one in over):
            continue
        given = over[0] if over else Mention("ORG", body[start:end], start, end, UNPLACED, SCORE)
        linked = [*linked[:first], replace(given, type="ORG", entity_id=paper.entity_id), *linked[last:]]
    return linked


def _is_beside_a_name(start: int, place: int, linked: list[Mention]) -> bool:
    """Whether a place is named right there («اليوم - حفر الباطن»), or a person behind what was taken for no place: who
    writes from الرياض in a paper of that name stands behind the town."""
    at = bisect_right(linked, place - 1, key=lambda one: one.start)
    if at == len(linked) or linked[at].start != place:
        return False
    is_place = at > 0 and linked[at - 1].start >= start and linked[at - 1].type == "LOC"
    return linked[at].type == "LOC" or (linked[at].type == "PERS" and not is_place)
