"""Which language an article is in: words that only one language has, then a library where they don't tell."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from nashra.settings import RULES
from nashra.text.fold import fold
from nashra.yaml_files import Strict, Word, Words, read_model

_WORD = re.compile(r"[^\W\d_]+")
_PRESENTATION = re.compile("[\ufb50-\ufdf1\ufe70-\ufefc]")
_ARABIC_FIRST, _ARABIC_LAST = "\u0600", "\u0780"  # where words in Arabic script sort
_ARABIC_CODES = ("ar", "fa", "ur", "ckb", "ku", "ps", "ug", "sd")


class Language(NamedTuple):
    """An ISO 639 code or "mixed", and how sure that is, 0 to 1."""

    code: str
    share: float


Share = Annotated[float, Field(ge=0, le=1)]


class LanguageRules(Strict):
    """What language.yaml holds; its comments say what each value means."""

    sample_chars: int = Field(ge=3)
    min_words: int = Field(ge=1)
    arabic_share: Share
    foreign_share: Share
    min_arabic_share: Share
    latin_prose_share: Share
    best_share: Share
    foreign_words: int = Field(ge=0)
    sure_share: Share
    doubt_chars: int = Field(ge=1)
    library_words: int = Field(ge=0)
    letter_share: Share
    al_share: Share
    density: dict[Word, Annotated[float, Field(gt=0, le=1)]]  # by language
    words: dict[Word, Words]
    latin_words: Words
    letters: dict[Word, Annotated[str, Field(pattern=r"^\w+$")]]

    @model_validator(mode="after")
    def same_languages(self) -> "LanguageRules":
        if "ar" not in self.words or self.density.keys() != self.words.keys():
            raise ValueError("density: expected one for ar and each other language of words, and for no other")
        if unknown := sorted(self.letters.keys() - self.words.keys()):
            raise ValueError(f"letters: expected languages of words, got {', '.join(unknown)}")
        return self


class _Rules(NamedTuple):
    values: LanguageRules
    words: dict[str, str]  # folded word -> language
    letters: dict[str, "re.Pattern[str]"]
    any_letter: "re.Pattern[str]"
    latin: frozenset[str]
    foreign: frozenset[str]


def read_language(path: Path = RULES / "language.yaml") -> LanguageRules:
    """Raises RulesError on a malformed file."""
    return read_model(path, LanguageRules)


@cache
def _rules() -> _Rules:
    values = read_language()
    words: dict[str, str] = {}
    for code, listed in values.words.items():
        for word in listed:
            words.setdefault(fold(word), code)  # a word of two languages counts for the first, Arabic
    letters = {code: re.compile(f"[{chars}]") for code, chars in values.letters.items()}
    any_letter = re.compile(f"[{''.join(values.letters.values())}]")
    foreign = frozenset(word for word, code in words.items() if code != "ar")
    return _Rules(values, words, letters, any_letter, frozenset(values.latin_words), foreign)


def _sample(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    third = size // 3
    middle = (len(text) - third) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def arabic_evidence(text: str) -> int:
    """Words of a text that are Arabic for certain: its function words, and words with the article."""
    known = _rules().words
    found = _WORD.findall(fold(text))
    return sum(known.get(word) == "ar" for word in found) + _articled(found)


def _articled(words: list[str]) -> int:
    return (" " + " ".join(words)).count(" ال")


def identify(text: str) -> Language:
    """The language of a text: from a sample, and from more of it when the sample isn't Arabic beyond doubt."""
    rules = _rules()
    size = rules.values.sample_chars
    found = _identify(_sample(text, size), rules)
    if len(text) <= size or (found.code == "ar" and found.share > rules.values.sure_share):
        return found
    return _identify(text[: rules.values.doubt_chars], rules)


def _identify(sample: str, rules: _Rules) -> Language:
    if _PRESENTATION.search(sample):  # letters stored by their shapes, as old PDF and web tools did
        sample = unicodedata.normalize("NFKC", sample)
    found = _WORD.findall(fold(sample))
    arabic = [word for word in found if _ARABIC_FIRST <= word < _ARABIC_LAST]
    if not arabic:
        return _ask_library(sample, ())
    share = 1.0 if len(arabic) == len(found) else len("".join(arabic)) / len("".join(found))
    inside = _in_arabic_script(sample, arabic, rules)
    if inside.code not in ("ar", "mixed"):
        return inside if share >= 1 - rules.values.arabic_share else _ask_library(sample, ())
    if inside.code == "mixed" or share >= rules.values.arabic_share:
        return Language(inside.code, round(inside.share * share, 2))
    if share >= rules.values.min_arabic_share and not _latin_prose(found, rules):
        return Language(inside.code, round(inside.share * share, 2))
    if 1 - share >= rules.values.foreign_share:
        return _ask_library(sample, ())
    return Language("mixed", round(share, 2))


def _latin_prose(found: list[str], rules: _Rules) -> bool:
    latin = [word.lower() for word in found if word < _ARABIC_FIRST]
    return sum(word in rules.latin for word in latin) >= rules.values.latin_prose_share * len(latin)


def _in_arabic_script(sample: str, found: list[str], rules: _Rules) -> Language:
    """The language of the words in Arabic script."""
    if len(found) < rules.values.min_words:
        return Language("ar", 0.5)
    articled = _articled(found)
    looks_arabic = articled >= rules.values.al_share * len(found)
    if looks_arabic and len(rules.foreign.intersection(found)) < rules.values.foreign_words:
        return Language("ar", 1.0)  # one word again and again is a name, or an accident of folding
    votes = Counter(map(rules.words.get, found))
    del votes[None]
    votes["ar"] += articled
    if rules.any_letter.search(sample):
        for code, letters in rules.letters.items():
            # Letters alone never outvote words: names and Persian keyboards bring them into Arabic.
            votes[code] += min(len(letters.findall(sample)) // 4, votes[code])
    if votes.total() < rules.values.library_words and not looks_arabic:
        return _by_letters(sample, found, rules) or _ask_library(sample, _ARABIC_CODES)
    weights = {str(code): count / rules.values.density[str(code)] for code, count in votes.items() if count}
    arabic = weights.pop("ar", 0.0)
    foreign = sum(weights.values())
    share = arabic / (arabic + foreign)
    if share >= rules.values.best_share:
        return Language("ar", round(share, 2))
    if 1 - share < rules.values.best_share:
        return Language("mixed", round(share, 2))
    # Neighbours share words, so among the others the largest is the answer, never "mixed".
    return Language(max(weights, key=lambda code: weights[code]), round(1 - share, 2))


def _by_letters(sample: str, found: list[str], rules: _Rules) -> Language | None:
    """The language whose own letters are many in a text without telling words."""
    counts = {code: len(letters.findall(sample)) for code, letters in rules.letters.items()}
    best = max(counts, key=lambda code: counts[code])
    share = counts[best] / len("".join(found))
    return Language(best, round(min(1.0, 0.5 + share), 2)) if share >= rules.values.letter_share else None


def _ask_library(sample: str, codes: tuple[str, ...]) -> Language:
    """py3langid's answer, among `codes` when given."""
    code, probability = _library().classify(sample)
    if codes and code not in codes:
        return Language("ar", 0.5)
    return Language(code, round(float(probability), 2))


@cache
def _library():  # type: ignore[no-untyped-def]  # the package has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
