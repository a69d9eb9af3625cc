"""Where no proclitic can stand, what looks like one is a letter of the name."""

from collections.abc import Callable

import pytest

from nashra.article import Mention

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("body", "kind", "name", "surface"),
    [
        ("تجددت المعارك في ولنغا صباح أمس.", "LOC", "ولنغا", "ولنغا"),
        ("وقعت شركة كالوشين العقد.", "ORG", "كالوشين", "كالوشين"),
        ("فازت اللعبة «بالدروم غيت» بالجائزة.", "MISC", "بالدروم غيت", "بالدروم غيت"),
        ("قالت لـحماس إن الوفد وصل.", "ORG", "لـحماس", "حماس"),
    ],
)
def test_a_name_keeps_its_letters(link_all: LinkAll, body: str, kind: str, name: str, surface: str) -> None:
    assert [one.surface for one in link_all(body, [(kind, name)], 0.45)] == [surface]


def test_what_was_whole_once_is_whole_again(link_all: LinkAll) -> None:
    body = "وصل الوفد إلى بدارون مساء. وقال سكان بدارون إن الطريق مقطوع."
    found = link_all(body, [("LOC", "بدارون"), ("LOC", "بدارون")])
    assert [one.surface for one in found] == ["بدارون", "بدارون"]
    assert len({one.entity_id for one in found}) == 1
