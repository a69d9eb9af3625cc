"""The pages of this project laid out for a site: `python -m nashra_lab.pages.site OUT`; `make site` goes on from there.

Every page keeps its path, README.md becomes index.md. What a page links to goes with it; links to folders, and to what
is no page and larger than a page should bring along, become their text.
"""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import click

from nashra.door import run_door
from nashra.settings import CHECKOUT

FOLDERS = ("docs", "dags", "include", "seeds")
ALONE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
LEFT_OUT = ("include/bi/page.md",)  # docs/bi.md is made of it
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<to>[^)#\s]+)(?P<anchor>#[^)]*)?\)")
_LARGEST = 2_000_000  # bytes of a file that goes along


def pages() -> Iterator[PurePosixPath]:
    """Paths of all pages, below the checkout."""
    yield from map(PurePosixPath, ALONE)
    for folder in FOLDERS:
        for path in sorted((CHECKOUT / folder).rglob("*.md")):
            inside = path.relative_to(CHECKOUT).as_posix()
            if inside not in LEFT_OUT:
                yield PurePosixPath(inside)


def lay_out(out: Path) -> int:
    """Writes all pages and what they link to below `out`, which is made anew. Returns how many pages there are."""
    shutil.rmtree(out, ignore_errors=True)
    known = set(pages())
    for page in known:
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        place = out / _place(page)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_LINK.sub(partial(_link, page=page, known=known, out=out), text), encoding="utf-8")
    return len(known)


def _place(page: PurePosixPath) -> PurePosixPath:
    return PurePosixPath("index.md") if page == PurePosixPath("README.md") else page


def _link(link: re.Match[str], page: PurePosixPath, known: set[PurePosixPath], out: Path) -> str:
    to, anchor = link["to"], link["anchor"] or ""
    if re.match(r"[a-z]+:", to):
        return link[0]
    target = (CHECKOUT / page.parent / to).resolve()
    if not target.is_relative_to(CHECKOUT) or not target.exists():
        return link["text"]
    inside = PurePosixPath(target.relative_to(CHECKOUT).as_posix())
    if target.is_dir():
        inside = inside / "README.md"
    if inside not in known:
        if target.is_dir() or target.stat().st_size > _LARGEST:
            return link["text"]
        (out / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(target, out / inside)
    way = PurePosixPath(*[".."] * len(page.parent.parts)) / _place(inside)
    return f"{link['image']}[{link['text']}]({way}{anchor})"


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Lay the project's pages out below OUT, which is made anew, for mkdocs."""
    click.echo(f"{lay_out(out)} pages in {out}")


if __name__ == "__main__":
    run_door(main)
