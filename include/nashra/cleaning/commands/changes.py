"""What one way of cleaning removes that another doesn't, by rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nashra.article import Article, Cleaned
from nashra.cleaning.ledger.account import REPAIR

Gone = Mapping[tuple[int, str], str]
"""What is taken out of an article: (line, text) with the rule that takes it; repairs are none of it."""
LONGEST = 120  # characters of an example


@dataclass(slots=True)
class Change:
    """What changes under one rule."""

    removed: int = 0  # lines, or parts of lines, that would go now
    restored: int = 0  # that would stay now
    renamed: int = 0  # that went before as well, for another reason
    articles: set[str] = field(default_factory=set)
    examples: dict[str, list[str]] = field(default_factory=lambda: {"-": [], "+": [], "~": []})  # by mark

    def note(self, mark: str, article: Article, line: int, text: str, most: int) -> None:
        self.articles.add(article.article_id)
        if len(self.examples[mark]) < most:
            self.examples[mark].append(f"{article.landing_file}:{line + 1}: {text[:LONGEST]}")

    def lines(self, rule: str) -> Iterator[str]:
        """What to say: the counts, then the examples."""
        renamed = f", gives another reason for {self.renamed}" if self.renamed else ""
        yield f"{rule}: removes {self.removed}, restores {self.restored}{renamed}, in {len(self.articles)} articles"
        for mark, examples in self.examples.items():
            yield from (f"  {mark} {example}" for example in examples)


def gone(cleaned: Cleaned) -> Gone:
    return {(r.line_no, r.text): r.rule for r in cleaned.removals if r.category != REPAIR}


def changes_of(pairs: Iterable[tuple[Article, Gone, Gone]], most: int = 5) -> dict[str, Change]:
    """Changes by rule, of articles with what went before and what goes now; `most` examples of each kind.

    A line that goes now counts under the rule that removes it now, one that comes back under the rule that removed it
    before, one that went and goes under the rule that removes it now, when that is another.
    """
    found: dict[str, Change] = {}
    for article, was, now in pairs:
        for line, text in sorted(now.keys() | was.keys()):
            before, after = was.get((line, text)), now.get((line, text))
            if before == after:
                continue
            change = found.setdefault(after or before or "", Change())
            if before is None:
                change.removed += 1
                change.note("-", article, line, text, most)
            elif after is None:
                change.restored += 1
                change.note("+", article, line, text, most)
            else:
                change.renamed += 1
                change.note("~", article, line, f"({before}) {text}", most)
    return dict(sorted(found.items()))


def told(changes: Mapping[str, Change], articles: int) -> Iterator[str]:
    """What to say, line by line, with the sums at its end."""
    for rule, change in changes.items():
        yield from change.lines(rule)
    yield f"{articles} articles, {len(changes)} rules with a change"
