"""Articles composed for this project as scrapers give them, each line with what it is; read as single texts, of whose
sites nothing else is known.

    === idhaa 1 aside | عمال النظافة يعلقون إضرابهم
    ! على أثيرنا الآن: مساحة حرة
    علق عمال النظافة إضرابهم بعد اتفاق مع المجلس البلدي.
    !! حريق بمخزن للأدوية
"""

import re
from dataclasses import dataclass
from pathlib import Path

from nashra.article import Article, Cleaned
from nashra.errors import NashraError
from nashra_lab.train.weigher.labelled import LABELS, Labelled

COMPOSED = Path(__file__).with_name("lines") / "composed.txt"
_HEAD = re.compile(r"(?P<site>[a-z]+) (?P<number>\d+)(?P<aside> aside)? \| (?P<title>.+)")
_LINE = re.compile(r"(?P<mark>!!?|\?) (?P<text>.+)")
_MARKS = {"!": LABELS["R"], "!!": LABELS["M"], "?": LABELS["M"]}  # whole other articles are counted apart


class ComposedLinesError(NashraError):
    """A composed article without a headline, or given twice."""


@dataclass(frozen=True, slots=True)
class ComposedLines:
    """An article with a label for each line, and which lines are whole other articles."""

    labelled: Labelled
    others: frozenset[int]
    aside: bool

    def told(self, cleaned: Cleaned) -> int:
        """How many lines of other articles are gone, or stand behind what cleaning says is another story."""
        gone = {removal.line_no for removal in cleaned.removals if removal.takes_its_line}
        behind = cleaned.body[cleaned.other_story_at :] if cleaned.other_story_at is not None else ""
        shown = set(behind.split("\n"))
        lines = self.labelled.article.text.split("\n")
        return sum(number in gone or lines[number] in shown for number in self.others)


def read_composed_lines(path: Path = COMPOSED) -> list[ComposedLines]:
    """Raises ComposedLinesError for an article that has no headline, or comes twice."""
    found: dict[str, ComposedLines] = {}
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        first, *lines = block.strip("\n").split("\n")
        head = _HEAD.fullmatch(first)
        if head is None:
            raise ComposedLinesError(f"{path.name}: {first!r} is no site, number and headline")
        name = f"{head['site']}-{head['number']}"
        if name in found:
            raise ComposedLinesError(f"{path.name}: {name} is given twice")
        marked = [_LINE.fullmatch(line) for line in lines]
        text = "\n".join(mark["text"] if mark else line for mark, line in zip(marked, lines, strict=True))
        article = Article(name, path.name, len(found), f"{head['site']}.example", text, title=head["title"])
        labels = [_MARKS[mark["mark"]] if mark else LABELS["K"] for mark in marked]
        others = frozenset(number for number, mark in enumerate(marked) if mark and mark["mark"] == "!!")
        found[name] = ComposedLines(Labelled(article, labels, head["site"], name), others, bool(head["aside"]))
    return list(found.values())
