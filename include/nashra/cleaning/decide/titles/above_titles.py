"""What stands above the headline: names of sections, columns, sites and writers."""

from nashra.cleaning.decide.titles.head_lines import LEAD, LONGEST, PARAGRAPH, SAID, HeadLines
from nashra.cleaning.decide.titles.headlines import (
    BARS,
    begins_a_series,
    begins_as_a_section,
    has_no_verb,
    is_caption,
    mixes_scripts,
    names_a_section,
    names_only_a_section,
)
from nashra.landing.facts.place_names import is_place

ENTRY = 25  # letters of a menu's entries, in the middle
_AGAIN = 3  # times that a menu's entries say the site's name
_ENDS = (".", "؟", "?", "!", "،")  # of what is no name of a section


class AboveTitles(HeadLines):
    """Lines above the headlines of the articles of a batch."""

    def sections_alone(self, kept: list[int], source: str) -> list[int]:
        """Kept lines above a text without a headline that name sections, or a place, and nothing else."""
        first = kept[0] if len(kept) > 1 else None
        if first is None or self.letters[first] > self._rules.section_letters or self.letters[kept[1]] < PARAGRAPH:
            return []
        place = is_place(self.lines.fold(first).strip())
        return [first] if place or names_only_a_section(self.lines.raw(first), source) else []

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

    def _sections(self, kept: list[int], source: str) -> int:
        """How many lines above the headline name sections, columns or sites: those that each do by themselves, and
        some that do together."""
        above, ahead = 0, self._rules.sections + LEAD + 2  # no line further ahead is looked at
        while more := self._names_by_itself(kept[above : above + ahead], source):
            above += more
        return above + self._name_together(kept[above : above + ahead])

    def _names_by_itself(self, kept: list[int], source: str) -> int:
        """1 where the first line names a section, a site, a writer or what a picture shows, whatever is below; 2 where
        it does so twice; else 0."""
        if len(kept) < 3:
            return 0
        first, rules = kept[0], self._rules
        raw, leads = self.lines.raw(first), self.headline[kept[1]]
        if self.letters[first] <= rules.section_letters and names_a_section(raw, source):
            return 1
        if self.letters[first] <= PARAGRAPH * 2 and self._names_sections(first):
            return 1
        if self._is_doubled_caption(kept):
            return 1 + int(self.hash[kept[1]] == self.hash[first])
        return int(
            (leads and self._count(first) <= rules.by_words and mixes_scripts(raw))
            or self._is_writer(kept)
            or self._is_label(kept)
            or self._is_series(kept)
            or (leads and (self._is_path(first) or self._names_itself(first)))
            or (leads and self._closes[first] and is_caption(raw))
        )

    def _name_together(self, kept: list[int]) -> int:
        """How many short lines say nothing of the story, above a headline that does. Several may be longer than one."""
        rules = self._rules
        words, letters = rules.section_words, rules.section_letters
        most_words = most_letters = 0
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
        if not self._leads(kept[1:]):
            return False
        return told.isalpha() and len(self._telling(kept[1]) & self._story(kept[2:])) > SAID

    def _is_series(self, kept: list[int]) -> bool:
        """Whether the first line is what a series takes its pieces from, right above a headline: «من وصايا الحكماء»."""
        first, below = kept[:2]
        if self._count(first) > self._rules.section_words or not begins_a_series(self.lines.fold(first)):
            return False
        short = self.letters[below] < PARAGRAPH and not self._is_writer(kept[1:])
        return (
            short
            and self.headline[below]
            and self._count(below) > SAID
            and self._number[below] == self._number[first] + 1
        )

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

    def _told(self, kept: list[int]) -> bool:
        """Whether the first of some lines is short, and the paragraphs behind it have all that it says."""
        if not self.headline[kept[0]]:
            return False
        own = self._telling(kept[0])
        return len(own) >= SAID and own <= self._story(kept[1:])

    def _is_menu(self, line: int) -> bool:
        least = self._rules.menu_bars
        return self._bars[line] >= least and len(BARS.findall(self.lines.raw(line))) >= least

    def _is_path(self, line: int) -> bool:
        """Whether a line is a menu or a path of links: many short entries between bars."""
        return self._is_menu(line) and self.letters[line] <= ENTRY * (self._bars[line] + 1)
