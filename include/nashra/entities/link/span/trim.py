"""Cutting off what is no part of a name: titles before it and clitics written onto it."""

from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.common_words import read_words
from nashra.entities.link.forms.foreign import is_long, sounds
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.forms.persons import units
from nashra.entities.link.limits import read_limits
from nashra.entities.link.reference.reference import Reference
from nashra.entities.link.steps.decide import Steps
from nashra.entities.recognise.settle.heads import is_built, read_heads
from nashra.settings import RULES
from nashra.text.clitics import ARTICLE, MERGED, read_clitics, rest
from nashra.yaml_files import Strict, Word, Words, read_model

_BEFORE_MERGED = ("", " ", "\n", "و", "ف", "«", '"', "(")
_RARE = ("ك", "ف")  # clitics that places seldom have
LONGEST_TITLE = 4  # words
LONGEST_WORD = 20  # code points before a mention that are looked at for the word there
_GIVEN = 3  # letters of the shortest given name that a clitic is cut from: فام is none of أم's
_IN, _AS, _SHORT = "ب", "ك", 3  # letters of a name that «as» before it makes a word as often as not
_OBJECT = ("اً", "ًا")
_FOR = "ل"
_SON, _DAUGHTER = "بن ", "بنت "
_SONS = frozenset(("بن", "بنت", "ابن"))
_OWNERS = ("نا", "هم", "ها", "كم")
_SOLDIER = "military"
_NO_TITLE = "\0"  # the key of a word that is no title
CACHE = 200_000  # surfaces whose clitic is remembered


class TitleLists(Strict):
    """What titles.yaml holds."""

    titles: dict[Word, Words]  # by class
    fillers: Words
    offices: Words
    names: Words
    places: Words
    centres: Words
    before: Words
    kindly: Words
    small: Words
    towns: Words
    office_words: Words
    written: Words
    inner: Words


class Titles(NamedTuple):
    """The title words of include/rules/titles.yaml, as keys."""

    kinds: dict[str, str]  # key of a title -> the class it belongs to
    fillers: frozenset[str]  # words that may stand between a title and the name
    offices: frozenset[str]  # words that a following definite noun completes: وزير + الطاقة
    names: frozenset[str]  # titles that are given names, too: سلطان
    places: frozenset[str]  # words before a place's name: مدينة
    centres: frozenset[str]  # ... and before the name of a town that a part of a province is called by: مركز
    before: frozenset[str]  # given names that are rather words before somebody's name: باسم
    kindly: frozenset[str]  # ... and words after it that only honour it, as written: الشقيقة
    small: frozenset[str]  # words before the name of a place that is no city: قرية
    towns: frozenset[str]  # words before the name of a town or a province: قضاء
    written: frozenset[str]  # names that only folded are titles, as written: قايد
    parts: frozenset[str]  # the words of titles, and what else an office is told with
    inner: frozenset[str]  # titles that stand between «بن» and a father's name


class Trimmer:
    """Finds where a name begins inside what the recogniser marked."""

    def __init__(self, reference: Reference, steps: Steps) -> None:
        self.reference = reference
        self.steps = steps
        self.titles = read_titles()
        self._heads = {
            (kind, key.split()[0]) for kind, key in [*reference.curated, *reference.others] if " " in key
        } | {("ORG", kind.split()[0]) for kind in reference.institutions.kinds}
        self._clitics: dict[tuple[str, str], tuple[int, list[str]]] = {}
        clitics = ("", *read_clitics().proclitics)
        self.towns = frozenset(f"{clitic}{word}" for word in self.titles.towns for clitic in clitics)  # as words
        self._title_ends = frozenset(key.rpartition(" ")[2] for key in self.titles.kinds if " " in key)

    def bare(self, kind: str, name: str) -> str:
        """A name that stands alone, without clitics and titles, its article whole; a curated one stays as it is."""
        if self.steps.curated(kind, name_key(name)):
            return name
        start = self.start(kind, name)[0]
        bare = with_article(name, start, len(name))
        return self.without_inner(bare) if kind == "PERS" else bare

    def without_inner(self, name: str) -> str:
        """A person's name without the titles of the fathers in it: «محمد بن الشيخ عبد الله الخليفة»."""
        if _SON not in name and _DAUGHTER not in name:  # most
            return name
        words = name.split()
        kept: list[str] = []
        for place, word in enumerate(words):
            behind = bool(kept) and name_key(kept[-1]) in _SONS
            if not (behind and place + 1 < len(words) and name_key(word) in self.titles.inner):
                kept.append(word)
        return " ".join(kept) if len(kept) < len(words) else name

    def start(
        self, kind: str, surface: str, words: frozenset[str] = frozenset(), whole: bool = False
    ) -> tuple[int, str]:
        """(offset where the name begins, class of the last title before it or "").

        `words` are the keys of all words of the article: a doubtful clitic is cut when the rest is one of them.
        `whole`: the first word has no clitic where it stands.
        """
        offset, title = self._after_titles(kind, surface)
        if whole and not offset:
            return 0, title
        return offset + self._clitic(kind, surface[offset:], words), title

    def title_goes_on(self, body: str, start: int, surface: str) -> int:
        """Where a person's name begins behind the end of a title whose first word stands before: «الفريق» أول صدقي."""
        first, _, rest = surface.partition(" ")
        if not rest or name_key(first) not in self._title_ends:
            return 0
        found = _without_clitic(f"{word_before(body, start)} {name_key(first)}", self.titles.kinds)
        return len(first) + 1 if found and " " in found else 0

    def is_title(self, kind: str, surface: str) -> bool:
        """Whether a mention is a title of several words alone («مستشار الأمن القومي», a body «الرئيس المخلوع»), or one
        that is a soldier («العريف») or what is said of one («المخلوع»)."""
        key = name_key(surface)
        if " " in key:
            told = key in self.titles.kinds and key not in self.titles.names
            begins = kind == "ORG" and key.partition(" ")[0] in self.titles.kinds
            return told or (begins and self.only_titles("PERS", surface))
        told = key in self.titles.fillers or self.titles.kinds.get(key) == _SOLDIER
        return told and kind == "ORG" and key.startswith(ARTICLE) and key not in self.reference.club_names

    def only_titles(self, kind: str, words: str) -> bool:
        """Whether words are nothing but what stands before a name: «الرئيس الروسي»."""
        return self._after_titles(kind, f"{words} .")[0] > len(words)

    def end(self, kind: str, surface: str) -> int:
        """Where a place's name ends before a number that is written onto it («لندن2012»), a known one's before a kind
        word («المملكة المغربية الشقيقة»), and a person's given name
        before the ending of an object («محمداً»)."""
        if kind == "PERS" and surface.endswith(_OBJECT):
            given = surface[:-2]
            common = self.reference.given[name_key(given)] >= read_limits().persons.common
            return len(given) if common and not _is_word(name_key(given)) else len(surface)
        before, _, last = surface.rpartition(" ")
        if kind == "PERS" and before.endswith(f" {last}") and self.steps.own("PERS", name_key(before)):
            return len(before)  # «علي عبدالله صالح صالح»
        if kind == "LOC" and before and last in self.titles.kindly and self.steps.own("LOC", name_key(before)):
            return len(before)
        bare = surface.rstrip("0123456789٠١٢٣٤٥٦٧٨٩") if kind == "LOC" else surface
        return len(bare) if bare and bare[-1].isalpha() else len(surface)

    def _after_titles(self, kind: str, surface: str) -> tuple[int, str]:
        if kind not in ("PERS", "LOC") or " " not in surface.strip():
            return 0, ""
        starts, keys = _tokens(surface)
        at, title = 0, ""
        while at < len(keys) - 1:
            step, found = self._title(kind, keys, at)
            if not step:
                break
            at, title = at + step, found or title
        return (starts[at], title) if at < len(keys) else (0, "")

    def _title(self, kind: str, keys: list[str], at: int) -> tuple[int, str]:
        """How many words from `at` on are a title, and its class."""
        if kind == "LOC":
            if at == 0 and is_built(" ".join(keys), read_heads()):
                return 0, ""
            if at or _is_adjective(keys[1]):
                return 0, ""  # «العاصمة الإدارية الجديدة»
            head = _without_clitic(keys[0], self.titles.places)
            named = head and keys[1] in self.reference.institutions.states
            if named and self.steps.own("LOC", " ".join([head, *keys[1:]])):
                return 0, ""  # «العاصمة التونسية»
            if not head and _without_clitic(keys[0], self.titles.centres):
                town = " ".join(keys[1:])
                return (1, "") if self.steps.own("LOC", town) or self.steps.places(town) else (0, "")
            return (1, "") if head else (0, "")
        for size in range(min(LONGEST_TITLE, len(keys) - 1 - at), 0, -1):
            phrase = " ".join(keys[at : at + size])
            if found := _without_clitic(phrase, self.titles.kinds):
                if found in self.titles.names:
                    place = at + 2 < len(keys) and self.steps.own("LOC", keys[at + 1])
                    return (2, self.titles.kinds[found]) if place else (0, "")
                if size == 1 and found in self.titles.offices and keys[at + 1].startswith("ال") and at + 2 < len(keys):
                    return 2, self.titles.kinds[found]
                return size, self.titles.kinds[found]
        if at and (keys[at] in self.titles.fillers or keys[at] in self.reference.institutions.states):
            return 1, ""
        return 0, ""

    def _clitic(self, kind: str, surface: str, words: frozenset[str]) -> int:
        """Letters at the start of a surface that are no part of the name."""
        if surface[:1] not in read_clitics().single:
            return 0
        found = self._clitics.get((kind, surface))
        if found is None:
            if len(self._clitics) > CACHE:
                self._clitics.clear()
            found = self._clitics[kind, surface] = self._find_clitic(kind, surface)
        cut, doubtful = found
        first = name_key(surface).split()[0] if doubtful else ""
        return next((len(clitic) for clitic in doubtful if rest(first, clitic) in words), cut)

    def _find_clitic(self, kind: str, surface: str) -> tuple[int, list[str]]:
        """(letters to cut, clitics to cut instead when the article has the rest as a word of its own)."""
        key = name_key(surface)
        clitics, first = read_clitics(), key.split()[0]
        if len(key) < 4 or _is_whole(first) or self.steps.curated(kind, key):
            return 0, []
        options = [one for one in clitics.proclitics if surface.startswith(one) and len(first) - len(one) >= 2]
        if whole := next((one for one in options if rest(first, one) in clitics.whole), None):
            return len(whole), []  # وكيان: و and كيان, not وك
        common = read_words()
        is_body = kind != "PERS" and " " in key and not common.has(first)
        if is_body and (head := next((one for one in options if common.has(rest(first, one))), None)):
            return len(head), []  # لمنطقة الأمن الوطني
        if is_body and first.startswith(_FOR) and kind == "ORG" and first[len(_FOR) :] in common.nouns:
            return len(_FOR), []  # «لرعاية الشباب»
        known = self._known(kind, key)
        if kind == "PERS" and (clitic := self._commoner(surface, first, options)):
            return len(clitic), []
        for clitic in options:
            if self.steps.curated(kind, rest(key, clitic)):
                state = kind == "LOC" and rest(key, clitic) in self.reference.institutions.names
                if state and clitic == _IN:
                    return len(clitic), []  # «بروسيا» is in Russia
                short = clitic == _AS and len(rest(key, clitic)) <= _SHORT  # «كامل» is no «أمل»
                if " " not in key and (known or short or self._elsewhere(key)):
                    return 0, [clitic]  # بسام is a name, and so is سام: the article must have it
                return len(clitic), []
        if known:
            return 0, []
        bare = max((self.reference.given[rest(first, clitic)] for clitic in options), default=0)
        if kind == "PERS" and options and self._sounds_given(first) > bare:
            return 0, []  # another spelling of a first name: بسكال بونيفاس
        for clitic in options:
            if self._known(kind, rest(key, clitic)) and not self._is_rare(kind, clitic, rest(key, clitic)):
                return len(clitic), []
        if options and (options[0].endswith(MERGED) or key.startswith(clitics.with_article)):
            # a foreign person's name may begin so: والكر, بالوتيلي
            return (0, options) if kind == "PERS" else (len(options[0]), [])
        # w before a consonant begins no foreign name
        is_and = key[0] == "و" and len(first) >= 5 and key[1] not in "اوي"
        return int(is_and), options

    def _is_rare(self, kind: str, clitic: str, key: str) -> bool:
        """Whether a place is too small, or too few are called so, for «as» or «so» to be written onto a name: كسروان is
        none of Şirvan's, كليان of ليان."""
        given = self.reference.given[key.split()[0]]
        if kind == "PERS" and clitic in _RARE:
            return given < read_limits().spellings.given_times
        if kind == "PERS" and len(clitic) > 1 and not clitic.endswith(MERGED):
            return given < read_limits().persons.common  # «ولمرابط» is و and لمرابط
        if kind != "LOC" or clitic not in _RARE or " " in key:
            return False
        places = self.steps.places(key)
        return bool(places) and places[0].population < read_limits().places.famous

    def _elsewhere(self, key: str) -> bool:
        """Whether a word is a known place or body, whatever it is tagged: بابل is none of آبل's."""
        return any(self.steps.gazetteer(kind, key) is not None for kind in ("LOC", "ORG"))

    def _commoner(self, surface: str, first: str, options: list[str]) -> str:
        """The proclitic without which a person's given name is far commoner: لهاني, بأحمد; "" when there is none."""
        given, limits = self.reference.given, read_limits().spellings
        # the commonest: «وكريم» is و and كريم, not وك and ريم
        for clitic in sorted(options, key=lambda one: -given[rest(first, one)]):
            hamza = surface[len(clitic) : len(clitic) + 1] in ("أ", "إ", "آ")  # only a word of its own begins so
            if clitic in _RARE and given[first] and not hamza:
                continue  # «كايلي» is a name herself
            more = limits.given_times if clitic in _RARE else limits.given_more
            if not hamza and len(first) - len(clitic) < _GIVEN:
                continue
            if given[rest(first, clitic)] > (0 if hamza else limits.given_times * given[first] + more):
                return clitic
        return ""

    def _sounds_given(self, word: str) -> int:
        """How many people's first name a foreign word sounds like."""
        sound = sounds(word)
        return self._given_sounds[sound] if is_long(sound) else 0

    @cached_property
    def _given_sounds(self) -> Counter[str]:
        """The sounds of the names that many are called first, and how many are."""
        found: Counter[str] = Counter()
        for name in self.reference.tokens.given:
            found[sounds(name)] += self.reference.given[name]
        return found

    def is_often_given(self, name: str, whole: str = "") -> bool:
        """Whether so many are called so first that a word is rather a name, and nobody is called by the whole word."""
        given = self.reference.given
        return given[name] >= read_limits().spellings.given_times and not (whole and given[whole])

    def is_known(self, kind: str, key: str) -> bool:
        """Whether a reference of the type knows the name, by all of it or by its first word."""
        return self.steps.curated(kind, key) is not None or self._known(kind, key)

    def _known(self, kind: str, key: str) -> bool:
        """Whether a reference of the type knows the name, or at least its first word."""
        if self.steps.gazetteer(kind, key) is not None:
            return True
        if kind == "PERS":
            return all(unit in self.reference.tokens.stands_for for unit in units(key)[:1])
        return (kind, key.split()[0]) in self._heads


def _is_whole(word: str) -> bool:
    """Whether a word only looks as if it had a clitic, also with its owner: «وطننا»."""
    whole = read_clitics().whole
    return word in whole or any(word.endswith(end) and word.removesuffix(end) in whole for end in _OWNERS)


def _is_word(key: str) -> bool:
    """Whether a name is an everyday word, too: «لطيف»."""
    return key in read_words().adjectives or key in read_words().nouns


def _is_adjective(key: str) -> bool:
    """Whether a word is a definite adjective of no state, as names of districts have."""
    bare = key[2:] if key.startswith(ARTICLE) else ""
    return bool(bare) and any(form in read_words().adjectives for form in (bare, bare.removesuffix("ه")))


def word_before(body: str, start: int) -> str:
    """The key of the word right before a place, or ""."""
    word = body[max(0, start - LONGEST_WORD) : start]
    return name_key(word[:-1].rpartition(" ")[2]) if word.endswith(" ") else ""


def with_article(text: str, start: int, end: int) -> str:
    """text[start:end] with the article's alef that «لل» before it has taken: «للصين» holds الصين."""
    name = text[start:end]
    merged = text[max(0, start - 2) : start] == MERGED and text[max(0, start - 3) : start - 2] in _BEFORE_MERGED
    return ARTICLE + name if merged else name


def _tokens(surface: str) -> tuple[list[int], list[str]]:
    starts, keys, at, written = [], [], 0, read_titles().written
    for word in surface.split():
        at = surface.index(word, at)
        starts.append(at)
        keys.append(_NO_TITLE if word in written else name_key(word))
        at += len(word)
    return starts, keys


def _without_clitic(phrase: str, known: dict[str, str] | frozenset[str]) -> str:
    """The phrase among `known`, as it is or without its clitics; "" when it isn't there."""
    if phrase in known:
        return phrase
    for clitic in read_clitics().proclitics:
        if phrase.startswith(clitic) and rest(phrase, clitic) in known:
            bare = rest(phrase, clitic)
            if len(bare) == 1 < len(clitic):
                continue  # «ولد» is none of د with clitics
            return bare
    return ""


@cache
def read_titles(path: Path = RULES / "titles.yaml") -> Titles:
    """Read the title words. Raises RulesError on a malformed file."""
    rules = read_model(path, TitleLists)
    kinds = {name_key(word): kind for kind, words in rules.titles.items() for word in words}
    fillers, offices, names, places, centres, before, small, towns = (
        frozenset(map(name_key, listed))
        for listed in (
            rules.fillers,
            rules.offices,
            rules.names,
            rules.places,
            rules.centres,
            rules.before,
            rules.small,
            rules.towns,
        )
    )
    told = (word for key in (*kinds, *offices, *fillers, *map(name_key, rules.office_words)) for word in key.split())
    return Titles(
        kinds,
        fillers,
        offices,
        names,
        places,
        centres,
        before,
        frozenset(rules.kindly),
        small,
        towns,
        frozenset(rules.written),
        frozenset(told),
        frozenset(map(name_key, rules.inner)),
    )
