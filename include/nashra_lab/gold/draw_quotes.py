"""`python -m nashra_lab.gold.draw_quotes CORPUS OUT`: draws the articles to be read for quotes, and for topics.

CORPUS holds `pool_dev.parquet` and `pool_dev2.parquet` (id, source, text). Seeded; one article of each source in turn,
and of each section in turn within a source whose ids name one. Never drawn: sites that are kept unseen, one beginning
twice, very short and very long articles. An article of `quotes` has marks of quotation or a verb of saying; one with
marks is three times as likely as another. Since few of those hold direct quotes, `direct` is a second draw for the same
labels, of articles with many words between marks; `more_topics` is a second draw for topics. No article is in two sets.

With --later: two sets of a later day, of what no other set of labels has. `quotes_later` is half of articles with many
words between marks, a third aside; `topics_later` has none aside, since it is there to be looked at.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra_lab.gold.fact_labels import LABELS, read_fact_labels
from nashra_lab.gold.line_labels import read_line_labels, unseen_sites
from nashra_lab.gold.quote_labels import is_aside, read_quote_labels, text_digest
from nashra_lab.gold.quote_marks import marked_pairs, words_of
from nashra_lab.gold.topic_labels import HEADER, read_topic_labels

SEED = "nashra-quotes-2026"
WANTED = {
    "quotes": {"dev": 40, "dev2": 20},
    "topics": {"dev": 90, "dev2": 60},
    "direct": {"dev": 26, "dev2": 14},
    "more_topics": {"dev": 36, "dev2": 24},
}
LATER = {
    "quotes_later": [("direct", False, 8), ("quotes", False, 8), ("direct", True, 4), ("quotes", True, 4)],
    "topics_later": [("topics", False, 60)],
}
"""Of each set of a later day: how articles are drawn, whether they are aside, how many."""
LATER_SHARES = {"dev2": 0.375, "dev": 1.0}  # of what is still wanted, in this order: little is left of the second pool
FORMS = ("topics", "more_topics", "topics_later")  # read whole; a form is filled in
CHARACTERS = {"quotes": range(500, 2201), "topics": range(300, 2801), "direct": range(500, 2201)} | {
    "more_topics": range(300, 2801)
}
LONG = 8  # words between marks that are rather a saying than a title
MARKED = 3.0  # how much likelier an article with marks of quotation is
LATER_MOST = 3  # articles of one source in a set of a later day
SAYS = re.compile(
    r"\b[وف]?(?:ي|ت)?(?:قال|قالت|قائلا|أضاف|اضاف|أكد|اكد|أعلن|اعلن|صرح|أوضح|اوضح|ذكر|أشار|اشار|تابع|نقل)(?:ت|وا|ا)?\b"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An article of the pool `corpus` (dev or dev2), with its text as the pool has it."""

    corpus: str
    article: str
    source: str
    text: str

    @property
    def section(self) -> str:
        """What the id says before its digits: the section, where the corpus was gathered by section."""
        return re.split(r"[A-Z]{2,3}\d|\d", self.article)[0]


def hashed(*parts: str) -> str:
    """The seeded hash of an id, for every choice that is made by chance."""
    return hashlib.sha256("|".join((SEED, *parts)).encode()).hexdigest()


def _key(kind: str, article: Drawn) -> float:
    """Exponential, so that the least keys are a weighted sample."""
    chance = (int(hashed(kind, article.article)[:12], 16) + 1) / (16**12 + 1)
    return -math.log(chance) / (MARKED if kind == "quotes" and marked_pairs(article.text) else 1.0)


def _fits(kind: str, article: Drawn) -> bool:
    if len(article.text) not in CHARACTERS[kind]:
        return False
    if kind == "direct":
        return any(len(article.text[start:end].split()) >= LONG for start, end in marked_pairs(article.text))
    return kind in FORMS or bool(marked_pairs(article.text) or SAYS.search(article.text))


def in_turn(kind: str, articles: list[Drawn]) -> Iterator[Drawn]:
    by_section: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for article in sorted(articles, key=lambda each: _key(kind, each)):
        by_section[article.source, article.section].append(article)
    by_source: dict[str, list[list[Drawn]]] = defaultdict(list)
    for source, section in sorted(by_section, key=lambda names: hashed(kind, *names)):
        by_source[source].append(by_section[source, section])
    rows = ([each for row in zip_longest(*sections) for each in row if each] for sections in by_source.values())
    return (each for row in zip_longest(*rows) for each in row if each)


def draw(corpus: Path) -> dict[str, list[Drawn]]:
    """The articles of all sets, from the pools in the folder `corpus`."""
    pools, taken = read_pools(corpus), set[str]()
    drawn: dict[str, list[Drawn]] = defaultdict(list)
    for kind, wanted in WANTED.items():
        for name, articles in pools.items():
            left = wanted[name]
            for article in in_turn(kind, [each for each in articles if _fits(kind, each)]):
                beginning = beginning_of(article.text)
                if left and beginning not in taken:
                    taken.add(beginning)
                    drawn[kind].append(article)
                    left -= 1
        drawn[kind].sort(key=lambda each: hashed("shuffle", each.article))
    return dict(drawn)


def read_pools(corpus: Path) -> dict[str, list[Drawn]]:
    """The articles of both pools, but for those of sites that are kept unseen."""
    unseen = unseen_sites()
    return {
        name: [
            Drawn(name, row["id"], row["source"], row["text"])
            for row in pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "source", "text"]).to_pylist()
            if row["source"] not in unseen
        ]
        for name in ("dev", "dev2")
    }


def draw_later(corpus: Path) -> dict[str, list[Drawn]]:
    """The articles of the sets of a later day, from the pools in the folder `corpus`."""
    labelled = {*read_quote_labels(), *read_topic_labels(), *read_fact_labels(LABELS), *read_line_labels()}
    pools = read_pools(corpus)
    texts = {(each.corpus, each.article): each.text for articles in pools.values() for each in articles}
    taken = {beginning_of(texts[key]) for key in labelled if key in texts}
    drawn: dict[str, list[Drawn]] = defaultdict(list)
    for kind, parts in LATER.items():
        sources = Counter[str]()
        for like, aside, wanted in parts:
            for name, share in LATER_SHARES.items():
                articles, left = pools[name], round(wanted * share)
                wanted -= left
                fits = [each for each in articles if _fits(like, each) and is_aside(each.article) == aside]
                for article in in_turn(kind, fits):
                    free = beginning_of(article.text) not in taken and sources[article.source] < LATER_MOST
                    if left and free:
                        taken.add(beginning_of(article.text))
                        sources[article.source] += 1
                        drawn[kind].append(article)
                        left -= 1
                wanted += left
        drawn[kind].sort(key=lambda each: hashed("shuffle", each.article))
    return dict(drawn)


def beginning_of(text: str) -> str:
    return "".join(text.split())[:160]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--later", is_flag=True, help="The sets of a later day instead.")
def main(corpus: Path, out: Path, later: bool) -> None:
    """Write OUT/quotes.txt, OUT/direct.txt, OUT/topics.txt and OUT/more_topics.txt: `## corpus id source`, then the
    text. For quotes each word has its number before it and each pair of marks its number as Q1: what place_quotes
    takes. OUT/topics.tsv and OUT/more_topics.tsv are the forms for topics, to be filled in."""
    out.mkdir(parents=True, exist_ok=True)
    for kind, articles in (draw_later if later else draw)(corpus).items():
        with (out / f"{kind}.txt").open("w", encoding="utf-8") as file:
            for article in articles:
                text = article.text if kind in FORMS else numbered(article.text)
                file.write(f"## {article.corpus} {article.article} {article.source}\n{text}\n\n")
        click.echo(f"{len(articles)} articles in {out / kind}.txt")
        if kind in FORMS:
            rows = [f"{each.corpus}\t{each.article}\t{text_digest(each.text)}\t\t" for each in articles]
            (out / f"{kind}.tsv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


def numbered(text: str) -> str:
    """The text with the number of each word before it, and of each pair of marks where it opens and ends."""
    inserts = [(start, f"{number}_") for number, (start, _) in enumerate(words_of(text))]
    for number, (start, end) in enumerate(marked_pairs(text), 1):
        inserts += [(start - 1, f"Q{number}"), (end + 1, f"/Q{number}")]
    for at, mark in sorted(inserts, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


if __name__ == "__main__":
    run_door(main)
