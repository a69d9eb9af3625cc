"""The country that a source is at home in, learned from what its articles speak of (rules/homes.yaml)."""

import zlib
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import Field

from nashra.article import UNKNOWN_SOURCE
from nashra.cleaning.lines.hashes import I64, starts
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.word_index import WordIndex
from nashra.lake import Run
from nashra.settings import RULES
from nashra.source_registry import Country
from nashra.text.fold import fold_line
from nashra.yaml_files import Strict, Words, read_model

PATH = "survey/homes.json"  # below staging
NO_SOURCE = (1 << 32) - 1
"""The key of an article that names no source: greater than any other's."""
NONE = 0
"""In the place of the country of an article that speaks for none."""
Codes = npt.NDArray[np.uint16]
_CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")
_DEFINITE = ("ال", "وال", "فال", "بال", "لل", "وبال", "ولل", "كال")


class HomeRules(Strict):
    """What homes.yaml holds."""

    lead: int = Field(ge=1)
    least: int = Field(ge=1)
    share: float = Field(gt=0, le=1)
    times: float = Field(gt=1)
    words: dict[Country, Words]


def read_homes(path: Path = RULES / "homes.yaml") -> HomeRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, HomeRules)


def source_key(source: str) -> int:
    """What stands for a source where many are counted."""
    return NO_SOURCE if source == UNKNOWN_SOURCE else zlib.crc32(source.encode())


def spoken_for(lines: Lines) -> Codes:
    """For each article of a batch the country that its beginning names most, as a number; NONE for none, and for
    several alike."""
    words, countries = _words()
    word, known = words.among(lines.word)
    country = countries.take(known)
    place = lines.word_start[word] + lines.word_length[word]
    end = place + np.searchsorted(lines.dropped, place - 1, side="right")  # in the text as it was scraped
    article = lines.article[lines.word_line[word]]
    early = end - lines.begin[article] <= _rules().lead
    return _most_named(article[early], country[early], lines.begin.size - 1)


def _most_named(article: I64, country: Codes, articles: int) -> Codes:
    """The country that stands most often beside each article's number."""
    pairs, times = np.unique(article << 16 | country, return_counts=True)
    order = np.lexsort((-times, pairs >> 16))
    pairs, times = pairs[order], times[order]
    article = pairs >> 16
    first = starts(article)
    tied = np.zeros(first.size, dtype=np.bool_)
    tied[:-1] = ~first[1:] & (times[1:] == times[:-1])
    found = np.full(articles, NONE, dtype=np.uint16)
    best = first & ~tied
    found[article[best]] = pairs[best] & 0xFFFF
    return found


def learn(sources: npt.NDArray[np.uint64], countries: Codes) -> dict[str, str]:
    """The homes of sources, by `source_key` as text, from the source and the country of each article."""
    rules = _rules()
    told = (sources != NO_SOURCE) & (countries != NONE)
    keys, times = np.unique(sources[told] << np.uint64(16) | countries[told].astype(np.uint64), return_counts=True)
    counts: dict[int, dict[int, int]] = {}
    for key, count in zip(keys.tolist(), times.tolist(), strict=True):
        counts.setdefault(key >> 16, {})[key & 0xFFFF] = count
    homes = {}
    for source, of in counts.items():
        (most, best), *others = sorted(((times, code) for code, times in of.items()), reverse=True)
        whole, second = sum(of.values()), others[0][0] if others else 0
        if whole >= rules.least and most >= rules.share * whole and most >= rules.times * second:
            homes[str(source)] = _letters(best)
    return homes


def load_homes(run: Run) -> dict[str, str]:
    """What the survey of a run learned."""
    homes: dict[str, str] = run.staging.read_json(PATH)
    return homes


def _number(country: str) -> int:
    return ord(country[0]) << 8 | ord(country[1])


def _letters(number: int) -> str:
    return chr(number >> 8) + chr(number & 0xFF)


@cache
def _rules() -> HomeRules:
    return read_homes()


@cache
def _words() -> tuple[WordIndex, Codes]:
    """The words that name countries, folded, with what may hang before them, and the number of each one's country."""
    found: dict[str, int] = {}
    for country, words in _rules().words.items():
        for word in map(fold_line, words):
            bare = word.removeprefix("ال")
            forms = [clitic + bare for clitic in _DEFINITE] if bare != word else [clitic + word for clitic in _CLITICS]
            found |= dict.fromkeys(forms, _number(country))
    index = WordIndex(found)
    return index, np.array([found[word] for word in index.words], dtype=np.uint16)
