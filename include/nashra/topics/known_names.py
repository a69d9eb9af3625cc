"""What is known of names and words, by whoever links them, as evidence asks it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from nashra.article import Mention
from nashra.topics.words import Listed


class Known(NamedTuple):
    """The countries of names and words."""

    country_of: Callable[[Mention], str | None]
    is_unsure: Callable[[Mention], bool]
    """Whether a place abroad that the gazetteer alone knows may be another one of its name."""
    likely: Callable[[str], str | None]
    """The one Arab country that the gazetteer has a place's surface in."""
    adjectives: Mapping[str, str]
    """Adjectives of states, folded and in the masculine without ال, each with its country."""
    first_words: Listed
    """What they begin with."""
    borne: Listed
    """Words, folded, whose bearer may be of another country than the event: «اللاعب الغاني»."""
    national: Mapping[str, frozenset[str]]
    """Bare words with the bare ones behind them by which it does so too, unless a state follows: «المنتخب الوطني»."""
    ours: Listed
    """Words, folded, by which a paper speaks of its own country: «بلادنا»."""
    spelt: Mapping[str, str]
    """Words, folded, that the papers of one country alone write, with the country: «غشت»."""
    signs: Mapping[str, frozenset[str]]
    """Words, folded, that the papers of some countries write, with those."""
    money: Mapping[str, frozenset[str]]
    """Coins, folded and without ال, with the countries that pay with them."""
    shared: Mapping[str, Sequence[str]]
    """Names of places that several states have, folded, with those states."""
    mostly: Mapping[str, str]
    """Of these coins, bare, the country whose papers mostly mean them."""
    holy: frozenset[str]
    """Names of holy places, folded."""
    places: Mapping[str, str]
    """Names of states and capitals, folded and of one word or two, each with its country."""
    cities: Mapping[str, str]
    """Towns and provinces of one word, folded, with their countries."""
    of_a_town: Listed
    """What a town has, which is called after it."""
    inside: Mapping[str, str]
    """Towns of one word, folded, with «ب» before them: «بالخانكة»."""
    not_places: frozenset[str]
    """What these are in a title that is another word: two words."""
    not_behind: Mapping[str, frozenset[str]]
    """Names of places, folded, with the bare words behind which they are another word."""
    seats: frozenset[str]
    """Cities, folded, that are written from of what the world's bodies do."""
    coming: Listed
    """Words, folded, behind which and «من» stands where somebody comes from."""
    faced: frozenset[str]
    """Words, folded, right behind which stands whom a team plays against."""
    offices: Mapping[str, Mapping[str, Sequence[tuple[tuple[str, ...], str]]]]
    """Phrases, folded, by which one state alone calls its offices: by the bare first word and the second, "" without
    one, all but the first, with the country."""
    telling: Listed
    """What they begin with, and all of `ours`, `spelt`, `signs` and `money`."""
    worldly: Listed
    """Words, folded, of goods of the world's market."""
    several: Listed
    """Words, folded, of what several countries have together: «أوروبي»."""
    denies: frozenset[str]
    """Words, folded, by which a title says that it was not there."""
    instead: frozenset[str]
    """Words, folded, behind which it says where it was."""
