"""What stands between marks and is said."""

from nashra.quotes.cues import Cue, is_that
from nashra.quotes.marks import Pair
from nashra.quotes.quote_rules import folded, phrases
from nashra.quotes.sentences import Sentence, Word
from nashra.quotes.statement import Reading, Statement
from nashra.quotes.subject_words import owned_objects

_COLONS = ":：؛"
_ENDS = ".!؟?"


class Direct(Reading):
    """Finds the marks of a body that hold a statement."""

    def find(self) -> list[Statement]:
        """All of them in order of their place; none stands in another."""
        found: list[Statement] = []
        before: Pair | None = None
        for pair in self.outer:
            said = self._direct(pair)
            if said is None and before is not None and self._continues(before, pair) and found:
                said = Statement("direct", pair.start, _bare(self.parsed.body, pair), None, "goes on", True)
            if said is not None and not any(s.start < said.end and said.start < s.end for s in found):
                found.append(said)
                before = pair
        return found

    def _direct(self, pair: Pair) -> Statement | None:
        """The statement in a pair of marks, or None when it holds none."""
        parsed, limits = self.parsed, self.rules.limits
        if pair.lost == "start":
            return self._without_opening(pair)
        end = _bare(parsed.body, pair)
        count = len(parsed.within(pair.start, end))
        if count == 0 or any(start <= pair.start + 1 and end - 1 <= stop for start, stop in self.names):
            return None  # nothing, or a name
        sentence = parsed.sentence(pair.start)
        colon = parsed.body[sentence.start : pair.opens].rstrip()[-1:] in tuple(_COLONS)
        cue = self._cue_before(sentence, pair.start)
        last = parsed.words[parsed.first(pair.start) - 1] if parsed.first(pair.start) else None
        titled = last is not None and last.key.removeprefix("ال") in folded(self.rules.titled)
        hangs = not colon and count <= limits.words_name and self._names(last, pair)
        if titled or (hangs and not self._awaited(cue, pair, count)):
            return None
        if count <= limits.words_named and self._then_that(pair):
            return None
        if cue is not None and count <= limits.words_name and self._vouches(cue, pair):
            return None
        if cue is not None:
            why = self._behind_cue(cue, pair, end, count, colon, sentence)
            if why:
                return Statement("direct", pair.start, end, cue, why)
        if pair.lost:
            return None
        if cue is None and colon and count >= max(limits.words_colon, 3) and (named := self._before_colon(pair)):
            return Statement("direct", pair.start, end, None, "a name and a colon before marks", named_at=named)
        if cue is None and colon and count >= limits.words and self._told_by(sentence, pair):
            return Statement("direct", pair.start, end, None, "a statement and a colon before marks")
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

    def _vouches(self, cue: Cue, pair: Pair) -> bool:
        """Whether marks name who vouches for what stands before: «بحسب ما نقلت "..."», «كما ذكر "..."»."""
        before = self.parsed.words[cue.word - 1].key if cue.word else ""
        behind = before in ("ما", "لما") or before in folded(self.rules.according) | folded(self.rules.according_verb)
        return behind and not self.parsed.within(cue.end, pair.start)

    def _awaited(self, cue: Cue | None, pair: Pair, count: int) -> bool:
        """Whether marks behind a definite noun are what a word of saying waits for: «قال المتحدث باسم الشركة "..."»."""
        if cue is None or cue.takes != "both" or cue.form not in ("past", "present") or not self._ends(pair):
            return False
        gap = self.parsed.within(cue.end, pair.start)
        definite = bool(gap) and gap[-1].key.startswith(("ال", "لل"))
        alone = not any(cue.end < other.start < pair.opens for other in self.outer)
        return definite and alone and count >= self.rules.limits.words and not any(is_that(word.key) for word in gap)

    def _before_colon(self, pair: Pair) -> tuple[int, int] | None:
        """What stands between the beginning of the line and the colon before a pair, when it is short."""
        body = self.parsed.body
        begin = body.rfind("\n", 0, pair.start) + 1
        colon = len(body[: pair.opens].rstrip()) - 1
        if self._is_dateline(begin, colon):
            return None
        short = 0 < len(self.parsed.within(begin, colon)) <= self.rules.limits.words_named
        named = any(begin <= start and end <= colon for start, end in self.names)
        return (begin, colon) if short and named else None

    def _told_by(self, sentence: Sentence, pair: Pair) -> bool:
        """Whether what stands before a colon speaks of a statement: «وجاءت تصريحات فلانة كما يلي:»."""
        words = self.parsed.within(sentence.start, pair.opens)
        return any(word.key.removeprefix("و").removeprefix("ال") in folded(self.rules.occasions) for word in words)

    def _is_dateline(self, start: int, end: int) -> bool:
        """Whether a dash parts what stands before a colon: a place and an agency, «مدريد - رويترز»."""
        inside = self.parsed.body[start:end]
        return any(dash in inside for dash in (" - ", " – ", " — ", "/"))

    def _then_that(self, pair: Pair) -> bool:
        """Whether «أن» follows the marks: they hold who speaks, or whose name goes on."""
        words = self.parsed.within(pair.behind, pair.behind + 12)[:1]
        return bool(words) and is_that(words[0].key) and not self.parsed.body[pair.behind : words[0].start].strip(" ؛;")

    def _ends(self, pair: Pair) -> bool:
        """Whether a sign, a line's end or a word of saying follows the marks, so that the sentence does not go on."""
        if self.parsed.body[pair.end - 1] in _ENDS:
            return True
        behind = self.parsed.body[pair.behind :][:12].lstrip(' \t\u00a0»”"')
        if not behind or behind[0] in "\n.،,؛;!؟?…-–(|":
            return True
        after = self.parsed.first(pair.behind)
        keys = tuple(word.key for word in self.parsed.words[after : after + 2])
        if any(keys[: len(row)] == row for row in phrases(self.rules.beside_marks)):
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
        if any(not self.says_text(cue) for cue in near):
            near = [cue for cue in near if cue.form == "according" or not self.says_text(cue)]
        if len(near) > 1 and near[-1].form == "according" and near[-2].form in ("past", "present"):
            between = self.parsed.within(near[-2].end, near[-1].start)
            if not any(is_that(word.key) for word in between) and not any(
                near[-2].end < p.start < at - 3 for p in self.outer
            ):
                return near[-2]  # «قال فلان وفق تسجيل: "..."»
        if len(near) > 1 and self._what_was_said(near[-2], near[-1]):
            return near[-2]  # «قال فلان إن ما قالته الحكومة "..."»
        if (
            len(near) > 1
            and self._relative(near[-1])
            and near[-2].takes == "both"
            and near[-2].form in ("past", "present")
        ):
            return near[-2]  # «قال فلان الذي نقل الجرحى لرويترز "..."»
        if (
            near
            and near[-1].takes == "marks"
            and self._of_thing(near[-1])
            and "،" in self.parsed.body[near[-1].end : at]
        ):
            return None  # «الفيروس الذي يهاجم العالم، عملا بقول كذا: "..."»
        return near[-1] if near else None

    def _what_was_said(self, outer: Cue, cue: Cue) -> bool:
        """Whether a word of saying stands behind «ما» in the clause of another: what it says is only spoken of."""
        before = self.parsed.words[cue.word - 1].key if cue.word else ""
        return before == "ما" and any(is_that(word.key) for word in self.parsed.within(outer.end, cue.start))

    def _relative(self, cue: Cue) -> bool:
        """Whether a word of saying stands in a relative clause and tells of what was done rather than said."""
        before = self.parsed.words[cue.word - 1].key if cue.word else ""
        return before in folded(self.rules.relative) and (bool(cue.of) or cue.takes != "both")

    def _of_thing(self, cue: Cue) -> bool:
        """Whether a word of saying is the verb of «الذي»: what somebody, or something, does."""
        return bool(cue.word) and self.parsed.words[cue.word - 1].key in folded(self.rules.who)

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
        """Whether a verb has something else to say: an «أن» or marks behind it in its sentence, before another one."""
        stop = self.parsed.sentence(cue.start).end
        stop = min((other.start for other in self.cues if cue.end < other.start < stop), default=stop)
        words = self.parsed.within(cue.end, stop)
        if any(word.key in owned_objects(self.rules.objects) for word in words[: self.rules.limits.words_turn]):
            return True  # «"..."، أكدت السلطات صحته»
        return any(is_that(word.key) for word in words) or any(cue.end < p.start < stop for p in self.pairs)


def _bare(body: str, pair: Pair) -> int:
    """The end of a pair; where its mark is lost, without the end sign of the line."""
    inside = body[pair.start : pair.end]
    return pair.start + len(inside.rstrip(" .،\n")) if pair.lost == "end" else pair.end
