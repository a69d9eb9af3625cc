"""The table of stages in docs/architecture.md and the chain in the night's runbook, made from the register:
`python -m nashra_lab.pages.stages_table`."""

import re

import click

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.night.register import NIGHT, Stage
from nashra.settings import CHECKOUT

PAGE, RUNBOOK = CHECKOUT / "docs" / "architecture.md", CHECKOUT / "dags" / "nashra_nightly.md"
HEAD = "| stage | what it does | reads | leaves | function |"


def table() -> str:
    """A row a stage, Markdown."""
    return "\n".join([HEAD, "|---|---|---|---|---|", *map(_row, NIGHT)]) + "\n"


def _row(stage: Stage) -> str:
    name = f"`{stage.name}`" + ("*" if stage.sharded else "") + (" (heavy)" if stage.queue == "heavy" else "")
    return f"| {name} | {stage.does} | {stage.reads} | {stage.leaves} | `{stage.work.replace(':', '.')}` |"


def chain() -> str:
    """The stages in a line, as in `plan -> ingest* -> check`; a star: a task a shard."""
    return " -> ".join("check" if stage.checks else stage.name + "*" * stage.sharded for stage in NIGHT) + "\n"


def page(text: str) -> str:
    """The page with its table made anew."""
    before, _, rest = text.partition(HEAD)
    return before + table() + "\n" + rest.partition("\n\n")[2]


def runbook(text: str) -> str:
    """The runbook with its chain made anew."""
    return re.sub(r"^    plan -> .*\n", f"    {chain()}", text, flags=re.MULTILINE)


def write_pages() -> None:
    for path, made in ((PAGE, page), (RUNBOOK, runbook)):
        path.write_text(made(path.read_text(encoding="utf-8")), encoding="utf-8")


class Outdated(NashraError):
    """A page is not what would be made now."""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with an error when a page would change.")
def main(check: bool) -> None:
    """Make the table of stages and the runbook's chain anew, from the register."""
    if not check:
        write_pages()
        return
    for path, made in ((PAGE, page), (RUNBOOK, runbook)):
        text = path.read_text(encoding="utf-8")
        if made(text) != text:
            raise Outdated(f"{path.name} is not what the register says: run python -m nashra_lab.pages.stages_table")


if __name__ == "__main__":
    run_door(main)
