"""The subject of a word of saying: the name in it, or the whole description of somebody without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from nashra.article import Mention
from nashra.quotes.cues import is_that
from nashra.quotes.lexicon import Gender
from nashra.quotes.marks import MARKS
from nashra.quotes.quote_rules import QuoteRules, folded, phrases
from nashra.quotes.sentences import Word
from nashra.quotes.subject_words import SIGNS, SubjectWords
from nashra.yaml_files import Words

_ASIDE = 4  # words of what says on whose side it is told, at the most
_DEFINITE = ("ال", "وال")
_LONG_TITLE = 16  # words
_OF_TITLES = frozenset(("في", "من", "علي", "عن", "باسم"))  # prepositions that titles have, folded
_EACH = ("كل", "من")
_SAME = ("ذات", "نفس")  # «ذات المتحدث»
_ISSUED = frozenset(("صدر", "صدرت", "صادر", "صادره", "الصادر", "الصادره"))  # «بيان صادر عن»
_LONGEST = 30  # words that are looked at behind a word of saying


@dataclass(frozen=True, slots=True)
class Speaker:
    """body[start:end] names who speaks."""

    start: int
    end: int
    entity_id: str | None
    gender: Gender | None
    """Of the verb that it is the subject of."""
    kind: Literal["name", "description"]
    why: str
    words: frozenset[str] = field(default_factory=frozenset)
    """Folded words of description and name, without ال: what «المتحدث» may go back to."""


@dataclass(frozen=True, slots=True)
class Again:
    """A subject that only says what somebody is who was named before: «المتحدث», «الشركة»."""

    start: int
    end: int
    key: str
    body: bool | None
    """Whether it is a body or a text rather than a person; None where the word alone does not say."""
    alone: bool = True
    """Whether nothing describes it further, as «الوزير الأميركي» is."""


class Subjects(SubjectWords):
    """Reads the subjects of one body."""

    def behind(self, at: int, stop: int, gender: Gender | None, why: str) -> Speaker | Again | None:
        """The subject that begins behind a place, in front of `stop`; None when something else stands there."""
        words = self.parsed.within(at, stop)[:_LONGEST]
        if not words:
            return None
        between = self.parsed.body[at : words[0].start]
        if not SIGNS.isdisjoint(between):
            named = self._mention_at(words[0].start)  # «قالت، فلانة، إن»
            return self.name(named, gender, why) if named and between.strip() in ("،", ",") else None
        if (words[0].key == "ل" or self._is_told(words[0])) and (found := self._behind_told(words, stop, gender, why)):
            return found
        if len(words) > 2 and (words[0].key, words[1].key) == _EACH:
            return self.read(words[2].start, stop, gender, why)
        if (rest := self._past_aside(words)) is not words:
            if self.person_at(rest[0].start) is not None or self.is_title(rest[0].key):
                return self.read(rest[0].start, stop, gender, why)
            return None
        none = self.person_at(words[0].start) is None and (  # «قالت أمل», «قال علي»
            (self.is_none(words[0].key) and not self._honours(words) and not self._is_imam(words))
            or self._is_manner(words[0])
            or self._is_told(words[0])
            or (words[0].key in folded(self.rules.times) and len(words) > 1)
        )
        return None if none else self.read(words[0].start, stop, gender, why)

    def _past_aside(self, words: list[Word]) -> list[Word]:
        """The words behind what says on whose side it is said, or to whom: «وأوضح من جهته فلان», «رد عليهم فلان»."""
        rest = without_aside(words, self.rules)
        if rest is words and words[0].key in folded(self.rules.told_pronouns):
            rest = words[1:]
        return rest if rest and SIGNS.isdisjoint(self.parsed.body[words[0].start : rest[0].start]) else words

    def _behind_told(self, words: Sequence[Word], stop: int, gender: Gender | None, why: str) -> Speaker | None:
        """Who is named or described right behind whom it is told to: «قال لوكالة كذا فلان»."""
        told = next((m for m in self.mentions if words[0].start < m.start <= words[0].end + 3), None)
        end = told.end if told is not None else words[0].end
        following = self.parsed.within(end, stop)[:1]
        if not following or not SIGNS.isdisjoint(self.parsed.body[end : following[0].start]):
            return None
        first = following[0]
        if self.person_at(first.start) is None and not self.is_title(first.key):
            return None
        found = self.read(first.start, stop, gender, why)
        return found if isinstance(found, Speaker) else None

    def read(self, start: int, stop: int, gender: Gender | None, why: str) -> Speaker | Again | None:
        """The name or description that begins at a place."""
        end = self._end(start, stop)
        words = self.parsed.within(start, end)
        if not words:
            return None
        keys = [word.key for word in words]
        if len(words) > 1 and keys[0] in _SAME and keys[1].startswith("ال"):
            return self.read(words[1].start, stop, gender, why)
        if len(words) > 1 and keys[0] in folded(self.rules.honours) and keys[1] in self._persons:
            return self.read(words[1].start, stop, gender, why)  # «معالي الوزير»
        if keys[0] in folded(self.rules.somebody):
            if keys[0].startswith("ال") and "من" not in keys[1:2]:  # «اقترح البعض تأسيس كذا»
                end = next((one.end for one, after in pairwise(words) if not after.key.startswith(_DEFINITE)), end)
            return Speaker(start, end, None, gender, "description", why, bare(keys))
        person = self._person(start, end, stop)
        if person is not None:
            return self.name(person, gender, why, self.parsed.within(start, person.end))
        if keys[0] in self._documents and len(words) > 1:
            inner = self._issuer(words, end, gender, why)
            if inner is not None:
                return inner
        longer = self._prolonged(end, stop)
        titled = longer > end and self.is_person(keys[0])
        if titled and (person := self._person(start, longer, stop)) is not None:
            return self.name(person, gender, why, self.parsed.within(start, person.end))  # «النائب عن كذا، فلان»
        if longer > end:
            return Speaker(start, longer, None, gender, "description", why, bare(keys))
        if len(keys) > 2 and keys[-1] in folded(self.rules.selves):
            return Again(start, end, keys[0], keys[0] in self._bodies)  # «الهيئة الحقوقية ذاتها»
        if (keys[0] in self._persons or keys[0] in self._bodies) and (len(keys) == 1 or not self._described(words[1])):
            return Again(start, end, keys[0], keys[0] in self._bodies)
        if keys[0] in self._persons and all(key.startswith(_DEFINITE) for key in keys) and not self._in_name(words[-1]):
            return Again(start, end, keys[0], False, False)
        if len(keys) == 1 and keys[0].startswith("ال") and gender != "p" and not self._in_name(words[0]):
            return Again(start, end, keys[0], None)
        whole = self._whole(start, end, keys)
        if whole is not None:
            return self.name(whole, gender, why, words)
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        same = next((m.entity_id for m in inside if m.end - m.start > 0.8 * (end - start)), None)
        return Speaker(start, end, same or None, gender, "description", why, bare(keys))

    def name(self, mention: Mention, gender: Gender | None, why: str, words: Sequence[Word] = ()) -> Speaker:
        """A mention as speaker; `words` describe it, by default those right before it."""
        keys = [word.key for word in words or self._with_head(mention)]
        return Speaker(mention.start, mention.end, mention.entity_id or None, gender, "name", why, bare(keys))

    def _with_head(self, mention: Mention) -> list[Word]:
        line = self.parsed.body.rfind("\n", 0, mention.start) + 1
        return [*self.parsed.within(line, mention.start)[-2:], *self.parsed.within(mention.start, mention.end)]

    def _person(self, start: int, end: int, stop: int) -> Mention | None:
        """The person that a subject names: in it, or behind it as «الوزير، فلان» and «المشرف على كذا الدكتور فلان»."""
        persons = [m for m in self.mentions if m.type == "PERS" and start <= m.start and m.end <= stop]
        for mention in persons:
            if mention.start < end:
                if not self._of_another(mention, start):
                    return mention
                continue
            if self._in_title(end, mention.start) or self._closes_title(end, mention, stop):
                return mention
            if self._between_commas(end, mention):
                return mention
            break
        return None

    def _between_commas(self, end: int, mention: Mention) -> bool:
        """Whether a name stands between commas behind a description: «رئيس اللجنة، وهو المهندس فلان، إن»."""
        body = self.parsed.body
        between = body[end : mention.start]
        comma = max(between.rfind(sign) for sign in "،,")
        if comma < 0 or not SIGNS.isdisjoint(between.replace("،", "").replace(",", "")):
            return False
        behind = body[mention.end : mention.end + 6].lstrip()
        following = self.parsed.within(mention.end, mention.end + 8)[:1]
        closed = behind[:1] in ("،", ",") or (bool(following) and is_that(following[0].key))
        words = self.parsed.within(end + comma, mention.start)
        near = len(words) <= 3 and not (words and words[0].key in folded(self.rules.relative))
        return closed and near and not any(self.is_said(word) for word in self.parsed.within(end, mention.start))

    def _in_title(self, end: int, start: int) -> bool:
        """Whether what stands between a description and a name belongs to it."""
        between = self.parsed.body[end:start]
        words = self.parsed.within(end, start)
        if not words:
            return between.strip(' \t\u00a0"«“”(ـ') in ("", "،", ",", "-", "–")
        if not SIGNS.isdisjoint(between):
            return False
        keys = [word.key for word in words]
        goes_on, occasions = folded(self.rules.title_goes_on), folded(self.rules.occasions)
        if len(keys) > self.rules.limits.around:
            return False
        owned = self._is_owned(words[-1])  # «لقائه فلانا»
        last_free = len(keys) == 1 or (keys[-1] not in self._starts and not owned)
        verbs = any(self.is_said(word) for word in words)
        return keys[0] in goes_on and last_free and not verbs and (len(keys) < 2 or keys[1] not in occasions)

    def _closes_title(self, end: int, mention: Mention, stop: int) -> bool:
        """Whether a name ends a long title right in front of what is said: «رئيس لجنة كذا لشؤون كذا فلان، إن»."""
        between = self.parsed.within(end, mention.start)
        behind = self.parsed.body[mention.end : mention.end + 2].lstrip()
        following = self.parsed.within(mention.end, mention.end + 8)[:1]
        closed = mention.end >= stop or behind[:1] in (":", "،", ",") or (bool(following) and is_that(following[0].key))
        apart = not SIGNS.isdisjoint(self.parsed.body[end : mention.start])
        if not closed or apart or not 0 < len(between) <= _LONG_TITLE:
            return False
        last = between[-1]
        if self._is_owned(last) or last.key in self._starts or last.key.startswith("ل"):
            return False
        occasions = folded(self.rules.occasions)
        return not any(
            self.is_said(word) or word.key in occasions or (word.key in self._starts and word.key not in _OF_TITLES)
            for word in between
        )

    def _of_another(self, mention: Mention, start: int) -> bool:
        """Whether a word before a name says that somebody else is meant: «زوجة فلان»."""
        before = self.parsed.within(start, mention.start)[-2:]
        if len(before) == 1 and before[0].start == start and before[0].key in folded(self.rules.heads):
            return True  # «معلم فلانة»
        head = self.parsed.within(start, mention.start)
        if any(word.key in folded(self.rules.led_by) for word in head) and not self.is_person(head[0].key):
            return True  # «حزب كذا بزعامة فلان», not «الناطق برئاسة كذا فلان»
        for word in before:
            if word.key.removeprefix("و") in folded(self.rules.of_another):
                # «المتحدث باسم الوزارة فلان»: another name stands between
                return not any(word.end <= m.start and m.end <= mention.start for m in self.mentions)
        return False

    def _issuer(self, words: list[Word], end: int, gender: Gender | None, why: str) -> Speaker | Again | None:
        """Who issued the text that a subject is: «تقرير لصحيفة كذا»."""
        made = next((n for n, word in enumerate(words[1:-1], 1) if self._is_made(word)), None)
        if made is not None:  # «تقرير نشرته صحيفة كذا», «حصيلة أعلنها مسؤولون»
            return self.read(words[made + 1].start, end, gender, why)
        issued = next((n for n, word in enumerate(words[1:-2], 1) if word.key in _ISSUED), None)
        if issued is not None and words[issued + 1].key == "عن":
            return self.read(words[issued + 2].start, end, gender, why)
        named = next(
            (m for m in self.mentions if words[0].end <= m.start and m.end <= end + 1 and m.type in ("ORG", "PERS")),
            None,
        )
        if named is not None:
            return self.name(named, gender, why, words)
        if words[1].key in self._bodies:
            return self.read(words[1].start, end, gender, why)
        return None

    def _whole(self, start: int, end: int, keys: list[str]) -> Mention | None:
        """The name of a body or place that is the subject, alone or behind its kind («شركة كذا»)."""
        inside = [m for m in self.mentions if start <= m.start and m.end <= end]
        if not inside:
            return None
        before = len(self.parsed.within(start, inside[0].start))
        kind = keys[0].removeprefix("ال") in folded(self.rules.named_things)
        return inside[0] if before == 0 or (before == 1 and kind and inside[0].type != "LOC") else None

    def _prolonged(self, end: int, stop: int) -> int:
        """Where a title ends that a preposition goes on with: «المسؤول عن مكتب كذا»."""
        words = self.parsed.within(end, stop)
        if len(words) < 2 or not SIGNS.isdisjoint(self.parsed.body[end : words[1].end]):
            return end
        first, second = words[0].key, words[1].key
        leads = first in folded(self.rules.title_leads) or (
            first.startswith("ب") and first in folded(self.rules.title_goes_on)
        )
        if not leads or second in folded(self.rules.occasions) or is_that(second) or self.is_none(second):
            return end
        return self._end(words[1].start, stop)

    def _end(self, start: int, stop: int) -> int:
        """Where a subject ends: at a sign, or at a word that begins something else."""
        body, end = self.parsed.body, start
        words = self.parsed.within(start, stop)
        for number, word in enumerate(words):
            if number:
                between = body[end : word.start]
                if not SIGNS.isdisjoint(between) or " -" in between or "–" in between:
                    break
                told = self._is_told(word) and words[0].key not in self._documents
                told = told or (word.key[:1] == "ب" and word.key[1:] in self._objects)
                if number + 1 < len(words) and self._is_object(word.key) and is_that(words[number + 1].key):
                    break  # «أكد البيان أهمية أن»
                behind_title = behind_definite(words, number) and word.key in self._objects
                if behind_title and not self._in_name(word):
                    break  # «أكد الوزير استمرار كذا»
                if behind_definite(words, number) and not self._in_name(word) and self._is_done(word.key):
                    break  # «عقد رئيس كذا جلسة», «دعت الوزارة جميع الطلبة»
                hides = number + 1 < len(words) and word.key in folded(self.rules.noun_behind)
                if hides and words[number + 1].key in folded(self.rules.hidden):
                    break  # «مواطن فضل عدم ذكر اسمه»
                if self._is_adverb(words, number):
                    break  # «الكاتب معلقا»
                if self._is_owned_occasion(word):
                    break  # «ختم الوزير كلمته»
                if number == 1 and self._is_ordered(words[0], word):
                    break  # «وجه الوزير بصرف كذا»
                if word.key == "لدي" and number + 1 < len(words) and self._is_owned(words[number + 1]):
                    break  # «الوزير لدى عودته»
                if told or (self._is_owned_object(word.key) and not self._in_name(word)):
                    break
                other = is_that(word.key) or self.is_said(word) or word.key in self._starts
                made = words[0].key in self._documents and self._is_made(word)
                if other and not made and not self._in_name(word) and not self._goes_on(words, number):
                    break
            end = word.end
        # «أداة "فيد ووتش"» is whole with its second mark
        return end + 1 if body[end : end + 1] in MARKS and sum(map(body[start:end].count, MARKS)) % 2 else end

    def _is_adverb(self, words: Sequence[Word], number: int) -> bool:
        """Whether a word behind a definite title says how or when it is said: «الوزير مازحا», «المتحدث لاحقا»."""
        word, definite = words[number], words[0].key.startswith("ال") and words[number - 1].key.startswith("ال")
        return (
            definite
            and len(word.key) > 3
            and word.key.endswith("ا")
            and not word.key.endswith("ها")
            and not (word.key.startswith("ال") or self._in_name(word))
        )

    def _goes_on(self, words: list[Word], number: int) -> bool:
        """Whether a preposition goes on with an indefinite description: «مصدر أمني في الشرطة»."""
        key = words[number].key
        if words[0].key.startswith("ال") or key not in folded(self.rules.goes_on) or number + 1 == len(words):
            return False
        ended = any(m.type == "PERS" and 0 <= words[number].start - m.end < 3 for m in self.mentions)
        following = words[number + 1].key
        return following not in folded(self.rules.occasions) and following not in self._starts and not ended


def behind_definite(words: Sequence[Word], number: int) -> bool:
    """Whether a word stands behind a definite one."""
    return words[number - 1].key.startswith("ال")


def without_aside(words: list[Word], rules: QuoteRules) -> list[Word]:
    """The words of a sentence without what says on whose side it is told: «من جهته»."""
    if not words or (rows := _asides(rules.asides).get(words[0].key.removeprefix("و"))) is None:
        return words
    keys = tuple(word.key for word in words[:_ASIDE])[1:]
    for aside in rows:
        if keys[: len(aside) - 1] == aside[1:]:
            return words[len(aside) :]
    return words


@cache
def _asides(rows: Words) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in phrases(rows):
        found.setdefault(row[0], []).append(row)
    return found


def bare(keys: Sequence[str]) -> frozenset[str]:
    """Words without ال; of one with «ل» or «و» before it also the word alone: «وزارة التربية والتعليم»."""
    told = [key[1:].removeprefix("ل") for key in keys if key.startswith("ل") and len(key) > 4]
    joined = [key[1:] for key in keys[1:] if key.startswith("وال")]
    return frozenset(key.removeprefix("ال") for key in [*keys, *told, *joined])


def renamed(speaker: Speaker, why: str) -> Speaker:
    """The same speaker, known for another reason."""
    return replace(speaker, why=why)
