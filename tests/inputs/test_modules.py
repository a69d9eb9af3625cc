"""The code of a computation: what it can import, and what of a source is code."""

from pathlib import Path

import pytest

from nashra.inputs.modules import closure

FIRST = '''"""What it is."""

import json
from typing import TYPE_CHECKING

from made.near import helper  # a comment

if TYPE_CHECKING:
    from made.types_only import Thing

LIMIT = 3
"""What the limit is."""


def work() -> int:
    """What it does."""
    from made.late import later

    return later(helper(LIMIT))
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {
        "made/first.py": FIRST,
        "made/near/__init__.py": "from .inside import helper\n",
        "made/near/inside.py": "import numpy.linalg as la\n\n\ndef helper(x):\n    return la.norm(x)\n",
        "made/near/beside.py": "",
        "made/late.py": 'WORK = ("made.named:work", "made.named is not one")\n\n\ndef later(x):\n    return x\n',
        "made/named.py": "import yaml\n",
        "made/types_only.py": "import pandas\n",
        "made/door.py": "import click\nimport made.first\n",
        "other/of_ours.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_all_that_can_be_imported_is_in_it_and_nothing_else(tree: Path) -> None:
    found = closure("made.first", include=tree)
    assert set(found.modules) == {"made", "made.first", "made.near", "made.near.inside", "made.late", "made.named"}
    assert found.packages == {"numpy", "yaml"}
    assert [path.relative_to(tree).as_posix() for path in found.files] == [
        "made/first.py", "made/late.py", "made/named.py", "made/near/__init__.py", "made/near/inside.py",
    ]  # fmt: skip


def test_what_is_apart_leads_nowhere(tree: Path) -> None:
    found = closure("made.first", ["made.near", "made.late"], tree)
    assert set(found.modules) == {"made", "made.first"}
    assert found.packages == set()


def test_another_top_folder_of_include_is_ours_too(tree: Path) -> None:
    (tree / "made/late.py").write_text("import other.of_ours\n", encoding="utf-8")
    found = closure("made.late", include=tree)
    assert "other.of_ours" in found.modules
    assert found.packages == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# a comment", "# another"),
        ("What it is.", "What it was."),
        ("What it does.", "What it did."),
        ("What the limit is.", "How much."),
        ("LIMIT = 3", "\n\nLIMIT  =  0x3"),
        ("helper(LIMIT)", "(helper)(LIMIT,)"),
    ],
)
def test_how_a_source_is_written_is_no_code(tree: Path, old: str, new: str) -> None:
    before = closure("made.first", include=tree).modules
    assert old in FIRST
    (tree / "made/first.py").write_text(FIRST.replace(old, new), encoding="utf-8")
    assert closure("made.first", include=tree).modules == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 3", "LIMIT = 4"),
        ("LIMIT = 3", "LIMIT = '3'"),
        ("helper(LIMIT)", "helper(-LIMIT)"),
        ("later(helper(LIMIT))", "helper(later(LIMIT))"),
        ("return later", "yield later"),
        ("-> int", "-> float"),
    ],
)
def test_what_a_source_does_is(tree: Path, old: str, new: str) -> None:
    before = closure("made.first", include=tree).modules
    assert old in FIRST
    (tree / "made/first.py").write_text(FIRST.replace(old, new), encoding="utf-8")
    after = closure("made.first", include=tree).modules
    assert {name for name in after if after[name] != before[name]} == {"made.first"}
