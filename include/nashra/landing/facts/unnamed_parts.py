"""An article whose parts stand in objects within an object, all under names that nobody knows."""

from collections.abc import Mapping
from typing import Any

from nashra.landing.facts.leaves import leaves
from nashra.landing.facts.looks import is_day, is_headline, is_page_address
from nashra.landing.facts.unnamed_text import reads_as_story


def reads_as_article(record: Mapping[str, Any]) -> bool:
    """Whether a record holds a story, a headline, and an address or a day, none of them one of several."""
    found = [leaf for leaf in leaves(record) if not leaf.several]
    texts = [(leaf.place[-1], leaf.value) for leaf in found]
    return (  # the quickest to tell first
        any(is_headline(value) for _, value in texts)
        and any(is_page_address(name, value) or is_day(name, value) for name, value in texts)
        and any(isinstance(value, str) and reads_as_story(value, in_pieces=False) for _, value in texts)
    )
