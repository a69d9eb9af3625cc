"""Names in news of 45 other papers, one article of each, labelled by reading before any output was seen: a measure,
never learned from. A third is aside, for reporting only.

`names/other_papers.jsonl` has places and types; the texts stay with their publishers, in the second pool of the corpus.
Later came 40 papers more, whose articles are short (`small_papers.jsonl`), and 22 articles of papers that other sets of
names have, too (`more_news.jsonl`, of the first pool).
"""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from nashra.errors import BadFile
from nashra.lake import read_parquet
from nashra_lab.gold.name_labels import FOLDER

LABELS = FOLDER / "other_papers.jsonl"
POOL = "pool_dev2.parquet"
FURTHER = {"small_papers": POOL, "more_news": "pool_dev.parquet"}  # labels made later, and the pool with their texts


class LabelledName(NamedTuple):
    """A name's place in the body, in code points; an optional one may be found or not."""

    start: int
    end: int
    type: str
    cluster: str  # names of one cluster are of one thing
    optional: bool


class LabelledNews(NamedTuple):
    """An article as its reader had it: the lines that are its own."""

    article_id: str
    source: str
    aside: bool
    body: str
    names: tuple[LabelledName, ...]


def read_further(corpus: Path) -> dict[str, list[LabelledNews]]:
    """The labels made later, by the name of their file."""
    return {name: read_other_papers(corpus, FOLDER / f"{name}.jsonl", pool) for name, pool in FURTHER.items()}


def read_other_papers(corpus: Path, labels: Path = LABELS, pool_name: str = POOL) -> list[LabelledNews]:
    """The labels with their texts, out of one of the corpus's pools (columns id and text).

    Raises BadFile when an article is missing, or is not the one that was read.
    """
    pool = corpus / pool_name
    texts = {row["id"]: row["text"] for row in read_parquet(pool, str(pool), ["id", "text"]).to_pylist()}
    found = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        lines = texts.get(row["id"], "").split("\n")
        body = "\n".join(lines[number].strip() for number in row["lines"] if number < len(lines))
        if hashlib.sha256(body.encode()).hexdigest()[:16] != row["digest"]:
            raise BadFile(f"{pool} lacks the article {row['id']}, or has another text than was read")
        names = tuple(LabelledName(*name) for name in row["names"])
        found.append(LabelledNews(row["id"], row["source"], row["aside"], body, names))
    return found
