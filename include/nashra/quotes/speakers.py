"""Who says it: the subject of a statement's word of saying, or whoever was named before."""

from nashra.article import Mention
from nashra.quotes.cues import Cue
from nashra.quotes.main_subject import titled_as
from nashra.quotes.named_before import FINITE
from nashra.quotes.placed_names import PlacedNames
from nashra.quotes.quote_rules import folded
from nashra.quotes.statement import Statement
from nashra.quotes.subjects import Again, Speaker, bare, renamed


class Speakers(PlacedNames):
    """Finds the speakers of one body; asked for its statements in order."""

    def of(self, statement: Statement) -> Speaker | None:
        """Who says a statement; None when nobody is named."""
        place = statement.cue.start if statement.cue else statement.start
        self._catch_up(place)
        found = self._find(statement)
        vouched = statement.cue is not None and statement.cue.form == "according"
        if found is not None and vouched and self._only_vouches(found):
            self.vouched.append((place, found))
        elif found is not None and not self._only_shows(found):
            self.spoke.append((place, found))
        elif found is not None and self._is_share(found):
            self._described.append((place, found))
        self._said = max(self._said, statement.end)
        return found if found is not None and self._tells(found) else None

    def _only_vouches(self, found: Speaker) -> bool:
        """Whether who vouches for a sentence does not speak on: somebody without a name, or a body by which the paper
        knows what another said, «بحسب وكالة كذا»."""
        if found.kind == "description":
            return not self._has_name(found)
        return bool(self.spoke) and self.subjects.person_at(found.start) is None

    def _is_share(self, found: Speaker) -> bool:
        return self.parsed.key_in(found.start, found.end)[:1].isdecimal()

    def _only_shows(self, found: Speaker) -> bool:
        """Whether it is a thing by which something is seen, or a share of those who were asked, and says no more:
        «الواقع يؤكد أن», «قال 4 في المائة إن»."""
        key = self.parsed.key_in(found.start, found.end).removeprefix("ال")
        return found.kind == "description" and (key in folded(self.rules.shows) or self._is_share(found))

    def _tells(self, speaker: Speaker) -> bool:
        """Whether a speaker's words say who that is: nobody is called «لي»."""
        words = self.parsed.within(speaker.start, speaker.end)  # none of what stands behind «بال»
        return speaker.kind == "name" or not words or any(self.subjects.tells(word) for word in words)

    def _catch_up(self, place: int) -> None:
        """Notes the subjects of the verbs of saying before a place that made no statement."""
        while self._waiting and self._waiting[0].start < place:
            cue = self._waiting.pop(0)
            if cue.start < self._said or cue.form not in FINITE or cue.of:
                continue
            if not any(at == cue.start for at, _ in self.spoke):
                stop = self._stop(cue, None)
                read = self.subjects.behind(cue.end, stop, cue.gender, "")
                found = None if self._of_other_gender(read, cue) else self._settled(read, cue.gender)
                if read is None and cue.takes == "both":
                    found = self._in_front(cue)  # «لكن فلانا نفى ذلك، قائلا»
                if found is None or not self._may_speak(found) or self._only_shows(found):
                    continue
                if isinstance(read, Again) and read.body is None and not self.subjects.is_title(read.key):
                    continue  # «يتمنى الانتقال»
                if cue.takes == "clause" and not self._heads_subject(read):
                    continue  # «بين تصميمه وتصميم فلان»
                if found.kind == "name":
                    self.spoke.append((cue.start, found))
                elif cue.takes == "both" or self._is_somebody(found) or self._is_anybody(found):
                    self._described.append((cue.start, found))

    def _is_object(self, read: Speaker | Again | None, cue: Cue) -> bool:
        """Whether what stands behind a word of saying may be its object, as a person stands before it: an indefinite
        noun that is nobody, «فلان نشر صورة»."""
        told = self._is_of_told(cue)
        kinds = {"PERS", "ORG"} if told else {"PERS"}
        touching = any(m.type in kinds and not self.parsed.body[m.end : cue.start].strip() for m in self._ending(cue))
        if not isinstance(read, Speaker) or read.kind == "name" or not touching:
            return False
        first = self.parsed.key_in(read.start, read.end)
        return (told or not self._definite_at(read)) and not self.subjects.is_title(first)

    def _is_of_told(self, cue: Cue) -> bool:
        """Whether what stands behind a verb may be whom it tells: «أبلغ»."""
        return any(verb.told and verb.past == cue.past for verb in self.rules.verbs)

    def _has_name(self, speaker: Speaker) -> bool:
        return any(speaker.start <= m.start and m.end <= speaker.end for m in self.mentions)

    def _may_speak(self, speaker: Speaker) -> bool:
        """Whether it is a name, or a description that is more than some noun."""
        key = self.parsed.key_in(speaker.start, speaker.end)
        known = self._is_anybody(speaker) or self.subjects.is_title(key)
        return speaker.kind == "name" or len(speaker.words) > 1 or known

    def _of_other_gender(self, read: Speaker | Again | None, cue: Cue) -> bool:
        """Whether a title shows that whom a verb is said to is meant: «طالبت الفنان فلانا»."""
        if read is None or cue.takes == "both":
            return False
        return not titled_as(self.parsed.key_in(cue.end, read.end), cue.gender, self.rules)

    def _heads_subject(self, read: Speaker | Again | None) -> bool:
        """Whether a subject begins with its name, or with a word that says who somebody is."""
        if read is None:
            return False
        titled = self.subjects.is_title(self.parsed.key_in(read.start, read.start + 1))
        return titled or self.subjects.person_at(read.start) is not None

    def _is_anybody(self, speaker: Speaker) -> bool:
        return not speaker.words.isdisjoint(bare(sorted(folded(self.rules.somebody))))

    def _is_somebody(self, speaker: Speaker) -> bool:
        return self.subjects.is_title(self.parsed.key_in(speaker.start, speaker.end)) and self._definite_at(speaker)

    def _ending(self, cue: Cue) -> list[Mention]:
        return [m for m in self.mentions if 0 <= cue.start - m.end <= 2]

    def _definite_at(self, speaker: Speaker) -> bool:
        """Whether a description says whom it means: «والد الضحية», not «صورة تجمعهما»."""
        words = self.parsed.within(speaker.start, speaker.end)[:2]
        return any(word.key.startswith("ال") for word in words)

    def _find(self, statement: Statement) -> Speaker | None:
        cue = statement.cue
        if statement.named_at is not None:
            if named := self._first_named(*statement.named_at):
                return renamed(named, "stands before the colon")
            found = self.subjects.read(*statement.named_at, None, "stands before the colon")
            return self._settled(found, None)
        if cue is None:
            return self._alone(statement)
        if self.parsed.key_in(cue.end, cue.end + 2) in folded(self.rules.praised):
            return None  # «قال تعالى»
        if cue.form == "according":
            return self._according(cue, statement)
        if cue.form not in FINITE and (stated := self._as_for(cue)) is not None:
            return stated
        if cue.form == "noun":
            if self._from_him(cue):
                return self._before(cue)
            return self._source(cue) or self._of_main_clause(cue) or self._before(cue)
        if cue.form == "participle":
            return self._of_its_verb(cue) or self._of_main_clause(cue) or self._before(cue)
        if cue.of:
            if self._of_him(cue):
                return self._of_main_clause(cue) or self._before(cue)
            if found := self._behind_word(cue, statement):
                return found
        if cue.form == "present" and cue.word and self.parsed.words[cue.word - 1].key == "من":
            return None  # «هناك من يرى»
        said = self.subjects.behind(
            cue.end, self._stop(cue, statement), cue.gender, f"is the subject of {self._text(cue)}"
        )
        if self._is_object(said, cue) and (front := self._in_front(cue)):
            return front
        return self._settled(said, cue.gender) or self._without_subject(cue)

    def _of_first_verb(self, cue: Cue) -> Speaker | None:
        """Whoever spoke before a sentence that begins with a verb of theirs: «وكشفت عن كذا، حيث قالت»."""
        words = self.parsed.within(self.parsed.sentence(cue.start).start, cue.start)[:1]
        first = next((one for one in self._cues if words and one.start == words[0].start), None)
        if first is None or first.form not in FINITE or not first.joined or first.gender != cue.gender:
            return None
        subject = self.subjects.behind(first.end, cue.start, first.gender, "")
        return self._before(first) if subject is None else None

    def _without_subject(self, cue: Cue) -> Speaker | None:
        """Whose verb it is that has no subject behind it."""
        words = self.parsed.within(self.parsed.sentence(cue.start).start, cue.start)
        following = self.parsed.words[cue.last + 1 : cue.last + 2]
        if following and following[0].key in folded(self.rules.in_it) and not self._touching(cue):
            return self._of_main_clause(cue) or self._before(cue)
        if words and words[-1].key in folded(self.rules.since) and not cue.joined:
            return self._of_first_verb(cue) or self._of_main_clause(cue) or self._before(cue)
        if found := self._as_for(cue) or self._in_front(cue):
            return found
        turned = cue.joined or (bool(words) and words[-1].key in folded(self.rules.turns))
        turned = turned or (bool(words) and not self.subjects.is_none(words[0].key.removeprefix("و")))
        return (self._of_main_clause(cue) if turned and len(words) > 2 else None) or self._before(cue)
