"""What a value looks like, whatever its name: a day, a page's address, a headline."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from nashra.landing.facts.looks_rules import looks_rules
from nashra.landing.facts.unnamed_text import PAGE_ADDRESS, reads_as_headline
from nashra.landing.shapes.rules import asked_by_programs, key, shape_rules
from nashra.landing.shapes.values import is_picture, outside_markup
from nashra.text.fold import fold

_WORD = re.compile(r"[A-Z]*[^\W\d_A-Z]+|[A-Z]+|\d+")  # of a name, also in camel case
_SHORT = 3  # letters of a word that others may have within them
# An address of a page, not of a site or its section: of several steps, or of one that has a number or is several words.
OF_A_PAGE = re.compile(r"https?://[^/]+/(?:[^/?#]+/[^?#]|[^/?#]*[\d_.%\-]|[^/]*[?#]|[^\x00-\x7f])", re.IGNORECASE)


def is_day(name: str, value: Any) -> bool:
    """Whether a value is written as a day is, and its name does not say what other day it is."""
    rules = looks_rules()
    written = value.isoformat() if isinstance(value, date) else outside_markup(str(value)).strip()
    if len(written) > rules.day_characters or rules.is_of_other_days(name):
        return False
    return rules.is_day.search(fold(written)) is not None


def is_page_address(name: str, value: Any) -> bool:
    """Whether a value is the address of a page, and its name does not say what else it leads to."""
    if not isinstance(value, str) or not PAGE_ADDRESS.fullmatch(value.strip()) or is_picture(value):
        return False
    if asked_by_programs().match(value.strip()):
        return False
    return not _leads_elsewhere(name)


@lru_cache(maxsize=4096)
def _leads_elsewhere(name: str) -> bool:
    """Whether a name holds a word for another thing than the article's page; of a short one, whether a word of the name
    begins or ends with it: "rss_url", but "ap_id" has no "api"."""
    words = [word.lower() for word in _WORD.findall(name)]
    return any(
        other in key(name)
        if len(other) > _SHORT
        else any(word.startswith(other) or word.endswith(other) for word in words)
        for other in shape_rules().other_addresses
    )


def is_headline(value: Any) -> bool:
    """Whether a value reads as a headline does."""
    return (
        isinstance(value, str)
        and len(value) <= looks_rules().headline_characters
        and "\n" not in value.strip()
        and reads_as_headline(value)
    )
