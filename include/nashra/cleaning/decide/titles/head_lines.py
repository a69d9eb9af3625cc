"""Lines near the beginning of an article, and what a title may be asked of them."""

import re

import numpy as np

from nashra.cleaning.decide.titles.headlines import (
    ends_with_saying,
    headline_rules,
    leads_to_a_verb,
    may_have_a_verb,
    names_a_writer,
    names_sections,
    section_starts,
    starts_a_phrase,
    tells_a_paper,
    writer_starts,
)
from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Lines
from nashra.landing.facts.metadata_words import metadata_words

LONGEST = 165  # letters of a title
PARAGRAPH = 60  # letters of a line that is a paragraph
TELLING = 3  # letters of a word that tells what a line is about
SAID = 2  # words of a short headline that say something
LEAD = 4  # lines behind the title of which paragraphs tell what the story is about
_BAR_CLASSES = [ch.DASH, ch.BAR, ch.BULLET]  # all that `BARS` finds is of one of them
DOTS = ("..", "…")
_PARTS = re.compile(r"[:؟?!]|\.\.|…")  # what parts a headline, and no phrase above one
_ENTITY = re.compile(r"&(?:quot|apos|raquo|laquo|rsquo|rdquo|#\d{2,4}|#x[\da-fA-F]{2,4});\s*$")


class HeadLines:
    """Lines of a batch, as titles are looked for among them."""

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
        self._words: dict[int, set[int]] = {}
        # Few lines begin as names of writers or of sections do: the others need not be folded to be asked.
        self._may_be_writer: list[bool] = writer_starts().has(lines.opening_word).tolist()
        self._may_be_sections: list[bool] = section_starts().has(lines.opening_word).tolist()

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

    def words(self, line: int) -> set[int]:
        """The words of a line; asked of it several times, and never changed."""
        known = self._words.get(line)
        if known is None:
            words = self.lines.stem[self.word_first[line] : self.word_first[line + 1]].tolist()
            known = self._words[line] = set(words)
        return known

    def _names_a_writer(self, line: int) -> bool:
        return self._may_be_writer[line] and names_a_writer(self.lines.raw(line))

    def _is_writer(self, kept: list[int]) -> bool:
        """Whether the first line is a person's name of whom the story says nothing, though it may tell of another who
        is called as he is: it is its writer's."""
        line = kept[0]
        if not self._names_a_writer(line):
            return False
        shared = self._telling(line) & self._story(kept[1:])
        return not shared or self._are_given(line, shared)

    def _are_given(self, line: int, shared: set[int]) -> bool:
        """Whether some words of a person's name are names that people are given, and the last is none of them."""
        stems: list[int] = self.lines.stem[self.word_first[line] : self.word_first[line + 1]].tolist()
        words = self.lines.fold(line).split()
        if len(words) != len(stems) or stems[-1] in shared or len(words) <= SAID:
            return False
        given = metadata_words().given_names
        return all(word in given for word, stem in zip(words, stems, strict=True) if stem in shared)

    def _names_sections(self, line: int) -> bool:
        return self._may_be_sections[line] and names_sections(self.lines.raw(line))

    def _leads(self, kept: list[int]) -> bool:
        """Whether the first of some lines is a headline of the story in the lines behind it."""
        rules = self._rules
        fits = self.letters[kept[0]] <= rules.headline_letters and self._count(kept[0]) >= rules.headline_words
        if not self.headline[kept[0]] or not fits:
            return False
        return self._shares(kept)

    def _shares(self, kept: list[int]) -> bool:
        """Whether the first of some lines has words of the story in the lines behind it."""
        return len(self.words(kept[0]) & self._story(kept[1:])) >= self._rules.shared_words

    def _says_less(self, kept: list[int]) -> bool:
        """Whether the first line has no more words of the story than the second."""
        story = self._story(kept[2:])
        return len(self._telling(kept[0]) & story) <= len(self._telling(kept[1]) & story)

    def _is_unfinished(self, line: int) -> bool:
        """Whether a line's last word needs another behind it."""
        words = self.lines.fold(line).split()
        return bool(words) and words[-1] in self._particles

    def _is_kicker(self, kept: list[int]) -> bool:
        if len(kept) < 3 or self._count(kept[0]) > self._rules.speaker_words:
            return False
        folded = " ".join(self.lines.fold(kept[0]).split())
        if tells_a_paper(folded):
            return self._leads(kept[1:])
        if self._count(kept[0]) > self._rules.kicker_words:
            return self._is_long_phrase(kept, folded)
        if ":" in folded or not self._leads(kept[1:]):
            return False
        if folded.endswith(DOTS):  # «ملف المياه..»
            return self._count(kept[0]) <= self._rules.matter_words and self._says_less(kept)
        if ".." in folded:
            return False
        if ends_with_saying(folded):
            return self._count(kept[0]) > 1
        if folded.startswith(self._kickers) or (starts_a_phrase(folded) and self._says_less(kept)):
            return True
        return self._is_silent(kept, folded)

    def _is_long_phrase(self, kept: list[int], folded: str) -> bool:
        """Whether the first line is a phrase of more words, above a headline that has the verb which it lacks."""
        if self._count(kept[0]) > self._rules.phrase_words or _PARTS.search(folded) or may_have_a_verb(folded):
            return False
        begins = folded.startswith(self._kickers) or starts_a_phrase(folded)
        return begins and self._tells(kept[1:]) and self._says_less(kept)

    def _is_silent(self, kept: list[int], folded: str) -> bool:
        """Whether the first line is a few words of which the first paragraph has none, right above a headline with a
        verb: what it is about, in other words («خطط وحلول مبتكرة»)."""
        if self._count(kept[0]) > self._rules.silent_words or kept[1] != kept[0] + 1 or _PARTS.search(folded):
            return False
        if may_have_a_verb(folded) or not self._tells(kept[1:]):
            return False
        lead = next(line for line in kept[2:] if self.letters[line] >= PARAGRAPH)
        return not self._telling(kept[0]) & (self.words(lead) | self.words(kept[1]))

    def _tells(self, kept: list[int]) -> bool:
        """Whether the first of some lines is a headline with a verb of the story in the lines behind it."""
        return self._leads(kept) and leads_to_a_verb(self.lines.fold(kept[0]))
