"""Which room of include/nashra knows which: as docs/architecture.md says."""

import ast

import pytest

from nashra.settings import INCLUDE

KNOWS: dict[str, set[str]] = {
    "landing": set(),
    "entities": {"tables"},
    "tables": set(),
    "cleaning": {"landing", "tables"},
    "quotes": {"tables"},
    "stories": {"tables"},
    "topics": {"entities"},
    "quality": {"tables", "cleaning"},
    "night": {"landing", "cleaning", "entities", "quality", "quotes", "stories", "tables", "topics", "search"},
    "search": {"tables"},
    "review": {"cleaning", "entities", "night", "tables"},
    "telling": set(),
    "text": set(),
}


@pytest.mark.parametrize("room", KNOWS)
def test_a_room_knows_no_other_than_these(room: str) -> None:
    found = {
        other
        for file in (INCLUDE / "nashra" / room).rglob("*.py")
        if "command" not in str(file.relative_to(INCLUDE))  # a verb of the CLI stands above all rooms
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for module in imported(node)
        if (other := module.removeprefix("nashra.").partition(".")[0]) in KNOWS and other != room
    } - {"telling", "text"}  # below all rooms
    assert found == KNOWS[room]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [name.name for name in node.names] if isinstance(node, ast.Import) else []
