"""Whole other stories on a page: what begins anew below a story, and has hardly a word of it.

A headline with a paragraph below it, a dateline, a paragraph behind the end mark: there another story may begin. It
is one when its words are others than those above. Such a story goes as a whole or stays as a whole: parts of it would
be neither news nor clean. One that stays is flagged. A round-up of several stories looks the same and is honest; so
nothing goes for this reason alone: it goes where the page itself ends the article above it, with a share box, keywords,
a button, and where its headline has a day or a writer of its own, or hardly a word of it comes in what stands above and
the article does not go on below.
"""

from collections.abc import Collection, Iterator
from datetime import UTC
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

import numpy as np

from nashra.cleaning.decide.about_lines import names_its_writer, says_when
from nashra.cleaning.decide.weigh.weighing import OtherStory, weighing
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.hashes import I64, Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.line_heads import marked_early
from nashra.cleaning.lines.word_kinds import OPENER, kinds_of_words
from nashra.landing.facts.datelines import head_of_line

_NO_HEAD = (ch.BULLET, ch.DASH)  # a headline begins with none of these
_NO_TAIL = (ch.COLON, ch.QUESTION, ch.COMMA, ch.STOP)  # and ends with none of these
ASIDE = 2  # short lines between two paragraphs of a story, at the most
MOST, LONGEST = 60, 60  # stories of a page that are looked at, and lines of one whose end is looked for
BYLINES = 3  # lines between a headline and its first paragraph, at the most
LEAD, SENTENCE = 60, 40  # letters of that paragraph, and of one that ends with a full stop, at the least
DATED = 2  # words of a paragraph with a dateline that its headline has, at the least
BYLINE, BYLINE_WORDS = 45, 8  # letters and words of a line that names a writer, a place or a day, at the most
HEADLINE, DATELINE, END = range(3)
"""What says that a story may begin: a headline, a dateline, the end of the one above."""


class Start(NamedTuple):
    """Where another story may begin."""

    line: int  # its headline, or its first line
    lead: int  # its first paragraph
    by: int
    signed: bool = False  # between its headline and its first paragraph stands a writer or a day


class Block(NamedTuple):
    """Lines of a batch: another story, from its headline or first paragraph up to where the next may begin."""

    start: int
    lead: int
    end: int
    parted: bool = False  # the page ends the article above it, and more speaks for another story


def other_stories(
    lines: Lines, paragraph: Bool, topical: Bool, about: Collection[int], ends: Bool, goes: Bool, back: Bool, page: Bool
) -> list[Block]:
    """The other stories of a batch's articles; `paragraph` marks long lines, `topical` words that stand for a topic,
    `about` are lines that are metadata, `ends` marks those behind which little of an article comes, `goes` what no
    story is to be compared with, `back` lines with which the article goes on, `page` lines that pages have around an
    article."""
    by_article: dict[int, list[Start]] = {}
    for start in sorted(_starts(lines, paragraph, about, ends)):
        found = by_article.setdefault(int(lines.article[start.line]), [])
        if not found or found[-1].lead < start.line:
            found.append(start)
        elif found[-1].lead == start.lead:
            found[-1] = _better(lines, topical, found[-1], start)
    if not by_article:
        return []
    known = weighing().other_story
    return [
        block
        for article, found in by_article.items()
        for block in _of(known, lines, paragraph, topical, goes, back, page, article, found)
    ]


def _starts(lines: Lines, paragraph: Bool, about: Collection[int], ends: Bool) -> Iterator[Start]:
    last = lines.first[1:] - 1  # of each article
    asked: dict[int, bool] = {}

    def signs(line: int) -> bool:
        if line not in asked:
            asked[line] = names_its_writer(folded := lines.fold(line)) or says_when(folded)
        return asked[line]

    leads = (lines.letters >= LEAD) | ((lines.letters >= SENTENCE) & (lines.tail == ch.STOP))
    for line in _short_headlines(lines, paragraph).tolist():
        lead, end = line + 1, int(last[lines.article[line]])
        while lead <= min(end, line + BYLINES) and not leads[lead] and _may_be_byline(lines, lead, about):
            lead += 1
        if lead <= end and leads[lead] and not signs(line):
            yield Start(line, lead, HEADLINE, any(map(signs, range(line + 1, lead))))
    before: I64 = np.cumsum(paragraph) - paragraph
    behind_first = before > before[lines.first[lines.article]]
    later = paragraph & behind_first
    for line in marked_early(lines, np.flatnonzero(later & ~_opens(lines))).tolist():
        if _is_dateline(lines.fold(line)):
            yield Start(line, line, DATELINE)
    above = np.flatnonzero(later[1:] & behind_first[:-1] & ~paragraph[:-1] & (lines.letters[:-1] <= BYLINE))
    for line in above.tolist():
        if names_its_writer(lines.fold(line)) or says_when(lines.fold(line), clock=True):
            yield Start(line, line + 1, DATELINE)
    behind = np.flatnonzero(later[1:] & ends[:-1] & (lines.article[1:] == lines.article[:-1])) + 1
    yield from (Start(line, line, END) for line in behind.tolist())


def _better(lines: Lines, topical: Bool, far: Start, near: Start) -> Start:
    """Of what stands above one first paragraph, its headline: the line that has more words of it, of two alike the
    nearer. What stands above that may be a link or a call. A dateline is all that it has where nothing above it has two
    of its words."""
    if near.by == END or far.by != HEADLINE:
        return far
    said = _topic(lines, topical, near.lead)
    of_far = len(said & _topic(lines, topical, far.line))
    if near.by == DATELINE:
        return far._replace(by=DATELINE, signed=True) if of_far >= DATED else near
    return near if len(said & _topic(lines, topical, near.line)) >= of_far else far


def _topic(lines: Lines, topical: Bool, line: int) -> set[int]:
    words = slice(lines.word_first[line], lines.word_first[line + 1])
    return set(lines.stem[words][topical[words]].tolist())


def _short_headlines(lines: Lines, paragraph: Bool) -> I64:
    """Lines below the beginning of an article that have the form of a headline and may have a lead below them."""
    words = np.diff(lines.word_first)
    before: I64 = np.cumsum(lines.letters) - lines.letters
    above = before - before[lines.first[lines.article]]
    fits = (lines.letters >= 20) & ~paragraph & (words >= 4) & (above >= weighing().other_story.above)
    fits &= ~_opens(lines)
    exclaims = lines.plain_at(lines.fold_end - 1) == ord("!")
    return np.flatnonzero(fits & ~np.isin(lines.head, _NO_HEAD) & (exclaims | ~np.isin(lines.tail, _NO_TAIL)))


def _opens(lines: Lines) -> Bool:
    """(n,) lines that begin with a word that sentences begin with, and neither headlines nor places."""
    if not lines.word.size:
        return np.zeros(lines.letters.size, dtype=np.bool_)
    first = lines.made(kinds_of_words)[np.minimum(lines.word_first[:-1], lines.word.size - 1)]
    return np.asarray(first & OPENER > 0)


def _may_be_byline(lines: Lines, line: int, about: Collection[int]) -> bool:
    """Whether a line below a headline may name its writer, its place or its day."""
    words = int(lines.word_first[line + 1] - lines.word_first[line])
    return line in about or (lines.letters[line] <= BYLINE and words <= BYLINE_WORDS and lines.tail[line] != ch.STOP)


@lru_cache(maxsize=1 << 14)
def _is_dateline(folded: str) -> bool:
    """Whether a paragraph begins with a place and what closes a dateline."""
    found = head_of_line(folded, first=False, zone=UTC)
    return found is not None and found.kind == "dateline"


def _of(
    known: OtherStory,
    lines: Lines,
    paragraph: Bool,
    topical: Bool,
    goes: Bool,
    back: Bool,
    page: Bool,
    article: int,
    found: list[Start],
) -> list[Block]:
    first, last = int(lines.first[article]), int(lines.first[article + 1])
    words = _Words(lines, topical, first, last)
    host = ~goes[words.line]  # words of the story that the page is about
    above, counted = np.zeros(words.different, dtype=np.int64), 0  # the page's own words above a start, and how many
    # have been looked at
    blocks: list[Block] = []
    strange: list[bool] = []  # whether hardly a word of the page's own stands in each
    for number, start in enumerate(found[:MOST]):
        if int(lines.letters[first : start.line] @ ~goes[first : start.line]) < known.above:
            continue
        below = found[number + 1].line if number + 1 < len(found) else last
        if back[start.lead]:
            continue
        below = start.lead + int(np.argmax(back[start.lead : below])) if back[start.lead : below].any() else below
        end = _last_paragraph(paragraph, start.lead, below) + 1
        limit = (known.headline, known.dateline, known.end)[start.by]
        before = words.places[start.line - first]
        above += words.counts(slice(counted, before), host[counted:before])
        counted = before
        alike = _likeness(above, words.of(start.line, end), known.enough)
        if (alike is None or alike > limit) and end - start.lead <= LONGEST:
            end = _until_back(above, words, start.lead, end)
            alike = _likeness(above, words.of(start.line, end), known.words)
            limit = known.unsure
        if alike is None or alike > limit:
            continue
        headline = words.of(start.line, start.line + 1) > 0
        shared = np.count_nonzero(headline & (words.of(start.lead, end) > 0))
        parted = start.line > first and bool(page[start.line - 1])
        needed = (1 if alike <= known.far else 2) - parted - start.signed
        if start.by != HEADLINE or shared >= (max(needed, 1) if page[start.line] else needed):
            host[before : words.places[end - first]] = False
            parted = parted and not page[start.line] and lines.head[start.lead] not in _NO_HEAD
            blocks.append(Block(start.line, start.lead, end, parted and start.signed))
            bare = start.by == HEADLINE and start.lead == start.line + 1 and lines.head[start.line] != ch.DIGIT
            told = _likeness(above, words.of(start.line, end), known.enough)
            much = told is not None and told <= known.far and not above[headline].any()
            strange.append(bool(parted and bare and much))
    below = last  # where the article's own lines may go on
    for block, alone in zip(reversed(blocks), reversed(strange), strict=True):
        if (paragraph & ~goes)[block.end : below].any():
            break
        below = block.start
        if alone:
            blocks[blocks.index(block)] = block._replace(parted=True)
    return blocks


class _Words:
    """The words of an article that stand for what its lines are about, each as a number of its own."""

    def __init__(self, lines: Lines, topical: Bool, first: int, last: int) -> None:
        own = slice(lines.word_first[first], lines.word_first[last])
        some = topical[own]
        different, self._number = np.unique(lines.stem[own][some], return_inverse=True)
        self.different, self._first = different.size, first
        self.line = lines.word_line[own][some]
        self.places: list[int] = np.searchsorted(self.line, np.arange(first, last + 1)).tolist()  # of lines' words

    def counts(self, some: slice, chosen: Bool) -> I64:
        """How often each word is among those that are chosen of some."""
        return np.bincount(self._number[some][chosen], minlength=self.different)

    def of(self, begin: int, end: int) -> I64:
        """How often each word is in some lines."""
        some = slice(self.places[begin - self._first], self.places[end - self._first])
        return np.bincount(self._number[some], minlength=self.different)

    def by_line(self, begin: int, end: int) -> I64:
        """(lines, words) how often each word is in each of some lines."""
        some = slice(self.places[begin - self._first], self.places[end - self._first])
        cells = (self.line[some] - begin) * self.different + self._number[some]
        return np.bincount(cells, minlength=(end - begin) * self.different).reshape(end - begin, self.different)


def _likeness(one: I64, other: I64, least: int) -> float | None:
    """As `Counted.likeness`, of how often each word is there."""
    if min(np.count_nonzero(one), np.count_nonzero(other)) < least:
        return None
    return float(one @ other) / sqrt(float(one @ one) * float(other @ other))


def _until_back(above: I64, words: _Words, lead: int, end: int) -> int:
    """The first line from a lead on that is more like the story above than like what stands since the lead."""
    said = words.by_line(lead, end)
    since = np.cumsum(said[:-1], axis=0)
    own = said[1:]
    size = (own * own).sum(axis=1).astype(np.float64)
    back, on = own @ above, (own * since).sum(axis=1)
    of_above, of_since = float(above @ above), (since * since).sum(axis=1).astype(np.float64)
    back_share = back / np.sqrt(np.maximum(of_above * size, 1))
    on_share = on / np.sqrt(np.maximum(of_since * size, 1))
    found = np.flatnonzero(back_share > on_share)
    return lead + 1 + int(found[0]) if found.size else end


def _last_paragraph(paragraph: Bool, lead: int, end: int) -> int:
    """The last paragraph of a story: behind it stand ASIDE short lines or more, or nothing."""
    last = lead
    for line in range(lead + 1, end):
        if line - last > ASIDE:
            break
        if paragraph[line]:
            last = line
    return last


def as_one(goes: Bool, fixed: Bool, lines: Lines, paragraph: Bool, blocks: list[Block]) -> list[Block]:
    """Lets each block go or stay as a whole, by what most letters of its paragraphs do; returns those that stay. Lines
    that are `fixed` (a rule spoke) stay as they are, and so do short ones inside a block that stays: what was glued to
    that story on its page."""
    stay: list[Block] = []
    for block in blocks:
        span = slice(block.start, block.end)
        text = paragraph[span].copy()
        text[block.lead - block.start] = True
        letters = lines.letters[span] * text
        gone = block.parted or bool((letters * goes[span]).sum() * 2 > letters.sum())
        text[0] = True
        told = ~fixed[span] & (gone | text)
        goes[span] = np.where(told, gone, goes[span])
        if not gone:
            stay.append(block)
    return stay
