"""What a record says it is, where that is no published article: a page of the site, a draft, what lies in the bin."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nashra.landing.shapes.rules import key, shape_rules
from nashra.landing.shapes.values import plain

_TRUE = (True, "true", "TRUE", "True", "1", 1)
_LONGEST = 40  # characters of a word that says it


def no_article(record: Mapping[str, Any]) -> str | None:
    """What a record says that it is instead of a published article, in its own word; None for an article."""
    rules = shape_rules().standing
    for name, role in _says(tuple(record)):
        value = plain(record[name])
        if role == "flags":
            if value in _TRUE:
                return key(str(name))
        elif (
            isinstance(value, str)
            and len(value) <= _LONGEST
            and key(value) in (rules.other_kinds if role == "kind" else rules.unpublished)
        ):
            return value.strip().lower()
    return None


@lru_cache(maxsize=256)
def _says(names: tuple[Any, ...]) -> tuple[tuple[Any, str], ...]:
    """Those of a record's names that say what it is, each with how."""
    rules = shape_rules().standing
    roles = {"kind": rules.kind, "status": rules.status, "flags": rules.flags}
    return tuple((name, role) for name in names for role, wanted in roles.items() if key(str(name)) in wanted)
