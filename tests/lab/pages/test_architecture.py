"""The walk of one line in docs/architecture.md is what happens to that line."""

import json
from pathlib import Path

from nashra.cleaning.commands.clean_folder import clean_paths
from nashra.settings import CHECKOUT, load_settings

DAY, FILE, LINE = "2023-09-13", "majarra-press.example/shoygu-pyongyang.txt", 6


def test_the_line_of_the_walk_goes_as_the_page_says(tmp_path: Path) -> None:
    walk = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## A walk of one line")[2]
    landing = CHECKOUT / "seeds" / "landing" / DAY
    text = (landing / FILE).read_text(encoding="utf-8").split("\n")
    clean_paths((landing,), tmp_path / "out", tmp_path / "told", load_settings())
    told = [json.loads(line) for line in (tmp_path / "told").read_text(encoding="utf-8").splitlines()]
    removed = {one["line_no"]: one for one in told if one["landing_file"] == FILE}
    assert f"«{text[LINE]}»" in walk
    assert f"the rule `{removed[LINE]['rule']}`" in walk
    assert f"the category `{removed[LINE]['category']}`" in walk
    assert "rule " not in removed[LINE]["evidence"]  # none fires on the line itself
    assert f"`{removed[LINE - 2]['rule']}` did two lines above" in walk
