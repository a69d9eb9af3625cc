"""Title, body and ledger of one article from the verdicts on its lines."""

from collections.abc import Sequence

import numpy as np

from nashra.article import Article, Cleaned, Removal
from nashra.cleaning.decide.titles import Titles
from nashra.cleaning.decide.verdict import Reason, Verdicts
from nashra.cleaning.ledger.account import REPAIR
from nashra.cleaning.ledger.repair import cut_by, repair, write_edits
from nashra.cleaning.lines.characters import U32
from nashra.cleaning.lines.line_arrays import Lines

_STRAY = (".", "،", "؛", ",", ":", ")", "»", "”", "!", "؟")  # no line begins with these unless it was split
_OPEN = ("«", "(", "“", "[")  # and none ends with these
LEAD_SHARE = 0.25  # share of a title's words that the first paragraph has, from which it may come back
_TITLE = Reason("title-repeated", "title", "says the title again")


def _codes(characters: Sequence[str]) -> U32:
    return np.array([ord(character) for character in characters], dtype=np.uint32)


class Assembler:
    """Puts articles of a batch together."""

    def __init__(self, lines: Lines, verdicts: Verdicts) -> None:
        self.lines, self.verdicts, self.titles = lines, verdicts, Titles(lines)
        # Lists: reading single numbers out of arrays is slow.
        self.start, self.end, self.number = lines.start.tolist(), lines.end.tolist(), lines.line_no.tolist()
        self.odd, self.first, self.letters = lines.odd.tolist(), lines.first.tolist(), self.titles.letters
        stray = np.isin(lines.codes[lines.start], _codes(_STRAY)) | np.isin(lines.codes[lines.end - 1], _codes(_OPEN))
        stray[list(verdicts.tails)] = True
        self.by_hand: list[bool] = (stray | (lines.odd > 0)).tolist()  # lines that may not just be put below another

    def article(self, number: int, article: Article) -> Cleaned:
        lines, verdicts = self.lines, self.verdicts
        every = range(self.first[number], self.first[number + 1])
        gone = {line: verdicts.reasons[line] for line in every if line in verdicts.reasons}
        if gone:
            self._keep_a_body(every, gone)
            if not article.title:
                self._keep_a_title(every, gone)
        kept = [line for line in every if line not in gone]
        title, at = article.title, None
        if title:
            folded = "".join(title.split())
            at = next((line for line in kept if "".join(lines.raw(line).split()) == folded), None)
        else:
            at = self.titles.line(kept)
        removals: list[Removal] = []
        if at is not None:
            gone |= dict.fromkeys(self.titles.repetitions(at, kept), _TITLE)
            title = title or self._mended(at, removals)
        cleaned = Cleaned(title, "", removals, None if at is None else self.number[at])
        if at is not None and article.title:
            cleaned.title_line, title_removed = None, Reason("title-field", "title", "the record's title")
            gone[at] = title_removed
        self._body(cleaned, [line for line in kept if line not in gone and line != at])
        for line, reason in gone.items():
            removals.append(Removal(self.number[line], lines.raw(line), reason.rule, reason.evidence, reason.category))
        if len(removals) > 1:
            removals.sort(key=lambda removal: removal.line_no)
        return cleaned

    def _keep_a_body(self, every: range, gone: dict[int, Reason]) -> None:
        """When hardly anything would stay, paragraphs that only the weigher spoke against come back."""
        letters = self.letters
        if sum(letters[line] for line in every if line not in gone) * 4 >= sum(letters[every.start : every.stop]):
            return
        odds, threshold = self.verdicts.odds, self.verdicts.threshold
        for line in every:
            if line in gone and letters[line] >= 60 and odds[line] < threshold[line] + 4:
                del gone[line]
        if every and len(gone) == len(every):
            del gone[max(every, key=lambda line: (letters[line], -line))]

    def _keep_a_title(self, every: range, gone: dict[int, Reason]) -> None:
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
            if self.verdicts.bound[line] or not self.titles.headline[line] or len(words) < 4:
                continue
            share = len(words & said) / len(words)
            if share >= most:
                best, most = line, share
        if best is not None:
            del gone[best]

    def _body(self, cleaned: Cleaned, kept: list[int]) -> None:
        if self._plain_body(cleaned, kept):
            return
        parts: list[str] = []
        length = 0
        tails, odd, whole = self.verdicts.tails, self.odd, self.lines.text
        for line in kept:
            if odd[line] or line in tails:
                text = self._mended(line, cleaned.removals)
            else:
                text = whole[self.start[line] : self.end[line]]
            if not text:
                continue
            joined = bool(parts) and (
                (text.startswith(_STRAY) and not text.startswith(("..", "…"))) or parts[-1].endswith(_OPEN)
            )
            number = self.number[line]
            if joined:
                cleaned.removals.append(Removal(number, "", "split-sentence", "joined to the line before", REPAIR))
            elif parts:
                parts.append("\n")
                length += 1
            cleaned.pieces.append((number, length, length + len(text)))
            parts.append(text)
            length += len(text)
        cleaned.body = "".join(parts)

    def _plain_body(self, cleaned: Cleaned, kept: list[int]) -> bool:
        """The body when no line needs a hand, as most don't; False when one does."""
        if any(map(self.by_hand.__getitem__, kept)):
            return False
        text, start, end, number = self.lines.text, self.start, self.end, self.number
        at = 0
        for line in kept:
            stop = at + end[line] - start[line]
            cleaned.pieces.append((number[line], at, stop))
            at = stop + 1
        cleaned.body = "\n".join([text[start[line] : end[line]] for line in kept])
        return True

    def _mended(self, line: int, removals: list[Removal]) -> str:
        """A line that stays, less its tail and repaired; both go to the ledger."""
        lines = self.lines
        text, number = lines.text[self.start[line] : self.end[line]], self.number[line]
        if hit := self.verdicts.tails.get(line):
            at = len(text[: lines.raw_offset(line, hit.start)].rstrip())
            removals.append(
                Removal(number, text[at:], hit.rule.id, f"tail of a line, rule {hit.rule.strength}", hit.rule.category)
            )
            text = text[:at]
        if not self.odd[line]:
            return text
        mended, edits = repair(text)
        if edits:
            removals.append(Removal(number, cut_by(edits), "mended", write_edits(edits), REPAIR))
        return mended
