"""The table of night.yaml in docs/settings.md, made from the file: `python -m nashra_lab.pages.night_settings`."""

import re
from collections.abc import Iterator

import click

from nashra.door import run_door
from nashra.errors import NashraError
from nashra.settings import CHECKOUT, RULES
from nashra_lab.pages.markdown import grid

PAGE, SOURCE = CHECKOUT / "docs" / "settings.md", RULES / "night.yaml"
HEAD = "| setting | value | what |"
_SETTING = re.compile(r"(?P<indent> *)(?P<name>\w+):(?: +(?P<value>[^#]*?))? *(?:# ?(?P<said>.*))?$")
_COMMENT = re.compile(r" *#(?P<said>.*)$")


class Outdated(NashraError):
    """The page is not what would be made now."""


def settings(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, value and comment of each setting of the file; `upkeep.` stands before the names of the upkeep."""
    group, found = "", list[list[str]]()
    for line in text.splitlines():
        if match := _SETTING.match(line):
            name, value, said = match["name"], match["value"] or "", match["said"] or ""
            group = (name if not value else "") if not match["indent"] else group
            found.append([name if name == group or not group else f"{group}.{name}", value.strip('"'), said.strip()])
        elif found and (match := _COMMENT.match(line)):
            found[-1][2] += " " + match["said"].strip()
    for name, value, said in found:
        yield name, value, " ".join(said.split())


def table() -> str:
    found = settings(SOURCE.read_text(encoding="utf-8"))
    rows = [(f"`{name}`", f"`{value}`" if value else "", said) for name, value, said in found]
    return grid(["setting", "value", "what"], rows)


def page(text: str) -> str:
    """The page with its table made anew."""
    before, _, rest = text.partition(HEAD)
    return before + table() + "\n" + rest.partition("\n\n")[2]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with an error when the page would change.")
def main(check: bool) -> None:
    """Make the table of night.yaml in docs/settings.md anew."""
    text = PAGE.read_text(encoding="utf-8")
    if check and page(text) != text:
        raise Outdated(f"{PAGE.name} is not what {SOURCE.name} says: run python -m nashra_lab.pages.night_settings")
    if not check:
        PAGE.write_text(page(text), encoding="utf-8")


if __name__ == "__main__":
    run_door(main)
