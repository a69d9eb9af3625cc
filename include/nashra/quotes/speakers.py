"""Who says it: the subject of a statement's word of saying, or whoever was named before."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from nashra.article import Mention
from nashra.quotes.cues import Cue, is_that
from nashra.quotes.lexicon import Gender, lexicon
from nashra.quotes.quote_rules import QuoteRules, folded
from nashra.quotes.sentences import Parsed, Word
from nashra.quotes.statements import Statement
from nashra.quotes.subjects import Again, Speaker, Subjects, bare, renamed
from nashra.text.fold import fold_line

_FINITE = ("past", "present")
_AROUND = 7  # words beside a name that may describe its bearer
_SHARED = 0.6  # of a description's words that describe somebody named, from which on it is that one


class Speakers:
    """Finds the speakers of one body; asked for its statements in order."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], cues: Sequence[Cue], rules: QuoteRules) -> None:
        self.parsed, self.rules = parsed, rules
        self.subjects = Subjects(parsed, mentions, rules)
        self.mentions = self.subjects.mentions
        self._cues, self._waiting = cues, list(cues)
        self._described: list[tuple[int, Speaker]] = []
        """Subjects without a name of verbs that nothing follows: they speak on in their sentence only."""
        self._said = 0  # up to where the last statement goes: who speaks in it is no speaker of the article
        self.spoke: list[tuple[int, Speaker]] = []
        """Where somebody spoke, and who, in order; also where nothing that was said follows: «وأعلن فلان إطلاق»."""

    def of(self, statement: Statement) -> Speaker | None:
        """Who says a statement; None when nobody is named."""
        place = statement.cue.start if statement.cue else statement.start
        self._catch_up(place)
        found = self._find(statement)
        if found is not None:
            self.spoke.append((place, found))
        self._said = max(self._said, statement.end)
        return found

    def _catch_up(self, place: int) -> None:
        """Notes the subjects of the verbs of saying before a place that made no statement."""
        while self._waiting and self._waiting[0].start < place:
            cue = self._waiting.pop(0)
            if cue.start < self._said or cue.form not in _FINITE or cue.of:
                continue
            if not any(at == cue.start for at, _ in self.spoke):
                stop = self._stop(cue, None)
                found = self.subjects.behind(cue.end, stop, cue.gender, "")
                if isinstance(found, Speaker) and (found.kind == "name" or len(found.words) > 1):
                    if found.kind != "name":
                        if cue.takes == "both":
                            self._described.append((cue.start, found))
                        continue
                    self.spoke.append((cue.start, found))

    def _find(self, statement: Statement) -> Speaker | None:
        cue = statement.cue
        if statement.named_at is not None:
            if named := self._first_named(*statement.named_at):
                return renamed(named, "stands before the colon")
            found = self.subjects.read(*statement.named_at, None, "stands before the colon")
            return self._settled(found, None)
        if cue is None:
            return self._alone(statement)
        if cue.form == "according":
            return self._according(cue, statement)
        if cue.form not in _FINITE and (stated := self._as_for(cue)) is not None:
            return stated
        if cue.form == "noun":
            return self._source(cue) or self._of_main_clause(cue) or self._before(cue)
        if cue.form == "participle":
            return self._of_its_verb(cue) or self._of_main_clause(cue) or self._before(cue)
        if cue.of:
            if self._of_him(cue):
                return self._of_main_clause(cue) or self._before(cue)
            if found := self._behind_word(cue, statement):
                return found
        said = self.subjects.behind(
            cue.end, self._stop(cue, statement), cue.gender, f"is the subject of {self._text(cue)}"
        )
        return self._settled(said, cue.gender) or self._without_subject(cue)

    def _without_subject(self, cue: Cue) -> Speaker | None:
        """Whose verb it is that has no subject behind it."""
        words = self.parsed.within(self.parsed.sentence(cue.start).start, cue.start)
        following = self.parsed.words[cue.last + 1 : cue.last + 2]
        if following and following[0].key in folded(self.rules.in_it) and not self._touching(cue):
            return self._of_main_clause(cue) or self._before(cue)
        if found := self._as_for(cue) or self._in_front(cue):
            return found
        turned = cue.joined or (bool(words) and words[-1].key in folded(self.rules.turns))
        turned = turned or (bool(words) and not self.subjects.is_none(words[0].key.removeprefix("و")))
        return (self._of_main_clause(cue) if turned and len(words) > 2 else None) or self._before(cue)

    def _as_for(self, cue: Cue) -> Speaker | None:
        """The subject that «أما» puts first: «أما فلان فقال»."""
        words = self.parsed.within(self.parsed.sentence(cue.start).start, cue.start)
        if len(words) < 2 or words[0].key not in folded(self.rules.as_for):
            return None
        found = self.subjects.read(words[1].start, cue.start, cue.gender, f"stands before {self._text(cue)}")
        return self._settled(found, cue.gender)

    def _stop(self, cue: Cue, statement: Statement | None) -> int:
        """Where the subject of a word of saying must have ended: at what is said, or with its sentence."""
        sentence = self.parsed.sentence(cue.start)
        stop = statement.start if statement and statement.start >= cue.end else sentence.end
        line = self.parsed.body.find("\n", cue.end)
        stop = min(stop, line) if line >= 0 else stop
        return next((word.start for word in self.parsed.within(cue.end, stop) if is_that(word.key)), stop)

    def _settled(self, found: Speaker | Again | None, gender: Gender | None) -> Speaker | None:
        if not isinstance(found, Again):
            known = self._known(found) if found is not None and found.kind == "description" else None
            return renamed(known, f"is «{self.parsed.body[found.start : found.end]}»") if found and known else found
        before = self._named_before(found, gender)
        text = self.parsed.body[found.start : found.end].strip()
        if before is not None:
            return renamed(before, f"is who «{text}» stands for")
        words = bare([word.key for word in self.parsed.within(found.start, found.end)])
        return Speaker(found.start, found.end, None, gender, "description", "is described only", words)

    def _known(self, found: Speaker) -> Speaker | None:
        """The person named before whom a definite description means: «رئيسة الوزراء» after «رئيسة الوزراء فلانة»."""
        keys = [word.key for word in self.parsed.within(found.start, found.end)]
        if len(keys) < 2 or keys[0].startswith("ال") or self.subjects.is_none(keys[1]):
            return None
        named = any(found.start < m.start and m.end <= found.end for m in self.mentions)
        if not named and not any(key.startswith("ال") for key in keys[1:]):
            return None
        head, rest = keys[0], bare(keys[1:])
        persons = [m for m in reversed(self.mentions) if m.type == "PERS" and m.end <= found.start]
        for place in (self._described_before, self._described_behind):
            for mention in persons:
                around = place(mention)
                if head in around and len(rest & around) >= _SHARED * len(rest):
                    return self._fullest(self.subjects.name(mention, found.gender, ""))
        return None

    def _described_before(self, mention: Mention) -> frozenset[str]:
        """Words right before a name in its sentence, without ال."""
        sentence = self.parsed.sentence(mention.start)
        return bare([word.key for word in self.parsed.within(sentence.start, mention.start)[-_AROUND:]])

    def _described_behind(self, mention: Mention) -> frozenset[str]:
        """Words behind a name and a comma in its sentence, without ال."""
        sentence = self.parsed.sentence(mention.start)
        if self.parsed.body[mention.end : mention.end + 1] not in ("،", ","):
            return frozenset()
        return bare([word.key for word in self.parsed.within(mention.end, sentence.end)[:_AROUND]])

    # --- other places of a name ------------------------------------------------------------------------------

    def _according(self, cue: Cue, statement: Statement) -> Speaker | None:
        """Who stands behind «بحسب», also behind «ما» and a verb; or the person of its pronoun."""
        if cue.gender:
            return self._of_main_clause(cue) or self._before(cue)
        stop = self._stop(cue, statement)
        words = self.parsed.within(cue.end, stop)
        verb = bool(words) and (words[0].key == "ما" or lexicon().get(words[0].key) is not None)
        while words and (words[0].key == "ما" or lexicon().get(words[0].key)):
            words = words[1:]
        why = f"stands behind {self._text(cue)}"
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
        definite = "ال" + key.removeprefix("لل")
        bodies, persons = folded(self.rules.bodies_again), folded(self.rules.persons_again)
        if key.startswith("لل") and definite in bodies | persons and len(found.words) == 1:
            return Again(start, found.end, definite, definite in bodies)
        return replace(found, start=start + clitic) if found.kind == "description" else found

    def _behind_word(self, cue: Cue, statement: Statement) -> Speaker | None:
        """Who stands behind «عن»: «نقلت الوكالة عن فلان»."""
        stop = self._stop(cue, statement)
        words = self.parsed.within(cue.end, stop)
        for one, following in itertools.pairwise(words):
            if one.key == fold_line(cue.of):
                return self._settled(self.subjects.read(following.start, stop, None, f"stands behind {cue.of}"), None)
        return None

    def _of_him(self, cue: Cue) -> bool:
        """Whether a pronoun says whose words they are: «نقلت عنه الوكالة»."""
        following = self.parsed.words[cue.last + 1 : cue.last + 2]
        of = fold_line(cue.of)
        return bool(following) and following[0].key in {of + pronoun for pronoun in ("ه", "ها", "هم", "هما")}

    def _source(self, cue: Cue) -> Speaker | None:
        """Who stands behind a preposition before «قوله»: «نقلت الوكالة عن فلان قوله»."""
        sentence = self.parsed.sentence(cue.start)
        sources = {fold_line(verb.of) for verb in self.rules.verbs if verb.of}
        before = self.parsed.within(sentence.start, cue.start)
        for one, following in reversed(list(itertools.pairwise(before))):
            if one.key in sources:
                found = self.subjects.read(following.start, cue.start, cue.gender, f"stands behind {one.key}")
                return self._settled(found, cue.gender)
        return None

    def _in_front(self, cue: Cue) -> Speaker | None:
        """The subject before its verb: «لكن فلانا أكد», «تقارير تفيد»."""
        if cue.joined or cue.word == 0:
            return None
        sentence = self.parsed.sentence(cue.start)
        before = self.parsed.within(sentence.start, cue.start)
        if before and before[-1].key in folded(self.rules.relative):
            before = before[:-1]
        while before and before[0].key.removeprefix("و") in folded(self.rules.turns):
            before = before[1:]
        if not before:
            return None
        end, why = before[-1].end, f"stands before {self._text(cue)}"
        near = [m for m in self.mentions if sentence.start <= m.start and m.end <= cue.start and not self._bracketed(m)]
        if cue.gender == "p" and (plural := self._plural(cue, before)):
            return plural
        apart = bool(near) and self._behind_preposition(near[-1], sentence.start)
        if near and not apart and len(self.parsed.within(near[-1].end, end)) <= 1 and "،" not in self.parsed.body[near[-1].end : end]:
            return self.subjects.name(near[-1], cue.gender, why)
        if len(before) <= 4 and self._heads(before[0].key):
            return self._settled(self.subjects.read(before[0].start, end, cue.gender, why), cue.gender)
        last = before[-1]
        touching = not self.parsed.body[last.end : cue.start].strip()
        if cue.form == "present" and touching and not self.subjects.is_none(last.key) and not lexicon().get(last.key):
            return self._settled(self.subjects.read(last.start, end, cue.gender, why), cue.gender)
        return None

    def _behind_preposition(self, mention: Mention, start: int) -> bool:
        """Whether a name is part of a circumstance, «في جدة», rather than a subject."""
        before = self.parsed.within(start, mention.start)
        return bool(before) and self.subjects.is_none(before[-1].key)

    def _plural(self, cue: Cue, before: Sequence[Word]) -> Speaker | None:
        """«ناشطون» before «يدعون»: the nearest noun that says of several who they are."""
        for word in reversed(before):
            if word.key in folded(self.rules.sources) or (word.key.endswith("ون") and not lexicon().get(word.key)):
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
        return bool({key, bare} & known) or (bare.startswith("ال") and not self.subjects.is_none(bare))

    def _bracketed(self, mention: Mention) -> bool:
        before = self.parsed.body[max(mention.start - 60, 0) : mention.start]
        return before.rfind("(") > before.rfind(")")

    def _of_its_verb(self, cue: Cue) -> Speaker | None:
        """Of «قال موضحا»: the subject of the verb right before."""
        verbs = [one for one in self._cues if one.form in _FINITE and 0 < cue.word - one.last <= 2]
        return self._in_front(verbs[-1]) if verbs else None

    def _of_main_clause(self, cue: Cue) -> Speaker | None:
        """Whose participle it is: who spoke in this sentence, else the first one named in it."""
        sentence = self.parsed.sentence(cue.start)
        everybody = sorted([*self.spoke, *self._described], key=lambda one: one[0])
        spoke = [speaker for at, speaker in everybody if sentence.start <= at < cue.start]
        if cue.form in _FINITE:
            spoke = [one for one in spoke if {one.gender, cue.gender} != {"m", "f"}]
        if spoke:
            return self._again(spoke[-1], "spoke in this sentence")
        begin = max(sentence.start, self.parsed.body.rfind("\n", 0, cue.start) + 1)
        return self._first_named(begin, cue.start)

    def _first_named(self, start: int, end: int) -> Speaker | None:
        names = [m for m in self.mentions if start <= m.start and m.end <= end]
        fits = [m for m in names if m.type == "PERS"] or [m for m in names if m.type in ("ORG", "LOC")]
        return self.subjects.name(fits[0], None, "is the first one named there") if fits else None

    # --- who was named before --------------------------------------------------------------------------------

    def _before(self, cue: Cue) -> Speaker | None:
        """Whoever spoke last and is of the verb's gender, else the last one named."""
        found = self._last(cue.gender)
        if found is not None:
            return self._again(found, "spoke before")
        names = [m for m in self.mentions if m.end <= cue.start and m.type != "MISC"]
        persons = [m for m in names if m.type == "PERS" and self._may_be(m, cue.gender)]
        bodies = [m for m in names if m.type != "PERS"] if cue.gender == "f" else []
        women = [m for m in persons if cue.gender == "f" and self._gender(m) == "f"]
        fits = women or bodies or persons or names
        if not fits:
            return None
        line = self.parsed.body.rfind("\n", 0, fits[-1].start)
        first = next(m for m in fits if m.start > line)  # whom the last line that names somebody is about
        return self.subjects.name(first, None, "is the last one named")

    def _may_be(self, mention: Mention, gender: Gender | None) -> bool:
        found = self._gender(mention)
        return found is None or gender not in ("m", "f") or found == gender

    def _gender(self, mention: Mention) -> Gender | None:
        """He or she, where a title before the name («النائبة») or the verb that it is the subject of says so."""
        first = self.parsed.first(mention.start)
        persons = folded(self.rules.persons_again)
        for word in reversed(self.parsed.words[max(first - 4, 0) : first]):
            if {word.key, "ال" + word.key} & persons:
                return "f" if self.parsed.body[word.end - 1] == "ة" else "m"
            said = lexicon().get(word.key)
            if said is not None and said.form in _FINITE:
                return said.gender
        return None

    def _alone(self, statement: Statement) -> Speaker | None:
        """Of marks without a word of saying: who spoke before, else who is named behind or before them."""
        if self.spoke:
            return self._again(self.spoke[-1][1], "spoke before")
        line = self.parsed.body.find("\n", statement.end)
        behind = self._first_named(statement.end, line if line >= 0 else len(self.parsed.body))
        return behind or self._first_named(0, statement.start)

    def _last(self, gender: Gender | None) -> Speaker | None:
        everybody = [speaker for _, speaker in self.spoke]
        fits = [one for one in everybody if gender is None or one.gender is None or one.gender == gender]
        return fits[-1] if fits else None

    def _named_before(self, again: Again, gender: Gender | None) -> Speaker | None:
        """Who is meant by «المتحدث» or «الشركة»: a speaker so described, a name with that word, else the last one."""
        word = again.key.removeprefix("ال")
        if again.key in folded(self.rules.last_named):
            return self._first_named_before(again.start)
        for _, speaker in reversed(self.spoke):
            if word in speaker.words:
                return self._fullest(speaker)
        if again.key in folded(self.rules.documents) and (issuer := self._issuer(again, word)):
            return issuer
        for mention in reversed(self.mentions):
            if mention.end <= again.start and again.body in (None, mention.type != "PERS"):
                speaker = self.subjects.name(mention, gender, "")
                if word in speaker.words:
                    return self._fullest(speaker)
        for earlier in self.parsed.within(0, again.start if again.body else 0):  # «المؤسسة العامة للضمان», which nobody took for a name
            if earlier.key == again.key:
                found = self.subjects.read(earlier.start, self.parsed.sentence(earlier.start).end, gender, "")
                if isinstance(found, Speaker) and len(found.words) > 1:
                    return self._definite(found)
        last = self._last(gender) if again.body is not None and again.alone else None
        if last is None and again.body is False and again.alone:
            last = self._first_named_before(again.start)
        return self._fullest(last) if last else None

    def _definite(self, speaker: Speaker) -> Speaker:
        """A description that begins with ال as far as its words have it."""
        end = speaker.start
        for number, word in enumerate(self.parsed.within(speaker.start, speaker.end)):
            if number > 1 and word.key.startswith("ل"):
                end = self.parsed.within(speaker.start, speaker.end)[:5][-1].end  # «الاتحاد العام لنقابات كذا»
                break
            if not word.key.startswith(("ال", "وال")):
                break
            end = word.end
        return replace(speaker, end=end) if speaker.kind == "description" else speaker

    def _first_named_before(self, place: int) -> Speaker | None:
        persons = [m for m in self.mentions if m.type == "PERS" and m.end <= place]
        return self._fullest(self.subjects.name(persons[-1], None, "")) if persons else None

    def _issuer(self, again: Again, word: str) -> Speaker | None:
        """Who issued the text that «البيان» goes back to: «في بيان صادر عن الرئاسة»."""
        for one in self.parsed.within(0, again.start):
            if one.key.removeprefix("ال") == word:
                stop = self.parsed.sentence(one.start).end
                following = self.parsed.within(one.end, stop)[: self.rules.limits.words_far]
                source = next((n for n, w in enumerate(following[:-1]) if w.key == "عن"), None)
                if source is not None:
                    found = self.subjects.read(following[source + 1].start, stop, None, "")
                    if isinstance(found, Speaker):
                        return found
        return None

    def _again(self, speaker: Speaker, why: str) -> Speaker:
        """A speaker who is not named again, by the fullest name."""
        return renamed(self._fullest(speaker), why)

    def _fullest(self, speaker: Speaker) -> Speaker:
        """The first full name that the body gives a speaker outside of its first line, where it has more words."""
        if speaker.entity_id is None:
            return speaker
        headline = self.parsed.body.find("\n")
        own = {word.key for word in self.parsed.within(speaker.start, speaker.end)}
        for mention in self.mentions:
            words = {word.key for word in self.parsed.within(mention.start, mention.end)}
            last = self.parsed.words[self.parsed.first(mention.end) - 1].key
            fuller = mention.type == "PERS" and last in own and own <= words  # by the last name, not by a given one
            same = mention.entity_id == speaker.entity_id or fuller
            if same and len(words) > len(own) and mention.start > headline:
                return replace(speaker, start=mention.start, end=mention.end, entity_id=mention.entity_id)
        return speaker

    def _text(self, cue: Cue) -> str:
        return self.parsed.body[cue.start : cue.end]
