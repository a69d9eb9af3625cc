"""Persons by all parts of their names."""

import re

from nashra.entities.link.forms.normal import ends_otherwise, levelled, other_ending, other_vowel, without_article
from nashra.entities.link.forms.persons import FOREIGN, Tokens, units
from nashra.entities.link.limits import read_spelt
from nashra.entities.link.steps.index import Index, Room
from nashra.entities.link.steps.unknown import Unknown
from nashra.entities.link.steps.why import PERSONS, made
from nashra.entities.link.types import NAMES, Link
from nashra.text.clitics import ARTICLE

_SERVANT = "عبد"
_IA_OR_E = {"يا", "يه"}
_SON = "بن"
_CONSONANTS, _VOWELS = frozenset("تثجحخدذرزسشصضطظفقكلمنه"), frozenset("aeiou")
_FOREIGN_LATIN = ("ja", "je", "ju", "aj", "dsch", "ij")  # of ي, or of ج in German
_INITIAL = re.compile(r"(?<= )\w\. ")
_OF = "ي"  # ends the name of who is from somewhere, or of a house: السعيدي


class Persons(Room):
    """Full names of persons."""

    def __init__(self, index: Index, unknown: Unknown) -> None:
        super().__init__(index)
        self._unknown = unknown

    def with_father(self, kind: str, key: str) -> Link | None:
        """The curated person of a name with the father's in it («عادل بن أحمد الجبير»), unless many are called so."""
        words = key.split()
        first, *fathers, last = words if kind == "PERS" and len(words) > 3 else ("", "")
        if not fathers or fathers[0] != _SON or not last.startswith("ال"):
            return None
        if without_article(last) in self.reference.tokens.given and not self._has_father(first, last, fathers):
            return None  # a forefather's name, which cousins have: «سعود بن خالد الفيصل» is not سعود الفيصل
        family = self.reference.tokens.stands_for.get(last, last)
        if self.reference.surnames[family] >= self.limits.persons.common:
            return None
        found = self.index.own(kind, f"{first} {last}")
        return found.because(f"{found.why}, with the father's name") if found else None

    def _has_father(self, first: str, last: str, fathers: list[str]) -> bool:
        """Whether a curated person's own spellings have the father's name: «محمد بن سلمان»."""
        found = self.index.own("PERS", f"{first} {last}")
        father = f"{_SON} {fathers[1]}" if len(fathers) > 1 else ""
        return found is not None and any(f" {father}" in name for name in self.index.names_of(found) if father)

    def person(self, key: str) -> Link | None:
        """The known person of a key: a curated one whose name this is a spelling of, else one of the lists'."""
        tokens, spelt = self.reference.tokens, read_spelt()
        if not spelt.keys().isdisjoint(key.split()):
            key = " ".join([spelt.get(word, word) for word in key.split()])
        known = self.reference.persons.get(key)
        if known and _other_names(key, known[0], tokens):
            known = (key, known[1])
        if len(units(key)) > 1 or _has_particle(key):
            form = tokens.form(known[0] if known else key)
            if len(curated := self.index.forms.get(form, {})) == 1 and self._vowels_agree(key, curated):
                return next(iter(curated.values())).because(f"spelling of an alias: all tokens are those of «{form}»")
        foreign = self.index.foreigners.form(key) if " " in key else None
        if foreign and (sounding := self.index.foreign.get(foreign)):
            return sounding.because(f"spelling of an alias: sounds «{foreign}»")
        if " " in key and (so_called := self._by_nickname(key)):
            return so_called
        if not known:
            return None
        stands_for, latin = known
        arabs = is_arabs(units(key)[0], self.reference.tokens.arabic)
        if arabs and (_is_foreign_latin(latin) or _lost_its_first(stands_for, latin)):
            latin = ""  # «Sulajman», as others than English write it
        if ". " in latin and latin.count(" ") > stands_for.count(" "):
            latin = _INITIAL.sub("", latin)  # «Michael E. Brown» is a namesake's
        own = made("PERS", self._unknown.own_form("PERS", stands_for))
        return Link(
            own,
            "PERS",
            None,
            latin or None,
            english_from=(latin and NAMES) or None,
            why=f"{PERSONS}: {latin} («{stands_for}»)",
        )

    def _by_nickname(self, key: str) -> Link | None:
        """The curated person of a family's name with what bearers of his given name are called: «جيم ماتيس»."""
        first, _, rest = key.partition(" ")
        others = [name for names in self.limits.persons.called if first in names for name in names if name != first]
        found = next(filter(None, (self.index.own("PERS", f"{other} {rest}") for other in others)), None)
        return found.because(f"{found.why}, by another given name") if found else None

    def _vowels_agree(self, key: str, curated: dict[str, Link]) -> bool:
        """Whether the definite words of a person's name are those of the curated one (الثني is not الثاني), and all of
        its words end as those do (ريكاردو is not ريكارد); of two, none has another vowel (بول is not بيل)."""
        definite = {levelled(token) for token in key.split() if token.startswith("ال") and len(token) > 4}
        known = {
            levelled(token) for link in curated.values() for name in self.index.names_of(link) for token in name.split()
        }
        words = units(key)
        others = [units(name) for link in curated.values() for name in self.index.names_of(link)]
        alike = [other for other in others if len(other) == len(words)]
        arabs = self.reference.tokens.surely_arabic
        ends = not alike or any(
            not any(map(ends_otherwise, words, other)) and not are_man_and_woman(words[0], other[0], arabs)
            for other in alike
        )
        other = len(words) == 2 and any(any(map(other_vowel, words, known)) for known in alike)
        return definite <= known and ends and not other


def _has_particle(key: str) -> bool:
    """Whether a name is a foreign family's with its particle: «ديل بوسكي»."""
    first, _, rest = key.partition(" ")
    return bool(rest) and first in FOREIGN


def is_arabs(unit: str, arabic: frozenset[str]) -> bool:
    """Whether a name is an Arab's: a known one, or a servant's (عبدالعزيز)."""
    return unit in arabic or (unit.startswith(_SERVANT) and len(unit) > len(_SERVANT) + 1)


def _is_foreign_latin(latin: str) -> bool:
    """Whether an Arab's name is written with letters that English has for others of its sounds."""
    return any(letters in latin.lower() for letters in _FOREIGN_LATIN)


def _lost_its_first(key: str, latin: str) -> bool:
    """Whether a published name begins with a vowel where the Arabic has a consonant: «Atima Zohra»."""
    as_many = key.count(" ") == latin.count(" ")
    return as_many and key[0] in _CONSONANTS and latin[:1].lower() in _VOWELS


def _other_names(key: str, known: str, names: Tokens) -> bool:
    """Whether a full name has a word that is another name than the one it is said to be a spelling of."""
    words, others = units(key), units(known)
    if len(words) == len(others) and any(map(other_ending, words, others)):
        return True
    if len(words) == len(others) and any(map(names.is_other, words, others)):
        return True
    if names.form(key, articles=True) != names.form(known, articles=True) and _by_article(key, known):
        return True  # a father's name and a family's: محمد قاسم, محمد القاسم
    tokens, knowns = key.split(), known.split()
    return len(tokens) == len(knowns) and any(map(_other_family, tokens, knowns))


def _by_article(key: str, known: str) -> bool:
    """Whether two full names differ by the article of the last word alone."""
    before, _, last = key.rpartition(" ")
    other, _, family = known.rpartition(" ")
    return before == other and last != family and last.removeprefix(ARTICLE) == family.removeprefix(ARTICLE)


def _other_family(token: str, known: str) -> bool:
    """Whether a name differs from a definite one by more than ا: of an Arab's, ي and و tell (السعدي, سعيدي)."""
    families = token.startswith("ال") or token[-1] == known[-1] == _OF
    return families and known.startswith("ال") and _without_alef(token) != _without_alef(known)


def _without_alef(token: str) -> str:
    return levelled(token).replace("ا", "")


def are_man_and_woman(name: str, other: str, arabs: frozenset[str]) -> bool:
    """Whether two foreigners' first names end in -ia and in -é: أندريا, أندريه. An Arab's are one: ناديا, نادية."""
    ends = {name[-2:], other[-2:]}
    return ends == _IA_OR_E and not {name, other} & arabs
