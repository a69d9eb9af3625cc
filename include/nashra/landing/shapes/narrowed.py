"""A record with very many columns, as a warehouse keeps them: features, counts and shares beside its article.

What looks for an article in a record that names none tries each name with each other one, so that it passes over
objects of more than MOST_NAMES: most of them keep other records by name. One that has a text and more of an article
under names that are known is an article however many stand beside them.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from nashra.landing.facts.field_names import NAMES, keys_of
from nashra.landing.facts.fields import map_fields
from nashra.landing.facts.standing import no_article
from nashra.landing.shapes.rules import key

MOST_NAMES = 500
_MORE = frozenset(["title", "url", "published_at"])


def narrowed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """What such a record says of its article; the record itself where that is none."""
    said = {name: value for name, value in record.items() if isinstance(name, str) and key(name) in _known()}
    if not 0 < len(said) <= MOST_NAMES or no_article(record):
        return record
    found = map_fields(said).keys()
    return said if "text" in found and not found.isdisjoint(_MORE) else record


@cache
def _known() -> frozenset[str]:
    return frozenset().union(*map(keys_of, NAMES))
