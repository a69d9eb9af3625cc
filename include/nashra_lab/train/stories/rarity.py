"""`python -m nashra_lab.train.stories.rarity POOL.parquet... --licence NAME --out FILE`: counts of stems in articles.

Only rows under the licence named are read: the file holds words of the articles, if no more than how many of them have
each. The shipped one is of the Apache-2.0 rows (radio news of Jawhara FM).
"""

from collections import Counter
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.stories.rarity import ARTICLES
from nashra.stories.told import tell

LEAST = 2  # articles that have a stem; one alone may be a slip


@click.command()
@click.argument("pools", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--licence", required=True, help="Of the rows to be counted, as their column licence has it.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def main(pools: tuple[Path, ...], licence: str, out: Path) -> None:
    """Count in how many articles of POOLS each stem stands."""
    counts: Counter[str] = Counter()
    articles = 0
    for pool in pools:
        for row in pq.read_table(pool, columns=["licence", "text"]).to_pylist():
            if row["licence"] == licence:
                articles += 1
                counts.update(tell("", "", row["text"], ()).words.keys())
    if not articles:
        raise NashraError(f"no row has the licence {licence!r}: name one that the pools have")
    kept = sorted(stem for stem, count in counts.items() if count >= LEAST)
    table = pa.table({"stem": kept, "articles": pa.array([counts[stem] for stem in kept], pa.int32())})
    table = table.replace_schema_metadata({ARTICLES: str(articles)})
    out.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, out, compression="zstd", compression_level=19)
    click.echo(f"{articles} articles, {len(kept)} stems in {out}")


if __name__ == "__main__":
    run_door(main)
