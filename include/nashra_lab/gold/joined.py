"""The labels of names joined with the texts that stand elsewhere: the same lines as composed news gives."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from nashra.errors import BadFile
from nashra.lake import read_parquet
from nashra_lab.gold.name_labels import FOLDER, Line, read_articles, read_places

# Of the texts that were read, each article's lines without white space at their ends. Places in another text are wrong.
DIGESTS = {
    "jawhara.tsv": "fd81184c80c8a0fe",
    "ntrex.tsv": "4bf036e7da9fa874",
}
NTREX = "NTREX-128"  # what the column `source` begins with
BLOCK = 25  # lines of NTREX, which came in one piece, that count as one article


def read_jawhara(path: Path) -> list[Line]:
    """The news of Jawhara FM that was labelled, out of a Parquet file with columns id and text.

    Raises BadFile when an article is missing or the text is not the one that was read.
    """
    texts = {row["id"]: row["text"] for row in read_parquet(path, str(path), ["id", "text"]).to_pylist()}
    labels = FOLDER / "jawhara.tsv"
    articles = read_articles(labels)
    if missing := [article for article in articles if article not in texts]:
        raise BadFile(
            f"{path} lacks {len(missing)} of the {len(articles)} articles that {labels.name} labels, {missing[0]} "
            "first: give the Parquet file that they were drawn from (nashra_lab.gold.draw_names)"
        )
    return list(_joined(labels, [(article, texts[article].split("\n")) for article in articles], path))


def read_ntrex(path: Path) -> list[Line]:
    """NTREX-128's Arabic lines, out of a Parquet file with columns source and text, a line a row.

    Raises BadFile when the text is not the one that was read.
    """
    rows = read_parquet(path, str(path), ["source", "text"]).to_pylist()
    lines = [row["text"] for row in rows if row["source"].startswith(NTREX)]
    joined = _joined(FOLDER / "ntrex.tsv", [("ntrex", lines)], path)
    return [Line(f"ntrex/{line.number // BLOCK}", line.number, line.text, line.names) for line in joined]


def digest(articles: list[tuple[str, list[str]]]) -> str:
    """What `DIGESTS` holds of (article, its lines)."""
    whole = "\n".join(line.strip() for article, lines in articles for line in (article, *lines))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _joined(labels: Path, articles: list[tuple[str, list[str]]], given: Path) -> Iterator[Line]:
    if digest(articles) != DIGESTS[labels.name]:
        raise BadFile(
            f"the text in {given} is not the one that {labels.name} labels (another edition, or lines cleaned or "
            "joined): places of names would be wrong; give the file as it was published"
        )
    places = read_places(labels)
    for article, lines in articles:
        for number, line in enumerate(lines):
            if line.strip():
                yield Line(article, number, line.strip(), places.get((article, number), ()))
