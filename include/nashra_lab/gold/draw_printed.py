"""`python -m nashra_lab.gold.draw_printed CORPUS OUT`: further articles whose title, day, place and agency are to be
labelled by reading, most of them with something of that kind printed at an end, some without any.

Seeded and stratified by source, as `draw_facts` draws. What might be a day, a place, an agency or a writer is told by a
loose pattern of its own, none of the pipeline's. Of the second pool an article may be in other sets than those of
facts, for little is left of it.
"""

import re
from collections import defaultdict
from pathlib import Path

import click

from nashra.door import run_door
from nashra_lab.gold.draw_facts import Row, candidates, labelled, seeded, write_drawn
from nashra_lab.gold.fact_labels import FURTHER, HEADS, LABELS, read_fact_labels

SEED = "nashra-printed-2026"
WANTED = {"dev": 100, "dev2": 60}  # articles of each pool
MOST = {"dev": 6, "dev2": 3}  # articles of a source, at the most
BARE = 4  # of so many articles of a source one is drawn from those without anything
HEAD, TAIL = 10, 5  # lines with text of both ends in which something is looked for

_AGENCIES = (
    r"رويترز|أ ?\.? ?ف ?\.? ?ب\b|ا ?ف ?ب\b|فرانس|د ?\.? ?ب ?\.? ?أ|وكال|واس\b|وام\b|قنا\b|كونا\b|بترا\b|سانا\b"
    r"|سبأ\b|وفا\b|معا\b|أ ?ش ?أ|الأناضول|سبوتنيك|شينخوا|GMT|CNN"
)
_SAYS = (
    r"المصدر|نقلا|متابع|خاص\b|بقلم|كتب|تقرير|إعداد|حاور|تحقيق|بواسطة|المحرر|نشر|تاريخ|تحديث|الساعة"
    r"|\b(?:19|20|14)\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
)
_SHAPES = r"^.{2,24}\s?[-–—:ـ/(]\s|^\W*[^\W\d_]+ [^\W\d_]+\W*$"
_PRINTED = re.compile(f"{_AGENCIES}|{_SAYS}|{_SHAPES}")


def prints_something(text: str) -> bool:
    """Whether a line at an end of a text might say when, where or by whom it was written."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    ends = [line[:60] for line in lines[:HEAD]] + [line[-60:] for line in lines[-TAIL:]]
    return sum(_PRINTED.search(line) is not None for line in ends) > 1


def draw(corpus: Path, name: str) -> list[Row]:
    """The articles of one pool: of each source in turn, every fourth without anything printed."""
    facts = frozenset(key for file in (LABELS, HEADS, FURTHER) for key in read_fact_labels(file))
    taken = facts | labelled() if name == "dev" else facts
    by_source: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in candidates(corpus, name, taken):
        by_source[row["source"], prints_something(row["text"])].append(row)
    sources = {source for source, _ in by_source}
    for rows in by_source.values():
        rows.sort(key=lambda row: seeded(SEED, name, row["id"]), reverse=True)
    drawn: list[Row] = []
    for rank in range(MOST[name]):
        for source in sorted(sources, key=lambda each: seeded(SEED, "order", str(rank), each)):
            printed = rank % BARE != BARE - 1
            rows = by_source[source, printed] or by_source[source, not printed]
            if rows and len(drawn) < WANTED[name]:
                drawn.append(rows.pop())
    return drawn


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT: `## corpus id`, then what of its lines a reader needs."""
    rows = [(name, row) for name in WANTED for row in draw(corpus, name)]
    write_drawn(out, rows, SEED, HEAD, TAIL)


if __name__ == "__main__":
    run_door(main)
