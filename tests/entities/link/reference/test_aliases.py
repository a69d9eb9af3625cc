"""The reference data: what an editor's mistake looks like, and what the shipped files promise."""

import re
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from nashra.entities.link import Linker
from nashra.entities.link.reference.aliases import read_aliases
from nashra.entities.link.reference.decisions import read_decisions
from nashra.entities.link.reference.given_names import given_names
from nashra.entities.link.reference.reference import read_ambiguous, read_reference
from nashra.settings import REFERENCE
from nashra.yaml_files import RulesError


def test_a_thousand_curated_entities_of_every_type() -> None:
    kinds = Counter(alias.link.type for alias in read_aliases(REFERENCE / "aliases"))
    assert kinds.total() >= 2000
    assert all(kinds[kind] >= 80 for kind in ("PERS", "LOC", "ORG", "MISC"))


def test_the_gazetteers_are_small_and_say_where_they_come_from() -> None:
    files = list((REFERENCE / "gazetteers").iterdir())
    assert sum(file.stat().st_size for file in files) < 8_000_000
    others = pq.read_table(REFERENCE / "gazetteers" / "other_names.parquet")
    assert set(others["licence"].to_pylist()) <= {"MIT", "CC0-1.0", "BSD-3-Clause", "CC BY 4.0"}
    text = (REFERENCE / "gazetteers" / "LICENCES.md").read_text(encoding="utf-8")
    assert all(file.name in text for file in files if file.suffix == ".parquet")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("PERS-a\tاسم", "2 columns"),
        ("PER-a\tاسم\tName", "id 'PER-a'"),
        ("PERS-a\tاسم\t", "name_en"),
        ("PERS-a\tاسم\tName\nPERS-a\tآخر\tOther", "was given in x.tsv:1"),
        ("PERS-a\tإسم\tName\nPERS-b\tآخر\tOther\tاسم", "is PERS-a already"),
        ("PERS-\tاسم\tName", "id 'PERS-'"),
        ("LOC-a\tاسم\tName\t\tDE\tP31", "'P31' is no Wikidata id"),
        ("LOC-a\tاسم\tName\t\tGermany", "country 'Germany'"),
        ("LOC-a\tاسم\tName\t\tDE\t\tberlin", "'berlin' is no GeoNames id"),
        ("LOC-a\tاسم\tName\t\tDE\t\t\t52,5\t13.4", "'52,5' is no number of degrees"),
        ("LOC-a\tاسم\tName\t\tDE\t\t\t152.5\t13.4", "'152.5' is no number of degrees between -90 and 90"),
        ("LOC-a\tاسم\tName\t\tDE\t\t\t52.5", "given together"),
        ("LOC-a\tاسم\tName\t\tDE\t\t\t1\t2\t3", "10 columns, expected 3 to 9"),
        ("LOC-a\tاسم\tName\t\t\tQ1\nLOC-b\tآخر\tOther\t\t\tQ1", "Q1 was given in x.tsv:1"),
    ],
)
def test_a_wrong_alias_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.tsv").write_text(line, encoding="utf-8")
    with pytest.raises(RulesError, match=message):
        read_aliases(tmp_path)


def test_every_state_has_its_wikidata_id() -> None:
    aliases = {alias.link.entity_id: alias.link for alias in read_aliases(REFERENCE / "aliases")}
    states = {line.split("\t")[0] for line in (REFERENCE / "aliases" / "states.tsv").read_text("utf-8").splitlines()}
    assert all(aliases[entity].wikidata_id for entity in states if entity.startswith("LOC-"))
    assert aliases["LOC-egypt"].wikidata_id == "Q79"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("PERS\tاسم", "2 columns, expected 3 to 4"),
        ("PER\tاسم\tapart\twhy", "type 'PER' is none of PERS"),
        ("PERS\t\tapart\twhy", "name must be given"),
        ("PERS\tاسم\taprat\twhy", "verdict 'aprat'"),
        ("PERS\tإسم\tapart\twhy\nPERS\tاسم\tapart\twhy", "was decided in x.tsv:2"),
    ],
)
def test_a_wrong_decision_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.tsv").write_text(f"# note\n{line}\n", encoding="utf-8")
    with pytest.raises(RulesError, match=message) as refusal:
        read_decisions(tmp_path)
    assert re.match(r"x\.tsv:[23]: ", str(refusal.value))


def test_a_name_given_twice_as_ambiguous_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ambiguous.txt").write_text("# note\nامل\n\nأمل\n", encoding="utf-8")
    with pytest.raises(RulesError, match=r"ambiguous\.txt:4: 'أمل' was given in ambiguous\.txt:2"):
        read_ambiguous(tmp_path / "ambiguous.txt")


def test_a_given_name_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "given_names.txt").write_text("سامر سمير # alike\nسالم سليم2\n", encoding="utf-8")
    with pytest.raises(RulesError, match=r"given_names\.txt:2: 'سليم2'"):
        given_names(tmp_path / "given_names.txt")


def test_decisions_win_over_aliases(tmp_path: Path) -> None:
    for name in ("aliases", "gazetteers"):
        (tmp_path / name).symlink_to(REFERENCE / name)
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "x.tsv").write_text(
        "PERS\tبوتين\tapart\tanother man\nPERS\tزهير المرجان\tPERS-vladimir-putin\ta pen name\n", encoding="utf-8"
    )
    linker = Linker(read_reference(tmp_path))
    assert linker.link("PERS", "بوتين").entity_id != "PERS-vladimir-putin"
    assert linker.link("PERS", "زهير المرجان").entity_id == "PERS-vladimir-putin"
    assert linker.link("PERS", "فلاديمير بوتين").entity_id == "PERS-vladimir-putin"
    assert "x.tsv:1" in linker.link("PERS", "بوتين").why


def test_every_state_s_ministry_has_an_id_that_names_the_state(linker: Linker) -> None:
    """Norway's code is a word of YAML."""
    for key, state in linker.reference.institutions.states.items():
        link = linker.link("ORG", f"وزارة الخارجية {state.feminine}")
        assert link.entity_id.startswith("ORG-") and link.entity_id, key
    assert linker.link("ORG", "وزارة الخارجية النرويجية").entity_id.endswith("-no")
