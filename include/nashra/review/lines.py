"""Lines that the judge was unsure of: those that went with the weakest evidence, and those that nearly went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nashra.cleaning.decide.line_decisions import shipped_line_decisions
from nashra.cleaning.lines.read_lines import read_lines
from nashra.review.answers import LONGEST_LINE, on_one_line
from nashra.review.context import Contexts
from nashra.review.items import Item, Kind, line_choices
from nashra.review.night import Night
from nashra.review.review_rules import review_rules

_WEIGHED = r": (?P<sum>-?\d+\.\d) over (?P<limit>-?\d+\.\d)$"  # how the evidence of a line ends that was weighed


@dataclass(slots=True)
class Found:
    """A line of a source, as often as it stood on the day."""

    source: str
    text: str
    article_id: str  # of the first
    times: int
    rank: float  # the smaller, the sooner it is asked
    facts: dict[str, Any]


def unsure_lines(night: Night) -> list[Item]:
    """Those that went, then those that stayed."""
    contexts = Contexts(night)
    return [*_items(night, "removed", _removed(night), contexts), *_items(night, "kept", _kept(night), contexts)]


def removed_by(night: Night, column: str, name: str, most: int) -> list[Item]:
    """The commonest lines that a rule took, or that went from a source; `column` is `rule` or `source`."""
    if column == "source":
        of_source = [article_id for article_id, source in night.sources.items() if source == name]
        chosen = pc.is_in(night.removed["article_id"], pa.array(of_source, pa.string()))
    else:
        chosen = pc.equal(night.removed[column], name)
    found = sorted(distinct(night.removals(chosen)), key=lambda one: (-one.times, one.source, one.text))
    return _asked(night, "rule", found, Contexts(night), most)


def _removed(night: Night) -> list[Found]:
    weighed = pc.extract_regex(night.removed["evidence"], _WEIGHED)
    total, limit = (pc.cast(pc.struct_field(weighed, name), pa.float64()) for name in ("sum", "limit"))
    over = pc.subtract(total, limit)
    chosen = pc.fill_null(pc.less_equal(over, review_rules().lines.over), False)
    rows = [
        row | {"rank": value, "over": round(value, 1)}
        for row, value in zip(night.removals(chosen), over.filter(chosen).to_pylist(), strict=True)
    ]
    return sorted(distinct(rows), key=lambda one: (one.rank, -one.times, one.source, one.text))


def _kept(night: Night) -> list[Found]:
    rows = [
        {"article_id": article_id, "source": source, "text": text, "rank": 0.0}
        for article_id, source, lines in night.unsure()
        for text in lines
    ]
    return sorted(distinct(rows), key=lambda one: (-one.times, one.source, one.text))


def _items(night: Night, kind: Kind, found: Sequence[Found], contexts: Contexts) -> list[Item]:
    return _asked(night, kind, found, contexts, review_rules().lines.most)


def _asked(night: Night, kind: Kind, found: Sequence[Found], contexts: Contexts, most: int) -> list[Item]:
    fewest = 0 if kind == "rule" else review_rules().lines.letters
    chosen = [one for one in found if len(one.text) >= fewest][:most]
    examples = contexts.of_lines([(one.article_id, one.text) for one in chosen])
    return [
        Item(kind, night.day, one.text, line_choices(one.source, one.text), (example,),
             one.facts | {"source": one.source, "times": one.times})
        for one, example in zip(chosen, examples, strict=True)
    ]  # fmt: skip


def distinct(rows: Iterable[dict[str, Any]]) -> list[Found]:
    """Rows of one source and one line as one, without those that were decided, and those that cannot be."""
    rows = [row for row in rows if len(row["text"]) <= LONGEST_LINE]
    texts = [on_one_line(row["text"]) for row in rows]
    lines, decided = read_lines(texts), shipped_line_decisions()
    found: dict[tuple[str, int], Found] = {}
    letters = zip(lines.article.tolist(), lines.hash.tolist(), lines.letters.tolist(), strict=True)
    for number, line, count in letters:
        row = rows[number]
        source = str(row["source"])
        if not count or decided.of(source, line):
            continue
        known = found.get((source, line))
        if known is None:
            facts = {name: row[name] for name in ("rule", "category", "evidence", "over") if name in row}
            rank = float(row.get("rank", 0.0))
            found[source, line] = Found(source, texts[number], str(row["article_id"]), 1, rank, facts)
        else:
            known.times, known.rank = known.times + 1, min(known.rank, float(row.get("rank", 0.0)))
    return list(found.values())
