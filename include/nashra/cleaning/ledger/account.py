"""The ledger: an article's raw text is what was kept, its title, and what was removed."""

from nashra.article import Cleaned
from nashra.cleaning.ledger.repair import read_edits, undo

REPAIR = "repair"  # category of an edit inside a line that stays
CUT = "cut"  # prefix of the evidence of a tail cut off a line that stays


def layout(text: str) -> list[tuple[int, str]]:
    """The lines of a text that the ledger accounts for: (line number, line without white space at its ends).

    Blank lines, and white space at the ends of lines, carry nothing and are not in the ledger.
    """
    stripped = ((number, line.strip()) for number, line in enumerate(text.split("\n")))
    return [(number, line) for number, line in stripped if line]


def rebuild(cleaned: Cleaned) -> list[tuple[int, str]]:
    """`layout` of the raw text, from what cleaning handed on: every line exactly, in order."""
    lines = {number: cleaned.body[start:end] for number, start, end in cleaned.pieces}
    if cleaned.title_line is not None:
        lines[cleaned.title_line] = cleaned.title or ""
    for removal in cleaned.removals:
        if removal.category == REPAIR and removal.evidence.startswith("["):
            lines[removal.line_no] = undo(lines.get(removal.line_no, ""), read_edits(removal.evidence))
    for removal in cleaned.removals:
        if removal.category != REPAIR:
            lines[removal.line_no] = lines.get(removal.line_no, "") + removal.text
    return sorted(lines.items())
