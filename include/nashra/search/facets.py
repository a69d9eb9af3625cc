"""What a search may be narrowed to."""

import re
from functools import cache

COUNTRY = re.compile(r"[A-Z]{2}")  # as the dictionary has it


@cache
def sections() -> tuple[str, ...]:
    """The sections that an article may be of, as the dictionary has them."""
    from nashra.tables.dictionary.dictionary import load_dictionary

    expectations = load_dictionary().tables["articles"].columns["section"].expectations
    return tuple(next(e.arguments["value_set"] for e in expectations if "value_set" in e.arguments))
