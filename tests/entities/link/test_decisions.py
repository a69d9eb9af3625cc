"""An editor's decisions over days: a join is one row of entities, a split is two, whatever the articles say."""

from datetime import date
from pathlib import Path

import pytest

from nashra.article import Mention
from nashra.entities import stage
from nashra.entities.link.linker import Linker
from nashra.entities.link.reference.reference import read_reference
from nashra.entities.over_days import build_entities
from nashra.lake import Storage
from nashra.settings import REFERENCE

DAYS = {
    "2024-04-01": "قال زهير المرجاني إن السوق هادئة. وأضاف أن نادي الزنبق فاز.",
    "2024-04-02": "قال أبو عاصم المرجاني إن السوق هادئة. وخسر نادي الزنبق. وعاد بوتين إلى القرية.",
}
NAMES = [("PERS", "زهير المرجاني"), ("PERS", "أبو عاصم المرجاني"), ("ORG", "نادي الزنبق"), ("PERS", "بوتين")]


def entities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, decisions: str) -> dict[str, dict[str, object]]:
    """The rows of entities after both days were run with these decisions."""
    reference = tmp_path / "reference"
    (reference / "decisions").mkdir(parents=True)
    (reference / "decisions" / "x.tsv").write_text(decisions, encoding="utf-8")
    for name in ("aliases", "gazetteers"):
        (reference / name).symlink_to(REFERENCE / name)
    linker = Linker(read_reference(reference))
    monkeypatch.setattr(Linker, "load", lambda: linker)
    lake = Storage(str(tmp_path / "lake"))
    for day, body in DAYS.items():
        found = [
            Mention(kind, name, body.index(name), body.index(name) + len(name), 0, 0.9)
            for kind, name in NAMES
            if name in body
        ]
        rows = [stage.row_of(day, mention) for mention in linker.link_article(found, body)]
        lake.write_table(f"mentions/day={day}/mentions.parquet", stage.table_of(rows))
    return {row["entity_id"]: row for row in build_entities(lake).to_pylist()}


def test_without_decisions_two_names_are_two_and_one_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = entities(tmp_path, monkeypatch, "")
    assert len(rows) == 4
    assert "PERS-vladimir-putin" in rows


def test_a_join_makes_one_row_of_two_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("زهير المرجاني", "أبو عاصم المرجاني")
    joined = "".join(f"PERS\t{name}\tPERS-zuhair-al-marjani\tone man\n" for name in names)
    rows = entities(tmp_path, monkeypatch, joined)
    assert len(rows) == 3
    man = rows["PERS-zuhair-al-marjani"]
    assert (man["mentions"], man["first_day"], man["last_day"]) == (2, date(2024, 4, 1), date(2024, 4, 2))


def test_a_split_keeps_a_name_from_the_entity_that_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = entities(tmp_path, monkeypatch, "PERS\tبوتين\tapart\ta man of the village\n")
    assert "PERS-vladimir-putin" not in rows
    assert [row["name_ar"] for row in rows.values()].count("بوتين") == 1


def test_what_is_no_name_has_no_mention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = entities(tmp_path, monkeypatch, "ORG\tنادي الزنبق\tnone\ta joke of the paper\n")
    assert {row["name_ar"] for row in rows.values()} == {"زهير المرجاني", "أبو عاصم المرجاني", "فلاديمير بوتين"}
