"""Clubs by the one word that they are called by: each country has its الأهلي and its النصر."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from nashra.entities.link.reference.namesakes import Namesake, Reading
from nashra.text.clitics import ARTICLE

CLUB = "نادي"  # as aliases have it before a club's name


def club_names(
    clubs: Iterable[tuple[str, str, str]], states: Mapping[str, str], towns: Container[str], common: Container[str]
) -> dict[str, tuple[Reading, ...]]:
    """Word -> the readings that it has as a club's name, of the (key, id, country) of clubs.

    A club is called by a word when its name is that and an adjective («النجمة اللبناني», «النجم الساحلي»), «نادي» and
    that, or that without its article and a town («أهلي صنعاء»). `states` gives the country of a definite adjective;
    `common` are words that any club is called by («النادي»).
    """
    found: dict[str, dict[str, Reading]] = defaultdict(dict)
    adjectives: dict[str, set[str]] = defaultdict(set)
    for adjective, country in states.items():
        adjectives[country].add(adjective)
    for key, entity_id, country in sorted(clubs):
        first, _, last = key.partition(" ")
        after: Iterable[str] = adjectives[country]
        words: tuple[str, ...] = ()
        if first == CLUB:
            word = last
        elif first.startswith(ARTICLE) and (states.get(last) == country or _is_relative(last, states)):
            word, after = first, {last, *after}
        elif last in towns:
            word, after, words = f"{ARTICLE}{first}", {last}, (last,)
        else:
            continue
        if word.startswith(ARTICLE) and " " not in word and word not in common:
            reading = Reading(
                entity_id, (), frozenset(), frozenset(after), frozenset((country,)), words, only_said=bool(words)
            )
            found[word].setdefault(entity_id, reading)
    return {word: tuple(readings.values()) for word, readings in sorted(found.items())}


def _is_relative(word: str, states: Container[str]) -> bool:
    """Whether a word is the definite adjective of a town: «الساحلي»."""
    return word.startswith(ARTICLE) and word.endswith("ي") and " " not in word and word not in states


def with_clubs(
    names: Mapping[tuple[str, str], Namesake], clubs: Mapping[str, tuple[Reading, ...]], ids: frozenset[str]
) -> dict[tuple[str, str], Namesake]:
    """The names that several bear; those that are a club's among others with each club that is called so.

    `ids` are those of clubs.
    """
    found = {}
    for (kind, key), name in names.items():
        known = {one.entity_id for one in name.readings}
        more = tuple(one for one in clubs.get(key.removeprefix(f"{CLUB} "), ()) if one.entity_id not in known)
        found[kind, key] = name._replace(readings=name.readings + more) if known & ids else name
    return found
