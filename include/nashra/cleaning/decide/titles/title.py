"""The title of an article whose record has none, and its repetitions."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nashra.cleaning.decide.titles.above_titles import AboveTitles
from nashra.cleaning.decide.titles.broken_titles import BrokenTitles
from nashra.cleaning.decide.titles.head_lines import DOTS, LONGEST, PARAGRAPH, TELLING
from nashra.cleaning.decide.titles.headlines import BARS, ends_with_saying
from nashra.cleaning.decide.titles.plain_titles import begins_a_text, plain_titles
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import is_place

ALIKE = 0.72  # share of words (of both together) from which a short line is the title again
LOOK = 6  # lines behind the title that may be the title again
AGAIN = 0.65  # share of the words of a headline with its full stop that the paragraph below says
LEAST = 20  # letters of a sentence that may be a headline
LABEL = 16  # letters of a section's label before the title, its mark among them
_CLOSES = "/|"  # what stands between them
NAME_WORDS = 3  # words of a title that is a name, at the most
SHORTEST = 3  # letters of a title of one or two words
_MARKS = "-–—•*●▪■"  # before the entries of a list


def says_title(said: str, own: str) -> bool:
    """Whether a line is the record's title, alone or behind the label of a section: «عام / …», «Sport | …». Both are
    given without white space."""
    if not own or not said.endswith(own):
        return False
    label = said[: -len(own)]
    return not label or (len(own) >= LEAST and len(label) <= LABEL and label[-1] in _CLOSES and label[:-1].isalpha())


class Headline(NamedTuple):
    """Where a title stands."""

    lines: list[int]  # two when it was broken
    sections: list[int]  # kept lines above it that name a section, a column or a site
    below: bool = False  # whether a kicker that stays is above it
    again: Sequence[int] = ()  # kept lines above it that say it with the site's name behind


class Titles(AboveTitles, BrokenTitles):
    """Titles of the articles of a batch."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(lines)
        headline = np.array(self.headline, dtype=np.bool_)
        self._plain: list[bool] = plain_titles(lines, headline, np.array(self._bars)).tolist()
        self._text: list[bool] = begins_a_text(lines, headline).tolist()

    def line(self, kept: list[int]) -> int | None:
        """The line to take the title from: the first that is kept, if it is a headline and a body follows."""
        if len(kept) < 2 or self._is_menu(kept[0]) or self._begins_a_story(kept) or self._is_entry(kept):
            return None
        if self._is_teaser(kept[0]) or is_place(self.lines.fold(kept[0]).strip()):
            return None
        if not (self.headline[kept[0]] or self._restated(kept) or self._is_word(kept) or self._says_on(kept)):
            return None
        letters, least = self.letters, min(60, self.letters[kept[0]] * 0.8)
        return kept[0] if any(letters[line] >= least for line in kept[1:]) else None

    def find(self, kept: list[int], source: str = "") -> Headline | None:
        """The headline of an article's kept lines: the first of them, if it is one, less what stands above it."""
        if len(kept) > 1 and self._plain[kept[0]] and self._text[kept[1]]:
            return None if self._begins_a_story(kept) else Headline(kept[:1], [])
        above = self._above_doubled(kept) or self._sections(kept, source)
        sections, kept = kept[:above], kept[above:]
        if self._is_broken(kept):
            return Headline(kept[:2], sections)
        if (several := self._block(kept)) > 1:
            return Headline(kept[:several], sections)
        at = self.line(kept)
        if at is None:
            return None
        if self._is_kicker(kept):
            return Headline([kept[1]], sections, below=True)
        if self._says_before_a_bar(kept):
            return Headline([kept[1]], sections, again=[at])
        return Headline([at], sections)

    def _is_entry(self, kept: list[int]) -> bool:
        """Whether the first line is one of a list's entries, each behind the same mark; the others may be gone."""
        first = kept[0]
        if len(kept) < 3 or not self._marked(first):
            return False
        mark, number = self.lines.raw(first).strip()[:2], self._number
        below = first + 1
        return (
            below < len(number)
            and number[below] > number[first]
            and number[below] <= number[first] + 2
            and self.lines.raw(below).strip().startswith(mark)
        )

    def _marked(self, line: int) -> bool:
        raw = self.lines.raw(line).strip()
        return raw[:1] in _MARKS and raw[1:2] == " "

    def _is_teaser(self, line: int) -> bool:
        """Whether a line is the beginning of a story shown elsewhere: long, with its day, broken off by dots."""
        if self.letters[line] < self._rules.teaser_letters or not self.lines.raw(line).rstrip().endswith(DOTS):
            return False
        return metadata_words().weekday.search(self.lines.fold(line)) is not None

    def _says_before_a_bar(self, kept: list[int]) -> bool:
        """Whether the first line is the second with something behind a bar: a page's name, then its headline."""
        if len(kept) < 3 or not self._bars[kept[0]] or not self.headline[kept[1]]:
            return False
        first, second = self.lines.raw(kept[0]).strip(), self.lines.raw(kept[1]).strip()
        if len(second) >= LEAST and first.endswith(second):  # a path of links that ends with it
            return BARS.search(first, len(first) - len(second) - 3, len(first) - len(second)) is not None
        return first.startswith(second) and BARS.match(first, len(second)) is not None

    def _is_word(self, kept: list[int]) -> bool:
        """Whether the first line is a title of a word or two, of few letters: «غدا!»."""
        line = kept[0]
        return self._count(line) <= 2 and self.letters[kept[1]] >= PARAGRAPH and self.may_be_name(line)

    def may_be_name(self, line: int) -> bool:
        """Whether a line is a few Arabic words, and no known place or agency."""
        if self.letters[line] < SHORTEST or self._count(line) > NAME_WORDS:
            return False
        whole = self.lines.fold(line).strip()
        folded = whole.strip(" .!؟?…")
        known = folded == whole and (is_place(folded) or folded in metadata_words().agencies)
        return not known and folded.replace(" ", "").isalpha() and not folded.isascii()

    def _restated(self, kept: list[int]) -> bool:
        """Whether the first line is a sentence that the next, a paragraph, says again: a headline with its full stop. A
        first sentence says the day («اليوم السبت»), a headline does not."""
        first, second = kept[:2]
        if not LEAST <= self.letters[first] <= PARAGRAPH * 2 or self.letters[second] <= self.letters[first]:
            return False
        own = self._telling(first)
        if len(own) <= TELLING or len(own & self.words(second)) < AGAIN * len(own):
            return False
        return metadata_words().weekday.search(self.lines.fold(first)) is None

    def _says_on(self, kept: list[int]) -> bool:
        """Whether the first line is a headline that ends with who says what the text below tells: «الوزير يزور الميناء
        ويؤكد:»."""
        first, second = kept[:2]
        if not LEAST <= self.letters[first] <= LONGEST or self.letters[second] < PARAGRAPH:
            return False
        folded = self.lines.fold(first).strip()
        return folded.endswith(":") and ends_with_saying(folded.rstrip(" :")) and self._shares(kept)

    def repetitions(self, title: int, kept: list[int], verse: Bool) -> list[int]:
        """Kept lines close behind the title that say it again: its letters, or nearly all its words.

        A sentence is none, nor is a line after the first paragraph, nor a line of `verse`: a poem may begin with its
        own title.
        """
        again: list[int] = []
        own: set[int] = set()
        letters, headline, hashed = self.letters, self.headline, self.hash
        for line in kept[: LOOK + 1]:
            if line == title:
                continue
            if letters[line] > LONGEST:
                break
            if not headline[line] or verse[line]:
                continue
            if hashed[line] == hashed[title]:
                again.append(line)
            elif line > title and letters[line] >= 15:
                own = own or self.words(title)
                other = self.words(line)
                if len(own) >= 4 and len(own & other) >= ALIKE * len(own | other):
                    again.append(line)
        return again
