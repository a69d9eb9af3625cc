"""Captions of pictures."""

import re
from datetime import tzinfo
from functools import cache

from nashra.landing.facts.dates import find_date
from nashra.landing.facts.line.marks import SENTENCE_MARK
from nashra.landing.facts.line.verdict import Verdict
from nashra.landing.facts.metadata_words import MetadataWords, metadata_words
from nashra.landing.facts.place_names import places_at

_BEFORE_CAPTIONS_AGENCY = re.compile(r"[(/\-–—]")


def caption(line: str, words: MetadataWords, zone: tzinfo, in_head: bool) -> Verdict | None:
    """A picture's caption: it ends with its agency, and either a date says when it was taken or it stands
    above the body. A sentence of the body that ends so has its full stop before the agency."""
    end = max(0, len(line) - 60)
    match = _BEFORE_CAPTIONS_AGENCY.search(line, end) and _caption_end().search(line, end)
    if not match or words.agencies[match["agency"]] is None:
        return None
    before = line[: match.start()]
    if match["agency"] in words.weak_agencies and not match["open"]:
        return None
    if (place := places_at(before)) and words.day_and_month.fullmatch(before[place.end :].strip(" ،,-–—/")):
        return None  # «عمان 3 كانون الثاني (بترا)»
    dated = find_date(before[-40:], zone) is not None
    if dated or (in_head and not SENTENCE_MARK.search(before) and len(before.split()) <= 30):
        return Verdict("caption", (0, len(before.rstrip(" -–—"))), agency=words.agencies[match["agency"]])
    return None


@cache
def _caption_end() -> "re.Pattern[str]":
    agency = metadata_words().agency
    return re.compile(
        rf"(?:(?P<open>\()\s?|\s{{0,2}}[\-–—]\s{{0,3}}|\s/\s?)(?P<agency>{agency})(?:\s?[\-–—/]\s{{0,2}}{agency})?\s?\)?\s?$"
    )
