"""Training and evaluation data: the labelled corpus, the unlabelled pool, and what is made of it."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.decide.weigh.features import AT, F32, measure
from nashra.cleaning.lines.line_arrays import Lines
from nashra.cleaning.lines.read_lines import read_lines
from nashra.lake import read_parquet
from nashra_lab.gold.line_labels import read_line_labels, unseen_sites
from nashra_lab.train.weigher.fit_weigher import I8, Example
from nashra_lab.train.weigher.inject import Made, Story

LABELS = {"K": 0, "R": 1, "M": -1, "B": -1}


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with a label for each line."""

    article: Article
    labels: list[int]  # by line number
    site: str
    file: str


def read_labelled(raw: Path, gold: Path, sites: dict[str, str]) -> list[Labelled]:
    """Articles of a folder of texts and a folder of line labels, by file name."""
    result = []
    for path in sorted(raw.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        labels = (gold / path.name).read_text(encoding="utf-8").split("\n")
        site = sites.get(path.name, "seeds")
        article = Article(path.stem, path.name, 0, site, text)
        result.append(Labelled(article, [LABELS[label] for label in labels], site, path.name))
    return result


CORPORA = ("dev", "dev2")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A labelled corpus with its pool: what other articles say of its lines is counted on both."""

    name: str
    tails: dict[str, list[str]]  # what is glued to lines, by file
    labelled: list[Labelled]  # with labels of their own
    read: list[Labelled]  # articles of the pool, labelled by reading (nashra_lab.gold)
    pool: list[Article]

    def evidence(self) -> CorpusEvidence:
        return CorpusEvidence.build(observe_articles([*self.pool, *(one.article for one in self.labelled)]))

    def seen(self) -> list[Labelled]:
        """What training and whoever writes rules may look at."""
        unseen = unseen_sites()
        return [one for one in (*self.labelled, *self.read) if one.site not in unseen]

    def unseen(self) -> list[Labelled]:
        """What nothing is made from."""
        unseen = unseen_sites()
        return [one for one in self.labelled if one.site in unseen]


def read_corpus(folder: Path, name: str) -> Corpus:
    """`folder`/NAME (raw, gold, index.csv) and `folder`/pool_NAME.parquet, with the labels by reading of that pool."""
    with (folder / name / "index.csv").open(encoding="utf-8") as file:
        sites = {row["file"]: row["site"] for row in csv.DictReader(file)}
    pool = read_pool(folder / f"pool_{name}.parquet")
    known = {article.article_id: article for article in pool}
    tails = read_tails(folder / name / "inline.csv")
    read = []
    for (corpus, number), labels in read_line_labels().items():
        if corpus == name:
            article = known[number]
            lines = range(article.text.count("\n") + 1)
            marks = [LABELS[labels.lines.get(line, "B")] for line in lines]
            read.append(Labelled(article, marks, article.source, number))
            texts = article.text.split("\n")
            glued = [texts[line].strip()[slice(*span)] for line, spans in labels.inline.items() for span in spans]
            tails |= {number: glued} if glued else {}
    return Corpus(name, tails, read_labelled(folder / name / "raw", folder / name / "gold", sites), read, pool)


def read_seeds(seeds: Path) -> list[Labelled]:
    """The articles of `seeds` with the labels of `<seeds>_gold`."""
    return read_labelled(seeds, seeds.with_name(seeds.name + "_gold"), {})


def read_pool(path: Path) -> list[Article]:
    """The unlabelled articles of a Parquet file with columns id, source and text."""
    table = read_parquet(path, str(path), ["id", "source", "text"])
    columns = (table[name].to_pylist() for name in ("id", "source", "text"))
    return [Article(i, path.name, n, s, t) for n, (i, s, t) in enumerate(zip(*columns, strict=True))]


def stories(articles: Sequence[Article], cleaner: Cleaner, evidence: CorpusEvidence) -> list[Story]:
    """Title and body of pool articles, without the lines that rules or repetition speak against."""
    found: list[Story] = []
    for batch in batches(articles):
        known = cleaner.measure(batch, evidence)
        lines, hit = known.lines, {h.line for h in known.hits}
        repeated = known.features[:, AT["repeats"]] > 0
        for number, article in enumerate(batch):
            every = [
                line for line in range(lines.first[number], lines.first[number + 1])
                if line not in hit and not repeated[line] and lines.letters[line] > 2
            ]  # fmt: skip
            title = ""
            if every and 15 <= lines.letters[every[0]] <= 110 and known.features[every[0], AT["ends_stop"]] == 0:
                title, every = lines.raw(every[0]), every[1:]
            while every and lines.letters[every[0]] < 45:  # bylines and captions
                every = every[1:]
            body = [lines.raw(line) for line in every]
            if sum(map(len, body)) >= 250:
                found.append(Story(title, tuple(body), article.source))
    return found


def example(lines: Lines, features: F32, number: int, labels: I8, weight: float) -> Example:
    part = slice(lines.first[number], lines.first[number + 1])
    letters = lines.letters[part]
    stays = labels == 0
    weights = np.where(stays & (letters >= 80), 1.6, 1.0) * weight
    return Example(features[part], labels.astype(np.int8), weights.astype(np.float32))


def labelled_examples(
    found: Sequence[Labelled], cleaner: Cleaner, evidence: CorpusEvidence, weight: float
) -> list[Example]:
    known = cleaner.measure([f.article for f in found], evidence)
    result = []
    for number, one in enumerate(found):
        part = slice(known.lines.first[number], known.lines.first[number + 1])
        labels = np.array([one.labels[n] for n in known.lines.line_no[part]], dtype=np.int8)
        result.append(example(known.lines, known.features, number, labels, weight))
    return result


def made_examples(made: Sequence[Made], cleaner: Cleaner, evidence: CorpusEvidence) -> list[Example]:
    """Examples of made articles; what they say of repetition is added to what the corpus says."""
    result: list[Example] = []
    for start in range(0, len(made), 256):
        batch = made[start : start + 256]
        lines = read_lines(["\n".join(m.lines) for m in batch])
        near = cleaner.rules.near(lines)
        seen = evidence.of(lines)
        owner = [batch[a] for a in lines.article]
        seen.repeats += [m.repeats[n] for m, n in zip(owner, lines.line_no, strict=True)]
        seen.sources = np.maximum(seen.sources, seen.repeats > 0)
        seen.titles += [m.titles[n] for m, n in zip(owner, lines.line_no, strict=True)]
        features = measure(lines, cleaner.rules.hits(lines, near), seen, [None] * len(batch), near)
        labels = np.array([m.labels[n] for m, n in zip(owner, lines.line_no, strict=True)], dtype=np.int8)
        for number in range(len(batch)):
            part = slice(lines.first[number], lines.first[number + 1])
            result.append(example(lines, features, number, labels[part], 1.0))
    return result


def read_tails(path: Path) -> dict[str, list[str]]:
    """Boilerplate glued to the end of body lines, by file: columns file and text."""
    tails: dict[str, list[str]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            tails.setdefault(row["file"], []).append(row["text"])
    return tails
