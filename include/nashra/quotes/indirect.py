"""What is said without marks: clauses behind words of saying, sentences that somebody vouches for."""

import re
from collections.abc import Sequence

from nashra.quotes.cues import Cue, is_that, told
from nashra.quotes.marks import Pair
from nashra.quotes.quote_rules import folded, phrases
from nashra.quotes.sentences import Sentence, Word
from nashra.quotes.statement import Reading, Span, Statement, inside, trimmed, within
from nashra.quotes.subject_words import SIGNS
from nashra.quotes.subjects import without_aside
from nashra.text.fold import fold_line

_COMMA = re.compile("[،,]")
_BUT = ("الا", "ان")
_SUBJECT = 4  # words behind a word of saying that are its subject alone


class Indirect(Reading):
    """Finds the indirect statements of a body."""

    def find(self, direct: Sequence[Statement]) -> list[Statement]:
        """All of them; `direct` are the statements in marks, which are none of these."""
        taken = [(_opens(self.outer, s), s.end) for s in direct]
        found: list[Statement] = [
            said
            for cue in self.cues
            if cue.form == "according" and not within(cue.start, taken) and (said := self._heading(cue, taken))
        ]
        heads = list(found)
        for number, cue in enumerate(self.cues):
            if any(head.cue and head.cue.start < cue.start < head.end for head in heads):
                continue
            if cue.form == "according" or within(cue.start, taken) or (found and self._said_within(cue, found[-1])):
                continue
            that = self._that(cue, number)
            if that is None:
                continue
            start = that.end if is_that(that.key) and len(that.key.lstrip("بف")) == 2 else that.start
            statement = self._clause(cue, start, number, taken, "a clause behind a word of saying")
            if statement is not None:
                found.append(statement)
        for cue in self.cues:
            if cue.form == "according" and not within(cue.start, taken) and not any(h.cue == cue for h in heads):
                statement = self._according(cue, found, taken)
                if statement is not None:
                    found.append(statement)
        return [s for s in found if not any(d.start <= s.start < d.end for d in direct)]

    def _that(self, cue: Cue, number: int) -> Word | None:
        """The «أن» of a word of saying: the first behind it in its sentence, no other word of saying between."""
        sentence = self.parsed.sentence(cue.start)
        if cue.takes == "marks":
            return None
        later = range(number + 1, len(self.cues))
        after = next((at for at in later if not self.says_text(self.cues[at])), len(self.cues))
        following = self.cues[after].start if after < len(self.cues) else sentence.end
        before = self.parsed.words[cue.last]
        blocked = folded(self.rules.no_saying) | folded(self.rules.impersonal)
        for count, word in enumerate(self.parsed.within(cue.end, sentence.end)):
            if (word.start > following and not self._parenthesis(after, word)) or count > self.rules.limits.reach:
                return None
            if is_that(word.key):
                if inside(word.start, self.pairs) or self._in_name(word):
                    continue  # a name: قناة «إن بي سي», فان بيرسي
                if self._behind_colon(cue, before):
                    return None  # «تقول فلانة: أستغرب أن»
                if before.key == "علي" and fold_line(cue.past) not in folded(self.rules.on_that):
                    return None  # «أعلن عن لقاء على أن يعقد غدا»
                if {before.key, before.key.removeprefix("و"), *self._two_before(word)} & blocked:
                    return None
                return self._asked(cue, word) or word
            before = word
        return None

    def _in_name(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self.names)

    def _behind_colon(self, cue: Cue, before: Word) -> bool:
        """Whether a colon ends a word of saying's own clause before the last word in front of its «أن»."""
        return before.start > cue.end and ":" in self.parsed.body[cue.end : before.start]

    def _two_before(self, that: Word) -> set[str]:
        """The impersonal verb of «يشار إلى أن»."""
        at = self.parsed.first(that.start)
        to = at > 1 and self.parsed.words[at - 1].key == "الي"
        return {self.parsed.words[at - 2].key} & folded(self.rules.impersonal) if to else set()

    def _asked(self, cue: Cue, that: Word) -> Word | None:
        """The word by which a question begins before its «أن»: «تساءل كيف يمكن أن»."""
        words = self.parsed.within(cue.end, that.start)
        return next((word for word in words if word.key in folded(self.rules.questions)), None)

    def _parenthesis(self, after: int, that: Word) -> bool:
        """Whether the next word of saying stands in a relative clause of the subject, so that «أن» is not its own."""
        following = self.cues[after]
        before = self.parsed.words[following.word - 1].key if following.word else ""
        return before in folded(self.rules.relative) and not any(
            following.end < cue.start < that.start for cue in self.cues[after + 1 : after + 3]
        )

    def _said_within(self, cue: Cue, last: Statement) -> bool:
        """Whether a word of saying stands in what is said already, without a sign that the speaker goes on."""
        return last.kind == "indirect" and last.start <= cue.start < last.end

    def _clause(
        self, cue: Cue, start: int, number: int, taken: Sequence[tuple[int, int]], why: str
    ) -> Statement | None:
        """The clause from a place on; None when it is most of marks, or empty."""
        parsed = self.parsed
        sentence = parsed.sentence(start)
        end = sentence.end
        for following in self.cues[number + 1 :]:
            if following.start >= end:
                break
            if following.start > start and self._begins(following):
                end = self._turn(start, following)
                break
        end = self._paper_again(start, end)
        ends = [s for s, _ in taken if start <= s < end]
        if ends:  # the statement is in the marks, and what stands before them is short
            end = min(ends)
            if len(parsed.within(start, max(end, start))) <= self.rules.limits.words_far:
                return None
        span = trimmed(parsed.body, start, end)
        if span is None or len(parsed.within(*span)) < 2:
            return None
        return Statement("indirect", *span, cue, why)

    def _turn(self, start: int, cue: Cue) -> int:
        """Where a clause ends before a word of saying: at the comma from which the sentence turns to it."""
        comma = max(self.parsed.body.rfind(sign, start, cue.start) for sign in "،,")
        words = self.parsed.within(comma, cue.start) if comma > start else []
        turns = 0 < len(words) <= self.rules.limits.words_turn and words[0].key in folded(self.rules.turns)
        if turns or len(without_aside(words, self.rules)) < len(words):
            return comma
        before = self.parsed.words[cue.word - 1] if cue.word else None
        since = before is not None and before.start > start and before.key in folded(self.rules.since)
        return before.start if before is not None and since else cue.start

    def _paper_again(self, start: int, end: int) -> int:
        """Where, in a clause, the paper plainly speaks again."""
        body, rows = self.parsed.body, phrases(self.rules.paper_again)
        concedes = folded(self.rules.concedes)
        for comma in _COMMA.finditer(body, start, end):
            at = comma.start()
            first = self.parsed.first(at)
            keys = tuple(word.key for word in self.parsed.words[first : first + 3] if word.start < end)
            if keys[:2] == _BUT and any(word.key in concedes for word in self.parsed.within(start, at)):
                continue  # «أنه رغم كذا، إلا أن كذا»
            if any(keys[: len(row)] == row for row in rows):
                return at
        return end

    def _begins(self, cue: Cue) -> bool:
        """Whether a word of saying in a clause says something more of the speaker, or of another: it is joined by
        «و», a participle, or stands behind a comma."""
        before = self.parsed.body[: cue.start].rstrip()[-1:]
        if cue.form == "participle":
            behind = self.parsed.words[cue.last + 1 : cue.last + 3]
            return before in "،," or any(is_that(word.key) for word in behind) or self._then_marks(cue)
        dual = cue.form == "past" and self.parsed.words[cue.word].key.endswith("ا")  # «طالبا» studies more often
        if (cue.future or dual) and not self._says_more(cue):
            return False
        if cue.form in ("past", "present"):
            word = self.parsed.words[cue.word - 1].key if cue.word else ""
            comma = max(self.parsed.body.rfind(sign, 0, cue.start) for sign in "،,")
            if self._turn(comma - 1, cue) == comma:
                return True
            if word in folded(self.rules.since) and self._then_marks(cue):
                return True  # «أنه لا بأس به، حيث قال: "..."»
            return before in "،,؛" or (cue.joined and cue.form == "past") or word in folded(self.rules.turns)
        return False

    def _then_marks(self, cue: Cue) -> bool:
        """Whether a colon or marks follow a word of saying and who it is of."""
        words = self.parsed.words[cue.last + 1 : cue.last + 1 + self.rules.limits.words_turn]
        between = self.parsed.body[cue.end : words[-1].start if words else cue.end + 3]
        colon = between.find(":")
        return colon >= 0 and SIGNS.isdisjoint(between[:colon])

    def _says_more(self, cue: Cue) -> bool:
        """Whether «أن», marks or a colon follow a word of saying in its sentence, so that it is one."""
        sentence = self.parsed.sentence(cue.start)
        if ":" in self.parsed.body[cue.end : sentence.end]:
            return True
        marked = any(cue.end < pair.start < sentence.end for pair in self.outer)
        return marked or any(is_that(word.key) for word in self.parsed.within(cue.end, sentence.end))

    def _heading(self, cue: Cue, taken: Sequence[Span]) -> Statement | None:
        """What somebody says by «بحسب» at the head of a sentence: what follows a comma or «فإن»."""
        parsed = self.parsed
        sentence = parsed.sentence(cue.start)
        if len(parsed.within(sentence.start, cue.start)) > 2 or not self._somebody(cue, sentence):
            return None
        if any(sentence.start <= one.start < cue.start and one.form != "according" for one in self.cues):
            return None  # «وأضاف فلان بحسب وكالة كذا أن»
        that = next((word for word in parsed.within(cue.end, sentence.end) if is_that(word.key)), None)
        comma = next((at for at in range(cue.end, sentence.end) if parsed.body[at] in "،,"), None)
        if that is not None and len(parsed.within(cue.end, that.start)) <= self.rules.limits.reach_after:
            start = that.end
        elif comma is not None:
            start = comma
        else:
            return None
        end = self._paper_again(start, self._next_said(cue, start, sentence.end))
        return None if any(sentence.start <= at < end for at, _ in taken) else self._sentence_part(start, end, cue)

    def _next_said(self, cue: Cue, start: int, end: int) -> int:
        """Where somebody speaks on behind what is vouched for: «وفقا لفلان فإن كذا، وأضاف أن كذا»."""
        later = (other for other in self.cues if other.word > cue.last and start < other.start < end)
        return next((self._turn(start, other) for other in later if other.goes_on and self._begins(other)), end)

    def _according(self, cue: Cue, found: Sequence[Statement], taken: Sequence[Span]) -> Statement | None:
        """What somebody says by «بحسب» at the end of a sentence: all that stands before it."""
        sentence = self.parsed.sentence(cue.start)
        starts = [s.start for s in found] + [start for start, _ in taken]
        if any(sentence.start <= start < sentence.end for start in starts) or not self._somebody(cue, sentence):
            return None
        head = self.parsed.within(sentence.start, cue.start)
        last = next((one for one in reversed(self.cues) if sentence.start <= one.start < cue.start), None)
        if last is not None and last.form in ("past", "present") and len(head) and self._is_bare(last, cue):
            return None  # «فيما أشار التقرير نقلا عن كذا، إلى أن»
        if 0 < len(head) <= self.rules.limits.words_turn and self._amid(cue, sentence):
            return self._sentence_part(head[0].start, sentence.end, cue)
        return self._sentence_part(head[0].start, cue.start, cue) if len(head) > 2 else None

    def _amid(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether commas part a «بحسب» from both sides of its sentence: «بلغت الخسائر، وفقا لكذا، مليونين»."""
        before = self.parsed.body[sentence.start : cue.start].rstrip()[-1:] in ("،", ",")
        commas = [at for at in range(cue.end, sentence.end) if self.parsed.body[at] in "،,"]
        if not before or len(commas) != 1 or any(commas[0] < one.start < sentence.end for one in self.cues):
            return False
        rest = self.parsed.within(commas[0], sentence.end)
        return bool(rest) and rest[0].key not in folded(self.rules.turns) and not rest[0].key.startswith("و")

    def _is_bare(self, said: Cue, cue: Cue) -> bool:
        """Whether nothing but who says it stands behind a word of saying in front of «بحسب»."""
        return len(self.parsed.within(said.end, cue.start)) <= _SUBJECT

    def _sentence_part(self, start: int, end: int, cue: Cue) -> Statement | None:
        span = trimmed(self.parsed.body, start, end)
        if span is None or len(self.parsed.within(*span)) < 3:
            return None
        return Statement("indirect", *span, cue, "a sentence that somebody vouches for")

    def _somebody(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether «بحسب» is followed by somebody, not by a rule or measure: «وفق القانون»."""
        words = self.parsed.within(cue.end, sentence.end)[:3]
        if cue.gender is not None or not words:
            return cue.gender is not None
        key = words[0].key
        rules = self.rules
        named = any(start < words[0].end and words[0].start < end for start, end in self.names)
        if not forms_of(key).isdisjoint(folded(rules.measures)) and not named:
            return False  # «وفقا لإرشادات كذا», «بحسب نسبة كذا»
        if (said := told(key)) is not None and said.form in ("past", "present"):
            return True  # «على ما أفاد ...», «كما أوضحه ...»
        known = (
            folded(rules.sources) | folded(rules.bodies_again) | folded(rules.persons_again) | folded(rules.documents)
        )
        return not forms_of(key).isdisjoint(known) or any(
            words[0].start <= start <= words[-1].end for start, _ in self.names
        )


def forms_of(key: str) -> frozenset[str]:
    """A folded word behind «بحسب» or «وفقا»: as it stands, without ال, and without the «ل» of «وفقا ل»."""
    return frozenset(
        (key, key.removeprefix("ال"), key.removeprefix("لل"), "ال" + key.removeprefix("لل"), key.removeprefix("ل"))
    )


def _opens(pairs: Sequence[Pair], statement: Statement) -> int:
    return next((pair.opens for pair in pairs if pair.start == statement.start), statement.start)
