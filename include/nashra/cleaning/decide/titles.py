"""The title of an article whose record has none, and its repetitions."""

from nashra.cleaning.lines import characters as ch
from nashra.cleaning.lines.line_arrays import Lines

LONGEST = 200  # letters of a title
ALIKE = 0.72  # share of words (of both together) from which a short line is the title again
LOOK = 6  # lines behind the title that may be the title again


class Titles:
    """Titles of the articles of a batch."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.letters, self.hash = lines.letters.tolist(), lines.hash.tolist()
        exclaims = lines.plain_at(lines.fold_end - 1) == ord("!")
        sentence = (lines.tail == ch.STOP) & ~exclaims & ~lines.trails_off
        fits = (lines.letters >= 6) & (lines.letters <= LONGEST)
        self.headline: list[bool] = (
            fits & ~sentence & (lines.tail != ch.COMMA) & (lines.tail != ch.COLON)
        ).tolist()  # whether a line may be a title: short, and not a sentence with its full stop

    def line(self, kept: list[int]) -> int | None:
        """The line to take the title from: the first that is kept, if it is a headline and a body follows."""
        if len(kept) < 2 or not self.headline[kept[0]]:
            return None
        longest = max(self.letters[line] for line in kept[1:])
        return kept[0] if longest >= min(60, self.letters[kept[0]] * 0.8) else None

    def repetitions(self, title: int, kept: list[int]) -> list[int]:
        """Kept lines close behind the title that say it again: its letters, or nearly all its words.

        A sentence is none, nor is a line after the first paragraph: a poem may begin with its own title.
        """
        again: list[int] = []
        own: set[int] = set()
        for line in kept[: LOOK + 1]:
            if line == title:
                continue
            if self.letters[line] > LONGEST:
                break
            if not self.headline[line]:
                continue
            if self.hash[line] == self.hash[title]:
                again.append(line)
            elif line > title and self.letters[line] >= 15:
                own = own or self.words(title)
                other = self.words(line)
                if len(own) >= 4 and len(own & other) >= ALIKE * len(own | other):
                    again.append(line)
        return again

    def words(self, line: int) -> set[int]:
        first, last = self.lines.word_first[line], self.lines.word_first[line + 1]
        return set(self.lines.stem[first:last].tolist())
