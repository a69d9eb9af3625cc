"""Names of one word that the recogniser overlooked, by what the article says elsewhere.

- A name that it saw at least twice, and the curated surname of who is named in full.
- The last word of a full name that is no everyday word: «قرنح» after «عبد الرزاق قرنح»; one that is, where somebody
  says something («وقال فتح إن» after «سيف فتح»).
- A body by its adjective, where that stands for a noun: «للانتقالي» after «المجلس الانتقالي».
- A known place after a word that says so («قضاء القائم»), and then wherever a preposition stands before it.
- A known club after a word that says so («فريق التعاون»), and then wherever its word stands.
"""

from bisect import bisect_right
from collections import defaultdict
from functools import cache
from itertools import compress
from typing import NamedTuple

from nashra.article import Mention
from nashra.entities.link.article.by_place import adjectives_of_bodies, is_noun, says_something
from nashra.entities.link.article.clubs import Clubs
from nashra.entities.link.article.named import Named
from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.normal import endings, name_key, without_article
from nashra.entities.link.knowledge import Knowledge
from nashra.entities.link.limits import read_limits
from nashra.entities.link.span.known import KEY_OF, Word
from nashra.entities.link.span.mend_spans import ADDED, UNPLACED
from nashra.entities.recognise.settle.heads import read_heads
from nashra.text.clitics import ARTICLE, MERGED, read_clitics

ALWAYS = 1000  # more often than an article has a name
LETTERS = 3  # of the shortest name that is looked for
_PREPOSITIONS = ("ب", "ل")  # that end a clitic
_ON = "على"  # written as the name علي is when folded


class Wanted(NamedTuple):
    """A name that is looked for: its entity, its type, and in how many places it may be; in more it is a word."""

    entity_id: str
    type: str
    most: int
    clitics: bool  # also with a clitic written onto it
    written: frozenset[tuple[bool, int]] = frozenset()  # as it is written where it was seen, if it was (see `endings`)
    placed: bool = False  # only after a preposition or a word that says what it is
    says: bool = False  # only between a verb of saying and what is said
    noun: bool = False  # only where an adjective stands for a noun


def overlooked(
    knows: Knowledge, named: list[Named], linked: list[Mention], words: list[Word], body: str, clubs: Clubs
) -> list[Mention]:
    """The mentions that an article lacks; `linked` are those that it has, in order of their place."""
    taken = _Taken(linked)
    wanted = _wanted(knows, named, linked)
    for name, place in _places(knows, words, taken, body).items():
        wanted.setdefault(name, place)
    for name, club in _clubs(knows, words, taken, clubs).items():
        wanted.setdefault(name, club)
    if not wanted:
        return []
    found: dict[str, list[Mention]] = defaultdict(list)
    forms = _forms(wanted)
    some = compress(range(len(words)), map(forms.__contains__, map(KEY_OF, words)))  # few words are any of them
    for number in some:
        word = words[number]
        key, clitic = forms[word.key]
        one, cut = wanted[key], len(clitic)
        start = word.start + cut
        if word.end - start != len(word.key) - cut or taken.at(start, word.end) or body[start : word.end] == _ON:
            continue  # signs or a tatweel stand in it, or it is part of a name
        if one.placed and clitic[-1:] not in _PREPOSITIONS and (cut or not _is_placed(knows, words, number, body)):
            continue
        if one.type == "PERS" and not cut and _is_anothers(words, number):
            continue
        if one.says and not says_something(words, number, body):
            continue
        if one.noun and clitic[-1:] not in _PREPOSITIONS and (cut or not is_noun(words, number, body)):
            continue
        surface = body[start : word.end]
        if one.written and endings(surface) not in one.written:
            continue
        found[key].append(Mention(one.type, surface, start, word.end, UNPLACED, ADDED, one.entity_id))
    return [mention for key, some in found.items() if len(some) <= wanted[key].most for mention in some]


class _Taken:
    """Where mentions stand."""

    def __init__(self, linked: list[Mention]) -> None:
        self._linked = linked
        self._starts = [mention.start for mention in linked]

    def at(self, start: int, end: int) -> bool:
        """Whether a mention overlaps a place."""
        before = bisect_right(self._starts, end - 1) - 1
        return before >= 0 and self._linked[before].end > start


def _forms(wanted: dict[str, Wanted]) -> dict[str, tuple[str, str]]:
    """Word -> (key of the name that it is, clitic before it), the names themselves first."""
    forms = {key: (key, "") for key in wanted}
    for key, one in wanted.items():
        for clitic in read_clitics().proclitics if one.clitics else ():
            if not clitic.endswith(MERGED):
                forms.setdefault(f"{clitic}{key}", (key, clitic))
            elif key.startswith(ARTICLE):
                forms.setdefault(f"{clitic}{key[2:]}", (key, clitic))
    return forms


def _wanted(knows: Knowledge, named: list[Named], linked: list[Mention]) -> dict[str, Wanted]:
    """The names of one word that the article settles, by key."""
    limits = read_limits()
    entities: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    lasts: dict[str, set[str]] = defaultdict(set)  # last word of a full name -> whose it is
    for mention in linked:
        key = name_key(mention.surface)
        if " " not in key:
            entities[mention.type, key].append(mention)
        elif mention.type == "PERS" and mention.score >= limits.names.rather:
            lasts[key.rpartition(" ")[2]].add(mention.entity_id)
    wanted: dict[str, Wanted] = {}
    for (kind, key), seen in sorted(entities.items()):
        if len(seen) < limits.persons.settled or len({mention.entity_id for mention in seen}) > 1:
            continue
        sure = len(key) > LETTERS and all(mention.score >= limits.names.sure for mention in seen)
        if kind == "PERS" or sure:
            written = frozenset(endings(mention.surface) for mention in seen)
            wanted[key] = Wanted(seen[0].entity_id, kind, len(seen), sure, written)
    for one in named:
        if len(one.form) > 1 and one.curated:
            for key in knows.steps.surnames_of(one.link.entity_id):
                wanted.setdefault(key, Wanted(one.link.entity_id, "PERS", ALWAYS, False))
    for key, whose in sorted(lasts.items()):
        says = _is_word(knows, key)
        if len(whose) == 1 and len(key) >= LETTERS and not (says and key in knows.trimmer.titles.kinds):
            most = ALWAYS if says else limits.names.lasts
            wanted.setdefault(key, Wanted(next(iter(whose)), "PERS", most, not says, says=says))
    for key, bodies in sorted(adjectives_of_bodies(knows, linked).items()):
        if len(bodies) == 1:
            wanted.setdefault(key, Wanted(next(iter(bodies)), "ORG", ALWAYS, True, noun=True))
    return wanted


def _is_word(knows: Knowledge, key: str) -> bool:
    """Whether a name's last word is an everyday word, too, or what others are called."""
    others = key in knows.reference.ambiguous or key in knows.trimmer.titles.kinds
    return others or _is_common(key) or bool(knows.reference.given[key])


def _is_common(key: str) -> bool:
    bare, english = without_article(key), read_words()
    forms = (bare, bare[:-1]) if bare.endswith("ه") else (bare,)
    return bare in english.nouns or english.has(bare) or any(form in english.adjectives for form in forms)


def _places(knows: Knowledge, words: list[Word], taken: _Taken, body: str) -> dict[str, Wanted]:
    """The known places of one word that the article names after a word that says what they are."""
    found: dict[str, Wanted] = {}
    towns = knows.trimmer.towns
    for at in compress(range(1, len(words)), map(towns.__contains__, map(KEY_OF, words))):
        word = words[at]
        if not word.joined or len(word.key) < LETTERS:
            continue
        if word.key in found or taken.at(word.start, word.end) or _is_common(word.key):
            continue
        if word.key in knows.reference.ambiguous or body[word.start : word.end] in read_heads().prepositions:
            continue  # «من قرية إلى قرية»
        steps = knows.steps
        if steps.own("LOC", word.key) or steps.places(word.key) or ("LOC", word.key) in steps.reference.others:
            link = knows.link("LOC", word.key)
            found[word.key] = Wanted(link.entity_id, "LOC", ALWAYS, True, placed=True)
    return found


def _clubs(knows: Knowledge, words: list[Word], taken: _Taken, clubs: Clubs) -> dict[str, Wanted]:
    """The known clubs that are called by an everyday word, where the article says so: «فريق التعاون».

    Which of several is meant, the article tells, or none is (see `clubs`).
    """
    found: dict[str, Wanted] = {}
    for at in compress(range(1, len(words)), map(_sides().__contains__, map(KEY_OF, words))):
        before, word = words[at - 1 : at + 1]
        if not word.joined or not word.key.startswith(ARTICLE) or word.key in found:
            continue
        readings = knows.reference.club_names.get(word.key)
        if not readings or taken.at(word.start, word.end):
            continue
        if club := clubs.of_word(word.key, readings, [before.key], []):
            found[word.key] = Wanted(club, "ORG", ALWAYS, True)
    return found


@cache
def _sides() -> frozenset[str]:
    """The keys of the words before a club's name, with what may be written onto them."""
    clitics = ("", *read_clitics().proclitics)
    return frozenset(name_key(f"{clitic}{word}") for word in read_heads().sides for clitic in clitics)


def _is_anothers(words: list[Word], number: int) -> bool:
    """Whether the word before says that it is no person's: «قبيلة شهران»."""
    return number > 0 and words[number].joined and words[number - 1].key in read_heads().marked


def _says_place(knows: Knowledge, key: str) -> bool:
    return key in knows.trimmer.towns


def _is_placed(knows: Knowledge, words: list[Word], number: int, body: str) -> bool:
    """Whether a preposition, or a word that says what it is, stands right before a word."""
    if not number or not words[number].joined:
        return False
    before = words[number - 1]
    return body[before.start : before.end] in read_clitics().bare_after or _says_place(knows, before.key)
