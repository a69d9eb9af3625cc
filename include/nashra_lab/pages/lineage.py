"""The page docs/lineage.md, made from include/bi/lineage.yaml: `python -m nashra_lab.pages.lineage`."""

import click

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.settings import CHECKOUT
from nashra.tables.describe.lineage import Origin, read_lineage
from nashra_lab.pages.markdown import grid

PAGE = CHECKOUT / "docs" / "lineage.md"
_HEAD = """\
# Where columns come from

Made from `include/bi/lineage.yaml` by `python -m nashra_lab.pages.lineage`: change that file, not this page.

```mermaid
flowchart LR
  landing[(landing)] --> ingest --> survey --> clean --> enrich --> write_tables
  write_tables --> articles & removals & mentions & quotes & quarantine & checks & runs
  mentions & articles --> nashra_entities --> entities & sources
  articles & mentions --> nashra_stories --> stories & story_articles
```

Tables are Airflow assets (`nashra://lake/articles` and so on, one partition a day): Airflow's Assets page shows which
task makes them and which DAG waits for them. `nashra describe openlineage --out DIR` writes the same with each column's
origin as OpenLineage events, a file a task, for Marquez, DataHub, OpenMetadata or another catalog:

    .venv/bin/nashra describe openlineage --out lineage
    curl -H 'Content-Type: application/json' -d @lineage/clean.json http://127.0.0.1:5000/api/v1/lineage

`landed` is what ingest hands on inside a night: a record with its fields, before anything is removed. What has a slash
is a file of rules or of reference data, below `include/`; a change to it is another generation of the day.
"""


def page() -> str:
    """The whole page, Markdown."""
    parts = [_HEAD]
    for table, origins in read_lineage().tables.items():
        rows = [_row(origin) for origin in origins]
        parts.append(f"## {table}\n\n" + grid(["columns", "made by", "of", "how"], rows))
    return "\n".join(parts)


def _row(origin: Origin) -> list[str]:
    told = [", ".join(f"`{name}`" for name in names) for names in (origin.columns, origin.of)]
    return [told[0], origin.by, told[1], origin.how]


class Outdated(NashraError):
    """The page is not what would be made now."""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with an error when the page would change.")
def main(check: bool) -> None:
    """Write docs/lineage.md."""
    if not check:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        raise Outdated(f"{PAGE.name} is not what lineage.yaml says: python -m nashra_lab.pages.lineage makes it anew")


if __name__ == "__main__":
    run_door(main)
