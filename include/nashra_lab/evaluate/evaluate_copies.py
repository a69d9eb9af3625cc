"""How many copies are found: articles of the pools, and what papers do to an agency's text, made of them.

`python -m nashra_lab.evaluate.evaluate_copies CORPUS`. CORPUS is the folder of the pools (pool_dev.parquet,
pool_dev2.parquet). A hundred texts are drawn by a seed, from as many sources as there are; of each one text of every
kind below is made, with sentences of other articles, and all stand among those that were not drawn. Nobody labels
anything here: the kind says how much is whose.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra.stories.copies import Printed, copies_of
from nashra.stories.day_reading import Original, read_day
from nashra_lab.evaluate.floors import hold

SEED = "copies-2026"
DRAWN, AMONG = 100, 3000
WORDS = range(150, 700)  # of a text that is drawn
DAY = "2026-01-01"
OWN = "own.example"  # where what is made of a text appears
_ENDS = re.compile(r"(?<=[.!؟])\s+|\n+")

Sentences = list[str]
Make = Callable[[Sentences, Sentences], Sentences]
"""From an agency's sentences and somebody else's, what a paper prints."""


def _part(own: Sentences, of: Sentences, share: float) -> Sentences:
    """So many sentences of one's own that they are nearly this share of all words."""
    wanted, taken = share / (1 - share) * _words(of), list[str]()
    for sentence in own:
        if _words([*taken, sentence]) <= wanted:
            taken.append(sentence)
    return taken


def _words(sentences: Sentences) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _respelt(sentences: Sentences) -> Sentences:
    """Another hand: hamzas, ta marbuta and commas as some write them, a word in fifteen left out or changed."""
    found = []
    for number, sentence in enumerate(sentences):
        words = [word for at, word in enumerate(sentence.split()) if (at + number) % 15]
        found.append(" ".join(words).translate(str.maketrans("أإآةى،", "اااهي ")))
    return found


def _reworded(sentences: Sentences) -> Sentences:
    """An editor's pen: the first two words of each sentence are another's, and one word in ten."""
    found = []
    for sentence in sentences:
        words = sentence.split()
        words[:2] = ["وبحسب", "المصدر"]
        found.append(" ".join(word if at % 10 else f"حول{at}" for at, word in enumerate(words, 3)))
    return found


KINDS: dict[str, tuple[bool, Make]] = {
    "whole": (True, lambda text, _: text),
    "own_lead": (True, lambda text, own: [*own[:2], *text[2:]]),
    "cut_tail": (True, lambda text, _: text[: max(2, len(text) * 3 // 5)]),
    "dropped": (True, lambda text, _: [one for at, one in enumerate(text) if at % 3 != 1]),
    "inserted": (True, lambda text, own: [*text[:2], *own[:2], *text[2:4], *own[2:4], *text[4:]]),
    "respelt": (True, lambda text, _: _respelt(text)),
    "reworded": (True, lambda text, _: _reworded(text)),
    "a_third": (True, lambda text, _: text[: max(2, len(text) // 3)]),
    "a_third_from_the_middle": (True, lambda text, _: text[len(text) // 3 :][: max(2, len(text) // 3)]),
    "two_thirds_of_it_copied": (True, lambda text, own: [*_part(own, text, 0.33), *text]),
    "half_of_it_copied": (True, lambda text, own: [*_part(own, text, 0.45), *text]),
    "a_third_of_it_copied": (False, lambda text, own: [*_part(own, text, 0.67), *text]),
    "two_sentences_quoted": (False, lambda text, own: [*_part(own, text, 0.6), *text[:2]]),
    "another_text": (False, lambda text, own: _part(own, text, 0.5)),
}  # fmt: skip
"""What is made, and whether it is a copy: half of it or more is the other's."""


def hashed(*parts: str) -> str:
    return hashlib.sha256("|".join((SEED, *parts)).encode()).hexdigest()


def sentences_of(text: str) -> Sentences:
    return [one.strip() for one in _ENDS.split(text) if len(one.split()) > 3]


def draw(corpus: Path) -> tuple[list[str], list[str], list[str]]:
    """The texts that are copied, one of each source in turn; those from which a paper's own sentences are; and those
    among which they stand."""
    by_source: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in ("dev", "dev2"):
        table = pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "source", "text"])
        for row in table.to_pylist():
            by_source[row["source"]].append((hashed(row["id"]), row["text"]))
    queues = [sorted(by_source[source]) for source in sorted(by_source, key=hashed)]
    every = [one for row in zip_longest(*queues) for one in row if one]
    fitting = [text for _, text in every if len(text.split()) in WORDS and len(sentences_of(text)) >= 6]
    drawn, own = fitting[:DRAWN], fitting[DRAWN : 4 * DRAWN]
    left = [text for _, text in sorted(every) if text not in {*drawn, *own}]
    return drawn, own, left[:AMONG]


def printed_in_order(texts: Sequence[str], made: Sequence[tuple[str, int, str]]) -> Iterator[tuple[Printed, str]]:
    """All articles of the day in order of their ids: those of an agency first, then those that a paper prints."""
    for number, text in enumerate(texts):
        yield Printed(DAY, "06", f"a{number:05}", f"source{number}.example", None, number), text
    for number, (_, _, text) in enumerate(made, len(texts)):
        yield Printed(DAY, "18", f"b{number:05}", OWN, None, number), text


def evaluate(drawn: Sequence[str], others: Sequence[str], among: Sequence[str]) -> dict[str, dict[str, float | int]]:
    """Of each kind how many are found, with the text that they are of."""
    made = []
    for number, text in enumerate(drawn):
        for kind, (_, make) in KINDS.items():
            begin = int(hashed(kind, str(number))[:8], 16)
            own = [one for at in range(begin, begin + 8) for one in sentences_of(others[at % len(others)])]
            made.append((kind, number, "\n".join(make(sentences_of(text), own))))
    articles = list(printed_in_order([*drawn, *among], made))
    shingles = read_day([[Original(one.article_id, None, text, []) for one, text in articles]]).shingles()
    found = {
        row["article_id"]: row["copy_of"] for row in copies_of(DAY, {DAY: shingles}, {DAY: [p for p, _ in articles]})
    }
    counts: Counter[tuple[str, str]] = Counter()
    for (kind, number, _), (one, _) in zip(made, articles[-len(made) :], strict=True):
        counts[kind, "articles"] += 1
        counts[kind, "found"] += one.article_id in found
        counts[kind, "right"] += found.get(one.article_id) == f"a{number:05}"
    return {"copies": _figures(counts, True), "none": _figures(counts, False)}


def _figures(counts: Counter[tuple[str, str]], copies: bool) -> dict[str, float | int]:
    """Of the kinds that are copies, or of the others, and of each of them."""
    kinds = [kind for kind, (is_copy, _) in KINDS.items() if is_copy == copies]
    whole, found, right = (sum(counts[kind, name] for kind in kinds) for name in ("articles", "found", "right"))
    figures: dict[str, float | int] = {"articles": whole}
    if copies:
        figures |= {"found": round(found / whole, 3), "of_the_right_one": round(right / whole, 3)}
    else:
        figures["none_taken"] = round(found / whole, 3)
    return figures | {kind: round(counts[kind, "found"] / counts[kind, "articles"], 3) for kind in kinds}


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpus: Path) -> None:
    """Score what is found of copies made of a corpus's texts; ends with 1 when a figure is on the wrong side of its
    limit."""
    hold("copies", evaluate(*draw(corpus)))


if __name__ == "__main__":
    run_door(main)
