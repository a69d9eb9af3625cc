"""The countries that a title names."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nashra.topics.adjectives import adjectives_in
from nashra.topics.known_names import Known
from nashra.topics.told import LIKELY, Told, folded_name
from nashra.topics.words import words_of

IN = "في"
SURNAME = 5  # letters of a last word that may stand for a person in a title


class Title(NamedTuple):
    """What a title says of countries."""

    named: tuple[tuple[str, str], ...]
    """Kinds of evidence and their countries, as they stand."""
    denied: frozenset[str]
    """Countries of which it says that it was not there."""


def read_title(title: str, told: Sequence[Told], others: frozenset[str], known: Known, of_sport: bool = False) -> Title:
    """What a title names: names of the body, states and capitals, and adjectives; `others` are words of persons' names,
    which are no adjectives. In sport whom a team plays against is not named."""
    entitled = words_of(title)
    words = ["" if word in others else word for word in entitled]
    headline = f" {' '.join(entitled)} "
    places = [(_found(headline, one), one.kind, one.country) for one in told]
    begins = [0]
    for word in entitled:
        begins.append(begins[-1] + len(word) + 1)
    places += [(begins[at] + 1, "adjective", country) for at, country in adjectives_in(words, known)]
    named = {country for at, _, country in places if at >= 0}
    states = ((at, known.places[name]) for at, name in _states(words, known))
    places += [(begins[at] + 1, "place", country) for at, country in states if country not in named]
    towns = ((at, known.cities[name]) for at, name in _towns(words, known))
    places += [(begins[at] + 1, LIKELY, country) for at, country in towns if country not in named]
    faced = {begins[at + 1] for at, word in enumerate(entitled) if of_sport and word in known.faced}
    named_at = sorted(one for one in places if one[0] >= 0 and not (one[1] == "place" and one[0] - 1 in faced))
    return Title(tuple((kind, country) for _, kind, country in named_at), _denied(entitled, begins, named_at, known))


def _found(headline: str, one: Told) -> int:
    """Where a title has a name, of a person in the beginning also the last word alone («الشرع»); -1 where it hasn't."""
    name = folded_name(one.mention.surface)
    at = headline.find(name)
    last = name.rpartition(" ")[2]
    if at >= 0 or one.kind != "person" or len(last) < SURNAME or last == name:
        return at
    return -1 if (at := headline.find(f" {last} ")) < 0 else at + 1


def _towns(words: Sequence[str], known: Known) -> Iterator[tuple[int, str]]:
    """Towns that a title begins with, or that stand where a place does."""
    for at, word in enumerate(words):
        if word in known.cities and (not at or words[at - 1] == IN or known.of_a_town[words[at - 1]]):
            yield at, word


def _denied(
    words: Sequence[str], begins: Sequence[int], named: Sequence[tuple[int, str, str]], known: Known
) -> frozenset[str]:
    """The countries that are named behind a word that denies, and nowhere else: «... وليس في ليبيا»."""
    first = next((at for at, word in enumerate(words) if word in known.denies), len(words))
    last = next((at for at in range(first, len(words)) if words[at] in known.instead), len(words))
    inside = {country for at, _, country in named if begins[first] < at <= begins[last]}
    return frozenset(inside - {country for at, _, country in named if not begins[first] < at <= begins[last]})


def _states(words: Sequence[str], known: Known) -> Iterator[tuple[int, str]]:
    """Names of states and capitals among words, with where they stand."""
    for at, word in enumerate(words):
        both = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
        if both in known.not_places:
            continue
        if name := next((name for name in (both, word, word[1:]) if name and name in known.places), None):
            yield at, name
