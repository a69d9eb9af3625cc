"""`python -m nashra_lab.gold.draw_facts CORPUS OUT`: draws the articles whose title, date, place and agency are to be
labelled by reading.

CORPUS holds `pool_dev.parquet` and `pool_dev2.parquet` (id, source, text). Seeded and stratified by source, one
article of each source in turn; what the pipeline makes of them has no say. Never drawn: sites that are kept unseen.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra_lab.gold.line_labels import unseen_sites

SEED = "nashra-facts-2026"
WANTED = {"dev": 75, "dev2": 75}  # articles of each pool
LINES, CHARACTERS = range(2, 121), 12_000  # with text, of an article that is drawn
HEAD, TAIL = 9, 3  # lines with text that a reader sees of both ends; between them, short lines with a number
BEGIN, END, SHORT = 190, 90, 70  # characters shown of both ends of a long line; of a short one

Row = dict[str, str]


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join((SEED, *parts)).encode()).hexdigest()


def draw(corpus: Path, name: str) -> list[Row]:
    """The articles of one pool, as rows of it."""
    unseen = unseen_sites()
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in pq.read_table(corpus / f"pool_{name}.parquet", columns=["id", "source", "text"]).to_pylist():
        filled = sum(1 for line in row["text"].split("\n") if line.strip())
        if row["source"] not in unseen and filled in LINES and len(row["text"]) <= CHARACTERS:
            by_source[row["source"]].append(row)
    for rows in by_source.values():
        rows.sort(key=lambda row: _hash(name, row["id"]))
    drawn: list[Row] = []
    for rank in range(WANTED[name]):
        for source in sorted(by_source, key=lambda each: _hash("order", str(rank), each)):
            if rank < len(by_source[source]) and len(drawn) < WANTED[name]:
                drawn.append(by_source[source][rank])
    return drawn


def shown(text: str) -> Iterator[str]:
    """What a reader sees of a text: its lines as `number| text`, long ones without their middle."""
    filled = [(number, line.strip()) for number, line in enumerate(text.split("\n")) if line.strip()]
    for rank, (number, line) in enumerate(filled):
        ends = rank < HEAD or rank >= len(filled) - TAIL
        if ends or (len(line) <= SHORT and any(character.isdigit() for character in line)):
            cut = line if len(line) <= BEGIN + END else f"{line[:BEGIN]} [...] {line[-END:]}"
            yield f"{number}| {cut}"


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT: `## corpus id`, then what of its lines a reader needs."""
    rows = [(name, row) for name in WANTED for row in draw(corpus, name)]
    rows.sort(key=lambda each: _hash("shuffle", each[1]["id"]))
    with out.open("w", encoding="utf-8") as file:
        for name, row in rows:
            file.write("\n".join([f"## {name} {row['id']}", *shown(row["text"])]) + "\n")
    click.echo(f"{len(rows)} articles in {out}")


if __name__ == "__main__":
    run_door(main)
