"""A text that a record keeps in parts under names of somebody's own («intro», «part1», «conclusion»), none of which is
a text's: its paragraphs, told by what they look like."""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from nashra.landing.facts.bare import bare_of_markup
from nashra.landing.facts.field_candidates import is_placed, is_titled
from nashra.landing.facts.field_leads import is_paragraph
from nashra.landing.facts.field_names import LEAD, named_as
from nashra.landing.facts.unnamed_text import unknown_names

_FEWEST = 3  # paragraphs: a teaser and a story, or a story in two languages, are two
_PARAGRAPHS = 2  # ... of which so many are no short sentences
_WORDS = 4  # of a sentence
_BEGINNING = 60  # letters by which two values are known to begin alike
_MOST_NAMES = 500
_SENTENCE_ENDS = (".", "!", "؟", "?", "…")
_ARABIC = re.compile("[\u0620-\u064a]")


def text_in_parts(record: Mapping[str, Any]) -> str | None:
    """The parts in the record's order, where it has a headline, and an address, a day or a teaser besides, and no two
    of them say the same; nothing where a name of it is known to be of a text."""
    if len(record) > _MOST_NAMES or len(record) < _FEWEST:
        return None
    unknown = frozenset(map(str, unknown_names(tuple(record))))
    parts = [
        value for name, value in record.items()
        if isinstance(value, str) and (str(name) in unknown or named_as(str(name), LEAD)) and _is_sentence(value)
    ]  # fmt: skip
    if len(parts) < _FEWEST or sum(map(is_paragraph, parts)) < _PARAGRAPHS or not is_titled(record):
        return None
    if not is_placed(record) and not any(named_as(str(name), LEAD) for name in record):
        return None
    bare = [bare_of_markup(part) for part in parts]
    same = any(one[:_BEGINNING] in other or other[:_BEGINNING] in one for one, other in combinations(bare, 2))
    return None if same else "\n".join(part.strip() for part in parts)


def _is_sentence(value: str) -> bool:
    return (
        value.rstrip().endswith(_SENTENCE_ENDS) and len(value.split()) >= _WORDS and _ARABIC.search(value) is not None
    )
