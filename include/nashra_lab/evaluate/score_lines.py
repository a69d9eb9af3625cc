"""Scoring of cleaned articles against line labels, straight from the ledger.

A labelled line is removed when it is neither title nor in the body. Body loss counts characters of lines to
keep that are gone, less those of tails that were to go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nashra.article import Cleaned
from nashra.cleaning.ledger.account import REPAIR
from nashra_lab.train.weigher.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Scored:
    """Counts of one article."""

    file: str
    right: int  # lines to remove that were removed
    wrong: int  # lines to keep that were removed
    missed: int  # lines to remove that stayed
    kept_chars: int  # characters of lines to keep
    lost_chars: int  # of those, characters that did not stay
    body: str

    @property
    def f1(self) -> float:
        return f1(self.right, self.wrong, self.missed)


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def score(one: Labelled, cleaned: Cleaned) -> Scored:
    """One article's counts."""
    removals = [removal for removal in cleaned.removals if removal.rule not in ("title-field", "title-lines")]
    gone = {removal.line_no for removal in removals if removal.takes_its_line}
    cut: dict[int, int] = {}
    for removal in removals:
        if removal.line_no not in gone and removal.category != REPAIR:
            cut[removal.line_no] = cut.get(removal.line_no, 0) + len(removal.text.strip())
    right = wrong = missed = kept = lost = 0
    for number, line in enumerate(one.article.text.split("\n")):
        size, label = len(line.strip()), one.labels[number]
        if label == 1 and size:
            right, missed = right + (number in gone), missed + (number not in gone)
        elif label == 0 and size:
            kept += size
            wrong += number in gone
            lost += size if number in gone else cut.get(number, 0)
    return Scored(one.file, right, wrong, missed, kept, lost, cleaned.body)


def summary(scored: Sequence[Scored], tails: dict[str, list[str]]) -> dict[str, float]:
    """Figures over articles: f1 over lines, macro_f1 over articles with junk, body_loss, clean_whole, tails."""
    right, wrong, missed = (sum(getattr(s, n) for s in scored) for n in ("right", "wrong", "missed"))
    due = {s.file: sum(len(t.strip()) for t in tails.get(s.file, []) if t.strip() not in s.body) for s in scored}
    lost = {s.file: max(0, s.lost_chars - due[s.file]) for s in scored}
    junk = [s for s in scored if s.right + s.missed]
    clean = [s for s in scored if not s.right + s.missed]
    bodies = {s.file: s.body for s in scored}
    every = [(file, tail) for file, several in tails.items() if file in bodies for tail in several]
    figures = {
        "articles": float(len(scored)),
        "precision": right / max(right + wrong, 1),
        "recall": right / max(right + missed, 1),
        "f1": f1(right, wrong, missed),
        "macro_f1": sum(s.f1 for s in junk) / max(len(junk), 1),
        "body_loss": sum(lost.values()) / max(sum(s.kept_chars for s in scored), 1),
        "clean_whole": sum(lost[s.file] <= 0.001 * s.kept_chars for s in clean) / max(len(clean), 1),
        "tails_gone": sum(tail.strip() not in bodies[file] for file, tail in every) / max(len(every), 1),
    }
    if not clean:
        del figures["clean_whole"]
    if not every:
        del figures["tails_gone"]
    return {name: round(value, 5) for name, value in figures.items()}
