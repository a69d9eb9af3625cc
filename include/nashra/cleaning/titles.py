"""The title of an article whose record has none, and its repetitions."""

from nashra.cleaning import characters as ch
from nashra.cleaning.lines import Lines

LONGEST = 200  # letters of a title
ALIKE = 0.72  # share of words (of both together) from which a short line is the title again
LOOK = 6  # lines behind the title that may be the title again


def headline(lines: Lines, line: int) -> bool:
    """Whether a line may be a title: short, and not a sentence with its full stop."""
    if not 6 <= lines.letters[line] <= LONGEST:
        return False
    stop = lines.tail[line] == ch.STOP and not lines.raw(line).endswith(("..", "…", "!"))
    return not stop and lines.tail[line] not in (ch.COMMA, ch.COLON)


def title_line(lines: Lines, kept: list[int]) -> int | None:
    """The line to take the title from: the first that is kept, if it is a headline and a body follows."""
    if not kept or not headline(lines, kept[0]):
        return None
    later = kept[1:]
    if not later:
        return None
    longest = int(lines.letters[later].max())
    return kept[0] if longest > lines.letters[kept[0]] * 0.8 or longest >= 60 else None


def repetitions(lines: Lines, title: int, kept: list[int]) -> list[int]:
    """Kept lines close behind the title that say it again: its letters, or nearly all its words.

    A sentence is none, nor is a line after the first paragraph: a poem may begin with its own title.
    """
    again: list[int] = []
    own: set[int] = set()
    for line in kept[: LOOK + 1]:
        if line == title:
            continue
        if lines.letters[line] > LONGEST:
            break
        if not headline(lines, line):
            continue
        if lines.hash[line] == lines.hash[title]:
            again.append(line)
        elif line > title and lines.letters[line] >= 15:
            own = own or set(_stems(lines, title))
            other = set(_stems(lines, line))
            if len(own) >= 4 and len(own & other) >= ALIKE * len(own | other):
                again.append(line)
    return again


def _stems(lines: Lines, line: int) -> list[int]:
    first, last = lines.word_first[line], lines.word_first[line + 1]
    stems: list[int] = lines.stem[first:last].tolist()
    return stems
