"""Title, body and ledger of one article from the verdicts on its lines."""

from collections.abc import Iterable, Sequence

import numpy as np

from nashra.article import Article, Cleaned, Edit, Part, Removal
from nashra.cleaning.decide.others.other_story import Block
from nashra.cleaning.decide.titles.head_lines import PARAGRAPH
from nashra.cleaning.decide.titles.headlines import names_a_section
from nashra.cleaning.decide.titles.title import LOOK, Headline, Titles, says_title
from nashra.cleaning.decide.verdict import Reason, Verdicts
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.ledger.account import REPAIR
from nashra.cleaning.ledger.repair import Edit as Mended
from nashra.cleaning.ledger.repair import cut_by, repair, repair_hard_spaces, write_edits
from nashra.cleaning.lines.characters import SIZE
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines

_STRAY = (".", "،", "؛", ",", ":", ")", "»", "”", "!", "؟")  # no line begins with these unless it was split
_OPEN = ("«", "(", "“", "[")  # and none ends with these
BULLETS = " •●▪■◄►▶★※"  # what a page draws before a headline
LEAD_SHARE = 0.25  # share of a title's words that the first paragraph has, from which it may come back
_TITLE = Reason("title-repeated", "title", "says the title again")
_TITLE_LINES = Reason("title-lines", "title", "the title, in two lines, below a kicker or behind a bullet")
_ABOVE = "before-article"  # the rule of lines that went by their shape and place alone
_TWICE = Reason("caption-twice", "navigation", "short, and printed twice between the headline and the text")
_SECTION = Reason("section-above-title", "navigation", "short, above the headline, and no word of the story")


def _among(characters: Sequence[str]) -> Bool:
    """(SIZE,) whether a code point is one of some characters."""
    table = np.zeros(SIZE, dtype=np.bool_)
    table[[ord(character) for character in characters]] = True
    return table


_IS_STRAY, _IS_OPEN, _IS_BULLET = _among(_STRAY), _among(_OPEN), _among(BULLETS.strip())


def _twins(lines: Lines) -> Bool:
    """(n,) short lines that the line before or behind says in the same words."""
    same = (lines.hash[1:] == lines.hash[:-1]) & (lines.article[1:] == lines.article[:-1])
    found = np.zeros(lines.hash.size, dtype=np.bool_)
    found[1:] |= same
    found[:-1] |= same
    return found & (lines.letters < PARAGRAPH)


def _gaps(lines: Lines) -> tuple[I64, Bool]:
    """(n,) where the white space after each line ends, and whether it is one line end, or nothing at a text's end."""
    after = np.append(lines.start[1:], 0)[: lines.start.size]
    article = np.flatnonzero(np.diff(lines.first))  # those that have lines
    last = lines.first[article + 1] - 1
    after[last] = lines.begin[article + 1] - 1
    room = after - lines.end
    plain = room == 1
    plain[last] &= lines.codes[np.minimum(lines.end[last], lines.codes.size - 1)] == ord("\n")
    plain[last] |= room[last] == 0
    return after, plain


class Assembler:
    """Puts articles of a batch together."""

    def __init__(self, lines: Lines, verdicts: Verdicts, articles: Sequence[Article]) -> None:
        self.lines, self.verdicts, self.articles, self.titles = lines, verdicts, articles, Titles(lines)
        # Lists: reading single numbers out of arrays is slow.
        self.start, self.end, self.number = lines.start_list, lines.end_list, lines.line_no.tolist()
        self.odd, self.first, self.letters = lines.odd.tolist(), lines.first.tolist(), self.titles.letters
        self.hard_spaces: list[bool] = lines.hard_spaces.tolist()
        stray = _IS_STRAY.take(lines.codes[lines.start], mode="clip")
        stray |= _IS_OPEN.take(lines.codes[lines.end - 1], mode="clip")
        stray[[*verdicts.heads, *verdicts.tails]] = True
        self.by_hand: list[bool] = (stray | (lines.odd > 0)).tolist()  # lines that may not just be put below another
        unsure = verdicts.unsure()
        self.unsure: list[bool] = unsure.tolist()
        # Articles that few questions need be asked of.
        self.with_unsure = set(lines.article[unsure].tolist())
        self.with_twins = set(lines.article[_twins(lines)].tolist())
        self.bulleted: list[bool] = _IS_BULLET.take(lines.codes[lines.start], mode="clip").tolist()
        self.most_unsure = weighing().unsure.lines
        self.over = verdicts.odds - verdicts.threshold
        article_of = lines.article.tolist()
        self.leaving: dict[int, list[int]] = {}  # by article, the lines that have a reason to go, in order
        for line in sorted(verdicts.reasons):
            self.leaving.setdefault(article_of[line], []).append(line)
        self.others: dict[int, Block] = {}  # by article, the first other story that stays
        for block in sorted(verdicts.others, reverse=True):
            self.others[article_of[block.start]] = block
        self.letters_before: list[int] = np.concatenate([[0], np.cumsum(lines.letters)]).tolist()  # (n + 1,)
        self.begin: list[int] = lines.begin.tolist()  # (k + 1,) first code point of each text in the batch's
        after, plain = _gaps(lines)
        self.after: list[int] = after.tolist()
        self.plain_gap: list[bool] = plain.tolist()
        unlike = stray | (lines.odd > 0) | ~plain
        self.broken_before: list[int] = np.concatenate([[0], np.cumsum(unlike)]).tolist()  # (n + 1,) lines that
        # are not just what stands in the text up to the next

    def article(self, number: int) -> Cleaned:
        """Title, body and ledger of an article of the batch."""
        article, verdicts = self.articles[number], self.verdicts
        every = range(self.first[number], self.first[number + 1])
        reasons = verdicts.reasons
        gone = {line: reasons[line] for line in self.leaving.get(number, ())}
        if gone:
            self._keep_a_body(every, gone)
            if not article.title:
                self._keep_a_title(number, every, gone)
        kept = [line for line in every if line not in gone] if gone else list(every)
        title, at, headline, apart = article.title, None, None, False
        if title:
            own = "".join(title.split())
            at = next((line for line in kept if says_title("".join(self.lines.raw(line).split()), own)), None)
        else:
            headline = self.titles.find(kept, article.source)
            apart = headline is not None and self._apart(headline)
            if headline and not apart:
                at = headline.lines[0]
                if headline.again:
                    gone |= dict.fromkeys(self._not_held(headline.again), _TITLE)
            sections = headline.sections if headline else self.titles.sections_alone(kept, article.source)
            if sections:
                gone |= dict.fromkeys(self._not_held(sections), _SECTION)
        removals: list[Removal] = []
        cleaned = Cleaned(title, "", removals)
        shown: list[int] = []  # the last line of the text in the title, and in each line of the body
        begin = self.begin[number]
        if at is not None:
            if again := self.titles.repetitions(at, kept, verdicts.verse):
                gone |= dict.fromkeys(self._not_held(again), _TITLE)
            if title:
                gone[at] = Reason("title-field", "title", "the record's title")
            else:
                cleaned.title = self._mended(at, begin, removals)
                cleaned.title_in_text = bool(cleaned.title)
                shown += [at] * cleaned.title_in_text
        if not title and headline and apart:
            said = " ".join(repair(" ".join(self.lines.raw(line).split()))[0] for line in headline.lines)
            cleaned.title = said.lstrip(BULLETS)
            gone |= dict.fromkeys(headline.lines, _TITLE_LINES)
        if number in self.with_twins:
            gone |= dict.fromkeys(self._not_held(self._twice(every, kept, gone, at)), _TWICE)
        stay = [line for line in kept if line not in gone and line != at]
        if number in self.with_unsure:
            cleaned.unsure_lines = self._unsure(stay)
        shown += self._body(cleaned, stay, begin)
        cleaned.gaps = self._gaps(number, every, shown)
        if other := self.others.get(number):
            cleaned.other_story_at = _begin(cleaned, shown, other)
        for line, reason in gone.items():
            removals.append(self._whole(line, begin, reason))
        if len(removals) > 1:
            removals.sort(key=lambda removal: removal.line_no)
        return cleaned

    def _twice(self, every: range, kept: list[int], gone: dict[int, Reason], title: int | None) -> list[int]:
        """Kept short lines above the first paragraph that the line before or behind says in the same words: the words
        that a page has for its picture, and its caption."""
        found: list[int] = []
        letters, hashed, verse = self.letters, self.titles.hash, self.verdicts.verse
        lead = next((place for place, line in enumerate(kept) if letters[line] >= PARAGRAPH and line != title), 0)
        for line in kept[: min(lead, LOOK)]:
            if verse[line] or letters[line] >= PARAGRAPH:
                continue
            beside = [other for other in (line - 1, line + 1) if other in every and hashed[other] == hashed[line]]
            if beside and line != title and title not in beside and line not in gone:
                found.append(line)
        return found

    def _not_held(self, lines: Iterable[int]) -> list[int]:
        """Lines without those that an editor keeps."""
        return [line for line in lines if not self.verdicts.held[line]]

    def _apart(self, headline: Headline) -> bool:
        """Whether the title is not the one line that the body stands under: then the ledger has it."""
        return headline.below or len(headline.lines) > 1 or self.bulleted[headline.lines[0]]

    def _whole(self, line: int, begin: int, reason: Reason) -> Removal:
        start, end = self.start[line], self.end[line]
        text = self.lines.text
        return Removal(
            self.number[line], text[start:end], reason.rule, reason.evidence, reason.category,
            "whole", start - begin, text[end : self.after[line]],
        )  # fmt: skip

    def _unsure(self, stay: list[int]) -> list[str]:
        """The lines of the body that nearly went, in their order."""
        found = [line for line in stay if self.unsure[line]]
        if len(found) > self.most_unsure:
            found = sorted(sorted(found, key=lambda line: (-self.over[line], line))[: self.most_unsure])
        return [self.lines.raw(line) for line in found]

    def _gap(self, line: int) -> str:
        """The white space after a line, up to the next."""
        return self.lines.text[self.end[line] : self.after[line]]

    def _gaps(self, number: int, every: range, shown: list[int]) -> list[str]:
        """White space before the first line, and after each that stays; empty for line ends alone."""
        first = self.start[every.start] if every else self.begin[number + 1] - 1
        if first == self.begin[number] and all(map(self.plain_gap.__getitem__, shown)):
            return []
        text, end, after = self.lines.text, self.end, self.after
        return [text[self.begin[number] : first], *[text[end[line] : after[line]] for line in shown]]

    def _keep_a_body(self, every: range, gone: dict[int, Reason]) -> None:
        """When hardly anything would stay, paragraphs that only the weigher spoke against come back."""
        letters = self.letters
        whole = self.letters_before[every.stop] - self.letters_before[every.start]
        if (whole - sum(map(letters.__getitem__, gone))) * 4 >= whole:
            return
        odds, threshold = self.verdicts.odds, self.verdicts.threshold
        for line in every:
            if line in gone and letters[line] >= 60 and odds[line] < threshold[line] + 4:
                del gone[line]
        if every and len(gone) == len(every):
            del gone[max(every, key=lambda line: (letters[line], -line))]

    def _keep_a_title(self, number: int, every: range, gone: dict[int, Reason]) -> None:
        """When all lines above the first paragraph went, the one that says most of it comes back as title."""
        above: list[int] = []
        lead: int | None = None
        for line in every:
            if line not in gone and not self.verdicts.metadata[line]:
                lead = line
                break
            above.append(line)
        if lead is None or self.letters[lead] < 60:
            return
        said, best, most = self.titles.words(lead), None, LEAD_SHARE
        for line in above:
            words = self.titles.words(line)
            if self.verdicts.bound[line] or self.verdicts.metadata[line]:
                continue
            if not self.titles.headline[line] or len(words) < 4:
                continue
            share = len(words & said) / len(words)
            if share >= most:
                best, most = line, share
        if best is None:
            free = [line for line in above if not (self.verdicts.bound[line] or self.verdicts.metadata[line])]
            signed = len(free) < len(above)
            if len(free) == 1 and gone[free[0]].rule == _ABOVE and self._is_name(number, free[0], signed):
                best = free[0]
        if best is not None:
            del gone[best]

    def _is_name(self, number: int, line: int, signed: bool) -> bool:
        """Whether a line is a few words that may be an article's title, and nothing that is known. `signed`: beside a
        writer or a day it may be any title, though the text below has no word of it («حين تصبح القراءة ترفا»)."""
        source = self.articles[number].source
        may_be = self.titles.may_be_name(line) or (signed and self.titles.headline[line])
        return may_be and not names_a_section(self.lines.raw(line), source)

    def _body(self, cleaned: Cleaned, kept: list[int], begin: int) -> list[int]:
        """Puts the body together; returns the last line of the text in each of its lines."""
        if self._as_it_stands(kept):
            cleaned.body = self.lines.text[self.start[kept[0]] : self.end[kept[-1]]]
            return kept
        if not any(map(self.by_hand.__getitem__, kept)):
            text, start, end = self.lines.text, self.start, self.end
            cleaned.body = "\n".join([text[start[line] : end[line]] for line in kept])
            return kept
        parts: list[str] = []
        shown: list[int] = []
        heads, tails, odd, whole = self.verdicts.heads, self.verdicts.tails, self.odd, self.lines.text
        by_hand, start, end = self.by_hand, self.start, self.end
        for line in kept:
            if by_hand[line] and (odd[line] or line in tails or line in heads):
                text = self._mended(line, begin, cleaned.removals)
            else:
                text = whole[start[line] : end[line]]
            if not text:
                continue
            joined = bool(parts) and (
                (text.startswith(_STRAY) and not text.startswith(("..", "…"))) or parts[-1].endswith(_OPEN)
            )
            if joined:
                cleaned.removals.append(self._join(shown.pop(), line, begin))
            elif parts:
                parts.append("\n")
            parts.append(text)
            shown.append(line)
        cleaned.body = "".join(parts)
        return shown

    def _as_it_stands(self, kept: list[int]) -> bool:
        """Whether lines are one piece of the text: all that stand there, each right below the one before, and whole."""
        if not kept or kept[-1] - kept[0] >= len(kept):
            return False
        first, last, broken = kept[0], kept[-1], self.broken_before
        return broken[last] == broken[first] and not self.by_hand[last]

    def _join(self, before: int, line: int, begin: int) -> Removal:
        """The line break that stood between two lines of one sentence."""
        return Removal(
            self.number[line], "", "split-sentence", "joined to the line before", REPAIR,
            "join", self.end[before] - begin, self._gap(before),
        )  # fmt: skip

    def _mended(self, line: int, begin: int, removals: list[Removal]) -> str:
        """A line that stays, less what is glued to it and repaired; all goes to the ledger. May leave nothing of it."""
        start, number = self.start[line], self.number[line]
        text = self.lines.text[start : self.end[line]]
        if not self.by_hand[line]:
            return text
        last: Removal | None = None  # what the line ends with, of what is taken out
        head = self.verdicts.heads.get(line)
        if trim := self.verdicts.tails.get(line):
            at = len(text[: trim.start].rstrip())
            part: Part = "tail" if at else "whole"
            last = Removal(number, text[at:], trim.rule, trim.evidence, trim.category, part, start + at - begin)
            removals.append(last)
            text = text[:at]
        if head and head.end < len(text):
            cut = text[: head.end]
            removals.append(Removal(number, cut, head.rule, head.evidence, head.category, "head", start - begin))
            text, start = text[head.end :], start + head.end
        mended = text
        if self.odd[line]:
            mended, edits = (repair_hard_spaces if self.hard_spaces[line] else repair)(text)
            if edits:
                cuts = _in_text(edits, start - begin)
                evidence, taken = write_edits(edits), cut_by(edits)
                mending = Removal(number, taken, "mended", evidence, REPAIR, "edit", cuts[0].raw_start, None, cuts)
                removals.append(mending)
                last = last or mending
        if last and not mended:
            last.gap = self._gap(line)
            if last.part == "edit":
                last.part, last.edits = "whole", []
        return mended


def _begin(cleaned: Cleaned, shown: list[int], block: Block) -> int | None:
    """Where another story begins in the body; None at its very beginning, or when no line of it is there."""
    in_body = shown[cleaned.title_in_text :]
    at = next((place for place, line in enumerate(in_body) if block.start <= line < block.end), 0)
    return len("\n".join(cleaned.body.split("\n")[:at])) + 1 if at else None


def _in_text(edits: list[Mended], start: int) -> list[Edit]:
    """Edits of a line that begins at `start`, with where each of them stood."""
    cuts: list[Edit] = []
    at, mended = start, 0
    for offset, old, new in edits:
        at += offset - mended
        cuts.append(Edit(at, old, new))
        at += len(old)
        mended = offset + len(new)
    return cuts
