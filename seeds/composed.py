"""Reads the composed articles: seeds/articles/sites.yaml and seeds/articles/<day>/<name>.txt.

An article file is YAML (site, title, url, ...), a line `---`, then the page line by line. A line's label
comes first: `T|` the title, `R|` to be removed, `M|` metadata, nothing for the body. `@name` puts in the
site's block of that name (its menu, its footer). `⟦...⟧` marks junk glued to the end of a body line.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nashra.errors import BadFile
from nashra.yaml_files import parse_yaml, read_yaml

ARTICLES = Path(__file__).parent / "articles"
GOLD_LABEL = {"T": "K", "K": "K", "R": "R", "M": "M", "B": "B"}


@dataclass(frozen=True)
class Line:
    """A line of a page: its label (T, K, R, M, B), the site's block it came from, and its glued tail."""

    label: str
    text: str
    block: str = ""
    tail: str = ""


FRAME = ("menu", "foot")  # blocks that a web page has in <nav> and <footer>, where no reader looks for text


@dataclass(frozen=True)
class Composed:
    """An article as its site shows it."""

    name: str
    site: dict[str, Any]
    fields: dict[str, Any]
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def gold(self) -> str:
        return "\n".join(GOLD_LABEL[line.label] for line in self.lines)

    def without_frame(self) -> "Composed":
        return replace(self, lines=[line for line in self.lines if line.block not in FRAME])


def load_sites() -> dict[str, dict[str, Any]]:
    return dict(read_yaml(ARTICLES / "sites.yaml"))


def load_article(day: str, name: str) -> Composed:
    """The article, with its site's blocks and blank lines put in, and the edits of a near duplicate made."""
    head, _, page = (ARTICLES / day / f"{name}.txt").read_text(encoding="utf-8").partition("\n---\n")
    fields = parse_yaml(head, f"{day}/{name}.txt")
    site = load_sites()[fields["site"]]
    if original := fields.pop("edits_of", None):
        page = page.rstrip("\n").replace("@original", _edited(day, original, fields.pop("edits")))
    lines = [line for source in page.rstrip("\n").split("\n") for line in _expand(source, site)]
    return Composed(name, site, fields, _with_blanks(lines) if site.get("blank_lines") else lines)


def _edited(day: str, original: str, edits: dict[str, str]) -> str:
    """The body of another article of the day, as an editor of another site would touch it up."""
    page = (ARTICLES / day / f"{original}.txt").read_text(encoding="utf-8").partition("\n---\n")[2]
    body = "\n".join(line for line in page.rstrip("\n").split("\n") if line and line[1:2] != "|" and line[0] != "@")
    for old, new in edits.items():
        if old not in body:
            raise BadFile(f"{original}: nothing to edit at {old!r}")
        body = body.replace(old, new)
    return body


def _expand(source: str, site: dict[str, Any]) -> list[Line]:
    if source.startswith("@"):
        block = source[1:]
        return [_line(text, block) for text in site["blocks"][block].rstrip("\n").split("\n")]
    return [_line(source, "")]


def _line(source: str, block: str) -> Line:
    if not source:
        return Line("B", "", block)
    label, text = (source[0], source[2:]) if source[1:2] == "|" and source[0] in GOLD_LABEL else ("K", source)
    text, mark, tail = text.partition("⟦")
    tail = tail.rstrip("⟧")
    return Line(label, text + tail if mark else text, block, tail)


def _with_blanks(lines: list[Line]) -> list[Line]:
    """A blank line between any two, but not inside a bullet list."""
    spaced: list[Line] = []
    for line in lines:
        bullets = spaced and spaced[-1].text.lstrip().startswith("•") and line.text.lstrip().startswith("•")
        if spaced and not bullets and "B" not in (spaced[-1].label, line.label):
            spaced.append(Line("B", "", line.block))
        spaced.append(line)
    return spaced
