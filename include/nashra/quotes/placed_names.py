"""Speakers that stand elsewhere than behind their word of saying: before it, behind «عن» or «بحسب», in its sentence."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nashra.article import Mention
from nashra.quotes.cues import Cue, is_that, told
from nashra.quotes.lexicon import lexicon
from nashra.quotes.main_subject import main_subject
from nashra.quotes.named_before import FINITE, NamedBefore
from nashra.quotes.quote_rules import folded
from nashra.quotes.sentences import Word
from nashra.quotes.statement import Statement
from nashra.quotes.subject_words import SIGNS
from nashra.quotes.subjects import Again, Speaker, without_aside
from nashra.text.fold import fold_line

_CITING = fold_line("نقلا")
_TITLED = 9  # words of a title and «قد» in front of a verb
_BROKEN = 3  # lines that one sentence is broken into, at the most


class PlacedNames(NamedBefore):
    """Finds the speaker of a word of saying by where its sentence has it."""

    def _stop(self, cue: Cue, statement: Statement | None) -> int:
        """Where the subject of a word of saying must have ended: at what is said, or with its sentence."""
        sentence = self.parsed.sentence(cue.start)
        stop = statement.start if statement and statement.start >= cue.end else sentence.end
        line = self.parsed.body.find("\n", cue.end)
        stop = min(stop, line) if line >= 0 else stop
        return next((word.start for word in self.parsed.within(cue.end, stop) if is_that(word.key)), stop)

    def _as_for(self, cue: Cue) -> Speaker | None:
        """The subject that «أما» puts first: «أما فلان فقال»."""
        words = self.parsed.within(self.parsed.sentence(cue.start).start, cue.start)
        if len(words) < 2 or words[0].key not in folded(self.rules.as_for) or self.subjects.is_none(words[1].key):
            return None
        found = self.subjects.read(words[1].start, cue.start, cue.gender, f"stands before {self._text(cue)}")
        return self._settled(found, cue.gender)

    def _according(self, cue: Cue, statement: Statement) -> Speaker | None:
        """Who stands behind «بحسب», also behind «ما» and a verb; or the person of its pronoun."""
        if cue.gender:
            return self._of_main_clause(cue) or self._before(cue)
        stop = self._stop(cue, statement)
        words = self.parsed.within(cue.end, stop)
        verb = bool(words) and (words[0].key in ("ما", "لما") or told(words[0].key) is not None)
        of: frozenset[str] = frozenset()
        while words and (words[0].key in ("ما", "لما") or told(words[0].key)):
            said = told(words[0].key)
            of = folded(said.verb.needs) if said else of
            words = words[1:]
        while verb and words and words[0].key in folded(self.rules.in_it):
            words = words[1:]  # «حسب ما صرح به فلان»
        if verb and not of and words and self.parsed.words[self.parsed.first(words[0].start) - 1].key in ("ما", "لما"):
            return None  # a verb of no saying: «حسب ما علم»
        why = f"stands behind {self._text(cue)}"
        if len(words) > 1 and not verb and words[0].key.removeprefix("ل") in folded(self.rules.words_of):
            return self._settled(self.subjects.read(words[1].start, stop, None, why), None)  # «حسب وصف الكاتب»
        if words and words[0].key in of:
            words = words[1:]  # «بحسب ما جاء في بيان كذا»
        if not words or (verb and self.subjects.is_none(words[0].key)):
            return self._first_named(statement.start, statement.end)
        glued = (
            1
            if words[0].key.startswith("ل")
            and not verb
            and not self.parsed.body[words[0].start : words[0].end].startswith("لل")
            else 0
        )
        glued = 2 if words[0].key.startswith("لل") and not verb else glued
        return self._settled(self._read_from(words[0].start, glued, stop, why), None)

    def _read_from(self, start: int, clitic: int, stop: int, why: str) -> Speaker | Again | None:
        """A name from a place on; `clitic` letters before it do not belong to it: «للوزارة» is «الوزارة»."""
        found = self.subjects.read(start, stop, None, why)
        if not isinstance(found, Speaker) or found.start != start or not clitic:
            return found
        key = next(iter(self.parsed.within(start, start + 1))).key
        if key[clitic:] in folded(self.rules.documents) and (issuer := self._next_body(start, stop)):
            return self.subjects.name(issuer, None, why)  # «وفقا لتقرير لصحيفة كذا»
        definite = "ال" + key.removeprefix("لل")
        bodies, persons = folded(self.rules.bodies_again), folded(self.rules.persons_again)
        if key.startswith("لل") and definite in bodies | persons and len(found.words) == 1:
            return Again(start, found.end, definite, definite in bodies)
        if found.kind == "description" and start + clitic >= found.end:
            return None  # «وفقا ل» and nobody
        return replace(found, start=start + clitic) if found.kind == "description" else found

    def _next_body(self, start: int, stop: int) -> Mention | None:
        """The body that is named right behind a text, with what it is before it at the most: «تقرير لصحيفة كذا»."""
        words = self.parsed.within(start, stop)[1:3]
        ends = {word.start + clitic for word in words for clitic in (0, 1, 2)}
        named = next((m for m in self.mentions if m.type == "ORG" and m.start in ends and m.end <= stop), None)
        free = named is not None and SIGNS.isdisjoint(self.parsed.body[start : named.start])
        return named if free else None

    def _behind_word(self, cue: Cue, statement: Statement) -> Speaker | None:
        """Who stands behind «عن»: «نقلت الوكالة عن فلان»."""
        stop = self._stop(cue, statement)
        words = self.parsed.within(cue.end, stop)
        if words and words[0].key.removeprefix("بال") in folded(self.rules.texts):
            return self._settled(self._read_from(words[0].start, 1, stop, "is a text"), None)
        for one, following in pairwise(words):
            if one.key == fold_line(cue.of):
                return self._settled(self.subjects.read(following.start, stop, None, f"stands behind {cue.of}"), None)
        return None

    def _of_him(self, cue: Cue) -> bool:
        """Whether a pronoun says whose words they are: «نقلت عنه الوكالة»."""
        following = self.parsed.words[cue.last + 1 : cue.last + 2]
        of = fold_line(cue.of)
        return bool(following) and following[0].key in {of + pronoun for pronoun in ("ه", "ها", "هم", "هما")}

    def _from_him(self, cue: Cue) -> bool:
        """Whether it is said before «قوله» that the words are of who was named before: «ونقلت الصحيفة عنه قوله»."""
        verbs = [one for one in self._cues if one.of and 0 < cue.word - one.last <= self.rules.limits.around]
        if cue.gender is None or not verbs:
            return False
        between = self.parsed.words[verbs[-1].last + 1 : cue.word]
        of = fold_line(verbs[-1].of)
        return any(word.key in {of + pronoun for pronoun in ("ه", "ها", "هم")} for word in between)

    def _source(self, cue: Cue) -> Speaker | None:
        """Who stands behind a preposition before «قوله»: «نقلت الوكالة عن فلان قوله»."""
        sentence = self.parsed.sentence(cue.start)
        if cue.gender is None:  # «بالقول»
            return None
        verbs = [one for one in self._cues if sentence.start <= one.start < cue.start]
        sources = {fold_line(verb.of) for verb in self.rules.verbs if verb.of and not verb.needs}
        sources |= {fold_line(one.of) for one in verbs if one.of}
        begin = max([one.end for one in verbs if not one.of], default=sentence.start)  # «مضيفا قوله» has no source
        before = self.parsed.within(begin, cue.start)
        if begin > sentence.start and not any(one.key == _CITING for one in before):
            return None  # «عبر عن خشيته بقوله»
        own = {fold_line(one.of) for one in verbs if one.of}
        pairs = list(pairwise(before))
        first = [pair for pair in pairs if pair[0].key in own]  # «نقلت عن فلان، بعد وصوله إلى كذا، قوله»
        for one, following in first[:1] or reversed(pairs):
            if one.key in sources:
                found = self.subjects.read(following.start, cue.start, cue.gender, f"stands behind {one.key}")
                return self._settled(found, cue.gender)
        return None

    def _in_front(self, cue: Cue) -> Speaker | None:
        """The subject before its verb: «لكن فلانا أكد», «تقارير تفيد»."""
        if cue.joined or cue.word == 0:
            return None
        sentence = self.parsed.sentence(cue.start)
        joins = folded(self.rules.turns) | folded(self.rules.helpers)
        before = self.parsed.within(sentence.start, cue.start)
        if before and before[0].key in folded(self.rules.relative):
            broken = self.parsed.sentence(max(sentence.start - 2, 0))  # «صحيفة كذا،\nالتي بينت»
            sentence = replace(sentence, start=broken.start)
            before = self.parsed.within(sentence.start, cue.start)
        relative = bool(before) and before[-1].key in folded(self.rules.relative)
        if relative:
            before = before[:-1]
        while before and {before[0].key, before[0].key.removeprefix("و")} & joins:
            before = before[1:]
        before = without_aside(self._turned(before), self.rules)
        if not before or self._circumstance(before, cue):
            return None
        if (first := self.subjects.person_at(before[0].start)) and self._in_commas(first, cue):
            return self.subjects.name(first, cue.gender, f"stands before {self._text(cue)}")
        end, why = before[-1].end, f"stands before {self._text(cue)}"
        named = [m for m in self.mentions if m.type != "MISC" and not self._bracketed(m)]
        near = [m for m in named if sentence.start <= m.start and m.end <= cue.start]
        if cue.gender == "p" and (plural := self._plural(cue, before)):
            return plural
        if near and near[-1].type != "PERS" and self._names_office(before, near[-1]):
            return self._settled(self.subjects.read(before[0].start, end, cue.gender, why), cue.gender)
        apart = bool(near) and self._behind_preposition(near[-1], sentence.start)
        if (
            near
            and not apart
            and len(self.parsed.within(near[-1].end, end)) <= 1
            and "،" not in self.parsed.body[near[-1].end : end]
        ):
            return self.subjects.name(near[-1], cue.gender, why)
        has = before[-1].key in folded(self.rules.helpers)  # «وكان وزير كذا قد أكد»
        if len(before) <= (_TITLED if has else 4) and self._heads(before[0].key):
            return self._settled(self.subjects.read(before[0].start, end, cue.gender, why), cue.gender)
        if len(before) > 2 and before[1].key in folded(self.rules.relative) and self._heads(before[0].key):
            return self._settled(self.subjects.read(before[0].start, before[1].start, cue.gender, why), cue.gender)
        last = before[-1]
        if last.key in folded(self.rules.somebody):  # «إن بعضهم قال»
            return Speaker(last.start, last.end, None, cue.gender, "description", why, frozenset((last.key,)))
        touching = not self.parsed.body[last.end : cue.start].strip()
        if cue.form == "present" and touching and not self.subjects.is_none(last.key) and not lexicon().get(last.key):
            return self._settled(self.subjects.read(last.start, end, cue.gender, why), cue.gender)
        return self._antecedent(before, cue) if relative else None

    def _antecedent(self, before: Sequence[Word], cue: Cue) -> Speaker | None:
        """The definite noun, with what describes it, in front of «التي قالت»."""
        start = None
        for word in reversed(before):
            if not word.key.startswith("ال") or self.subjects.is_none(word.key):
                break
            start = word.start
        if start is None or start == before[-1].start:
            return None  # «مشروع رسل السلام الذي يرى»
        why = f"stands before {self._text(cue)}"
        return self._settled(self.subjects.read(start, before[-1].end, cue.gender, why), cue.gender)

    def _turned(self, before: list[Word]) -> list[Word]:
        """What stands behind the last comma, where the sentence turns there: «..., لكن تقارير أشارت»."""
        for number in range(len(before) - 1, 0, -1):
            comma = self.parsed.body[before[number - 1].end : before[number].start].strip() in ("،", ",", "؛")
            if comma and before[number].key in folded(self.rules.turns):
                return before[number + 1 :]
        return before

    def _names_office(self, before: Sequence[Word], named: Mention) -> bool:
        """Whether a body's name only ends what somebody is: «المتحدث باسم الهيئة أشار»."""
        return before[0].start < named.start and self.subjects.is_person(before[0].key)

    def _circumstance(self, before: Sequence[Word], cue: Cue) -> bool:
        """Whether all that stands before a word of saying is a circumstance: «وعن مشروعها القادم تقول»."""
        inside, first = self.parsed.body[before[0].end : cue.start].rstrip(" ،,"), before[0].key.removeprefix("و")
        short = len(before) <= self.rules.limits.words_turn and "،" not in inside
        return short and self.subjects.is_none(first) and first not in folded(self.rules.helpers)

    def _in_commas(self, mention: Mention, cue: Cue) -> bool:
        """Whether a name is parted from its verb by what stands between commas: «لكن فلانة، 58 عاما، قالت»."""
        between = self.parsed.body[mention.end : cue.start].strip()
        apart = len(between) > 1 and "\n" not in between
        return apart and any(between[0] in signs and between[-1] in signs for signs in ("،,", "-–—"))

    def _behind_preposition(self, mention: Mention, start: int) -> bool:
        """Whether a name is part of a circumstance, «في جدة», rather than a subject."""
        before = self.parsed.within(start, mention.start)
        return bool(before) and self.subjects.is_none(before[-1].key)

    def _plural(self, cue: Cue, before: Sequence[Word]) -> Speaker | None:
        """«ناشطون» before «يدعون»: the nearest noun that says of several who they are."""
        several = [word for word in before if word.key.endswith("ون") and not lexicon().get(word.key)]
        for word in reversed(several or before):
            if several or word.key in folded(self.rules.sources):
                why = f"stands before {self._text(cue)}"
                return self._settled(self.subjects.read(word.start, cue.start, cue.gender, why), cue.gender)
        return None

    def _touching(self, cue: Cue) -> bool:
        """Whether a name stands right before a word of saying."""
        return any(0 < cue.start - m.end <= 3 for m in self.mentions)

    def _heads(self, key: str) -> bool:
        """Whether a word may begin a subject in front of its verb: a definite noun, or a word for who speaks."""
        rules = self.rules
        known = (
            folded(rules.sources) | folded(rules.documents) | folded(rules.bodies_again) | folded(rules.persons_again)
        )
        bare = key.removeprefix("و")
        if self.subjects.is_title(bare):
            return True
        return bool({key, bare, bare.removesuffix("ا")} & known) or (
            bare.startswith("ال") and not self.subjects.is_none(bare)
        )

    def _bracketed(self, mention: Mention) -> bool:
        before = self.parsed.body[max(mention.start - 60, 0) : mention.start]
        return before.rfind("(") > before.rfind(")")

    def _of_its_verb(self, cue: Cue) -> Speaker | None:
        """Of «قال موضحا», «رد فلان قائلا»: the subject of the verb right before."""
        verbs = [one for one in self._cues if one.form in FINITE and 0 < cue.word - one.last <= 2]
        if not verbs or (cue.gender and verbs[-1].gender and cue.gender != verbs[-1].gender):
            return None
        found = self.subjects.behind(verbs[-1].end, cue.start, verbs[-1].gender, f"is the subject of {self._text(cue)}")
        named = found if isinstance(found, Speaker) and found.kind == "name" else None
        return named or self._in_front(verbs[-1])

    def _line(self, start: int, at: int) -> int:
        return max(start, self.parsed.body.rfind("\n", 0, at) + 1)

    def _begin(self, start: int) -> int:
        """Where a sentence begins that a paper breaks into lines: behind a comma the next line goes on with it."""
        for _ in range(_BROKEN):
            before = self.parsed.body[max(start - 4, 0) : start].rstrip()
            if before[-1:] not in ("،", ","):
                break
            start = self.parsed.sentence(max(start - 2, 0)).start
        return start

    def _of_main_clause(self, cue: Cue) -> Speaker | None:
        """Whose participle it is: who spoke in this sentence, else the first one named in it."""
        sentence = self.parsed.sentence(cue.start)
        start = self._begin(sentence.start)
        everybody = sorted([*self.spoke, *self._described], key=lambda one: one[0])
        spoke = [speaker for at, speaker in everybody if start <= at < cue.start]
        if cue.form in FINITE:
            spoke = [one for one in spoke if {one.gender, cue.gender} != {"m", "f"}]
        elif cue.gender is not None:  # «الباقون يكملون دراستهم، مشيرا إلى» is not of those
            agree = [one for one in spoke if one.gender in (None, cue.gender)]
            spoke = agree or [one for one in spoke if {one.gender, cue.gender} != {"m", "f"}]
        if spoke:
            return self._again(spoke[-1], "spoke in this sentence")
        begin = start if start < sentence.start else self._line(sentence.start, cue.start)
        main = self._settled(main_subject(self.subjects, begin, cue.start, cue.gender, ""), cue.gender)
        if main is not None:
            return self._again(main, "is whom the sentence is about")
        return self._first_named(begin, cue.start, cue.gender)
