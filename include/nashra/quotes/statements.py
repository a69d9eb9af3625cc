"""What is said: the marks and clauses of a body that are statements, each with the cue that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nashra.quotes.cues import Cue, is_that
from nashra.quotes.marks import MARKS, Pair
from nashra.quotes.quote_rules import QuoteRules, folded, phrases
from nashra.quotes.sentences import Parsed, Sentence, Word

Span = tuple[int, int]
Kind = Literal["direct", "indirect"]
_COLONS = ":：؛"
_TRIM = " \t\u00a0\n،,؛;:-–ـ"


@dataclass(frozen=True, slots=True)
class Statement:
    """body[start:end] is said; `why` in words."""

    kind: Kind
    start: int
    end: int
    cue: Cue | None
    why: str
    goes_on: bool = False
    """Whether it goes on the statement before it, in a paragraph of its own."""
    named_at: tuple[int, int] | None = None
    """A place that names who speaks where no word of saying does: what stands before a colon."""


class Statements:
    """Finds the statements of one body."""

    def __init__(
        self, parsed: Parsed, pairs: Sequence[Pair], cues: Sequence[Cue], names: Sequence[Span], rules: QuoteRules
    ) -> None:
        self.parsed, self.rules, self.names = parsed, rules, names
        self.outer = [pair for pair in pairs if not pair.inner]
        self.pairs = [pair for pair in self.outer if not pair.lost]
        self.cues = [cue for cue in cues if not _inside(cue.start, self.pairs)]
        self._all_cues = cues

    def find(self) -> list[Statement]:
        """All statements in order of their place; none stands in another of its kind."""
        direct: list[Statement] = []
        before: Pair | None = None
        for pair in self.outer:
            found = self._direct(pair)
            if found is None and before is not None and self._continues(before, pair) and direct:
                found = Statement("direct", pair.start, _bare(self.parsed.body, pair), None, "goes on", True)
            if found is not None and not any(s.start < found.end and found.start < s.end for s in direct):
                direct.append(found)
                before = pair
        indirect = [s for s in self._indirect(direct) if not any(d.start <= s.start < d.end for d in direct)]
        once = {(s.kind, s.start): s for s in reversed([*direct, *indirect])}
        return sorted(once.values(), key=lambda s: (s.start, s.end))

    # --- marks -----------------------------------------------------------------------------------------------

    def _direct(self, pair: Pair) -> Statement | None:
        """The statement in a pair of marks, or None when it holds none."""
        parsed, limits = self.parsed, self.rules.limits
        if pair.lost == "start":
            return self._without_opening(pair)
        end = _bare(parsed.body, pair)
        count = len(parsed.within(pair.start, end))
        if count == 0:
            return None
        sentence = parsed.sentence(pair.start)
        colon = parsed.body[sentence.start : pair.opens].rstrip()[-1:] in tuple(_COLONS)
        cue = self._cue_before(sentence, pair.start)
        last = parsed.words[parsed.first(pair.start) - 1] if parsed.first(pair.start) else None
        titled = last is not None and last.key.removeprefix("ال") in folded(self.rules.titled)
        if titled or (not colon and count <= limits.words_name and self._names(last, pair)):
            return None
        if count <= limits.words_named and self._then_that(pair):
            return None
        if cue is not None:
            why = self._behind_cue(cue, pair, end, count, colon, sentence)
            if why:
                return Statement("direct", pair.start, end, cue, why)
        if pair.lost:
            return None
        if cue is None and colon and count >= max(limits.words_colon, 3) and (named := self._before_colon(pair)):
            return Statement("direct", pair.start, end, None, "a name and a colon before marks", named_at=named)
        if cue is None and count >= limits.words_colon and self._heads(pair):
            return Statement("direct", pair.start, end, None, "marks before the dots of a headline")
        after = self._cue_after(sentence, pair)
        if after is not None and count >= limits.words:
            return Statement("direct", pair.start, end, after, "marks, then a word of saying")
        if count >= limits.words_alone:
            near = (
                cue is not None
                and cue.takes != "clause"
                and len(parsed.within(cue.end, pair.start)) <= limits.reach_after
            )
            return Statement("direct", pair.start, end, cue if near else None, f"{count} words in marks")
        return None

    def _behind_cue(self, cue: Cue, pair: Pair, end: int, count: int, colon: bool, sentence: Sentence) -> str:
        """Why marks behind a word of saying hold what is said; "" when they don't."""
        parsed, limits = self.parsed, self.rules.limits
        gap = parsed.within(cue.end, pair.start)
        if colon and count >= limits.words_colon:
            return "a word of saying, then a colon"
        that = next((n for n, word in enumerate(gap) if is_that(word.key)), None)
        if cue.form == "according" and cue.gender is None and "،" not in parsed.body[cue.end : pair.opens]:
            return ""  # «بحسب "..."» is a name
        if that is None:
            inside = parsed.within(pair.start, end)
            if cue.takes == "clause" and not is_that(inside[0].key):
                return ""
            if not gap and count >= (limits.words_colon if self._ends(pair) else limits.words_name + 1):
                return "right behind a word of saying"
            if pair.lost and count < limits.words_alone:
                return ""
            least = limits.words if len(gap) < limits.words_turn else limits.words_far
            least = least if self._ends(pair) else limits.words_alone
            return "behind a word of saying" if count >= least else ""
        if pair.lost and that + 1 < len(gap):
            return ""
        outside = len(gap) - that - 1 + self._tail(end, sentence)
        if count >= limits.words_far and count > (count + outside) * limits.share:
            return "most of a clause stands in marks"
        return "a clause in marks" if count >= limits.words and outside == 0 else ""

    def _tail(self, end: int, sentence: Sentence) -> int:
        """Words of a clause behind its marks: up to a comma, a word of saying, or the end of the sentence."""
        body = self.parsed.body
        stop = min((cue.start for cue in self.cues if cue.start > end), default=sentence.end)
        stop = min(stop, sentence.end)
        rest = body[end + 1 : max(stop, end + 1)]
        comma = min((rest.find(sign) for sign in "،,؛" if sign in rest), default=len(rest))
        return len(self.parsed.within(end + 1, end + 1 + comma))

    def _without_opening(self, pair: Pair) -> Statement | None:
        """A closing mark whose fellow is lost: what stands between a word of saying, or its «أن», and the mark."""
        sentence = self.parsed.sentence(max(pair.end - 1, 0))
        cue = self._cue_before(sentence, pair.end)
        if cue is None or any(p.start <= pair.end and p.end > cue.end for p in self.pairs):
            return None
        gap = self.parsed.within(cue.end, pair.end)
        that = next((n for n, word in enumerate(gap) if is_that(word.key)), None)
        colon = next((at for at in range(cue.end, pair.end) if self.parsed.body[at] in _COLONS), None)
        if that is None and colon is None:
            return None
        first = (
            colon + 1 if colon is not None else gap[that + 1].start if that is not None and that + 1 < len(gap) else 0
        )
        words = self.parsed.within(first, pair.end)
        if not first or len(words) < self.rules.limits.words_far:
            return None
        return Statement("direct", words[0].start, pair.end, cue, "up to a closing mark whose fellow is lost")

    def _names(self, last: Word | None, pair: Pair) -> bool:
        """Whether the word before marks says that they hold a name or title, or that they hang on a clitic."""
        if last is None or self.parsed.body[last.end : pair.opens].strip(" \t\u00a0ـ"):
            return False
        key = last.key
        named = folded(self.rules.named_things)
        return key in ("ب", "ل", "و", "وب", "ول", "ال") or any(
            key.removeprefix(clitic).removeprefix("ال") in named or key.removeprefix(clitic) in named
            for clitic in ("", "و", "ب", "ل", "ول", "وب", "لل")
            if key.startswith(clitic)
        )

    def _before_colon(self, pair: Pair) -> tuple[int, int] | None:
        """What stands between the beginning of the line and the colon before a pair, when it is short."""
        body = self.parsed.body
        begin = body.rfind("\n", 0, pair.start) + 1
        colon = len(body[: pair.opens].rstrip()) - 1
        short = 0 < len(self.parsed.within(begin, colon)) <= self.rules.limits.words_named
        named = any(begin <= start and end <= colon for start, end in self.names)
        return (begin, colon) if short and named else None

    def _then_that(self, pair: Pair) -> bool:
        """Whether «أن» follows the marks: they hold who speaks, or whose name goes on."""
        words = self.parsed.within(pair.behind, pair.behind + 12)[:1]
        return bool(words) and is_that(words[0].key) and not self.parsed.body[pair.behind : words[0].start].strip(" ؛;")

    def _ends(self, pair: Pair) -> bool:
        """Whether a sign, a line's end or a word of saying follows the marks, so that the sentence does not go on."""
        behind = self.parsed.body[pair.behind :][:12].lstrip(' \t\u00a0»”"')
        if not behind or behind[0] in "\n.،,؛;!؟?…-–(|":
            return True
        return any(0 <= cue.start - pair.behind <= 3 for cue in self.cues)

    def _heads(self, pair: Pair) -> bool:
        """Whether marks begin a line and dots part them from who speaks: «"..." .. فلان يرد»."""
        body = self.parsed.body
        behind = body[pair.behind : pair.behind + 3].lstrip()
        return body[: pair.opens].rstrip(" ")[-1:] in ("", "\n") and behind.startswith(("..", "…"))

    def _continues(self, before: Pair, pair: Pair) -> bool:
        """Whether a pair begins the line after one whose marks a statement left open."""
        between = self.parsed.body[before.end : pair.opens]
        return before.lost == "end" and between.strip(" \t.،") == "\n"

    def _cue_before(self, sentence: Sentence, at: int) -> Cue | None:
        near = [cue for cue in self.cues if sentence.start <= cue.start and cue.end <= at]
        near = [cue for cue in near if len(self.parsed.within(cue.end, at)) <= self.rules.limits.reach]
        if len(near) > 1 and near[-1].form == "according" and near[-2].form in ("past", "present"):
            between = self.parsed.within(near[-2].end, near[-1].start)
            if not any(is_that(word.key) for word in between) and not any(
                near[-2].end < p.start < at - 3 for p in self.outer
            ):
                return near[-2]  # «قال فلان وفق تسجيل: "..."»
        return near[-1] if near else None

    def _cue_after(self, sentence: Sentence, pair: Pair) -> Cue | None:
        """A word of saying behind marks, with nothing but a sign between: «"..."، قال فلان»."""
        line = self.parsed.body.find("\n", pair.end)
        stop = line if line >= 0 else len(self.parsed.body)
        for cue in self.cues:
            if pair.end < cue.start < stop:
                between = self.parsed.within(pair.behind, cue.start)
                told = cue.form in ("past", "present") and not cue.joined and not self._has_object(cue)
                near = not between or tuple(word.key for word in between) in phrases(self.rules.after_marks)
                return cue if near and (told or cue.form == "according") else None
        return None

    def _has_object(self, cue: Cue) -> bool:
        """Whether a verb has something else to say: an «أن» or marks behind it in its sentence."""
        sentence = self.parsed.sentence(cue.start)
        words = self.parsed.within(cue.end, sentence.end)
        return any(is_that(word.key) for word in words) or any(cue.end < p.start < sentence.end for p in self.pairs)

    # --- clauses ---------------------------------------------------------------------------------------------

    def _indirect(self, direct: Sequence[Statement]) -> list[Statement]:
        """Clauses behind words of saying."""
        taken = [(_opens(self.outer, s), s.end) for s in direct]
        found: list[Statement] = []
        for cue in self.cues:
            if cue.form == "according" and not _within(cue.start, taken) and (said := self._heading(cue, taken)):
                found.append(said)
        heads = list(found)
        for number, cue in enumerate(self.cues):
            if any(head.cue and head.cue.start < cue.start < head.end for head in heads):
                continue
            if cue.form == "according" or _within(cue.start, taken) or (found and self._said_within(cue, found[-1])):
                continue
            that = self._that(cue, number)
            if that is None:
                continue
            start = that.start if len(that.key.lstrip("بف")) > 2 else that.end
            statement = self._clause(cue, start, number, taken, "a clause behind a word of saying")
            if statement is not None:
                found.append(statement)
        for cue in self.cues:
            if cue.form == "according" and not _within(cue.start, taken) and not any(h.cue == cue for h in heads):
                statement = self._according(cue, found, taken)
                if statement is not None:
                    found.append(statement)
        return found

    def _that(self, cue: Cue, number: int) -> Word | None:
        """The «أن» of a word of saying: the first behind it in its sentence, no other word of saying between."""
        sentence = self.parsed.sentence(cue.start)
        if cue.takes == "marks":
            return None
        following = self.cues[number + 1].start if number + 1 < len(self.cues) else sentence.end
        before = self.parsed.words[cue.last]
        blocked = folded(self.rules.no_saying)
        for count, word in enumerate(self.parsed.within(cue.end, sentence.end)):
            if (word.start > following and not self._parenthesis(number, word)) or count > self.rules.limits.reach:
                return None
            if is_that(word.key):
                if before.key in blocked or before.key.removeprefix("و") in blocked:
                    return None
                return None if _inside(word.start, self.pairs) else word
            before = word
        return None

    def _parenthesis(self, number: int, that: Word) -> bool:
        """Whether the next word of saying stands in a relative clause of the subject, so that «أن» is not its own."""
        following = self.cues[number + 1]
        before = self.parsed.words[following.word - 1].key if following.word else ""
        return before in folded(self.rules.relative) and not any(
            following.end < cue.start < that.start for cue in self.cues[number + 2 : number + 4]
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
        span = _trimmed(parsed.body, start, end)
        if span is None or len(parsed.within(*span)) < 2:
            return None
        return Statement("indirect", *span, cue, why)

    def _turn(self, start: int, cue: Cue) -> int:
        """Where a clause ends before a word of saying: at the comma from which the sentence turns to it."""
        comma = max(self.parsed.body.rfind(sign, start, cue.start) for sign in "،,")
        words = self.parsed.within(comma, cue.start) if comma > start else []
        turns = 0 < len(words) <= self.rules.limits.words_turn and words[0].key in folded(self.rules.turns)
        return comma if turns else cue.start

    def _paper_again(self, start: int, end: int) -> int:
        """Where, in a clause, the paper plainly speaks again."""
        body, rows = self.parsed.body, phrases(self.rules.paper_again)
        for at in range(start, end):
            if body[at] in "،,":
                keys = tuple(word.key for word in self.parsed.within(at, end)[:3])
                if any(keys[: len(row)] == row for row in rows):
                    return at
        return end

    def _begins(self, cue: Cue) -> bool:
        """Whether a word of saying in a clause says something more of the speaker, or of another: it is joined by
        «و», a participle, or stands behind a comma."""
        before = self.parsed.body[: cue.start].rstrip()[-1:]
        if cue.form == "participle":
            behind = self.parsed.words[cue.last + 1 : cue.last + 3]
            return before in "،," or any(is_that(word.key) for word in behind)
        if cue.form in ("past", "present"):
            word = self.parsed.words[cue.word - 1].key if cue.word else ""
            comma = max(self.parsed.body.rfind(sign, 0, cue.start) for sign in "،,")
            if self._turn(comma - 1, cue) == comma:
                return True
            return before in "،,؛" or (cue.joined and cue.form == "past") or word in folded(self.rules.turns)
        return False

    def _heading(self, cue: Cue, taken: Sequence[Span]) -> Statement | None:
        """What somebody says by «بحسب» at the head of a sentence: what follows a comma or «فإن»."""
        parsed = self.parsed
        sentence = parsed.sentence(cue.start)
        if len(parsed.within(sentence.start, cue.start)) > 2 or not self._somebody(cue, sentence):
            return None
        if any(sentence.start <= start < sentence.end for start, _ in taken):
            return None
        that = next((word for word in parsed.within(cue.end, sentence.end) if is_that(word.key)), None)
        comma = next((at for at in range(cue.end, sentence.end) if parsed.body[at] in "،,"), None)
        if that is not None and len(parsed.within(cue.end, that.start)) <= self.rules.limits.reach_after:
            start = that.end
        elif comma is not None:
            start = comma
        else:
            return None
        return self._sentence_part(start, self._paper_again(start, sentence.end), cue)

    def _according(self, cue: Cue, found: Sequence[Statement], taken: Sequence[Span]) -> Statement | None:
        """What somebody says by «بحسب» at the end of a sentence: all that stands before it."""
        sentence = self.parsed.sentence(cue.start)
        starts = [s.start for s in found] + [start for start, _ in taken]
        if any(sentence.start <= start < sentence.end for start in starts) or not self._somebody(cue, sentence):
            return None
        head = self.parsed.within(sentence.start, cue.start)
        return self._sentence_part(head[0].start, cue.start, cue) if len(head) > 2 else None

    def _sentence_part(self, start: int, end: int, cue: Cue) -> Statement | None:
        span = _trimmed(self.parsed.body, start, end)
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
        known = (
            folded(rules.sources) | folded(rules.bodies_again) | folded(rules.persons_again) | folded(rules.documents)
        )
        forms = {
            key,
            key.removeprefix("ال"),
            key.removeprefix("لل"),
            "ال" + key.removeprefix("لل"),
            key.removeprefix("ل"),
        }
        return not forms.isdisjoint(known) or any(words[0].start <= start <= words[-1].end for start, _ in self.names)


def _opens(pairs: Sequence[Pair], statement: Statement) -> int:
    return next((pair.opens for pair in pairs if pair.start == statement.start), statement.start)


def _inside(at: int, pairs: Sequence[Pair]) -> bool:
    return any(pair.start <= at < pair.end for pair in pairs)


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _bare(body: str, pair: Pair) -> int:
    """The end of a pair; where its mark is lost, without the end sign of the line."""
    inside = body[pair.start : pair.end]
    return pair.start + len(inside.rstrip(" .،\n")) if pair.lost == "end" else pair.end


def _trimmed(body: str, start: int, end: int) -> tuple[int, int] | None:
    """A span without white space and signs at its ends, and without a «و» that joins what follows; None if empty."""
    while start < end and body[start] in _TRIM + ".":
        start += 1
    while end > start and (
        body[end - 1] in _TRIM or (body[end - 1] in MARKS and body.count(body[end - 1], start, end) == 1)
    ):
        end -= 1
    return (start, end) if start < end else None
