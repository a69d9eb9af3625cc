"""Names that a recogniser ended before an adjective: a body's («اللجنة المحلية للانتخابات» البلدية), a currency's
(«بيزو» مكسيكي)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Mention
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import name_key
from nashra.entities.recognise.settle.heads import read_heads
from nashra.text.clitics import ARTICLE, MERGED

_ADJECTIVE = re.compile(r" (ال\w+ية)(?!\w)")
_RELATIVE = re.compile(r" (\w+(?:ي|ية|يا))(?!\w)")
_FEMININE = ("ات", "ة")
LEAST = 3  # words of such a name


def with_adjectives(mentions: list[Mention], body: str, states: frozenset[str]) -> Iterator[Mention]:
    """The mentions of a body in order of their place; `states` are the keys of states' definite adjectives.

    Only after a word with «لل» that is feminine as the adjective is, for that is whose it is: «للتنمية الإحصائية».
    """
    for number, one in enumerate(mentions):
        last = one.surface.rpartition(" ")[2]
        if one.type in ("ORG", "MISC") and last.startswith(MERGED) and last.endswith(_FEMININE):
            limit = mentions[number + 1].start if number + 1 < len(mentions) else len(body)
            found = _ADJECTIVE.match(body, one.end)
            if found and found.end() <= limit and one.surface.count(" ") + 1 >= LEAST and _is_listed(found[1], states):
                one = replace(one, end=found.end(), surface=body[one.start : found.end()])
        elif one.type == "MISC" and last.removeprefix(ARTICLE) in read_heads().currencies:
            found = _RELATIVE.match(body, one.end)
            of_state = found and f"{ARTICLE}{name_key(found[1]).removeprefix(ARTICLE)}" in states
            if found and of_state and found[1].startswith(ARTICLE) == last.startswith(ARTICLE):
                one = replace(one, end=found.end(), surface=body[one.start : found.end()])
        yield one


def _is_listed(word: str, states: frozenset[str]) -> bool:
    key = name_key(word)
    return key not in states and key.removeprefix(ARTICLE).removesuffix("ه") in read_words().adjectives
