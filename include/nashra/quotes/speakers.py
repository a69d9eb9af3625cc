"""Who says it: the subject of a statement's word of saying, or whoever was named before."""

from nashra.quotes.cues import Cue
from nashra.quotes.named_before import FINITE
from nashra.quotes.placed_names import PlacedNames
from nashra.quotes.quote_rules import folded
from nashra.quotes.statement import Statement
from nashra.quotes.subjects import Speaker, renamed


class Speakers(PlacedNames):
    """Finds the speakers of one body; asked for its statements in order."""

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
            if cue.start < self._said or cue.form not in FINITE or cue.of:
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
        if cue.form not in FINITE and (stated := self._as_for(cue)) is not None:
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
