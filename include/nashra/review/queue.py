"""The queue: all that is asked of an editor about a day, or about several."""

from collections.abc import Iterable

from nashra.lake import Storage
from nashra.review.drifted import drifted
from nashra.review.items import Item
from nashra.review.lines import unsure_lines
from nashra.review.names import doubtful_names
from nashra.review.night import Night


def queue(lake: Storage, day: str) -> list[Item]:
    """The questions about a published day, in the order of `items.KINDS`; each depends on its tables, the entities and
    the decisions in use alone. None of a day that is not published."""
    night = Night(lake, day)
    found = [*unsure_lines(night), *doubtful_names(night), *drifted(night)]
    return list(once(found))


def queue_of(lake: Storage, days: Iterable[str]) -> list[Item]:
    """The questions about some days; what several ask is asked once, of the first that is given."""
    return list(once(item for day in days for item in queue(lake, day)))


def once(items: Iterable[Item]) -> Iterable[Item]:
    """The items without those that an earlier one asks already. A rule has no answer, and is told for each day."""
    seen: set[str] = set()
    for item in items:
        asked = "\0".join(choice.value for choice in item.choices) or f"{item.day} {item.text}"
        if asked in seen:
            continue
        seen.add(asked)
        yield item
