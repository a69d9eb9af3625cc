"""Lines to learn wording from. All of them were written for this project: what stores words may be made of no others.

Lines that go are those of `lines.txt`, the examples of the rules, chrome that training puts into articles and what the
composed articles that are not aside have around them. Lines that stay are those of composed news, their titles, pieces
of their sentences that are as short as a button, and what rules must leave.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from nashra.cleaning.rules.rule_files import shipped_rules
from nashra_lab.gold.composed_days import read_composed_days
from nashra_lab.gold.composed_lines import read_composed_lines
from nashra_lab.gold.composed_quotes import read_composed_quotes
from nashra_lab.gold.composed_topics import read_composed_topics
from nashra_lab.gold.name_labels import COMPOSED, FOLDER, read_composed
from nashra_lab.train.weigher.inject import FORM, HEADERS, MENU, TAILS, WIDGETS

LINES = Path(__file__).with_name("lines.txt")
_STAYS = "= "
PIECE = 60  # characters of a line from which a piece of it is taken too,
PIECE_WORDS = (2, 8)  # of so many words


def worded_lines(seed: int) -> tuple[list[str], list[str]]:
    """Lines that go, and lines that stay."""
    listed, stays = read_lines_file(LINES)
    goes = [*listed, *HEADERS, *MENU, *WIDGETS, *FORM, *TAILS]
    for rule in shipped_rules():
        if rule.category != "metadata":
            goes += rule.text.matches
            stays += rule.text.leaves
    for one in read_composed_lines():
        if not one.aside:
            lines = one.labelled.article.text.split("\n")
            goes += [line for line, label in zip(lines, one.labelled.labels, strict=True) if label == 1]
            stays += [line for line, label in zip(lines, one.labelled.labels, strict=True) if label == 0]
    pick = random.Random(seed)
    for line in _composed_news():
        stays.append(line)
        if len(line) > PIECE:
            words, count = line.split(), pick.randint(*PIECE_WORDS)
            start = pick.randrange(max(1, len(words) - count))
            stays.append(" ".join(words[start : start + count]))
    return goes, stays


def read_lines_file(path: Path) -> tuple[list[str], list[str]]:
    """Lines that go and lines that stay («= ») of a file; those that begin with «#» say something about it."""
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if row.strip() and not row.startswith("#")]
    stays = [row.removeprefix(_STAYS) for row in rows if row.startswith(_STAYS)]
    return [row for row in rows if not row.startswith(_STAYS)], stays


def _composed_news() -> Iterator[str]:
    for name in COMPOSED:
        yield from (line.text for line in read_composed(FOLDER / name))
    texts = [one.text for one in read_composed_topics()]
    texts += [f"{one.title}\n{one.text}" for one in read_composed_days().articles]
    texts += read_composed_quotes()[0].values()
    for text in texts:
        yield from (line for line in text.split("\n") if line.strip())
