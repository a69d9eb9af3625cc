"""Full names of foreigners by their sounds, as `include/rules/foreign_names.yaml` says what is one sound.

Arabic papers write one foreigner in many ways: كيفن, كيفين; ستولتنبرغ, شتولتنبيرج. A lexicon never has all of them, so
two such names are one when the consonants of each word are, and its last vowel. Nothing of this is done to a name that
has an Arab's in it, where a vowel makes another name (سالم, سليم), nor to one word.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from nashra.entities.link.forms.normal import name_key, without_article
from nashra.entities.link.forms.persons import PARTICLES, Tokens, consonants, one_vowel
from nashra.entities.link.forms.similar import similarity
from nashra.settings import RULES
from nashra.text.clitics import ARTICLE
from nashra.yaml_files import Strict, Word, Words, read_model

Letter = Annotated[str, Field(min_length=1, max_length=1)]
Pair = Annotated[tuple[Word, str], AfterValidator(lambda pair: (name_key(pair[0]), name_key(pair[1])))]
MARK = "≈"  # before a form: it is by sounds, and no other kind of form is like it
_VOWELS = "اوي"
_NO_VOWEL = str.maketrans("", "", _VOWELS)
_NO_A_OR_I = str.maketrans("", "", "اي")
_NO_I = str.maketrans("", "", "ي")
_WHOLE = "="  # before a word of which every letter counts
_SERVANT = "عبد"
_OF = "ي"  # ends what an Arab's family is called by: القنديلي
_END = {"ا": "A", "ه": "E", "و": "O", "ي": "E"}  # Latin letters: no sound of a word is written with them
_ENDS_FROM, _VOWEL_FROM = 4, 4  # letters of the shortest word whose end is levelled, whose last vowel is a class
_DOUBLED = re.compile(r"(.)\1+")
_NG = re.compile(f"(?<=.)نغ(?![{_VOWELS}])")  # one sound: يونغ is not told by its consonants
_SON = "سون"  # ends a Swede's or an Englishman's name, سن a Dane's: هانسون, هانسن
_SOFT = "غيا"
_CH, _J, _E = "تش", "ج", "ه"
_LENGTHENING = re.compile(f"(?<=و)ه(?=[^{_VOWELS}].)")  # a German h: بوهلر, بولر
_ALIKE = 0.8  # an unlisted spelling of an Arab's name is so like it: فطيمة


class ForeignNames(Strict):
    """What foreign_names.yaml holds."""

    together: tuple[Pair, ...]
    begins: tuple[Pair, ...]
    ends: tuple[Pair, ...]
    initials: dict[Letter, Words]
    silent: tuple[Pair, ...]
    french: Words
    turks: Words
    turks_ends: Words
    letters: dict[Letter, Letter]
    g_letters: Annotated[int, Field(ge=1)]
    consonants: Annotated[int, Field(ge=2)]
    arabs: Annotated[tuple[Letter, ...], Field(min_length=1)]
    names: Words
    first: dict[Word, Words]


@cache
def read_foreign_names(path: Path = RULES / "foreign_names.yaml") -> ForeignNames:
    """Read the sounds. Raises RulesError on a malformed file."""
    return read_model(path, ForeignNames)


@cache
def _first_names() -> dict[str, str]:
    """Key of a first name as some write it -> the sounds of the name that it is."""
    return {name_key(one): name_key(usual) for usual, others in read_foreign_names().first.items() for one in others}


class Kinds(NamedTuple):
    """Words that tell whose names are spelt in a way of their own, as keys."""

    french: frozenset[str]
    turks: frozenset[str]
    turks_ends: tuple[str, ...]
    initials: dict[str, str]  # name of a letter -> the letter


@cache
def _kinds() -> Kinds:
    rules = read_foreign_names()
    return Kinds(
        frozenset(map(name_key, rules.french)),
        frozenset(map(name_key, rules.turks)),
        tuple(map(name_key, rules.turks_ends)),
        {name_key(name): letter for letter, names in rules.initials.items() for name in names},
    )


def _lettered(words: list[str]) -> list[str]:
    """The words of a name with its initials as letters: «جيه كيه رولينغ», «جون إف كينيدي»."""
    initials = _kinds().initials
    found = [words[0], *(initials.get(word, word) for word in words[1:-1]), *words[1:][-1:]]
    if len(found) > 2 and len(found[1]) == 1:  # two of them: the first is one as well
        found[0] = initials.get(found[0], found[0])
    return found


def _said(word: str) -> str:
    """A Frenchman's family as it is said: جيرود is جيرو."""
    for old, new in read_foreign_names().silent:
        if word.endswith(old) and len(word) > len(old) + 1:
            return word.removesuffix(old) + new
    return word


class Foreigners:
    """Tells foreigners' full names, and makes their forms."""

    def __init__(self, tokens: Tokens, own: frozenset[str]) -> None:
        """`own`: given names of Arabs, besides those that the lexicon tells."""
        self._tokens = tokens
        self._not_arabs = frozenset(map(name_key, read_foreign_names().names))
        self._arabs = (tokens.surely_arabic | own) - self._not_arabs
        self._letters = frozenset(read_foreign_names().arabs)
        self._last: tuple[str, str | None] = ("", None)  # a name is asked for twice on its way to its entity

    def form(self, key: str) -> str | None:
        """One string for the spellings of a foreigner's full name; None for any other name.

        >>> form("كيفن كوستنر") == form("كيفين كوستنير")
        True
        """
        if self._last[0] != key:
            self._last = key, self._form(key)
        return self._last[1]

    def _form(self, key: str) -> str | None:
        first, *rest = _lettered(key.split())
        if not rest or key.isascii() or self._is_arabs(first, first=True) or any(map(self._is_arabs, rest)):
            return None
        kinds = _kinds()
        if first in kinds.french:
            rest[-1] = _said(rest[-1])
        if first in kinds.turks or rest[-1].endswith(kinds.turks_ends):
            first, *rest = (word.replace(_CH, _J) for word in (first, *rest))
        middle = (word.removesuffix(_E) if len(word) >= _ENDS_FROM else word for word in rest[:-1])
        # families' particles and the syllables of eastern names are written in one with what follows, or alone
        return f"{MARK}{sounds(_first_names().get(first, first))} {sounds(''.join((*middle, rest[-1])))}"

    def _is_arabs(self, word: str, first: bool = False) -> bool:
        """Whether a word is part of an Arab's name, or may be one's: more is known of what Arabs are called first."""
        if word in PARTICLES or word.startswith(_SERVANT) or not self._letters.isdisjoint(word):
            return True
        bare = one_vowel(without_article(word))
        if word in self._not_arabs:
            return False
        if not first and word.startswith(ARTICLE) and word.endswith(_OF):
            return True
        if bare in self._arabs or (bare in self._tokens.arabic and (not first or self._is_definite(word, bare))):
            return True
        known = self._tokens.canonical(bare)
        arabs = known in self._arabs or (not first and known in self._tokens.arabic)
        return arabs and similarity(bare, known) >= _ALIKE and consonants(bare) == consonants(known)

    def _is_definite(self, word: str, bare: str) -> bool:
        return word.startswith(ARTICLE) and bare != word and word not in self._tokens.given


@cache
def _letters(short: bool) -> dict[int, int]:
    """Letter -> the letter that is written for its sound, for a short word or any other."""
    found = {ord(letter): ord(usual) for letter, usual in read_foreign_names().letters.items()}
    return {letter: usual for letter, usual in found.items() if not short or letter != ord("ج")}


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """What tells a foreign word from others: its consonants by sound, how it ends, and vowels where it is short."""
    names = read_foreign_names()
    for old, new in names.together:
        word = word.replace(old, new)
    for old, new in names.begins:
        if word.startswith(old):
            word = new + word.removeprefix(old)
            break
    if len(word) >= _ENDS_FROM:
        for old, new in names.ends:
            if word.endswith(old):
                word = word.removesuffix(old) + new
                break
    word = _LENGTHENING.sub("", word)
    word = _NG.sub("ŋ", _DOUBLED.sub(r"\1", word.translate(_letters(len(word) < names.g_letters))))
    end = _END.get(word[-1:], "") if len(word) >= _VOWEL_FROM else ""
    if end:
        word, end = word[:-1], _glided(word, end)
        if end == "E":
            word = word.removesuffix("ي")
    elif len(word) > _ENDS_FROM and word.endswith(_SON):
        end = "ON"
    return _consonants(word, names.consonants) + end


def _glided(word: str, end: str) -> str:
    """How a word ends, with the glide before its vowel: سيلفيا, سيلفا. Behind a g nobody says it: سيرجيو, سيرجو."""
    return f"J{end}" if end in "AO" and word[-2:-1] == "ي" and word[-3:-2] not in _SOFT else end


def is_long(sound: str) -> bool:
    """Whether the sounds are those of a word that its consonants tell."""
    return not sound.startswith(_WHOLE)


def _consonants(word: str, enough: int) -> str:
    """The consonants of a word; of one with fewer than enough its و as well, with fewer still all that is written."""
    count = sum(letter not in _VOWELS for letter in word) + word.startswith("و")
    begins, rest = word[:1], word[1:]
    if count == enough - 2 and begins == "ا":  # the vowel before is a syllable of its own: إيمري, أوديري
        second = rest[:1] if rest[:1] in ("و", "ي") else ""
        return ("او" if second == "و" else "ا") + rest.removeprefix(second).translate(_NO_A_OR_I)
    if count < enough - 1:
        return f"{_WHOLE}{word}"
    begins = {"ي": "ا", "و": "ف"}.get(begins, begins)
    if count < enough:  # the last vowel tells: كوهان, كوهين
        return _DOUBLED.sub(r"\1", begins + rest[:-2].translate(_NO_A_OR_I) + rest[-2:].translate(_NO_I))
    return _DOUBLED.sub(r"\1", begins + rest.translate(_NO_VOWEL))


FORMS = (read_foreign_names, _first_names, _kinds, _letters, sounds)  # what is remembered of foreign_names.yaml
