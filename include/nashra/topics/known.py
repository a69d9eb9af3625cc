"""What linking knows of countries, as topics ask it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from nashra.article import Mention
from nashra.entities.link import Linker
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.reference.papers import MEDIA
from nashra.entities.link.steps.why import NUMBERED
from nashra.learned_homes import read_homes
from nashra.topics.known_names import Known
from nashra.topics.topic_rules import read_topic_rules
from nashra.topics.words import Listed, bare_word, forms, words_of

TOWNS = "places.tsv"
PLACES = ("states.tsv", "capitals.tsv")
MANY = 100_000  # people of a town that may be meant where nothing speaks for its state
LETTERS = 4  # of a town that «ب» may stand before


def known_to(linker: Linker) -> Known:
    """The countries of names and adjectives that a linker knows."""
    rules = read_topic_rules().country
    passed_over = frozenset(" ".join(words_of(word)) for word in rules.not_counted)
    regions = {_folded(name): code for code, names in rules.regions.items() for name in names}
    people = {_whole(_folded(name)): code for code, names in rules.people.items() for name in names}
    media = frozenset(alias.link.entity_id for alias in linker.reference.curated.values() if MEDIA in alias.row)

    adjectives: dict[str, str] = {}
    other_words = frozenset(map(_folded, rules.not_adjectives))
    for state in linker.reference.institutions.states.values():
        masculine, feminine = (_bare(form) for form in (state.masculine, state.feminine))
        if masculine not in other_words:
            adjectives |= {masculine: state.country, feminine: state.country}
    ambiguous = frozenset(map(_folded, rules.not_places))
    places = {
        key: alias.link.country
        for (kind, key), alias in linker.reference.curated.items()
        if kind == "LOC" and alias.row.startswith(PLACES) and alias.link.country and key not in ambiguous
    }
    cities = {_folded(word): code for code, words in read_homes().words.items() for word in words}
    cities = {name: code for name, code in cities.items() if not {name, _bare(name)} & adjectives.keys()}
    shared: dict[str, tuple[str, ...]] = {_folded(name): states for name, states in rules.shared.items()}
    passed = ambiguous | shared.keys()
    small = regions | {
        key: alias.link.country
        for (kind, key), alias in linker.reference.curated.items()
        if kind == "LOC" and alias.row.startswith(TOWNS) and alias.link.country in rules.sites
    }
    shared = _of_several(small, linker) | shared
    cities = {name: code for name, code in (cities | places | regions).items() if name not in passed}
    of_a_town = Listed(map(_folded, rules.of_a_town))
    of_any_town = Listed(map(_folded, rules.of_any_town))
    named_after = Listed(map(_folded, rules.named_after))

    def within(words: Sequence[str], first: int) -> str | None:
        """The one country whose cities stand in a name: «غرفة صناعة دمشق»."""
        if named_after[words[0]]:
            return None
        found = {
            cities[name]
            for at in range(first, len(words))
            for name in (words[at], words[at][1:], f"{words[at - 1]} {words[at]}" if at else "")
            if name in cities
        }
        return found.pop() if len(found) == 1 else None

    @lru_cache(maxsize=100_000)
    def country(kind: str, entity_id: str, surface: str) -> str | None:
        words = words_of(surface)
        if entity_id in media or (kind == "ORG" and words and not passed_over.isdisjoint(forms(words[0]))):
            return None
        known = linker.steps.by_id(entity_id) if entity_id else linker.link(kind, surface)
        told = (known.country if known else None) or (regions.get(" ".join(words)) if kind == "LOC" else None)
        told = told or (people.get(_whole(" ".join(words))) if kind == "PERS" else None)
        return told or (within(words, kind != "LOC") if kind in ("LOC", "ORG") and len(words) > 1 else None)

    @lru_cache(maxsize=100_000)
    def likely(surface: str) -> str | None:
        words = _folded(surface).split()
        surely = len(words) > 1 and of_any_town[words[0]]
        while len(words) > 1 and of_a_town[words[0]]:
            words = words[1:]
        name = " ".join(words)
        if name in passed or not words:
            return None
        curated = linker.reference.curated.get(("LOC", name_key(name)))
        if surely and curated:
            return curated.link.country
        places = linker.steps.places(name_key(name))
        found = {place.country for place in places}
        known_well = surely and any(place.population >= MANY for place in places)
        return found.pop() if len(found) == 1 and (known_well or not found.isdisjoint(rules.sites)) else None

    @lru_cache(maxsize=100_000)
    def unsure(entity_id: str) -> bool:
        known = linker.steps.by_id(entity_id)
        places = linker.steps.places(name_key(known.name_ar)) if known and known.name_ar else ()
        return bool(known and known.country not in rules.sites) and all(one.population < MANY for one in places)

    def is_unsure(mention: Mention) -> bool:
        return mention.entity_id.startswith(NUMBERED) and unsure(mention.entity_id)

    def country_of(mention: Mention) -> str | None:
        return country(mention.type, mention.entity_id, mention.surface)

    places |= {name: code for name, code in regions.items() if " " in name}  # one word of them is often another word
    offices: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for code, phrases in rules.offices.items():
        for first, *rest in map(words_of, phrases):
            beginning = offices.setdefault(bare_word(first), {})
            beginning.setdefault(rest[0] if rest else "", []).append((tuple(rest), code))
    borne, ours, holy, worldly, several, denies, instead, faced = (
        frozenset(" ".join(words_of(word)) for word in words)
        for words in (
            rules.borne, rules.ours, rules.holy, rules.worldly, rules.several, rules.denies, rules.instead,
            rules.faced,
        )
    )  # fmt: skip
    money = {" ".join(words_of(word)): codes for word, codes in rules.money.items()}
    spelt = {" ".join(words_of(word)): code for code, words in rules.spelt.items() for word in words}
    national: dict[str, frozenset[str]] = {}
    for first, behind in map(_bare_words, rules.national):
        national[first] = national.get(first, frozenset()) | {behind}
    signs = {_folded(word): codes for word, codes in rules.signs.items()}
    first_words = Listed(adjective.partition(" ")[0] for adjective in adjectives)
    return Known(
        country_of,
        is_unsure,
        likely,
        adjectives,
        first_words,
        Listed(borne),
        national,
        Listed(ours),
        spelt,
        signs,
        money,
        shared,
        {_folded(coin): code for coin, code in rules.mostly.items()},
        holy,
        places,
        {name: code for name, code in cities.items() if " " not in name and len(name) >= LETTERS},
        of_a_town,
        {f"ب{name}": code for name, code in cities.items() if " " not in name and len(name) >= LETTERS},
        ambiguous,
        {_folded(name): frozenset(map(_folded, behind)) for name, behind in rules.not_behind.items()},
        frozenset(map(_folded, rules.seats)),
        Listed(map(_folded, rules.coming)),
        faced,
        offices,
        Listed([*offices, *national, *ours, *spelt, *signs, *money]),
        Listed(worldly),
        Listed(several),
        denies,
        instead,
    )


def _of_several(small: Mapping[str, str], linker: Linker) -> dict[str, tuple[str, ...]]:
    """Small towns of which the gazetteer has namesakes in other Arab states: «داريا» near Damascus, and in Kesrouan."""
    arab = read_topic_rules().country.sites.keys()
    found = {}
    for name, code in small.items():
        places = linker.steps.places(name_key(name))
        if all(place.population < MANY for place in places if place.country == code):
            found[name] = tuple(dict.fromkeys((code, *(place.country for place in places if place.country in arab))))
    return {name: codes for name, codes in found.items() if len(codes) > 1}


def _folded(words: str) -> str:
    return " ".join(words_of(words))


def _bare_words(two: str) -> tuple[str, str]:
    first, second = map(bare_word, words_of(two))
    return first, second


def _whole(name: str) -> str:
    """A person's folded name, «عبد» and what it serves as one word."""
    return name.replace("عبد ", "عبد").replace("ابو ", "ابو")


def _bare(definite: str) -> str:
    return " ".join(word.removeprefix("ال") for word in words_of(definite))
