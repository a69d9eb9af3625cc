"""One linker for all tests of this folder: it takes two seconds to load."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker


@pytest.fixture(scope="session")
def linker() -> Linker:
    return Linker.load()


@pytest.fixture(scope="session")
def link_all(linker: Linker) -> Callable[[str, list[tuple[str, str]]], list[Mention]]:
    """Mentions of a body given as (type, surface) in order of their place, linked."""

    def link_in(body: str, names: list[tuple[str, str]], score: float = 0.9) -> list[Mention]:
        mentions, at = [], 0
        for kind, surface in names:
            at = body.index(surface, at)
            mentions.append(Mention(kind, surface, at, at + len(surface), 0, score))
            at += len(surface)
        linked = linker.link_article(mentions, body)
        assert all(body[m.start : m.end] == m.surface for m in linked)
        return linked

    return link_in
