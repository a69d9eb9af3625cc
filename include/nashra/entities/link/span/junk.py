"""What a recogniser marks that is no name: pieces of addresses and web pages, numbers, units, titles alone.

The words are in `include/rules/not_names.yaml`.
"""

import re
from collections.abc import Container
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from nashra.entities.link.common_words import Words as CommonWords
from nashra.entities.link.forms.clitic_forms import forms_of
from nashra.entities.link.forms.normal import name_key
from nashra.settings import RULES
from nashra.text.clitics import ARTICLE, read_clitics
from nashra.yaml_files import Strict, Word, Words, read_model

_LETTER = re.compile(r"[^\W\d_]")
_ASCII = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"://|www\.|@|\w\.[A-Za-z]{2,}(?![A-Za-z])|/\w+/|[?&]\w+=|\w_\w|&\w+;")
_CODE = re.compile(r"[=<>{}\\|#_]")
_NUMBER = re.compile(r"\d\d")
_ARABIC = re.compile("[ء-ي]")
_SORTS = ("ORG", "LOC", "MISC")
_OWNERS = ("ه", "ها", "هم", "هما", "نا", "كم")  # as written: ة ends other words
_FEMININE = "ه"  # that many write for ة: «جامعه الملك سعود»
_TIED = "ت"  # what ة is before an owner: «مدينتنا»
_DASHES = " -–—،,"
_TWO = ("تين", "تان", "ين", "ان")
_GOD = frozenset(("الله", "لله"))
_PLURALS = ("يون", "يين", "يات")
_PERSONS = ("ي", "ت", "ن")
_ENDS = ("ان", "ون", "ها", "ه", "ا")
_MEN = ("ون", "ين")
_PEOPLE = ("يون", "يين")
_AND, _SO, _IN_ORDER = "و", "ف", "ل"
_CHAIN = frozenset(("آل", "بن", "ابن", "بنت", "أبو", "ابو", "أبي", "ابي"))  # as written; «صالح آل طالب» goes on
_FOR_WHOM = re.compile("[لبك][أإ]|لل[^ا].")  # a hamza, and the article's ل, only begin another word
_THEIRS = re.compile(r"(?:ات|\Aو\w+ت)(?:ه|ها|هم|هما)\Z")  # «توجيهاته», «وحكومته»: so no name ends
_NO_PLACES = frozenset(("اليوم", "أمس", "على"))
_CLAUSES = frozenset(("وهي", "وهو", "وهم", "التي", "الذي", "الذين", "والتي", "والذي", "والذين"))
_FATH = ("ً", "اً", "ًا", "ٍ")
CACHE = 200_000  # surfaces whose verdict is remembered
SHORTEST = 3  # letters of a word that is no verb with a clitic
REACH = 80  # code points of a body that are looked at on each side for the address around a mention


class NotNameLists(Strict):
    """What not_names.yaml holds."""

    words: dict[Word, Words]  # by what they are, for the reader of the file
    doubtful: Words
    web: Words
    little: Words
    after_persons: Words
    said: Words
    tells: Words
    told: Words
    so_that: Words
    weekdays: Words
    times: Words
    verbs: Words
    prayers: Words
    towns: Words
    owned: Words
    written: Words
    virtues: Words
    several: Words
    any_such: Words
    men: Words
    said_of: Words
    feminine: Words
    masculine: Words
    women: Words


class NotNames(NamedTuple):
    """The words of not_names.yaml, as keys."""

    words: frozenset[str]
    doubtful: frozenset[str]
    web: frozenset[str]
    little: frozenset[str]
    after_persons: frozenset[str]
    said: frozenset[str]
    tells: frozenset[str]
    told: frozenset[str]
    so_that: frozenset[str]  # as written
    weekdays: frozenset[str]  # as written
    times: frozenset[str]  # as written
    verbs: frozenset[str]
    prayers: frozenset[str]
    towns: frozenset[str]
    owned: frozenset[str]
    written: frozenset[str]  # as written
    virtues: frozenset[str]
    several: frozenset[str]
    any_such: frozenset[str]
    men: frozenset[str]  # as written
    said_of: frozenset[str]
    followers: frozenset[str]  # of `words`
    feminine: frozenset[str]
    masculine: frozenset[str]
    women: frozenset[str]


class Junk:
    """Tells what is no name. `states` are the keys of states' definite adjectives (الروسي, الروسيه), `english` has
    the words that longer names are made of."""

    def __init__(
        self,
        states: frozenset[str],
        listed: NotNames,
        english: CommonWords,
        given: Container[str] = frozenset(),
    ) -> None:
        self._given = given
        self._states = states
        self._english = english
        self._listed = listed
        self._seen: dict[tuple[str, str, bool], bool] = {}

    def is_junk(self, kind: str, surface: str, sure: bool = False) -> bool:
        """Whether a surface, cut and known to no curated list, names nothing wherever it stands.

        `sure`: marks, or the recogniser's score, say that it is a name; then only what never is one names nothing.
        """
        found = self._seen.get((kind, surface, sure))
        if found is None:
            if len(self._seen) > CACHE:
                self._seen.clear()
            found = self._seen[kind, surface, sure] = self._judge(kind, surface, sure)
        return found

    @staticmethod
    def is_adverb(surface: str) -> bool:
        """Whether a word ends as no place's or body's name does: «روسياً», «جوباً», «جارٍ»."""
        return surface.endswith(_FATH) and " " not in surface

    def is_common(self, kind: str, surface: str, is_name: bool) -> bool:
        """Whether a word that no reference knows is an adjective (آسيوي), an indefinite noun (إسكان) or somebody's noun
        («معسكرهم الخارجي»).

        `is_name`: the lexicon of persons' names has it.
        """
        key = name_key(surface)
        definite = key.startswith("ال")
        if " " in key:
            if kind == "MISC" and self._has_owner(surface.rpartition(" ")[2]):
                return True  # «عيد ميلادها»
            first = surface.partition(" ")[0]
            return kind in ("LOC", "ORG") and not first.endswith(_FEMININE) and self._has_owner(first)
        if definite and self._are_like(key):
            return True
        if key in self._english.written or (kind == "PERS" and (is_name or definite)):
            return False
        if kind != "PERS" and self._has_owner(surface):
            return True
        bare = key[2:] if definite and len(key) > 4 else key
        if kind != "PERS" and not definite and bare not in self._listed.towns and self._is_head(bare):
            return True
        if kind != "PERS" and (self._is_of_two(bare) or self._are_like(key)):
            return True
        if kind != "PERS" and not definite and bare.endswith("ات") and self._english.has(f"{bare[:-2]}ه"):
            return True  # «بلدات»
        forms = (bare, bare[:-1]) if bare.endswith("ه") else (bare,)
        if any(form in self._english.adjectives for form in forms):
            return True
        return not definite and bare in self._english.nouns

    def is_said_of(self, before: str, surface: str) -> bool:
        """Whether a word that people are called by is said of the indefinite noun before it: «أيد أمينة»."""
        noun, key = name_key(before), name_key(surface)
        if key not in self._listed.said_of or not noun or noun.startswith(ARTICLE) or noun in self._given:
            return False
        if key.endswith(_FEMININE):
            if any(form in self._listed.women for form in forms_of(noun)):
                return False  # «زوجة سعيدة»
            return noun.endswith((_FEMININE, "ات")) or any(form in self._listed.feminine for form in forms_of(noun))
        known = (self._english.nouns, self._english.adjectives, self._listed.masculine)
        return any(form in words for form in forms_of(noun) for words in known)

    def is_of_followers(self, before: str, surface: str) -> bool:
        """Whether a word says whose the definite thing before it is, by whom its people follow: «المدرج الهلالي»."""
        key, noun = name_key(surface), name_key(before)
        bare = key.removeprefix(ARTICLE)
        return bare != key and noun.startswith(ARTICLE) and noun not in self._states and bare in self._listed.followers

    def _are_like(self, key: str) -> bool:
        """Whether a word is people or things by what they are like: «الحقيقيين», «محليون»."""
        bare = key.removeprefix(ARTICLE)
        return bare.endswith(_PEOPLE) and bare[:-2] in self._english.adjectives

    def _is_of_two(self, bare: str) -> bool:
        """Whether a word is two of a common noun: جبلين, قناتان."""
        for end in _TWO:
            stem = bare.removesuffix(end)
            if stem != bare and len(stem) > 2:
                noun = f"{stem}ه" if end.startswith("ت") else stem
                return noun in self._english.nouns or self._english.has(noun)
        return False

    def _is_head(self, word: str) -> bool:
        """Whether a word begins names of bodies, places or works: شارع, رواية."""
        return any((kind, word) in self._english.heads for kind in _SORTS)

    def _has_owner(self, surface: str) -> bool:
        """Whether a word is a common noun that is somebody's: ناديه, قصره, أنديتنا."""
        key = surface if surface.endswith(_OWNERS) else ""
        owner = next((end for end in _OWNERS if key.endswith(end)), "")
        noun = name_key(key.removesuffix(owner)) if owner else ""
        forms = (noun, f"{noun[:-1]}ه") if noun.endswith(_TIED) else (noun,)
        return len(noun) > 2 and any(
            form in self._english.nouns or form in self._listed.owned or self._english.has(form) for form in forms
        )

    def _prayer(self, keys: list[str]) -> int | None:
        """Which word a prayer begins with: «محمد رحمه الله»; None where there is none."""
        for place, (one, two) in enumerate(pairwise(keys)):
            if two in _GOD and one in self._listed.prayers:
                return place
        return None

    def _judge(self, kind: str, surface: str, sure: bool) -> bool:
        letters = len(_LETTER.findall(surface))
        if letters < 2 and not (sure and letters and surface[0].isascii()):
            return True  # «F-16» may be a name
        key = name_key(surface)
        if not _ARABIC.search(key):
            return self._latin_junk(surface, key, sure)
        if self._listed_word(key, self._listed.words) or self._prayer(key.split()) == 0:
            return True
        if surface in self._listed.written:
            return True
        if key in self._english.letters:
            return True
        if kind != "MISC" and self._is_state(key):
            return True  # of a work or a thing it is a language
        if " " not in key and self._is_adverb(kind, surface, key):
            return True
        if kind == "PERS" and " " in key and self._are_of_state(key.rpartition(" ")[2]):
            return True  # «محققون هولنديون»
        if kind == "LOC" and " " not in key and self._are_of_state(key):
            return True  # «الفلسطينيون»
        if kind == "ORG" and self._is_any(key):
            return True
        if sure:
            return False
        if self._listed_word(key, self._listed.doubtful) or self._is_state(key):
            return True
        if " " in key:
            return self._are_several(kind, key)
        if key.endswith(_PLURALS) and self._is_state(key[:-2]):
            return True
        return self._is_verb(key)

    def _are_several(self, kind: str, key: str) -> bool:
        """Whether a name only says what bodies it speaks of: «شركات الاتصالات», «بنوك محلية»."""
        first, *rest = key.split()
        if kind not in _SORTS or first not in self._listed.several or len(rest) > 1:
            return False
        word = rest[0].removeprefix(ARTICLE)
        listed = self._english
        return any(
            form in listed.nouns or form in listed.adjectives or listed.has(form)
            for form in (word, word.removesuffix("ه"))
        )

    def _is_any(self, key: str) -> bool:
        """Whether a name is an indefinite body with an adjective that says how it is: «جامعة مرموقة», «شركة كبيرة»."""
        first, _, second = key.partition(" ")
        if not second or " " in second or second.startswith(ARTICLE) or not second.endswith(_FEMININE):
            return False
        return first.endswith(_FEMININE) and ("ORG", first) in self._english.heads and second in self._listed.any_such

    def says(self, key: str) -> bool:
        """Whether a word is a verb of saying, also with «و» or «ف» before it."""
        bare = key[1:] if key[:1] in (_AND, _SO) else key
        return key in self._listed.said or bare in self._listed.said

    def is_virtue(self, surface: str) -> bool:
        """Whether a word is a noun of the mind that people are called by, too: «الرضا», «فرح»."""
        return name_key(surface) in self._listed.virtues

    def _is_adverb(self, kind: str, surface: str, key: str) -> bool:
        """Whether a word is an adverb: «ميدانياً», «فلسطينيا»."""
        if key.endswith("يا") and self._is_state(key[:-1]):
            return True
        return surface.endswith("ياً" if kind == "PERS" else _FATH)

    def _is_state(self, key: str) -> bool:
        return key in self._states or "ال" + key in self._states

    @staticmethod
    def _listed_word(key: str, words: frozenset[str]) -> bool:
        return key in words or "ال" + key in words or (key[:1] in read_clitics().single and key[1:] in words)

    def _latin_junk(self, surface: str, key: str, sure: bool) -> bool:
        """Whether a name without Arabic letters is a word of a page or code; «Netflix» is none."""
        if not _ASCII.search(surface):
            return False
        if surface[0].islower() or _CODE.search(surface):
            return True
        if not sure and (len(key) < 3 or _NUMBER.search(surface)):
            return True
        parts = key.split()
        return any(part in self._listed.web for part in parts) or all(part in self._listed.little for part in parts)

    def in_address(self, body: str, start: int, end: int) -> bool:
        """Whether body[start:end] stands in a web or mail address, or in a page's code."""
        if not body[start].isascii():
            return False
        left = max(body.rfind(" ", max(0, start - REACH), start), body.rfind("\n", max(0, start - REACH), start)) + 1
        right = min((place for mark in " \n" if (place := body.find(mark, end, end + REACH)) >= 0), default=end + REACH)
        return bool(_ADDRESS.search(body[max(left, start - REACH) : right]))

    def name_begins(self, kind: str, surface: str) -> int:
        """Where a person's name begins after a verb of saying («وأشار بن عمر»), a place's after what no place begins
        with («اليوم الجبيل»), and a body's after who is there («مدير المتحدة للتعدين»)."""
        first, _, rest = surface.partition(" ")
        if rest and (first in _NO_PLACES if kind == "LOC" else kind == "ORG" and first in self._listed.men):
            return len(first) + 1
        if kind != "PERS" or not rest:
            return 0
        key = name_key(first)
        so_that = key[:1] == _IN_ORDER and key not in self._given and self._is_verb(key[1:])  # «ليختتم الخنفوش»
        now = key not in self._given and self._is_verb(key)  # «يلتقي ولد محمدي»
        return len(first) + 1 if so_that or now or self.says(key) else 0

    def name_ends(self, kind: str, surface: str) -> int:
        """How many code points of a surface are the name: «كيم سيلتقي» is كيم, and no prayer is part of one."""
        if " " not in surface:
            return len(surface)
        words = surface.split(" ")
        if prayer := self._prayer(list(map(name_key, words))):
            surface = " ".join(words[:prayer]).rstrip(_DASHES)
        if kind in ("ORG", "LOC"):
            return self._ends_before_deed(surface)
        if kind != "PERS" or " " not in surface:
            return len(surface)
        if (told := self._to_a_channel(surface)) is not None:
            surface = surface[:told]
        end = len(surface.rstrip())
        while (cut := surface.rfind(" ", 0, end)) > 0 and self._is_no_part(surface[:cut], surface[cut + 1 : end]):
            end = len(surface[:cut].rstrip())
        return end

    def _to_a_channel(self, surface: str) -> int | None:
        """Where a person's name ends before «ل» and the names of letters: «أروى لبي بي سي»."""
        for found in re.finditer(r" ل(\w+(?: \w+)+)\Z", surface) if " ل" in surface else ():
            if all(name_key(word) in self._english.letters for word in found[1].split()):
                return found.start()
        return None

    def _ends_before_deed(self, surface: str) -> int:
        """Where a body's or a place's name ends before a clause that tells of it, or a verb in the future tense: «لجنة
        الاحتراف سترى النور»."""
        words = surface.split(" ")
        if not _CLAUSES.isdisjoint(words):
            at = next(place for place, word in enumerate(words) if word in _CLAUSES)
            return len(" ".join(words[:at])) if at else len(surface)  # «منظمة الملست العالمية وهي»
        for word in re.finditer(r" (س\w+)", surface) if " س" in surface else ():
            if word[1][1] in _PERSONS and self._is_verb(name_key(word[1])):
                return word.start()
        return len(surface)

    def _is_no_part(self, before: str, word: str) -> bool:
        """Whether the last word of a person's mention is none of the name, nor the name of a house or a father."""
        if word in self._listed.so_that or _FOR_WHOM.match(word) or _THEIRS.search(word):
            return True  # «محمود فإن»; folded it is «فان»
        if word in self._listed.weekdays:
            return " " not in before and name_key(before) not in self._given  # «ميقاتي الخميس», but «محمد الجمعة»
        if word in self._listed.times:
            return " " in before or name_key(before) not in self._given  # «الأسبوع الماضي», but «خالد الماضي»
        return self._ends_name(name_key(word)) and before.rpartition(" ")[2] not in _CHAIN

    def _ends_name(self, key: str) -> bool:
        if key in self._listed.after_persons:
            return True
        if key.startswith(ARTICLE) and (self._are_of_state(key) or self._are_like(key)):
            return True  # «عباس الفلسطينيين», «الطيب صالح الحقيقيين»
        # «إبراهيم محمد فأشار», but «بهاء فيصل»
        so = key[1:] if key.startswith(_SO) and len(key) > SHORTEST and key not in self._given else ""
        return self._is_verb(key) or so in self._listed.after_persons or self._is_verb(so)

    def _are_of_state(self, key: str) -> bool:
        """Whether a word is people of a state: «الفلسطينيين», «هولنديون»."""
        return key.endswith(_MEN) and self._is_state(key[:-2])

    def _is_verb(self, key: str) -> bool:
        """Whether a word is a listed verb: يلتقي, ستلتقي, سيعقدان."""
        bare = key.removeprefix("س")
        if not bare or bare[0] not in _PERSONS:  # of a mark between blanks nothing is left
            return False
        he = "ي" + bare[1:]
        return he in self._listed.verbs or any(
            he.endswith(end) and he[: -len(end)] in self._listed.verbs for end in _ENDS
        )


@cache
def read_not_names(path: Path = RULES / "not_names.yaml") -> NotNames:
    """Read the words that are no names. Raises RulesError on a malformed file."""
    rules = read_model(path, NotNameLists)
    return NotNames(
        words=frozenset(name_key(word) for group in rules.words.values() for word in group),
        doubtful=_keys(rules.doubtful),
        web=frozenset(rules.web),
        little=frozenset(rules.little),
        after_persons=_keys(rules.after_persons),
        said=_keys(rules.said),
        tells=_keys(rules.tells),
        told=_keys(rules.told),
        so_that=frozenset(rules.so_that),
        weekdays=frozenset(rules.weekdays),
        times=frozenset(rules.times),
        verbs=_keys(rules.verbs),
        prayers=_keys(rules.prayers),
        towns=_keys(rules.towns),
        owned=_keys(rules.owned),
        written=frozenset(rules.written),
        virtues=_keys(rules.virtues),
        several=_keys(rules.several),
        any_such=_keys(rules.any_such),
        men=frozenset(rules.men),
        said_of=_keys(rules.said_of),
        followers=_keys(rules.words["followers"]),
        feminine=_keys(rules.feminine),
        masculine=_keys(rules.masculine),
        women=_keys(rules.women),
    )


def _keys(words: Words) -> frozenset[str]:
    return frozenset(map(name_key, words))
