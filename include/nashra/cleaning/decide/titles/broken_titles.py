"""Headlines and texts whose lines are broken."""

from itertools import pairwise

from nashra.cleaning.decide.titles.head_lines import DOTS, LONGEST, PARAGRAPH, SAID, HeadLines
from nashra.cleaning.decide.titles.headlines import goes_on, names_a_writer, only_goes_on

SIGNED = 12  # letters before the colon of such a line, at the most
_SIGNED_WORDS = 4  # words of it
BLOCK = 3  # lines of a headline that is broken
WRAPPED = 4  # lines with a line right below them, from which a text may be one of broken lines ...
OPEN = 0.6  # ... when so many of them end in mid-sentence
WIDEST = 120  # letters of a broken line
FULL = 0.8  # share of the widest line that a line has, with the next word, where it was broken at a width
NEAR = 8  # broken lines that tell what the story is about
RECURS = 0.5  # share of the words of a line right above broken ones that they say again: it is their headline
_SENTENCE_ENDS = (".", "!", "؟", "?", ":", "…", "»", '"')
_PAIRS = ("«»", "()", "“”", "[]")


class BrokenTitles(HeadLines):
    """Headlines of the articles of a batch that are broken, and first lines that only look like one."""

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
        return len(own & below) < max(SAID, RECURS * len(own))

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

    def _is_broken(self, kept: list[int]) -> bool:
        """Whether the first two lines are one headline: the first can't end where it does."""
        if len(kept) < 3 or kept[1] != kept[0] + 1:
            return False
        first, second = kept[:2]
        if not self.headline[second] or self.letters[first] < 6 or self.letters[second] >= PARAGRAPH * 2:
            return False
        if self.letters[first] + self.letters[second] > LONGEST:
            return False
        if not any(self.letters[line] >= PARAGRAPH for line in kept[2:]) or self._is_writer(kept[1:]):
            return False
        raw, other = self.lines.raw(first).strip(), self.lines.raw(second)
        open_pair = any(
            raw.count(pair[0]) > raw.count(pair[1]) and other.count(pair[1]) > other.count(pair[0])
            for pair in _PAIRS
            if pair[0] in raw
        ) or (raw.count('"') % 2 == 1 and other.count('"') % 2 == 1)
        return open_pair or self._is_unfinished(first) or raw.endswith(("،", ":")) or self._is_matter(kept)

    def _is_matter(self, kept: list[int]) -> bool:
        """Whether the first line is what the story is about and two dots, and the next as few words about it, no
        writer: «مياه الوادي..», «ثروة لا يراها أحد»."""
        first, second = kept[:2]
        if not self.lines.raw(first).rstrip().endswith(DOTS) or self._count(first) > self._rules.matter_words:
            return False
        if not 1 < self._count(second) < self._rules.headline_words or self._names_a_writer(second):
            return False
        return self._number[second] == self._number[first] + 1 and bool(self._telling(second) & self._story(kept[2:]))
