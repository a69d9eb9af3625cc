"""Names of a body that look like a place and tell nothing of where it happens."""

from collections.abc import Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.known_names import Known
from nashra.topics.words import bare_word, words_of

BEFORE = 40
"""Code points of the text before a name that its last two words are in."""
_ACCUSATIVE, _OF_A_STATE = "ا", "يا"
_LETTERS = 4  # of a noun in the accusative, which ذا and ما are not


class Read(NamedTuple):
    """The names of a body that may tell where it happens, and those that no word of may."""

    telling: Sequence[Mention]
    nothing: Sequence[Mention]


def read_names(body: str, mentions: Sequence[Mention], known: Known) -> Read:
    """Parts off where somebody or something comes from («قادمة من سوريا») and words that only look like a place («القوة
    القاهرة»). An adjective that is spelt like its state («مهاجرا إثيوبيا») is no place, but stays an adjective."""
    telling, nothing = [], []
    for mention in mentions:
        words = words_of(body[max(mention.start - BEFORE, 0) : mention.start]) if mention.type == "LOC" else []
        if not words:
            telling.append(mention)
        elif _is_elsewhere(mention.surface, words, known):
            nothing.append(mention)
        elif not _is_adjective(mention.surface, words[-1]):
            telling.append(mention)
    return Read(telling, nothing)


def _is_elsewhere(surface: str, before: Sequence[str], known: Known) -> bool:
    if before[-1] == "من" and len(before) > 1 and known.coming[before[-2]]:
        return True
    first = words_of(surface)[:1]
    return bool(first) and bare_word(before[-1]) in known.not_behind.get(first[0], ())


def _is_adjective(surface: str, before: str) -> bool:
    noun = before.isdigit() or (before.endswith(_ACCUSATIVE) and len(before) >= _LETTERS)
    return noun and surface.endswith(_OF_A_STATE) and " " not in surface
