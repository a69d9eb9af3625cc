"""`python -m nashra_lab.gold.draw_fresh CORPUS OUT`: articles whose title, day, place and agency are to be labelled by
reading, as `draw_facts` draws them, of which no set of facts has one. OUT is those in sight; OUT with `.aside` those
of the third of sources that is aside.

Of the first pool no set has them at all; of the second, of which little is left, other sets may.
"""

from pathlib import Path

import click

from nashra.door import run_door
from nashra_lab.gold.draw_facts import Row, draw, labelled, write_drawn
from nashra_lab.gold.fact_labels import FURTHER, HEADS, LABELS, PRINTED, read_fact_labels, source_aside

SEED = "nashra-fresh-2026"
WANTED = {"dev": 72, "dev2": 18}  # articles of each pool
HEAD, TAIL = 10, 5  # lines with text of both ends that a reader sees


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def main(corpus: Path, out: Path) -> None:
    """Write OUT and OUT.aside: `## corpus id`, then what of its lines a reader needs."""
    facts = frozenset(key for file in (LABELS, HEADS, FURTHER, PRINTED) for key in read_fact_labels(file))
    taken = {"dev": facts | labelled(), "dev2": facts}
    parts: dict[bool, list[tuple[str, Row]]] = {False: [], True: []}
    for name, wanted in WANTED.items():
        for row in draw(corpus, name, wanted, SEED, taken[name]):
            parts[source_aside(row["source"])].append((name, row))
    write_drawn(out, parts[False], SEED, HEAD, TAIL)
    write_drawn(out.with_name(f"{out.name}.aside"), parts[True], SEED, HEAD, TAIL)


if __name__ == "__main__":
    run_door(main)
