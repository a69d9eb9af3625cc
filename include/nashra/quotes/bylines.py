"""Names at the head of a line that say who wrote the article: they are no speakers."""

import re
from collections.abc import Sequence

from nashra.article import Mention
from nashra.quotes.quote_rules import QuoteRules, folded
from nashra.quotes.sentences import Parsed

_PARTED = re.compile(r"\s*[-–—(/|](?!\s*(?:وهو|وهي|الذي|التي)\b)")
_LONGEST = 8  # words of a line that holds nothing but names, places and their signs


def without_writers(parsed: Parsed, mentions: Sequence[Mention], rules: QuoteRules) -> list[Mention]:
    """The mentions less those of persons whom a byline names: «فلان - جدة», «كتب: فلان»."""
    writers = {m.entity_id or parsed.body[m.start : m.end] for m in mentions if _writes(parsed, m, mentions, rules)}
    return [m for m in mentions if m.type != "PERS" or (m.entity_id or parsed.body[m.start : m.end]) not in writers]


def _between(parsed: Parsed, one: Mention, other: Mention) -> str:
    """What stands between two names beside commas and «و»; "" when they are one or neighbours."""
    return parsed.body[one.end : other.start].strip(" ،,و") if one.end < other.start else ""


def _writes(parsed: Parsed, mention: Mention, mentions: Sequence[Mention], rules: QuoteRules) -> bool:
    begin = parsed.body.rfind("\n", 0, mention.start) + 1
    if mention.type != "PERS" or parsed.first(mention.start) - parsed.first(begin) > _LONGEST:
        return False
    stop = parsed.body.find("\n", mention.end)
    stop = stop if stop >= 0 else len(parsed.body)
    before = parsed.within(begin, mention.start)
    persons = [m for m in mentions if m.type == "PERS" and begin <= m.start < stop]
    if all(any(m.start <= word.start < m.end for m in persons if m.start < mention.start) for word in before):
        last = [m for m in persons if m.start >= mention.start and not _between(parsed, mention, m)][-1]
        return _PARTED.match(parsed.body, last.end) is not None
    named = before[0].key in folded(rules.writers) and len(before) <= 2
    return named and len(parsed.within(begin, stop)) <= _LONGEST
