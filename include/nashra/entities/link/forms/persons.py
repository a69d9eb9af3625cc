"""Names of persons, token by token: each token stands for the commonest spelling of its name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from nashra.entities.link.forms.normal import (
    coarse,
    levelled,
    other_ending,
    other_pattern,
    token_skeleton,
    without_article,
)
from nashra.entities.link.forms.similar import is_near, similarity
from nashra.entities.link.limits import read_limits, read_spelt
from nashra.text.clitics import ARTICLE

FOREIGN = ("دي", "دا", "دو", "دل", "ديل", "فان", "فون", "ماك", "سان", "سانت")  # particles of Europeans' names
# Words that belong to the token after them: «بن علي» is written «بنعلي» too, «أبو حجر» «بوحجر», «دي نيرو» «دينيرو».
_JOINED = {
    "بن": "بن",
    "ابن": "بن",
    "بنت": "بنت",
    "ابو": "بو",
    "بو": "بو",
    "ابا": "بو",
    "ابي": "بو",
    "ام": "ام",
    "ال": "",
    "عبد": "عبد",
    **{word: word for word in FOREIGN},
    "ديل": "دل",
}
# ... of Arabs
PARTICLES = frozenset(word for word in _JOINED if word not in FOREIGN and word != "ديل")
_SON, _DAUGHTER = "بن", "بنت"
_ENDINGS = ("الله", "الدين")  # ... and words that belong to the token before them: نصر الله, عز الدين


class Unit(NamedTuple):
    """A token with the particles that belong to it, whether it bears the article by itself, and the particle alone."""

    text: str
    definite: bool
    particle: str = ""


def units(key: str) -> list[str]:
    """The tokens of a person's key, particles joined to what they belong to, ال left out.

    >>> units("محمد بن سلمان ال سعود")
    ['محمد', 'بنسلمان', 'سعود']
    """
    return [unit.text for unit in _units(key)]


def _units(key: str) -> list[Unit]:
    found: list[Unit] = []
    prefix = ""
    for word in key.split():
        if word in _JOINED:
            prefix += _JOINED[word]
            continue
        if word in _ENDINGS and found and not prefix:
            found[-1] = Unit(found[-1].text + word, False)
            continue
        token = without_article(word)
        if token.startswith("عبدال") and len(token) > 7:
            token = "عبد" + token[5:]
        found.append(Unit(prefix + token, not prefix and without_article(word) != word, prefix))
        prefix = ""
    return [*found, Unit(prefix, False)] if prefix else found


def _without_son(unit: Unit) -> Unit:
    """A father's name without «بن»."""
    if not unit.particle.startswith(_SON) or unit.particle.startswith(_DAUGHTER):
        return unit
    return Unit(unit.text.removeprefix(_SON), False)


_ARTICLE = re.compile(r"(?i)(?:al|el|ash|a[nrstdz]|e[nrstdz])[- ]")


_DOUBLED = re.compile(r"(?!لله$)(.)\1+")  # عبدالله is not عبدالإله
_WAW = re.compile("([^اويءهع])و(?=[^اويءهع])")
_SERVANT = "عبد"
_OF_OWN = ("بن", "بنت", _SERVANT, "بو", "ام")  # particles of Arabs that are written in one with what follows
_TOLD = frozenset(one + other for pair in ("قك", "سص", "زد") for one, other in permutations(pair))
_CONSONANTS = str.maketrans("جطضظذث", "غتدددت", "اويهء")
_ALL_CONSONANTS = str.maketrans("جذثظ", "غدتض", "اويىءؤئ")
_BEL = ("بل", "بال")  # «بن ال» in one, in the Maghreb: بلحاج, بالحاج
G_LETTERS = 5  # of the shortest name that is one with either letter for its g: جان, غان are two
FORMS = 200_000  # names whose form is remembered
_DARK = "ضظ"
_FATHERS = 5  # letters of a word that may begin with «أبو» by chance: أبوت


def _other_d(token: str, known: str) -> bool:
    """Whether of two Arabs' names one alone has a dark d: عوض, عواد. ض and ظ some write for each other."""
    return any(letter in token for letter in _DARK) != any(letter in known for letter in _DARK)


def one_vowel(token: str) -> str:
    """A token with its doubled letters as one, and a final ا, اء or ة as one vowel: داوود, زهراء, سارا."""
    token = _DOUBLED.sub(r"\1", token)
    if token.endswith("اء"):
        token = token[:-1]
    return f"{token[:-1]}ه" if len(token) > 3 and token.endswith("ا") else token


def _other_own(token: str, known: str, own: frozenset[str]) -> bool:
    """Whether two names are of the same particle and two names of their own: بنأحمد, بنحمد; عبدمجيد, عبدماجد.

    A family behind «بن» may write itself with another vowel inside, in Latin letters alike: بنسالم, بنسلام.
    """
    for particle in _OF_OWN:
        if token.startswith(particle) and known.startswith(particle):
            name, other = token.removeprefix(particle), known.removeprefix(particle)
            if {name, other} <= own and (particle == _SERVANT or name[0] != other[0]):
                return True
    return False


@lru_cache(maxsize=65536)
def consonants(token: str) -> str:
    """The consonants of an Arab's name, those that countries exchange in one form (ذياب, دياب)."""
    return _DOUBLED.sub(r"\1", token.translate(_CONSONANTS))


@lru_cache(maxsize=65536)
def all_consonants(token: str) -> str:
    """The consonants of an Arab's name, those of the throat among them, as countries write them (ذياب, دياب)."""
    return _DOUBLED.sub(r"\1", token.removesuffix("ه").translate(_ALL_CONSONANTS))


def _foreign(token: str) -> str:
    """The skeleton of an unknown name, of a long one without the و that stands between two consonants: a vowel."""
    if len(token) < read_limits().likeness.token_letters:
        return token_skeleton(token)
    return token_skeleton(_WAW.sub(r"\1", token))


class Tokens:
    """The lexicon of name tokens: what each stands for, and how that is written in Latin letters."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str, str]], own: frozenset[str] = frozenset()) -> None:
        """Rows of (token, the token it stands for, Latin form, coarse form, levelled form); names of their own."""
        self.stands_for: dict[str, str] = {}
        self.arabic: frozenset[str] = frozenset()  # tokens that Arabs are called, without ال; see read_reference
        self.given: frozenset[str] = frozenset()  # tokens that many are called first
        self.surely_arabic: frozenset[str] = frozenset()  # ... and hardly anyone else: not جورج
        self.latin: dict[str, str] = {}
        self._alike: dict[str, list[str]] = defaultdict(list)
        self._levels: dict[str, set[str]] = defaultdict(set)
        self._seen: dict[str, str] = {}
        self._forms: dict[tuple[str, bool], str] = {}
        self._one_g: dict[str, set[str]] = defaultdict(set)  # token with ج as غ -> what such tokens stand for
        for token, known, latin, sound, level in rows:
            known = token if other_ending(token, known) or _other_own(token, known, own) else known
            self.stands_for[token] = known
            self._alike[sound].append(token)
            self._levels[level].add(known)
            if "غ" in token or "ج" in token:
                self._one_g[token.replace("ج", "غ")].add(known)
            self.latin[token] = latin

    def canonical(self, token: str) -> str:
        """The token that this one is a spelling of; for an unknown name its skeleton, marked with ~."""
        known = self._of_one_g(token) or self.stands_for.get(token)
        if known is None and (known := self._seen.get(token)) is None:
            known = self._seen[token] = self._nearest(token) or "~" + _foreign(token)
        return known

    def _of_one_g(self, token: str) -> str | None:
        """The name of a foreign token whose g one paper writes with ج and another with غ (سيرجي, سيرغي)."""
        if ("غ" not in token and "ج" not in token) or len(token) < G_LETTERS or token in self.arabic:
            return None
        same = self._one_g.get(token.replace("ج", "غ"))
        return min(same) if same and not same & self.arabic else None

    def _of_arab(self, unit: str, definite: bool) -> str:
        """The canonical token; of an Arab's name only one that differs by ا, for ي and و tell: السعدي, السعيدي."""
        known = self.canonical(unit)
        if known == unit or unit not in self.stands_for:
            return known
        if definite or unit in self.surely_arabic:
            same = levelled(known).replace("ا", "") == levelled(unit).replace("ا", "") and not _other_d(known, unit)
            return known if same else unit
        return unit if self.is_other(unit, known) else known

    def is_other(self, token: str, known: str) -> bool:
        """Whether a token is another name than an Arab's that it is like: each consonant tells (شوقي, شوكي), and of two
        that Arabs are called those of the throat do as well (ماضي, مهدي)."""
        if one_vowel(token) == one_vowel(known) or known not in self.arabic:
            return False
        if token in self.arabic and all_consonants(token) != all_consonants(known):
            return True
        ours, theirs = consonants(token), consonants(known)
        return len(ours) == len(theirs) and any(
            one + other in _TOLD for one, other in zip(ours, theirs, strict=True) if one != other
        )

    def written(self, token: str) -> str | None:
        """How a token is written in Latin letters; None for one that isn't known but for ج/غ, ط/ت and the like."""
        known = self.latin.get(token)
        if known is None and len(level := self._levels.get(levelled(token), ())) == 1:
            known = self.latin.get(next(iter(level)))
        if known and (article := _ARTICLE.match(known)) and len(known) > article.end() + 2:
            known = known[article.end() :]  # whoever writes it knows whether there is one
            known = known[:1].upper() + known[1:]
        return known

    def form(self, key: str, articles: bool = False) -> str:
        """One string for all spellings of a person's key; with `articles` محمد سعيد is not محمد السعيد."""
        found = self._forms.get((key, articles))
        if found is None:  # a name is asked for several times on its way to its entity
            if len(self._forms) >= FORMS:
                self._forms.clear()
            found = self._forms[key, articles] = self._form_of(key, articles)
        return found

    def _form_of(self, key: str, articles: bool) -> str:
        key = " ".join([self._respelt(word) for word in key.split()])
        parts = _units(key)
        last = len(parts) - 1
        if articles and not parts[last].particle.startswith(
            _SON
        ):  # «بدر بن عبدالرحمن السمحان» is «بدر عبدالرحمن السمحان»
            parts = [_without_son(unit) if 0 < n < last else unit for n, unit in enumerate(parts)]
        # between two names the article tells nobody apart: محمد صالح العرفاوي, محمد الصالح العرفاوي
        told = [articles and (last < 2 or n in (0, last)) for n in range(len(parts))]
        return " ".join([self._form(unit.text, unit.definite, tells) for unit, tells in zip(parts, told, strict=True)])

    def _form(self, unit: str, definite: bool, articles: bool) -> str:
        article = ARTICLE if articles and definite and self._tells(unit) else ""
        return article + one_vowel(self._of_arab(unit, definite))

    def _respelt(self, word: str) -> str:
        """A word as most write it: what is written without its ا (هرون), or as the Maghreb says it (لمين, بلحاج)."""
        spelt = read_spelt()
        if word in spelt:
            return spelt[word]
        if (bare := without_article(word)) in spelt:
            return ARTICLE + spelt[bare].removeprefix(ARTICLE)
        if word in self.given:
            return word
        if word.startswith("بال") and (bel := f"بل{word[3:]}") in self.given:
            return bel
        if word.startswith("ل") and word.endswith("ي") and len(word) > 4 and word[1:] in self.arabic:
            return ARTICLE + word[1:]
        for bel in _BEL:
            if word.startswith(bel) and (of := word.removeprefix(bel)) in self.arabic:
                return f"بن {of}"
        return f"ابو {word[3:]}" if word.startswith("ابو") and len(word) > _FATHERS else word

    def _tells(self, unit: str) -> bool:
        """Whether the article before a name tells two people apart: before one that many are called first, which is
        a father's without it (سالم, السالم). A family's own name is written with it or without: قطان, القطان."""
        return unit.startswith("عبد") or unit in self.given or self.canonical(unit) in self.given

    def _nearest(self, token: str) -> str | None:
        """The name whose spellings sound like the token, if one clearly does. Looks at fixed data only."""
        limits = read_limits().likeness
        if len(token) < limits.token_letters:
            return None  # of a short Arabic name each letter tells: عوفي, عويفي
        if len(level := self._levels.get(levelled(token), set())) == 1:
            only = next(iter(level))
            return None if other_ending(token, only) else only
        best: dict[str, float] = {}
        for known in self._alike.get(coarse(token), ()):
            if not is_near(token, known, limits.consonant) or other_pattern(token, known) or other_ending(token, known):
                continue
            name = self.stands_for[known]
            best[name] = max(best.get(name, 0.0), similarity(token, known))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:2]
        if (
            not ranked
            or ranked[0][1] < limits.token
            or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < limits.clearly)
        ):
            return None
        return ranked[0][0]
