"""What of a file of rules or reference data is content: its values and their order, not its comments."""

from pathlib import Path

import pytest

from nashra.inputs.data_files import DataFiles, content_digest

RULES = DataFiles("x.yaml", "", aside=("*/matches", "tables/*/example"))
ROWS = DataFiles("x.tsv", "", columns=2)
YAML = "tables: {a: {example: 1, type: date}, b: {type: date}}\n# note\nmonths: {1: [x, y]}\nadded: 2026-01-02\n"


def digests(folder: Path, kind: DataFiles, *texts: str) -> set[str]:
    found = set()
    for text in texts:
        (folder / kind.files).write_text(text, encoding="utf-8")
        found.add(content_digest(kind, folder / kind.files))
    return found


@pytest.mark.parametrize(
    "same",
    [
        YAML.replace("# note", "# another\n\n"),
        YAML.replace("[x, y]", "\n    - x\n    - 'y'\n  ").replace("{1:", "\n  1:").replace("  }", ""),
        YAML.replace("example: 1", "example: 2"),
        YAML.replace("example: 1, ", ""),
    ],
)
def test_comments_style_and_what_is_aside_are_no_content(tmp_path: Path, same: str) -> None:
    assert same != YAML
    assert len(digests(tmp_path, RULES, YAML, same)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[x, y]", "[y, x]"),
        ("{1:", "{'1':"),
        ("2026-01-02", "'2026-01-02'"),
        ("a: {example: 1, type: date}, b: {type: date}", "b: {type: date}, a: {example: 1, type: date}"),
        ("type: date}, b", "type: string}, b"),
        ("months", "month"),
        ("[x, y]", "[x, y, example]"),
    ],
)
def test_values_keys_and_their_order_are(tmp_path: Path, old: str, new: str) -> None:
    assert old in YAML
    assert len(digests(tmp_path, RULES, YAML, YAML.replace(old, new, 1))) == 2


def test_of_rows_the_cells_that_are_read_are_content(tmp_path: Path) -> None:
    same = ("a\tb\twhy\n", "# note\n\n a \tb\tanother why\n", "a\tb")
    assert len(digests(tmp_path, ROWS, *same)) == 1
    assert len(digests(tmp_path, ROWS, same[0], "a\tc\n", "a\n", "a\tb\nc\td\n", "c\td\na\tb\n")) == 5
