"""Names of a body that look like a place and tell nothing of where it happens."""

from collections.abc import Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.adjectives import OF_A_STATE, is_counted
from nashra.topics.known_names import Known
from nashra.topics.told import folded_name
from nashra.topics.words import bare_word, words_of

BEFORE = 40
"""Code points of the text before a name that its last two words are in."""
_ROW, _AND = " ،,", "و"
_FROM = "من"


class Read(NamedTuple):
    """The names of a body that may tell where it happens, and those that no word of may."""

    telling: Sequence[Mention]
    nothing: Sequence[Mention]


def read_names(body: str, mentions: Sequence[Mention], known: Known, of_sport: bool = False) -> Read:
    """Parts off where somebody or something comes from («قادمة من سوريا») and words that only look like a place («القوة
    القاهرة»), in sport whom a team plays against («لمواجهة الكويت»). An adjective that is spelt like its state («مهاجرا
    إثيوبيا») is no place, but stays an adjective."""
    telling, nothing = [], []
    row = -1  # the end of a place of origin, which others may follow: «من نيجيريا وتشاد»
    for mention in mentions:
        before = body[max(mention.start - BEFORE, 0) : mention.start].rstrip() if mention.type == "LOC" else ""
        if row >= 0 and mention.type == "LOC" and body[row : mention.start].strip(_ROW) in ("", _AND):
            nothing.append(mention)
            row = mention.end
            continue
        words = words_of(before) if before and _may_be(mention.surface, before, known, of_sport) else []
        if not words:
            telling.append(mention)
        elif _is_elsewhere(mention.surface, words, known) or (of_sport and words[-1] in known.faced):
            nothing.append(mention)
            row = mention.end
        elif not _is_adjective(mention.surface, words[-1]):
            telling.append(mention)
    return Read(telling, nothing)


def _may_be(surface: str, before: str, known: Known, of_sport: bool) -> bool:
    """Whether it is worth reading the words before a name: few names are."""
    first = folded_name(surface).partition(" ")[0]
    told = before.endswith(_FROM) or surface.endswith(OF_A_STATE) or first in known.not_behind
    return told or (of_sport and first in known.places)


def _is_elsewhere(surface: str, before: Sequence[str], known: Known) -> bool:
    if before[-1] == _FROM and len(before) > 1 and known.coming[before[-2]]:
        return True
    first = folded_name(surface).partition(" ")[0]
    return bare_word(before[-1]) in known.not_behind.get(first, ())


def _is_adjective(surface: str, before: str) -> bool:
    return is_counted(before) and surface.endswith(OF_A_STATE) and " " not in surface
