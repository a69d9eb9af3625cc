"""Words that are a name by where they stand: «وقال فتح إن» after «سيف فتح», «للانتقالي» after «المجلس الانتقالي»."""

from collections import defaultdict

from nashra.article import Mention
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.junk import read_not_names
from nashra.entities.link.span.known import Word
from nashra.entities.recognise.settle.heads import read_heads
from nashra.text.clitics import ARTICLE, read_clitics

_AND, _RELATIVE = "و", "ي"
_THAT = frozenset(("ان", "بان", "لان", "لكن"))  # folded
_NOW = ("ي", "ت")  # letters that verbs of today begin with
_COLONS = (":", "،")  # behind who says something


def adjectives_of_bodies(knows: Knowledge, linked: list[Mention]) -> dict[str, set[str]]:
    """The adjectives that stand behind a listed word at the beginning of bodies' names, with whose they are.

    None of a state, none that the article names somebody else by, and none that clubs are called by.
    """
    found: dict[str, set[str]] = defaultdict(set)
    heads = read_limits().bodies.called_by_adjective
    for mention in linked:
        head, _, rest = name_key(mention.surface).partition(" ")
        if mention.type == "ORG" and head in heads and _is_relative(adjective := rest.partition(" ")[0]):
            found[adjective].add(mention.entity_id)
    for mention in linked if found else ():
        found.pop(name_key(mention.surface), None)
    clubs = knows.reference.club_names
    return {key: whose for key, whose in found.items() if key not in knows.states and key not in clubs}


def _is_relative(key: str) -> bool:
    return key.startswith(ARTICLE) and key.endswith(_RELATIVE)


def is_noun(words: list[Word], number: int, body: str) -> bool:
    """Whether a word that may be an adjective follows a preposition, «أن» or a verb, or begins a headline before one:
    «مع الانتقالي», «وأعلن المركزي»."""
    if not number or body[words[number - 1].end : words[number].start].count("\n"):
        after = words[number + 1] if number + 1 < len(words) else None
        return after is not None and after.joined and _tells_now(after.key)  # a headline: «الانتقالي يعلن»
    if not words[number].joined:
        return False
    before = words[number - 1]
    if before.key in _THAT:
        return True  # «إن الانتقالي بدأ»
    surface = body[before.start : before.end]
    return surface in read_heads().prepositions or surface in read_clitics().bare_after or _is_verb(before.key)


def says_something(words: list[Word], number: int, body: str) -> bool:
    """Whether a word stands between a verb of saying and what is said: «وقال فتح إن»."""
    if not number or not words[number].joined or not _is_verb(words[number - 1].key):
        return False
    after = words[number + 1] if number + 1 < len(words) else None
    return body[words[number].end : words[number].end + 1] in _COLONS or (
        after is not None and after.joined and after.key in read_not_names().told
    )


def _tells_now(key: str) -> bool:
    """Whether a word is a verb of who says or does something today, he or she."""
    return key[:1] in _NOW and (_is_verb(key) or f"{_NOW[0]}{key[1:]}" in read_not_names().verbs)


def _is_verb(key: str) -> bool:
    """Whether a word is a verb of who says something, also with «و»."""
    return key in read_not_names().tells or key.removeprefix(_AND) in read_not_names().tells
