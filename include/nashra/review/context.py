"""What stands around a line or a name, so that an editor can tell without opening the article."""

from collections import defaultdict
from collections.abc import Sequence

from nashra.cleaning.ledger.account import NoPlaces, scraped_text
from nashra.review.items import Example
from nashra.review.night import Night, Rows

AROUND = 90  # characters shown on each side of a name
LONGEST = 240  # of a line beside the one that is asked about


class Contexts:
    """Examples out of a day's articles."""

    def __init__(self, night: Night) -> None:
        self._night = night

    def of_lines(self, wanted: Sequence[tuple[str, str]]) -> list[Example]:
        """Lines, each of an article, with the one before and the one after it in the scraped text."""
        if not wanted:
            return []
        ids = {article_id for article_id, _ in wanted}
        removals: dict[str, Rows] = defaultdict(list)
        for row in self._night.rows_of("removals", ids):
            removals[row["article_id"]].append(row)
        scraped = {
            row["article_id"]: _lines(row, removals[row["article_id"]]) for row in self._night.rows_of("articles", ids)
        }
        return [_example(article_id, text, scraped.get(article_id, [])) for article_id, text in wanted]

    def of_names(self, wanted: Sequence[Rows]) -> list[tuple[Example, ...]]:
        """Mentions, some of each name, with what stands beside them in the body."""
        rows = [row for some in wanted for row in some]
        if not rows:
            return [() for _ in wanted]
        found = self._night.rows_of("articles", {row["article_id"] for row in rows})
        bodies = {row["article_id"]: row["body"] for row in found}
        return [tuple(_beside(row, bodies.get(row["article_id"], "")) for row in some) for some in wanted]


def _lines(article: dict[str, object], removals: Rows) -> list[str]:
    try:
        text = scraped_text(article, removals)
    except NoPlaces:
        text = f"{article['title'] or ''}\n{article['body']}"
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _example(article_id: str, text: str, lines: list[str]) -> Example:
    squeezed = " ".join(text.split())
    at = lines.index(squeezed) if squeezed in lines else None
    if at is None:
        return Example(article_id, text)
    before, after = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
    return Example(article_id, text, before[-LONGEST:], after[:LONGEST])


def _beside(row: dict[str, object], body: str) -> Example:
    start, end = int(str(row["start"])), int(str(row["end"]))
    left, right = body[max(0, start - AROUND) : start], body[end : end + AROUND]
    before = left.rpartition("\n")[2]
    cut = before if start <= AROUND or "\n" in left else before.partition(" ")[2]
    after = right.partition("\n")[0]
    whole = after if "\n" in right or end + AROUND >= len(body) else after.rpartition(" ")[0]
    return Example(str(row["article_id"]), str(row["surface"]), cut, whole)
