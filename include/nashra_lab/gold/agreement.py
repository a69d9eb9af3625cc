"""`python -m nashra_lab.gold.agreement`: how far two readings agree, on lines, names, quotes, topics; prints JSON."""

import json
from collections import Counter

import click

from nashra.door import run_door
from nashra_lab.gold import quote_labels, topic_labels
from nashra_lab.gold.line_labels import SECOND, read_line_labels
from nashra_lab.gold.name_labels import FOLDER, READ, Name, read_articles, read_places


def line_agreement() -> dict[str, float | int]:
    """Of the lines that two read: the share with one label, kappa on "goes or stays" (M aside), and F1 of the lines
    that go, the first reader taken as gold."""
    first, second = read_line_labels(), read_line_labels(SECOND)
    pairs = Counter(
        (label, second[key].lines.get(line, "K"))
        for key in second
        for line, label in first[key].lines.items()
        if line in second[key].lines
    )
    total = sum(pairs.values())
    told = {pair: count for pair, count in pairs.items() if "M" not in pair}
    judged = sum(told.values())
    same = (told.get(("K", "K"), 0) + told.get(("R", "R"), 0)) / judged
    go = [sum(count for pair, count in told.items() if pair[side] == "R") / judged for side in (0, 1)]
    chance = go[0] * go[1] + (1 - go[0]) * (1 - go[1])
    both = told.get(("R", "R"), 0)
    return {
        "articles": len(second),
        "lines": total,
        "same_label": round(sum(count for (one, other), count in pairs.items() if one == other) / total, 4),
        "kappa_goes": round((same - chance) / (1 - chance), 3),
        "f1_goes": round(2 * both / (judged * (go[0] + go[1])), 3),
    }


def name_agreement() -> dict[str, dict[str, float | int]]:
    """Strict F1 (type and both ends) of one reader by the other, for each text that two read; names that either
    holds for optional are left out on both sides."""
    result = {}
    for file in READ:
        path = FOLDER / file.replace(".tsv", "_second.tsv")
        one, other, articles = read_places(FOLDER / file), read_places(path), set(read_articles(path))
        counts = Counter[str]()
        # a text that came in one piece (NTREX) was read twice in a part of its lines
        lines = {key for key in other if key[0] in articles}
        span = range(min(n for _, n in lines), max(n for _, n in lines) + 1) if len(articles) == 1 else None
        keys = lines | {key for key in one if key[0] in articles and (span is None or key[1] in span)}
        for key in keys:
            a, b = one.get(key, ()), other.get(key, ())
            loose = [name for name in (*a, *b) if name.optional]
            mine, theirs = ({(n.start, n.end, n.type) for n in names if not _touches(n, loose)} for names in (a, b))
            counts.update(same=len(mine & theirs), first=len(mine), second=len(theirs))
            counts.update(same_place=len({n[:2] for n in mine} & {n[:2] for n in theirs}))
        both = counts["first"] + counts["second"]
        result[file.removesuffix(".tsv")] = {
            "names": counts["first"],
            "strict_f1": round(2 * counts["same"] / both, 3),
            "places_f1": round(2 * counts["same_place"] / both, 3),
        }
    return result


def _touches(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)


def quote_agreement() -> dict[str, float | int]:
    """Of the articles read twice: F1 of places by kind, and of what both found, the share with one speaker and cue."""
    first, second = map(quote_labels.read_quote_labels, (quote_labels.FIRST, quote_labels.SECOND))
    ones = {(key, quote.kind, quote.span): quote for key in second for quote in first[key].quotes}
    others = {(key, quote.kind, quote.span): quote for key in second for quote in second[key].quotes}
    both = [(ones[place], others[place]) for place in ones.keys() & others.keys()]
    said = [(one, other) for one, other in both if one.kind != "none"]
    figures: dict[str, float | int] = {"articles": len(second), "labels": len(ones)}
    for kind in quote_labels.KINDS.values():
        counts = [sum(place[1] == kind for place in places) for places in (ones, others)]
        same = sum(one.kind == kind for one, _ in both)
        figures[f"f1_{kind}"] = round(2 * same / max(sum(counts), 1), 3)
    for part in ("speaker", "fullest", "cue"):
        same = sum(getattr(one, part) == getattr(other, part) for one, other in said)
        figures[f"same_{part}"] = round(same / len(said), 3)
    return figures


def topic_agreement() -> dict[str, float | int]:
    """Of the articles read twice: the share with one first label, and the share where either reading would pass the
    other's first label."""
    first, second = topic_labels.read_topic_labels(), topic_labels.read_topic_labels(topic_labels.SECOND)
    figures: dict[str, float | int] = {"articles": len(second)}
    for part in ("countries", "sections"):
        pairs = [(getattr(first[key], part), getattr(second[key], part)) for key in second]
        figures[f"same_{part}"] = round(sum(one[0] == other[0] for one, other in pairs) / len(pairs), 3)
        passed = sum(one[0] in other or other[0] in one for one, other in pairs)
        figures[f"passed_{part}"] = round(passed / len(pairs), 3)
    return figures


@click.command()
def main() -> None:
    """Print how far two readings agree."""
    told = {
        "lines": line_agreement(),
        "names": name_agreement(),
        "quotes": quote_agreement(),
        "topics": topic_agreement(),
    }
    click.echo(json.dumps(told, indent=1))


if __name__ == "__main__":
    run_door(main)
