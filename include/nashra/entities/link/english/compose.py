"""English for an Arabic name that is made of common words: «الهيئة العامة للطيران المدني» is General Authority for
Civil Aviation.

The words are in `include/reference/english.yaml`. Only a name that begins with one of its heads is translated.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from nashra.entities.link.common_words import Words
from nashra.entities.link.forms.normal import name_key

LONGEST = 7  # words of a phrase
_NAMES = ("علي",)  # that fold to a preposition
_ACRONYM = re.compile("[A-Z]{2,7}")
_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_NUMBER = "رقم"
_UNION = "اتحاد"
_TOWN = "مدينه"
_LONGEST_BEFORE = 4  # words of what a body sees to, before its head: «Makkah Province Development Authority»
_MARKS = frozenset("()")


class Proper(Protocol):
    """Gives the English of what is no common word; None where nothing has it."""

    def __call__(self, name: str, bodies: bool, guess: bool, country: str | None) -> str | None:
        """`bodies`: a body's name may be meant; `guess`: what no list of names has is written in Latin letters;
        `country`: where the name is from, if that is known."""


@dataclass(slots=True)
class Part:
    """A noun or a proper name with its adjectives; `joined`: it stands beside the part before («و»)."""

    english: str
    feminine: bool
    style: str = "of"
    joined: bool = False
    proper: bool = False
    before_name: bool = False  # what follows is a proper name: «King Khalid International Airport»
    noun: bool = False  # a common noun that begins no name
    head: bool = False  # a word that begins names
    adjectives: list[tuple[str, bool, bool]] = field(default_factory=list)  # English, feminine, of a state

    def text(self) -> str:
        """The part in English; its adjectives come in the opposite order, but two states' as they are: Saudi-French."""
        before: list[str] = []
        states = False
        for one, _, state in reversed(self.adjectives):
            if state and states:
                before[-1] = f"{one}-{before[-1]}"
            else:
                before.append(one)
            states = state
        return " ".join([*before, self.english])


class _Unwritten(Exception):
    """A part of a name that can be written in no Latin letters, or joined to the rest in no known way."""


class Translator:
    """Translates names. `states` gives the English adjective of a definite one; `proper` names what is no word."""

    def __init__(self, words: Words, states: dict[str, str], proper: Proper, is_place: Callable[[str], bool]) -> None:
        self.words = words
        self.states = states
        self.proper = proper
        self.is_place = is_place
        self._guess = self._bodies = True  # of the name being translated
        self._country: str | None = None
        self._openers = frozenset(phrase.split()[0] for phrase in words.phrases)

    def translate(self, kind: str, name: str, country: str | None = None) -> str | None:
        """The name in English; None when it doesn't begin with a head of its type, is one alone, or holds a word that
        nobody can tell. `country`: where it is, if that is known."""
        self._country = country
        try:
            return self._translate(kind, name)
        except _Unwritten:
            return None

    def _translate(self, kind: str, name: str) -> str | None:
        tokens = _tokens(name)
        if len(tokens) > 2 and _YEAR.fullmatch(tokens[-1]):  # «كأس آسيا 2019»
            undated = self._translate(kind, " ".join(tokens[:-1]))
            return f"{tokens[-1]} {undated}" if undated else None
        if numbered := self._numbered(kind, tokens):
            return numbered
        if len(tokens) > 2 and _ACRONYM.fullmatch(tokens[-1]):  # «جمعية السرطان الأمريكية ACS»
            spelt = self._translate(kind, " ".join(tokens[:-1]))
            return f"{spelt} ({tokens[-1]})" if spelt else None
        if whole := self.words.phrases.get(" ".join(name_key(token) for token in tokens)):
            return whole
        if len(tokens) < 2 or (kind, _bare(name_key(tokens[0]))) not in self.words.heads or self._is_town(kind, tokens):
            return None
        self._bodies = kind != "LOC"
        self._guess = kind == "LOC" or _bare(name_key(tokens[0])) in self.words.eponymous
        if kind == "ORG" and len(tokens) == 2 and name_key(tokens[0]) == _UNION and self.is_place(name_key(tokens[1])):
            return f"Ittihad {self._written(tokens[1])}"  # a club, that has its name from a town
        if self._is_unfinished(tokens) or self._is_of_a_town(tokens):
            return None
        segments: list[tuple[str, list[str]]] = [("", [])]
        for token in tokens:
            key = name_key(token)
            if segments[-1][1] and (found := self._preposition(token)):
                segments.append((found, []))
            elif segments[-1][1] and (rest := self._after_l(token)):
                segments.append(("for", [rest]))
            elif segments[-1][1] and key.startswith("ب") and not self._word(key) and self._place(key[1:]):
                segments.append(("in", [token[1:]]))
            else:
                segments[-1][1].append(token)
        text = ""
        for place, (link, part) in enumerate(segments):
            if not part:
                continue
            if link == "for" and (whole := self._taken_in(text, part)):
                text = whole
                continue
            if place == 1 and link == "for" and self._takes_of(kind, segments[0][1]):
                link = "of"
            english = self._segment(kind if not place else "", part)
            text = " ".join(filter(None, (text, link, english)))
        for two, one in self.words.together.items():
            text = re.sub(two, one, text)
        return text[:1].upper() + text[1:]

    def is_anybodys(self, name: str) -> bool:
        """Whether a body or a place has a kind of name that many towns and bodies have one of, and nothing in it that
        says whose it is: «المجلس البلدي», «لجنة الحكام», «طريق الملك فهد»."""
        tokens = _tokens(name)
        keys = [name_key(token) for token in tokens]
        bares = list(map(_bare, keys[:2]))
        if len(keys) < 2:
            return False
        two = " ".join(bares)
        if two in self.words.everywhere and len(keys) == len(bares):
            return True
        if not {bares[0], two}.isdisjoint(self.words.local) or bares[0] in self.words.everywhere:
            return all(map(self._is_no_ones, tokens[1:], keys[1:]))
        return False

    def _is_no_ones(self, token: str, key: str) -> bool:
        """Whether a word is a common one, also with a clitic, and no adjective of a state or of much of the world."""
        rest = name_key(self._after_l(token)) or key
        word = rest[1:] if rest.startswith("و") and not self._known(rest) else rest
        state = (self._adjective(word) or ("", False, False))[2]
        return self._known(word) and not state and _bare(word).removesuffix("ه") not in self.words.whose

    def _numbered(self, kind: str, tokens: list[str]) -> str | None:
        """The English of a head with a number behind it: «القانون 52», «القرار رقم 12»."""
        first, *between = [name_key(token) for token in tokens[:-1]] or [""]
        head = self.words.heads.get((kind, _bare(first)))
        if not head or not tokens[-1].isdecimal() or between not in ([], [_NUMBER]):
            return None
        number = str(int(tokens[-1]))
        return f"{head[0]} No. {number}" if between else f"{head[0]} {number}"

    def _is_unfinished(self, tokens: list[str]) -> bool:
        """Whether a name says only part of what it means: «سفارة المملكة», «الاتحاد الكويتي» (of which sport?)."""
        first, last = name_key(tokens[0]), name_key(tokens[-1])
        if last.startswith("ال") and _bare(last) in self.words.relative:
            return True
        return len(tokens) == 2 and _bare(first) == _UNION and last in self.states

    def _is_of_a_town(self, tokens: list[str]) -> bool:
        """Whether a town's body has one word behind its head, which is the town then: «بلدية العيون»."""
        first, last = _bare(name_key(tokens[0])), name_key(tokens[-1])
        return len(tokens) == 2 and first in self.words.of_towns and self._word(last)

    def _takes_of(self, kind: str, tokens: list[str]) -> bool:
        """Whether «ل» says whose a body is rather than what it is for: «الاتحاد العام للفنانين»."""
        head = self.words.heads.get((kind, _bare(name_key(tokens[0]))), ("", ""))
        return head[1] == "of" and len(tokens) == 2 and self._adjective(name_key(tokens[1])) is not None

    def _taken_in(self, text: str, tokens: list[str]) -> str | None:
        """The English so far with a sport, or a field of medicine, in its place; None for anything else."""
        before, _, last = text.rpartition(" ")
        key = " ".join(map(name_key, tokens))
        found = self.words.taken_in.get(key) or (self.words.players.get(key) if last in self.words.played else None)
        return f"{before} {found} {self.words.last[last]}" if found and before and last in self.words.last else None

    def _is_town(self, kind: str, tokens: list[str]) -> bool:
        """Whether a name is rather a town's: «قصر هلال» is nobody's palace."""
        key = name_key(tokens[-1])
        return (
            kind == "LOC"
            and len(tokens) == 2
            and name_key(tokens[0]) in self.words.towns
            and not key.startswith("ال")
            and not self.is_place(key)
        )

    def _preposition(self, token: str) -> str | None:
        """The English of a preposition; علي, which folds to على, is a name."""
        return None if token in _NAMES else self.words.prepositions.get(name_key(token))

    def _after_l(self, token: str) -> str:
        """The word after the clitic ل: للطيران -> الطيران, لحقوق -> حقوق; "" when it is no such thing."""
        if token.startswith("لل") and len(token) > 4:
            return "ال" + token[2:]
        rest = token[1:]
        return rest if token.startswith("ل") and len(rest) > 2 and self._word(name_key(rest)) else ""

    def _place(self, key: str) -> bool:
        """Whether a word with ب before it is a place or a body: بالرياض, بجامعة."""
        return self.is_place(key) or any((kind, key) in self.words.heads for kind in ("ORG", "LOC"))

    def _word(self, key: str) -> bool:
        bare = _bare(key)
        return (
            bare in self.words.nouns
            or key in self._openers
            or any((kind, bare) in self.words.heads for kind in ("ORG", "LOC", "MISC"))
        )

    def _segment(self, kind: str, tokens: list[str]) -> str:
        levels: list[list[Part]] = []
        at = 0
        while at < len(tokens):
            size, part, adjective = self._next(kind if not at else "", tokens, at, bool(levels))
            at += size
            if adjective and levels:
                english, feminine, state, joined = adjective
                last = levels[-1][-1]
                if joined and last.adjectives:
                    english = f"{last.adjectives.pop()[0]} and {english}"
                last.adjectives.append((english, feminine, state))
            elif part and part.joined and levels:
                levels[-1].append(part)
            elif part:
                levels.append([part])
        _give_back(levels)
        for level, following in pairwise(levels):
            if level[-1].proper and not following[0].proper:
                raise _Unwritten  # «مؤسسة مصر الخير»: a name goes on in words, and none says how
            level[-1].before_name = following[0].proper
        text = " and ".join(part.text() for part in levels[-1])
        last = levels[-1][0]
        alone = len(levels[-1]) == 1 and last.head and not last.adjectives and not last.english.endswith("s")
        if len(levels) > 1 and alone and levels[-2][0].style == "of":
            text = f"the {text}"  # «رئاسة الحكومة»
        for level in reversed(levels[2:-1]):
            text = _join(level, text)
        if len(levels) > 2 and (around := _around(levels[0], levels[1], text)):
            return around
        for level in reversed(levels[: min(2, len(levels) - 1)]):
            text = _join(level, text)
        return text

    def _next(
        self, kind: str, tokens: list[str], at: int, inside: bool
    ) -> tuple[int, Part | None, tuple[str, bool, bool, bool] | None]:
        """(words taken, part, adjective): what stands at a place, a part or an adjective."""
        keys = [name_key(token) for token in tokens[at : at + LONGEST]]
        joined = inside and keys[0].startswith("و") and len(keys[0]) > 3 and not self._known(keys[0])
        if joined:
            keys[0] = keys[0][1:]
        bare = _bare(keys[0])
        for size in range(len(keys), 1, -1):
            if phrase := self.words.phrases.get(" ".join(keys[:size])):
                proper = inside and self.is_place(" ".join(keys[:size]))
                return size, Part(phrase, self._feminine(bare, phrase), joined=joined, proper=proper), None
        if (inside or at) and not joined and (place := self._place_here(tokens, at)):
            return place[0], Part(place[1], False, proper=True), None
        if kind and (head := self.words.heads.get((kind, bare))):
            english, style = head
            if (of_place := self.words.of_places.get(bare)) and self._is_placed(tokens[at + 1 :]):
                english = of_place
            if style in ("name", "before") and len(tokens) > at + 1:
                rest = self._written(" ".join(tokens[at + 1 :]))
                whole = f"{english} {rest}" if style == "before" else f"{rest} {english}"
                return len(tokens), Part(whole, False, proper=True), None
            said, behind = self.words.described.get(bare), tokens[at + 1 :]
            if said and behind and all(map(self._is_adjective, behind)):
                return 1, Part(said, self._feminine(bare, said), "end"), None  # «الوادي الصناعي»
            return 1, Part(english, self._feminine(bare, english), style), None
        if inside and (adjective := self._adjective(keys[0])):
            return 1, None, (*adjective, joined)
        if noun := self.words.nouns.get(bare):
            style = "end" if bare in self.words.after else "of"
            if self._is_a_towns(tokens, at):
                raise _Unwritten  # of the towns that are called by a word nothing says which
            return 1, Part(noun, self._feminine(bare, noun), style, joined, noun=style == "of"), None
        for other in ("ORG", "LOC", "MISC"):
            if head := self.words.heads.get((other, bare)):
                word = _said(head[0])
                return 1, Part(word, self._feminine(bare, word), head[1], joined, head=True), None
        return self._proper(tokens, at, keys, joined)

    def _is_a_towns(self, tokens: list[str], at: int) -> bool:
        """Whether a noun is a town's name, of which a hospital or an office is: «مستشفى مدينة العيون»."""
        first = _bare(name_key(tokens[0]))
        town = at == len(tokens) - 1 and _bare(name_key(tokens[at - 1])) == _TOWN
        return town and (first in self.words.of_towns or first in self.words.local)

    def _proper(
        self, tokens: list[str], at: int, keys: list[str], joined: bool
    ) -> tuple[int, Part | None, tuple[str, bool, bool, bool] | None]:
        """A run of words that are no common ones: a name, perhaps after its bearer's title."""
        if (title := self.words.titles.get(_bare(keys[0]))) and len(keys) > 1:
            size, part, _ = self._proper(tokens, at + 1, keys[1:], False)
            if part:
                english = part.english if part.english.startswith(f"{title} ") else f"{title} {part.english}"
                return size + 1, Part(english, False, joined=joined, proper=True), None
        size = 1
        while at + size < len(tokens) and not self._known(name_key(tokens[at + size])):
            size += 1
        run = " ".join(tokens[at : at + size])
        return size, Part(self._written(run[1:] if joined else run), False, joined=joined, proper=True), None

    def _is_placed(self, rest: list[str]) -> bool:
        """Whether what follows a head is a place: its name, or a word that one begins with."""
        keys = [name_key(token) for token in rest[:2]]
        return bool(keys) and (self.is_place(keys[0]) or ("LOC", _bare(keys[0])) in self.words.heads)

    def _place_here(self, tokens: list[str], at: int) -> tuple[int, str] | None:
        """(words, English) of a place of several words that the rest of a name is, but for adjectives behind it:
        «استاد برج العرب», «مهرجان البحر الأحمر السينمائي»."""
        for size in range(len(tokens) - at, 1, -1):
            run = " ".join(tokens[at : at + size])
            if not self.is_place(name_key(run)) or all(map(self._is_adjective, tokens[at : at + size])):
                continue
            found = self.proper(run, bodies=False, guess=False, country=self._country)
            if found and all(map(self._is_adjective, tokens[at + size :])):
                return size, found
        return None

    def _is_adjective(self, token: str) -> bool:
        return self._adjective(name_key(token)) is not None

    def _written(self, name: str) -> str:
        """A proper name inside the name. Raises _Unwritten when it can't be told."""
        word = name_key(name)
        guess = self._guess or " " in word or not word.startswith("ال")
        if found := self.proper(name, bodies=self._bodies, guess=guess, country=self._country):
            return found
        raise _Unwritten

    def _feminine(self, bare: str, english: str) -> bool:
        """Whether a noun takes feminine adjectives: by its ending, or as a plural."""
        if bare in self.words.masculine:
            return False
        return bare.endswith(("ه", "ات", "اء")) or (english.endswith("s") and not english.endswith("ss"))

    def _known(self, key: str) -> bool:
        bare = _bare(key)
        return bool(self._adjective(key)) or self._word(key) or bare in self.words.titles

    def _adjective(self, key: str) -> tuple[str, bool, bool] | None:
        """(English, feminine, of a state) of an adjective; None when it is none."""
        definite = key if key.startswith("ال") else "ال" + key
        feminine = key.endswith("ه")
        bare = _bare(key)
        if (state := self.states.get(definite)) and bare.removesuffix("ه") not in self.words.adjectives:
            return state, feminine, True  # «اللجنة المالية» is no committee of Mali
        english = self.words.adjectives.get(bare) or (feminine and self.words.adjectives.get(bare[:-1])) or ""
        return (english, feminine or bare == "عليا", False) if english else None


def _give_back(levels: list[list[Part]]) -> None:
    """Adjectives after «A of B» that agree with A and not with B, or name A's state, are A's."""
    head, last = levels[0][0], levels[-1][-1]
    if head is last:
        if sum(state for *_, state in head.adjectives) == 1:
            head.adjectives.sort(key=lambda one: one[2])  # «الجامعة السعودية الإلكترونية»: Saudi Electronic University
        return
    keep = last.adjectives
    while keep:
        _, feminine, state = keep[-1]
        if feminine != head.feminine or (feminine == last.feminine and not state and not last.proper):
            break
        head.adjectives.insert(0, keep.pop())
    if last.proper and keep and not keep[-1][2]:  # «مستشفى مدينة الملك عبدالعزيز الطبية»: the city is medical
        between = next((level[-1] for level in reversed(levels[1:-1]) if level[-1].feminine == keep[-1][1]), None)
        if between and not between.proper:
            between.adjectives.insert(0, keep.pop())
    # «African Development Bank»: what came last in Arabic comes first in English
    head.adjectives.sort(key=lambda one: one[2])


def _join(level: list[Part], rest: str) -> str:
    """A level of «A of B» before the English of what follows it."""
    if len(level) > 1 or level[0].style == "of":
        return f"{' and '.join(part.text() for part in level)} of {rest}"
    part = level[0]
    if part.style in ("first", "before"):
        return f"{part.text()} {rest}"
    before: list[str] = []
    after: list[str] = []
    for one, _, state in reversed(part.adjectives):
        (after if part.before_name and not state else before).append(one)
    english = "" if rest.endswith(f" {part.english}") else part.english  # «استاد مدينة …» that is called a stadium
    return " ".join(filter(None, [*before, rest, *after, english]))


def _around(head: list[Part], nouns: list[Part], rest: str) -> str | None:
    """A head with what it sees to, and of whom or what: «Makkah Province Development Authority»; None for others."""
    if len(head) > 1 or head[0].style != "end" or not all(part.noun for part in nouns):
        return None
    whole = head[0].text()
    if any(part.adjectives for part in nouns):
        return f"{whole} of {' and '.join(part.text() for part in nouns)} of {rest}"
    if rest.endswith(f"{nouns[-1].english} {head[0].english}"):
        return rest  # «وكالة أنباء سبأ»
    what, before = " and ".join(part.english for part in nouns), whole.removesuffix(head[0].english)
    if " of " in rest or " for " in rest or len(rest.split()) > _LONGEST_BEFORE:
        return f"{before}{what} {head[0].english} of {rest}"
    return f"{before}{rest} {what} {head[0].english}"


def _said(head: str) -> str:
    """A head inside a name, that is in brackets where it only says what a name is: «(film)»."""
    return head.strip("()").title() if head.startswith("(") else head


def _tokens(name: str) -> list[str]:
    return [token for word in name.replace("-", " ").split() if (token := word.strip("«»\"'()،,.:"))]


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key
