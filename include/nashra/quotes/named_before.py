"""Who was named before: whom «وأضاف», «المتحدث», «رئيسة الوزراء» go back to."""

from collections.abc import Sequence
from dataclasses import replace

from nashra.article import Mention
from nashra.quotes.bylines import without_writers
from nashra.quotes.cues import Cue
from nashra.quotes.lexicon import Gender, lexicon
from nashra.quotes.main_subject import main_subject, titled_as
from nashra.quotes.quote_rules import QuoteRules, folded
from nashra.quotes.sentences import Parsed, Word
from nashra.quotes.statement import Statement
from nashra.quotes.subject_words import SIGNS
from nashra.quotes.subjects import Again, Speaker, Subjects, bare, renamed

FINITE = ("past", "present")
_OF_IT = ("له", "لها", "لهم")
_HEADED = 2  # words of a headline before the name of who speaks
_SOURCES = ("مصدر", "مصادر")
_TITLE = 16  # words of a title before a name


def _unended(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("ه") for word in words)


class NamedBefore:
    """The names of one body, and who spoke so far."""

    def __init__(self, parsed: Parsed, mentions: Sequence[Mention], cues: Sequence[Cue], rules: QuoteRules) -> None:
        self.parsed, self.rules = parsed, rules
        self.subjects = Subjects(parsed, without_writers(parsed, mentions, rules), rules)
        self.mentions = self.subjects.mentions
        self._cues, self._waiting = cues, list(cues)
        # a long body asks for them again and again
        self._words_behind: dict[int, frozenset[str]] = {}
        self._words_told: dict[tuple[int, str | None], frozenset[str]] = {}
        self._described: list[tuple[int, Speaker]] = []
        """Subjects without a name of verbs that nothing follows: they speak on in their sentence only."""
        self._said = 0  # up to where the last statement goes: who speaks in it is no speaker of the article
        self.spoke: list[tuple[int, Speaker]] = []
        """Where somebody spoke, and who, in order; also where nothing that was said follows: «وأعلن فلان إطلاق»."""
        self.vouched: list[tuple[int, Speaker]] = []
        """Who is only described and vouches for a sentence, «حسبما قال مصدر»: «المصدر» goes back to it, «وأضاف» not."""

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
        if len(keys) > 2 and keys[0] in folded(self.rules.honours):
            keys = keys[1:]
        leads = len(keys) > 2 and keys[1] in folded(self.rules.title_leads)  # «المتحدث باسم الوزارة»
        if len(keys) > 1 and all(key.startswith("ال") for key in keys):
            return self._so_described(found, bare(keys)) or self._so_described(found, bare(keys[:2]))
        if len(keys) < 2 or (not leads and (keys[0].startswith("ال") or self.subjects.is_none(keys[1]))):
            return None
        named = any(found.start < m.start and m.end <= found.end for m in self.mentions)
        if not named and not any(key.startswith("ال") for key in keys[1:]):
            return None
        head, rest = keys[0].removeprefix("ال") if leads else keys[0], bare(keys[1:])
        persons = [m for m in reversed(self.mentions) if m.type == "PERS" and m.end <= found.start]
        spoke = {one.entity_id or str(one.start) for _, one in self.spoke}
        persons.sort(key=lambda m: (m.entity_id or str(m.start)) not in spoke)  # of two ministers the one who speaks
        for mention in persons:
            if self._titled_in_full(mention, keys):
                return self._fullest(self.subjects.name(mention, found.gender, ""))
        for mention in persons:
            around = self._described_before(mention, len(keys))
            if head in around and len(rest & around) >= self.rules.limits.described * len(rest):
                return self._fullest(self.subjects.name(mention, found.gender, ""))
        for mention in persons:
            around = self._described_behind(mention)
            if head in around and len(rest & around) >= self.rules.limits.described * len(rest):
                return self._fullest(self.subjects.name(mention, found.gender, ""))
        return self._known_loosely(persons, head, rest, found.gender) or self._of_headline(found)

    def _of_headline(self, found: Speaker) -> Speaker | None:
        """The person whom the headline alone names, before a colon, where the first who speaks below has a title and no
        name: «الحداد: لن نستقيل»."""
        line = self.parsed.body.find("\n")
        first = self.mentions[0] if self.mentions else None
        if first is None or first.type != "PERS" or not first.end <= line <= found.start:
            return None
        if not self.parsed.body[first.end :].lstrip(' "»”').startswith(":") or self.parsed.first(first.start) > _HEADED:
            return None
        again = any(m.entity_id == first.entity_id and m.start > line for m in self.mentions)
        others = any(one.start != first.start for _, one in self.spoke)
        titled = self.subjects.is_person(self._first_key(found)) and self.subjects.is_title(self._first_key(found))
        fits = titled and not again and not others and self._may_be(first, found.gender)
        return self.subjects.name(first, found.gender, "") if fits else None

    def _so_described(self, found: Speaker, words: frozenset[str]) -> Speaker | None:
        """The last speaker behind or before whose name all of these words stand: «فلان، القيادي الشيعي»."""
        for _, one in reversed(self.spoke):
            if one.kind == "name" and one.start < found.start and words <= self._told_of(one) | one.words:
                return self._fullest(one)
        return None

    def _known_loosely(
        self, persons: Sequence[Mention], head: str, rest: frozenset[str], gender: Gender | None
    ) -> Speaker | None:
        """The same by titles that a paper spells with another ending: «وزير المالي» after «وزير المالية فلان»."""
        if self.subjects.is_title(head + "ه"):
            return None  # «رئيس الوزراء» is not «رئيسة الوزراء»
        wanted = _unended(rest)
        for mention in persons:
            first = self.parsed.key_in(mention.end, mention.end + 3)
            before, behind = self._described_before(mention, len(rest) + 1), self._described_behind(mention)
            for around, headed in ((before, head in before), (behind, first.removesuffix("ه") == head)):
                shared = len(wanted & _unended(around))
                if headed and shared >= max(self.rules.limits.described * len(wanted), 1):
                    return self._fullest(self.subjects.name(mention, gender, ""))
        return None

    def _titled_in_full(self, mention: Mention, keys: Sequence[str]) -> bool:
        """Whether a title stands word for word before a name, however much of it follows: «رئيس لجنة الشؤون الخارجية
        في المجلس الوطني فلان»."""
        sentence = self.parsed.sentence(mention.start)
        words = self.parsed.within(sentence.start, mention.start)[-_TITLE:]
        size = len(keys)
        for at in range(len(words) - size, -1, -1):
            if [word.key for word in words[at : at + size]] == list(keys):
                between = self.parsed.body[words[at].start : mention.start]
                free = not any(words[at].start < m.start < mention.start and m.type == "PERS" for m in self.mentions)
                return free and SIGNS.isdisjoint(between) and not any(map(self.subjects.is_said, words[at:]))
        return False

    def _described_before(self, mention: Mention, least: int) -> frozenset[str]:
        """Words right before a name in its sentence, without ال; as many as `least` at the least."""
        sentence = self.parsed.sentence(mention.start)
        reach = max(self.rules.limits.around, least)
        return bare([word.key for word in self.parsed.within(sentence.start, mention.start)[-reach:]])

    def _described_behind(self, mention: Mention) -> frozenset[str]:
        """Words behind a name and a comma in its sentence, without ال."""
        if mention.start not in self._words_behind:
            self._words_behind[mention.start] = self._read_behind(mention)
        return self._words_behind[mention.start]

    def _read_behind(self, mention: Mention) -> frozenset[str]:
        sentence = self.parsed.sentence(mention.start)
        keys = [word.key for word in self.parsed.within(mention.end, sentence.end)[: self.rules.limits.around]]
        apart = self.parsed.body[mention.end : mention.end + 1] in ("،", ",")
        if not keys or not (apart or self.subjects.is_title(keys[0])):
            return frozenset()
        return bare(keys)

    def _first_named(self, start: int, end: int, gender: Gender | None = None) -> Speaker | None:
        names = [m for m in self.mentions if start <= m.start and m.end <= end and self._titled_as(m, gender)]
        fits = [m for m in names if m.type == "PERS"]
        fits = fits or [m for m in names if m.type in ("ORG", "LOC") and not self._is_circumstance(m)]
        return self.subjects.name(fits[0], None, "is the first one named there") if fits else None

    def _is_circumstance(self, mention: Mention) -> bool:
        """Whether a place only says where: «في القدس», «بالقدس»."""
        before = self.parsed.words[max(self.parsed.first(mention.start) - 1, 0) : self.parsed.first(mention.start)]
        if mention.type != "LOC" or not before:
            return False
        return self.subjects.is_none(before[0].key) or before[0].end > mention.start

    def _first_person(self, start: int, end: int) -> Speaker | None:
        persons = [m for m in self.mentions if start <= m.start and m.end <= end and m.type == "PERS"]
        return self.subjects.name(persons[0], None, "is the first one named there") if persons else None

    def _before(self, cue: Cue) -> Speaker | None:
        """Whoever spoke last and is of the verb's gender, else the last one named."""
        introduced = None if cue.goes_on and self.spoke else self._introduced(cue)
        if introduced is not None:
            return introduced
        found = self._last(cue.gender) or self._last_vouched(cue.gender)
        if found is not None:
            return self._again(found, "spoke before")
        if described := self._described_near(cue):
            return renamed(described, "is described before")
        names = [m for m in self.mentions if m.end <= cue.start and m.type != "MISC" and not self._is_circumstance(m)]
        persons = [m for m in names if m.type == "PERS" and self._may_be(m, cue.gender)]
        bodies = [m for m in names if m.type != "PERS"] if cue.gender == "f" else []
        women = [m for m in persons if cue.gender == "f" and self._gender(m) == "f"]
        fits = women or bodies or persons or names
        if not fits:
            return None
        line = self.parsed.body.rfind("\n", 0, fits[-1].start)
        first = next(m for m in fits if m.start > line)  # whom the last line that names somebody is about
        return self.subjects.name(first, None, "is the last one named")

    def _described_near(self, cue: Cue) -> Speaker | None:
        """The body described as subject of a word of saying, of its gender, in this sentence or the one before."""
        here = self.parsed.sentence(cue.start)
        before = self.parsed.sentence(max(here.start - 1, 0)).start
        near = [one for at, one in self._described if before <= at < cue.start and one.gender == cue.gender]
        near = [one for one in near if self.subjects.is_body(self._first_key(one))]
        return near[-1] if near else None

    def _introduced(self, cue: Cue) -> Speaker | None:
        """Whom the sentence before is about, where nobody spoke since: «توجه الوزير فلان إلى ... وقال»."""
        here = self.parsed.sentence(cue.start)
        before = self.parsed.sentence(max(here.start - 1, 0))
        while before.start > 0 and not self.parsed.within(before.start, before.end):
            before = self.parsed.sentence(before.start - 1)
        since = max([self._said, *(at for at, _ in self.spoke)], default=0)
        if before.start >= here.start or before.start < since or cue.gender not in ("m", "f"):
            return None
        found = main_subject(self.subjects, before.start, before.end, cue.gender, "")
        named = self._settled(found, cue.gender)
        if named is None or not (named.kind == "name" or self.subjects.is_body(self._first_key(named))):
            return None
        return self._again(named, "is whom the sentence before is about")

    def _first_key(self, speaker: Speaker) -> str:
        return self.parsed.key_in(speaker.start, speaker.end)

    def _titled_as(self, mention: Mention, gender: Gender | None) -> bool:
        """Whether no title before a person's name is of another gender: «طالبت الفنان فلانا» is not his demand."""
        before = self.parsed.words[max(self.parsed.first(mention.start) - 1, 0) : self.parsed.first(mention.start)]
        return mention.type != "PERS" or not before or titled_as(before[0].key, gender, self.rules)

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
            if said is not None and said.form in FINITE:
                return said.gender
        return None

    def _alone(self, statement: Statement) -> Speaker | None:
        """Of marks without a word of saying: whom their sentence is about before a colon, else who spoke before, else
        who is named behind or before them."""
        sentence = self.parsed.sentence(statement.start)
        before = self.parsed.body[sentence.start : statement.start].rstrip(' \t\u00a0«"“”')
        if before.endswith(":"):
            found = main_subject(self.subjects, sentence.start, sentence.start + len(before) - 1, None, "")
            named = self._settled(found, None)
            if named is not None and named.kind == "name":
                return self._again(named, "is whom the sentence before the colon is about")
            if statement.cue is None and (person := self._first_person(sentence.start, statement.start)):
                return self._again(person, "is named before the colon")
        if self.spoke:
            return self._again(self.spoke[-1][1], "spoke before")
        line = self.parsed.body.find("\n", statement.end)
        behind = self._first_named(statement.end, line if line >= 0 else len(self.parsed.body))
        return behind or self._first_named(0, statement.start)

    def _last(self, gender: Gender | None) -> Speaker | None:
        everybody = [speaker for _, speaker in self.spoke]
        fits = [one for one in everybody if gender is None or self._gender_of(one) in (None, gender)]
        return fits[-1] if fits else None

    def _last_vouched(self, gender: Gender | None) -> Speaker | None:
        """The body by whose name the paper told something last: «بحسب صحيفة كذا. وأضافت»."""
        named = [one for _, one in self.vouched if one.kind == "name"]
        return named[-1] if named and gender == "f" else None

    def _gender_of(self, speaker: Speaker) -> Gender | None:
        """That of the verb by which somebody spoke, else that of the title before the name."""
        person = None if speaker.gender else self.subjects.person_at(speaker.start)
        return self._gender(person) if person is not None else speaker.gender

    def _named_before(self, again: Again, gender: Gender | None) -> Speaker | None:
        """Who is meant by «المتحدث» or «الشركة»: a speaker so described, a name with that word, else the last one."""
        word = again.key.removeprefix("ال")
        if again.key in folded(self.rules.last_named):
            return self._first_named_before(again.start)
        return (
            self._speaker_called(again, word)
            or self._last_source(again)
            or self._issuer(again, word)
            or self._name_with(again, word, gender)
            or self._person_described(again, word, gender)
            or self._described_earlier(again, gender)
            or self._last_such(again, gender)
        )

    def _speaker_called(self, again: Again, word: str) -> Speaker | None:
        for _, speaker in sorted([*self.spoke, *self.vouched], key=lambda one: -one[0]):
            written = again.key in folded(self.rules.documents) and word in speaker.words  # «تقرير كتبه فلان»
            if again.body and self.subjects.person_at(speaker.start) is not None and not written:
                continue
            if word in speaker.words or word in self._told_of(speaker):
                return self._fullest(speaker)
        return None

    def _last_source(self, again: Again) -> Speaker | None:
        """Of «المصدر»: whoever spoke or vouched last."""
        if again.key not in folded(self.rules.sources_again):
            return None
        known = [*self.spoke, *self.vouched, *self._described]
        called = [one for one in known if self._first_key(one[1]).removeprefix("ال") in _SOURCES]
        known = called or [*self.spoke, *self.vouched]
        return self._fullest(max(known, key=lambda one: one[0])[1]) if known else None

    def _name_with(self, again: Again, word: str, gender: Gender | None) -> Speaker | None:
        for mention in reversed(self.mentions):
            if mention.end <= again.start and again.body in (None, mention.type != "PERS"):
                speaker = self.subjects.name(mention, gender, "")
                own = bare([one.key for one in self.parsed.within(mention.start, mention.end)])
                if word in (own if mention.type == "LOC" else speaker.words):  # not «للمقاومة بمحافظة كذا»
                    return self._fullest(speaker)
        return None

    def _person_described(self, again: Again, word: str, gender: Gender | None) -> Speaker | None:
        """The person with that word behind the name."""
        for mention in reversed(self.mentions):
            person = not again.body and mention.type == "PERS" and mention.end <= again.start
            if person and word in self._described_behind(mention):
                return self._fullest(self.subjects.name(mention, gender, ""))
        return None

    def _described_earlier(self, again: Again, gender: Gender | None) -> Speaker | None:
        """A body by a description that nobody took for a name: «المؤسسة العامة للضمان»."""
        for earlier in self.parsed.within(0, again.start if again.body is not False else 0):
            if earlier.key == again.key:
                found = self.subjects.read(earlier.start, self.parsed.sentence(earlier.start).end, gender, "")
                if isinstance(found, Speaker) and len(found.words) > 1:
                    return self._definite(found)
        return None

    def _last_such(self, again: Again, gender: Gender | None) -> Speaker | None:
        """The last speaker of the kind that is meant; of «المسؤول الإيراني» the only person who spoke."""
        if again.body is False and not again.alone and (only := self._only_speaker()):
            return self._fullest(only)
        last = self._last(gender) if again.body is not None and again.alone else None
        if last is not None and again.body and self.subjects.person_at(last.start) is not None:
            last = self._last_body()  # «البيان» is no person
        if last is None and again.body is False and again.alone:
            last = self._first_named_before(again.start)
        return self._fullest(last) if last else None

    def _only_speaker(self) -> Speaker | None:
        """The one person who spoke so far, if only one did."""
        persons = [one for _, one in self.spoke if self.subjects.person_at(one.start) is not None]
        return persons[0] if len({one.entity_id for one in persons}) == 1 else None

    def _last_body(self) -> Speaker | None:
        for _, one in reversed(self.spoke):
            titled = self.subjects.is_title(self.parsed.key_in(one.start, one.end))
            nobody = one.kind == "description" and not titled
            if self.subjects.body_at(one.start) or nobody:
                return one
        return None

    def _told_of(self, speaker: Speaker) -> frozenset[str]:
        """What stands behind the names of a speaker and describes their bearer."""
        asked = speaker.start, speaker.entity_id
        if asked not in self._words_told:
            own = [m for m in self.mentions if m.type == "PERS" and self._is_same(m, speaker)]
            self._words_told[asked] = frozenset[str]().union(*map(self._described_behind, own))
        return self._words_told[asked]

    def _is_same(self, mention: Mention, speaker: Speaker) -> bool:
        return mention.start == speaker.start or (speaker.entity_id or "") == mention.entity_id

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
        if again.key not in folded(self.rules.documents):
            return None
        for one in self.parsed.within(0, again.start):
            if one.key.removeprefix("ال") == word:
                stop = self.parsed.sentence(one.start).end
                following = self.parsed.within(one.end, stop)[: self.rules.limits.words_far]
                source = next((n for n, w in enumerate(following[:-1]) if w.key == "عن"), None)
                if source is not None:
                    found = self.subjects.read(following[source + 1].start, stop, None, "")
                    if isinstance(found, Speaker):
                        return found
                if own := self._telling(one, following):
                    return own
        return None

    def _telling(self, text: Word, following: Sequence[Word]) -> Speaker | None:
        """Who says something in a text: «أكدت الوزارة في بيان», «أكد فلان في بيان له»."""
        of_it = bool(following) and following[0].key in _OF_IT
        inside = self.parsed.words[max(self.parsed.first(text.start) - 1, 0)].key == "في"
        own = self._nearest(text.start) if of_it or inside else None
        return own if own is not None and (of_it or self.subjects.person_at(own.start) is None) else None

    def _nearest(self, place: int) -> Speaker | None:
        """Who spoke last before a place of the same sentence."""
        start = self.parsed.sentence(place).start
        everybody = sorted([*self.spoke, *self._described], key=lambda one: one[0])
        return next((one for at, one in reversed(everybody) if start <= at < place), None)

    def _again(self, speaker: Speaker, why: str) -> Speaker:
        """A speaker who is not named again, by the fullest name."""
        return renamed(self._fullest(speaker), why)

    def _fullest(self, speaker: Speaker) -> Speaker:
        """The first full name that the body gives a speaker outside of its first line, where it has more words."""
        if speaker.kind != "name" and speaker.entity_id is None:
            return speaker
        headline = self.parsed.body.find("\n")
        own = {word.key for word in self.parsed.within(speaker.start, speaker.end)}
        given = self.parsed.key_in(speaker.start, speaker.end)
        entity = speaker.entity_id or "-"
        for mention in self.mentions:
            same = entity == mention.entity_id
            if not same and mention.type != "PERS":
                continue
            last = self.parsed.words[self.parsed.first(mention.end) - 1].key
            if not same and last not in own:
                continue  # by the last name, not by a given one
            words = {word.key for word in self.parsed.within(mention.start, mention.end)}
            fuller = own <= words and last in own and mention.type == "PERS"
            fuller = fuller and (
                len(own) == 1 or self.parsed.key_in(mention.start, mention.end) == given
            )  # not a son's
            if (same or fuller) and len(words) > len(own) and mention.start > headline:
                return replace(speaker, start=mention.start, end=mention.end, entity_id=mention.entity_id or None)
        return speaker

    def _text(self, cue: Cue) -> str:
        return self.parsed.body[cue.start : cue.end]
