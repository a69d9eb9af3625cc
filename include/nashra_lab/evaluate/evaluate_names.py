"""`python -m nashra_lab.evaluate.evaluate_names --corpus DIR`: how well names are recognised in news of other papers.

The bodies are those that their readers had, so that cleaning has no part in it; recognising and linking are a night's.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from nashra.article import Mention
from nashra.door import run_door
from nashra.entities.link import Linker
from nashra.entities.recognise import load_recognizer
from nashra.entities.recognise.base import Recognizer
from nashra.settings import load_settings
from nashra_lab.gold.other_papers import LabelledName, LabelledNews, read_further, read_other_papers

TYPES = ("PERS", "LOC", "ORG", "MISC")


def figures(articles: Sequence[LabelledNews], found: Sequence[Sequence[Mention]]) -> dict[str, Any]:
    """Strict (both ends and type) and partial (type, and a place in common) precision, recall and F1 over all types,
    and the strict F1 of each. What overlaps optional names alone is neither right nor wrong."""
    counts: Counter[tuple[str, str]] = Counter()
    for article, mentions in zip(articles, found, strict=True):
        firm = [name for name in article.names if not name.optional]
        soft = [name for name in article.names if name.optional]
        kept = [one for one in mentions if _any(one, firm) or not _any(one, soft)]
        counts.update(("labelled", name.type) for name in firm)
        counts.update(("found", one.type) for one in kept)
        for mode in ("strict", "partial"):
            counts.update((mode, type_) for type_ in _matched(firm, kept, strict=mode == "strict"))
    return {
        "articles": len(articles),
        "names": sum(counts["labelled", type_] for type_ in TYPES),
        "strict": _score(counts, "strict", TYPES),
        "partial": _score(counts, "partial", TYPES),
        "strict_f1": {type_: _score(counts, "strict", (type_,))["f1"] for type_ in TYPES},
    }


def _matched(names: Sequence[LabelledName], mentions: Sequence[Mention], strict: bool) -> list[str]:
    """Types of the names that are found, each by a mention of its own: the pairs that have most in common first."""
    pairs = [
        (-_common(one, name), at, place)
        for at, name in enumerate(names)
        for place, one in enumerate(mentions)
        if _common(one, name) > 0 and one.type == name.type
        and (not strict or (one.start, one.end) == (name.start, name.end))
    ]  # fmt: skip
    taken_names: set[int] = set()
    taken: set[int] = set()
    for _, at, place in sorted(pairs):
        if at not in taken_names and place not in taken:
            taken_names.add(at)
            taken.add(place)
    return [names[at].type for at in taken_names]


def _common(one: Mention, name: LabelledName) -> int:
    return min(one.end, name.end) - max(one.start, name.start)


def _any(one: Mention, names: Iterable[LabelledName]) -> bool:
    return any(_common(one, name) > 0 for name in names)


def _score(counts: Counter[tuple[str, str]], mode: str, types: Sequence[str]) -> dict[str, float]:
    right, found, labelled = (sum(counts[what, type_] for type_ in types) for what in (mode, "found", "labelled"))
    precision, recall = right / max(found, 1), right / max(labelled, 1)
    f1 = 2 * right / max(found + labelled, 1)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


@click.command()
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="The open corpus, with its pools.")  # fmt: skip
@click.option("--recognizer", type=click.Choice(["auto", "camel", "embedded"]), default="embedded", show_default=True)
def main(corpus: Path, recognizer: str) -> None:
    """Print figures of the open articles and of those aside, as JSON; then of the sets that were labelled later."""
    tagger = load_recognizer(load_settings(recognizer=recognizer))
    told = _parts(read_other_papers(corpus), tagger)
    for name, articles in read_further(corpus).items():
        told.update({f"{name}_{part}": some for part, some in _parts(articles, tagger).items()})
    click.echo(json.dumps(told, indent=1))


def _parts(articles: Sequence[LabelledNews], tagger: Recognizer) -> dict[str, Any]:
    """Figures of a set's open articles and of those aside."""
    found = tagger.mentions([article.body for article in articles])
    linker = Linker.load()
    linked = [
        linker.link_article(mentions, article.body, article.source)
        for article, mentions in zip(articles, found, strict=True)
    ]
    told = {}
    for part in ("open", "aside"):
        some = [at for at, article in enumerate(articles) if article.aside == (part == "aside")]
        told[part] = figures([articles[at] for at in some], [linked[at] for at in some])
    return told


if __name__ == "__main__":
    run_door(main)
