"""The place of a report that a recogniser overlooked, behind the agency that it begins with: «واس - جدة»."""

import re

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.span.mend_spans import ADDED, UNPLACED

_PLACE = re.compile(r" ?[-–—ـ/] ?(\w+(?: \w+){0,2}) *(?=\n|:|\Z)")


def with_report_places(knows: Knowledge, linked: list[Mention], body: str) -> list[Mention]:
    """The mentions of an article, in order of their place, with the known places of its reports."""
    added = []
    for at, one in enumerate(linked):
        if (
            one.type != "ORG"
            or (one.start and body[one.start - 1] not in "\n ")
            or body[one.end : one.end + 3].isalnum()
        ):
            continue
        found = _PLACE.match(body, one.end)
        free = at + 1 == len(linked) or (found is not None and linked[at + 1].start >= found.end(1))
        line = body[body.rfind("\n", 0, one.start) + 1 : one.start]
        if not found or not free or line.strip() or one.entity_id not in knows.media:
            continue
        place = knows.steps.own("LOC", name_key(found[1]))
        if place is not None and place.type == "LOC":
            added.append(Mention("LOC", found[1], *found.span(1), UNPLACED, ADDED, place.entity_id))
    return sorted([*linked, *added], key=lambda one: one.start) if added else linked
