"""The linker is read once, and again when what it was read from has changed."""

import shutil
from pathlib import Path

from nashra.entities.link.linker import Linker
from nashra.settings import REFERENCE


def test_a_changed_alias_is_seen_by_the_next_load(tmp_path: Path) -> None:
    for part in ("aliases", "decisions", "gazetteers"):
        shutil.copytree(REFERENCE / part, tmp_path / part)
    shutil.copy(REFERENCE / "english.yaml", tmp_path)
    first = Linker.load(tmp_path)
    assert Linker.load(tmp_path) is first
    clubs = tmp_path / "aliases" / "clubs.tsv"
    with clubs.open("a", encoding="utf-8") as file:
        file.write("ORG-wadi-club\tنادي وادي الزهور\tWadi al-Zuhur Club\n")
    again = Linker.load(tmp_path)
    assert again is not first
    assert again.link("ORG", "نادي وادي الزهور").entity_id == "ORG-wadi-club"
    assert first.link("ORG", "نادي وادي الزهور").entity_id != "ORG-wadi-club"
