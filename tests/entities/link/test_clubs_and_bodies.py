"""Clubs and bodies of states that many countries have: which one an article means.

Articles composed for this, as sports pages and papers of ten countries write, of matches abroad, cups of several
countries, camps and transfers, and of stories that name several states. A line of the data: paper or `-`, what names
mean (`-` is no entity that is listed, `none` no name at all), the text.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

DATA = Path(__file__).with_name("clubs_and_bodies.txt")


def _cases() -> Iterator[tuple[str | None, str, str, str]]:
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            paper, labels, text = (part.strip() for part in line.split("|", 2))
            for label in labels.split(";"):
                name, _, entity = label.strip().rpartition("=")
                yield None if paper == "-" else paper, name, entity, text


def _marked(text: str) -> list[Mention]:
    """All names that the data speaks of, marked in a text as a recogniser would."""
    names = sorted({name for _, name, _, _ in _cases()}, key=lambda name: (-len(name), name))
    found: list[Mention] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            alone = not text[end : end + 1].isalpha() and (at == 0 or text[at - 1] == " ")
            if alone and not any(one.start < end and at < one.end for one in found):
                found.append(Mention("ORG", name, at, end, 0, 0.9))
            at = text.find(name, end)
    return sorted(found, key=lambda one: one.start)


@pytest.mark.parametrize(("paper", "name", "entity", "text"), list(_cases()))
def test_the_article_says_whose(linker: Linker, paper: str | None, name: str, entity: str, text: str) -> None:
    linked = linker.link_article(_marked(text), text, paper)
    found = {mention.entity_id for mention in linked if mention.surface == name}
    listed = {one for one in found if linker.steps.by_id(one)}
    assert (listed if entity == "-" else found) == (set() if entity in ("-", "none") else {entity})
