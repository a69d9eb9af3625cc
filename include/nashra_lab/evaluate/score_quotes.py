"""Quotes that were found against labels made by reading, as the guide of nashra_lab/gold says what counts."""

from collections import Counter
from collections.abc import Sequence

from nashra.quotes.find import Quote as Found
from nashra.text.fold import fold_line
from nashra_lab.gold.quote_labels import Quote as Label
from nashra_lab.gold.quote_labels import Span

DIRECT, INDIRECT = 0.7, 0.5
"""Share of two places together that both have, from which on they are one: marks say where a direct quote ends, of a
clause readers may differ."""


def overlap(one: Span, other: Span) -> float:
    """What two places have in common, as a share of both together."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def score_article(body: str, found: Sequence[Found], labels: Sequence[Label]) -> Counter[str]:
    """Counts of one article, to be added up; `figures` makes shares of them."""
    counts = Counter[str]()
    direct = [quote for quote in found if quote.kind == "direct"]
    indirect = [quote for quote in found if quote.kind == "indirect"]
    gold = {kind: [label for label in labels if label.kind == kind] for kind in ("direct", "indirect", "none")}
    either = [label for label in labels if label.kind in ("unmarked", "fragment", "optional")]
    used = _match(counts, body, direct, gold["direct"], DIRECT)
    pairs = zip(gold["direct"], used, strict=True)
    counts["direct_exact"] = sum(n is not None and _of(direct[n]) == label.span for label, n in pairs)
    for number, quote in enumerate(direct):
        free = any(_free(quote, label.span) for label in either)
        counts["direct_wrong"] += number not in used and not free
    counts["none"] = len(gold["none"])
    counts["none_taken"] = sum(any(overlap(_of(q), label.span) >= DIRECT for q in direct) for label in gold["none"])
    used = _match(counts, body, indirect, gold["indirect"], INDIRECT)
    for number, quote in enumerate(indirect):
        free = any(overlap(_of(quote), label.span) >= INDIRECT for label in [*either, *gold["direct"]])
        counts["indirect_wrong"] += number not in used and not free
    return counts


def _match(
    counts: Counter[str], body: str, found: Sequence[Found], labels: Sequence[Label], least: float
) -> list[int | None]:
    """For each label the place in `found` of what was found of it, each once; counts them and their speakers."""
    used: list[int | None] = []
    for label in labels:
        number = _best(found, label.span, least, used)
        used.append(number)
        counts[label.kind] += 1
        if number is not None:
            counts[f"{label.kind}_found"] += 1
            counts[f"{label.kind}_speaker"] += same_speaker(body, found[number], label)
    return used


def same_speaker(body: str, found: Found, label: Label) -> bool:
    """Whether the speaker found is the one labelled: at a labelled place, or called the same."""
    if label.speaker is None or found.speaker is None or found.speaker_start is None:
        return label.speaker is None and found.speaker is None
    place = (found.speaker_start, found.speaker_start + len(found.speaker))
    places = [span for span in (label.speaker, label.fullest) if span]
    named = {fold_line(body[slice(*span)]) for span in places}
    return fold_line(found.speaker) in named or any(overlap(place, span) > 0 for span in places)


def _of(quote: Found) -> Span:
    return quote.start, quote.end


def _best(found: Sequence[Found], span: Span, least: float, used: Sequence[int | None]) -> int | None:
    fits = [(overlap(_of(q), span), -n) for n, q in enumerate(found) if n not in used]
    share, number = max(fits, default=(0.0, 0))
    return -number if share >= least else None


def _free(quote: Found, span: Span) -> bool:
    """Whether a place that is either right holds most of a quote."""
    common = min(quote.end, span[1]) - max(quote.start, span[0])
    return common >= DIRECT * (quote.end - quote.start)


def figures(counts: Counter[str]) -> dict[str, float | int]:
    """Shares of counts of some articles."""
    direct, found = counts["direct"], counts["direct_found"]
    indirect = counts["indirect_found"]
    return {
        "direct": direct,
        "direct_f1": _share(2 * found, direct + found + counts["direct_wrong"]),
        "direct_recall": _share(found, direct),
        "direct_precision": _share(found, found + counts["direct_wrong"]),
        "direct_exact": _share(counts["direct_exact"], found),
        "speaker_right": _share(counts["direct_speaker"], found),
        "quote_and_speaker": _share(counts["direct_speaker"], direct),
        "none": counts["none"],
        "none_taken": _share(counts["none_taken"], counts["none"]),
        "indirect": counts["indirect"],
        "indirect_recall": _share(indirect, counts["indirect"]),
        "indirect_precision": _share(indirect, indirect + counts["indirect_wrong"]),
        "indirect_speaker_right": _share(counts["indirect_speaker"], indirect),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
