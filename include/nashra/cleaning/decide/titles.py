"""The title of an article whose record has none, and its repetitions."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nashra.cleaning.decide.headlines import (
    BARS,
    begins_as_a_section,
    ends_with_saying,
    goes_on,
    has_no_verb,
    headline_rules,
    is_caption,
    mixes_scripts,
    names_a_section,
    names_a_writer,
    only_goes_on,
    person_starts,
    starts_a_phrase,
)
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Bool, Lines
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.facts.place_names import is_place

LONGEST = 165  # letters of a title
ALIKE = 0.72  # share of words (of both together) from which a short line is the title again
LOOK = 6  # lines behind the title that may be the title again
PARAGRAPH = 60  # letters of a line that is a paragraph
TELLING = 3  # letters of a word that tells what a line is about
AGAIN = 0.65  # share of the words of a headline with its full stop that the paragraph below says
LEAST = 20  # letters of a sentence that may be a headline
LABEL = 16  # letters of a section's label before the title, its mark among them
_CLOSES = "/|"  # what stands between them
SIGNED = 12  # letters before the colon of such a line, at the most
_SIGNED_WORDS = 4  # words of it
_SAID = 2  # words of a short headline that say something
LEAD = 4  # lines behind the title of which paragraphs tell what the story is about
NAME_WORDS = 3  # words of a title that is a name, at the most
SHORTEST = 3  # letters of a title of one or two words
BLOCK = 3  # lines of a headline that is broken
WRAPPED = 4  # lines with a line right below them, from which a text may be one of broken lines ...
OPEN = 0.6  # ... when so many of them end in mid-sentence
WIDEST = 120  # letters of a broken line
ENTRY = 25  # letters of a menu's entries, in the middle
FULL = 0.8  # share of the widest line that a line has, with the next word, where it was broken at a width
NEAR = 8  # broken lines that tell what the story is about
_AGAIN = 3  # times that a menu's entries say the site's name
RECURS = 0.5  # share of the words of a line right above broken ones that they say again: it is their headline
_ENDS = (".", "؟", "?", "!", "،")  # of what is no name of a section
_BAR_CLASSES = [ch.DASH, ch.BAR, ch.BULLET]  # all that `BARS` finds is of one of them
_SENTENCE_ENDS = (".", "!", "؟", "?", ":", "…", "»", '"')
_DOTS = ("..", "…")
_ENTITY = re.compile(r"&(?:quot|apos|raquo|laquo|rsquo|rdquo|#\d{2,4}|#x[\da-fA-F]{2,4});\s*$")
_MARKS = "-–—•*●▪■"  # before the entries of a list
_PAIRS = ("«»", "()", "“”", "[]")


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


class Titles:
    """Titles of the articles of a batch."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._rules, self._kickers, self._particles = headline_rules()
        # Lists: reading single numbers out of arrays is slow.
        self.letters, self.hash = lines.letters.tolist(), lines.hash.tolist()
        self.word_first: list[int] = lines.word_first.tolist()
        closed = lines.plain_at(lines.fold_end - 1) == ord(";")
        for line in np.flatnonzero(closed):  # a mark that is still written as an entity: &quot;
            closed[line] = _ENTITY.search(lines.raw(int(line))) is not None
        exclaims = lines.plain_at(lines.fold_end - 1) == ord("!")
        sentence = (lines.tail == ch.STOP) & ~exclaims & ~lines.trails_off & ~closed
        fits = (lines.letters >= 6) & (lines.letters <= LONGEST)
        self.headline: list[bool] = (
            fits & ~sentence & ((lines.tail != ch.COMMA) | closed) & (lines.tail != ch.COLON)
        ).tolist()  # whether a line may be a title: short, and not a sentence with its full stop
        self._closes: list[bool] = (lines.tail == ch.BRACKET).tolist()  # as captions do, and few other lines
        bars: list[int] = lines.counts[:, _BAR_CLASSES].sum(axis=1).tolist()
        self._bars = bars  # characters that a menu's entries may have between them
        self._number: list[int] = lines.line_no.tolist()

    def line(self, kept: list[int]) -> int | None:
        """The line to take the title from: the first that is kept, if it is a headline and a body follows."""
        if len(kept) < 2 or self._is_menu(kept[0]) or self._begins_a_story(kept) or self._is_entry(kept):
            return None
        if self._is_teaser(kept[0]):
            return None
        if not (self.headline[kept[0]] or self._restated(kept) or self._is_word(kept)):
            return None
        letters, least = self.letters, min(60, self.letters[kept[0]] * 0.8)
        return kept[0] if any(letters[line] >= least for line in kept[1:]) else None

    def find(self, kept: list[int], source: str = "") -> Headline | None:
        """The headline of an article's kept lines: the first of them, if it is one, less what stands above it."""
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

    def _above_doubled(self, kept: list[int]) -> int:
        """How many lines stand above a headline of the story that is printed twice, where none of them says a word of
        the story: names and mottos of a site."""
        for at in range(1, min(self._rules.sections, len(kept) - 2)):
            if self.letters[kept[at - 1]] > LONGEST or not self.headline[kept[at - 1]]:
                return 0
            if self.hash[kept[at]] == self.hash[kept[at + 1]] and self._leads(kept[at:]):
                story = self._story(kept[at + 2 :]) | self.words(kept[at])
                return 0 if any(self._telling(line) & story for line in kept[:at]) else at
        return 0

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
        if self.letters[line] < self._rules.teaser_letters or not self.lines.raw(line).rstrip().endswith(_DOTS):
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

    def _sections(self, kept: list[int], source: str) -> int:
        """How many lines above the headline name sections, columns or sites: short ones that say nothing of the story,
        above a headline that does. Several may be longer than one alone."""
        if len(kept) < 2:
            return 0
        rules, first = self._rules, kept[0]
        words, letters = rules.section_words, rules.section_letters
        most_words = most_letters = 0
        raw, titled = self.lines.raw(first), len(kept) > 2
        if self.letters[first] <= letters and (titled or "#" not in raw) and names_a_section(raw, source):
            return 1 + self._sections(kept[1:], source)
        if not titled:
            return 0
        if self._is_doubled_caption(kept):
            again = int(self.hash[kept[1]] == self.hash[first])
            return 1 + again + self._sections(kept[1 + again :], source)
        glued = self._count(first) <= rules.by_words and mixes_scripts(self.lines.raw(first))
        if glued and self.headline[kept[1]]:
            return 1 + self._sections(kept[1:], source)
        if self._is_writer(kept) or self._is_label(kept) or (self.headline[kept[1]] and self._is_path(first)):
            return 1 + self._sections(kept[1:], source)
        if self.headline[kept[1]] and self._names_itself(first):
            return 1 + self._sections(kept[1:], source)
        if self._closes[first] and self.headline[kept[1]] and is_caption(self.lines.raw(first)):
            return 1 + self._sections(kept[1:], source)
        for above in range(1, min(rules.sections, len(kept) - 2) + 1):
            last = kept[above - 1]
            if above == 2:
                words, letters = words + rules.of_several, letters * 3 // 2
            if self.letters[last] > letters * 3 // 2 or self.lines.raw(last).rstrip().endswith(_ENDS):
                return 0  # most articles begin with their headline
            if self._is_unfinished(last):
                return 0  # half of a headline
            most_words, most_letters = max(most_words, self._count(last)), max(most_letters, self.letters[last])
            if most_letters > letters or most_words > words:
                continue
            leads = self._leads(kept[above:])
            if leads or (above == 1 and self._told(kept[above:])):
                story = self._story(kept[above + 1 :]) | self.words(kept[above])
                own = [line for line in kept[:above] if not (leads and begins_as_a_section(self.lines.raw(line)))]
                return 0 if any(self._telling(line) & story for line in own) else above
        return 0

    def _names_itself(self, line: int) -> bool:
        """Whether a line says one word again and again, as the entries of one site's menu do with its name."""
        words: list[int] = self.lines.stem[self.word_first[line] : self.word_first[line + 1]].tolist()
        if (
            self.letters[line] >= PARAGRAPH * 2
            or len(words) < 2 * _AGAIN + 1
            or len(set(words)) > len(words) - 2 * (_AGAIN - 1)
        ):
            return False
        return bool(sum(words.count(word) >= _AGAIN for word in self._telling(line)) > 1)

    def _is_label(self, kept: list[int]) -> bool:
        """Whether the first line is one word, that of a section or of whom the story is about, above its headline; a
        place is above any headline."""
        line = kept[0]
        if self._count(line) > 1 or self.letters[line] > PARAGRAPH:
            return False
        told = self.lines.fold(line).strip()
        if is_place(told) and self.headline[kept[1]] and self.letters[kept[2]] >= PARAGRAPH:
            return bool(self._count(kept[1]) >= self._rules.headline_words)
        if not (self._leads(kept[1:]) or self._leads_at_length(kept[1:])):
            return False
        return told.isalpha() and len(self._telling(kept[1]) & self._story(kept[2:])) > _SAID

    def _is_doubled_caption(self, kept: list[int]) -> bool:
        """Whether the first line was the words of a picture and its caption: twice the same few, that only name whom it
        shows and the story tells of, above a headline that has more of the story. The second may be gone."""
        first = kept[0]
        below = kept[2 if kept[1] == first + 1 and self.hash[kept[1]] == self.hash[first] else 1 :]
        if self.hash[first + 1] != self.hash[first] or self._count(first) > self._rules.by_words or len(below) < 2:
            return False
        said = self._story(below[1:]) | self.words(below[0])
        names = has_no_verb(self.lines.raw(first)) and self._telling(first) <= said
        return names and self._leads(below) and self._says_less([first, *below])

    def _is_writer(self, kept: list[int]) -> bool:
        """Whether the first line is a person's name of whom the story says nothing: it is its writer's."""
        return self._names_a_writer(kept[0]) and not self._telling(kept[0]) & self._story(kept[1:])

    def _names_a_writer(self, line: int) -> bool:
        """`names_a_writer`, asked only when the line's first word may open a name: few lines need be folded."""
        first = self.word_first[line]
        if first == self.word_first[line + 1] or int(self.lines.word[first]) not in person_starts():
            return False
        return names_a_writer(self.lines.raw(line))

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

    def _wrapped(self, kept: list[int]) -> bool:
        """Whether the lines of a text were broken at a width: most that have a line right below end in mid-sentence."""
        number, letters, pairs = self._number, self.letters, list[int]()
        for line, below in pairwise(kept[: NEAR * 3]):
            if number[below] == number[line] + 1:
                if letters[line] > WIDEST:
                    return False  # most texts: their first paragraph says so
                pairs.append(line)
        if len(pairs) < WRAPPED:
            return False
        ended = sum(self.lines.raw(line).rstrip().endswith(_SENTENCE_ENDS) for line in pairs)
        return len(pairs) - ended >= OPEN * len(pairs)

    def _begins_a_story(self, kept: list[int]) -> bool:
        """Whether the first line is only the beginning of a first sentence whose lines are broken."""
        if self._number[kept[1]] != self._number[kept[0]] + 1:
            return False
        if self._breaks_off(kept):
            return True
        if not self._wrapped(kept[1:]):
            return False
        first, second = (self.lines.raw(line).strip() for line in kept[:2])
        widest = max(len(self.lines.raw(line).strip()) for line in kept[: NEAR + 1])
        whole = self._count(kept[0]) >= self._rules.headline_words
        if whole and len(first) + 1 + len(second.split()[0]) < FULL * widest:
            return False  # the next word had room: the line ends of itself
        if self._signed(kept[1]):
            return False
        own = self._telling(kept[0])
        below = set().union(*map(self.words, kept[1 : NEAR + 1]))
        return len(own & below) < max(_SAID, RECURS * len(own))

    def _breaks_off(self, kept: list[int]) -> bool:
        """Whether the first line, as long as a paragraph, ends within a quotation or a sentence of the second's."""
        first, second = kept[:2]
        if self.letters[first] < PARAGRAPH or self.letters[second] < PARAGRAPH:
            return False
        raw, other = self.lines.raw(first), self.lines.raw(second)
        if raw.count('"') % 2 == 1 and other.count('"') % 2 == 1:
            return True
        return only_goes_on(self.lines.fold(second))

    def _signed(self, line: int) -> bool:
        """Whether a line is a writer's, with what he is before his name or without: «نص: …», «الشاعر: …»."""
        raw = self.lines.raw(line)
        return names_a_writer(raw) or (":" in raw[:SIGNED] and self._count(line) <= _SIGNED_WORDS)

    def _block(self, kept: list[int]) -> int:
        """How many lines a headline has that stand right below each other, with an empty line behind the last; 0 when
        the lines of the text are whole and no later one of these can only go on from the one before."""
        number, size = self._number, 1
        while size < len(kept) and number[kept[size]] == number[kept[size - 1]] + 1:
            size += 1
        block = kept[:size]
        if not 1 < size <= BLOCK or len(kept) < size + 2 or sum(map(self.letters.__getitem__, block)) > LONGEST:
            return 0
        if not all(self.headline[line] and self.letters[line] < PARAGRAPH for line in block) or self._is_kicker(kept):
            return 0
        if any(map(self._names_a_writer, block)):
            return 0
        open_ended = any(goes_on(self.lines.fold(line)) for line in block[1:])
        return size if open_ended or self._wrapped(kept[size:]) else 0

    def _told(self, kept: list[int]) -> bool:
        """Whether the first of some lines is short, and the paragraphs behind it have all that it says."""
        own = self._telling(kept[0])
        return self.headline[kept[0]] and len(own) >= _SAID and own <= self._story(kept[1:])

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

    def _is_menu(self, line: int) -> bool:
        least = self._rules.menu_bars
        return self._bars[line] >= least and len(BARS.findall(self.lines.raw(line))) >= least

    def _is_path(self, line: int) -> bool:
        """Whether a line is a menu or a path of links: many short entries between bars."""
        return self._is_menu(line) and self.letters[line] <= ENTRY * (self._bars[line] + 1)

    def _is_kicker(self, kept: list[int]) -> bool:
        if len(kept) < 3 or self._count(kept[0]) > self._rules.kicker_words:
            return False
        folded = " ".join(self.lines.fold(kept[0]).split())
        if ":" in folded or not self._leads(kept[1:]):
            return False
        if folded.endswith(_DOTS):  # «ملف المياه..»
            return self._count(kept[0]) <= self._rules.matter_words and self._says_less(kept)
        if ".." in folded:
            return False
        if ends_with_saying(folded):
            return self._count(kept[0]) > 1
        return folded.startswith(self._kickers) or (starts_a_phrase(folded) and self._says_less(kept))

    def _says_less(self, kept: list[int]) -> bool:
        """Whether the first line has no more words of the story than the second."""
        story = self._story(kept[2:])
        return len(self._telling(kept[0]) & story) <= len(self._telling(kept[1]) & story)

    def _leads(self, kept: list[int]) -> bool:
        """Whether the first of some lines is a headline of the story in the lines behind it."""
        rules = self._rules
        fits = self.letters[kept[0]] <= rules.headline_letters and self._count(kept[0]) >= rules.headline_words
        if not self.headline[kept[0]] or not fits:
            return False
        return len(self.words(kept[0]) & self._story(kept[1:])) >= rules.shared_words

    def _leads_at_length(self, kept: list[int]) -> bool:
        """The same of a headline that is as long as a paragraph: the story has most of its words."""
        own = self._telling(kept[0])
        return self.headline[kept[0]] and len(own & self._story(kept[1:])) >= max(
            len(own) * OPEN, self._rules.headline_words
        )

    def _is_broken(self, kept: list[int]) -> bool:
        """Whether the first two lines are one headline: the first can't end where it does."""
        if len(kept) < 3 or kept[1] != kept[0] + 1:
            return False
        first, second = kept[:2]
        if not self.headline[second] or self.letters[first] < 6 or self.letters[second] >= PARAGRAPH * 2:
            return False
        if self.letters[first] + self.letters[second] > LONGEST:
            return False
        if not any(self.letters[line] >= PARAGRAPH for line in kept[2:]):
            return False
        raw, other = self.lines.raw(first).strip(), self.lines.raw(second)
        open_pair = any(
            raw.count(pair[0]) > raw.count(pair[1]) and other.count(pair[1]) > other.count(pair[0])
            for pair in _PAIRS
            if pair[0] in raw
        ) or (raw.count('"') % 2 == 1 and other.count('"') % 2 == 1)
        return open_pair or self._is_unfinished(first) or raw.endswith(("،", ":"))

    def _is_unfinished(self, line: int) -> bool:
        """Whether a line's last word needs another behind it."""
        words = self.lines.fold(line).split()
        return bool(words) and words[-1] in self._particles

    def _count(self, line: int) -> int:
        return self.word_first[line + 1] - self.word_first[line]

    def _telling(self, line: int) -> set[int]:
        """The words of a line that say something: particles are in every story."""
        lines, particles = self.lines, self._particles
        words = slice(self.word_first[line], self.word_first[line + 1])
        starts, lengths = lines.word_start[words].tolist(), lines.word_length[words].tolist()
        return {
            stem for stem, start, length in zip(lines.stem[words].tolist(), starts, lengths, strict=True)
            if length >= TELLING and lines.folded[start : start + length] not in particles
        }  # fmt: skip

    def _story(self, kept: list[int]) -> set[int]:
        """The words of the paragraphs among the first lines."""
        lead = [line for line in kept[:LEAD] if self.letters[line] >= PARAGRAPH]
        return set().union(*map(self.words, lead))

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

    def words(self, line: int) -> set[int]:
        return set(self.lines.stem[self.word_first[line] : self.word_first[line + 1]].tolist())
