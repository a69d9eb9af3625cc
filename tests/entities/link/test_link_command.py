"""`nashra link`."""

from pathlib import Path

from click.testing import CliRunner

from nashra.entities.link.link_command import link_command
from nashra.errors import BadFile


def test_ids_are_added_line_by_line(tmp_path: Path) -> None:
    names, out = tmp_path / "names.tsv", tmp_path / "out.tsv"
    names.write_text("PERS\tشويجو\nLOC\tبيونج يانج\n\nORG\tشركة المرجان للتجارة\n", encoding="utf-8")
    result = CliRunner().invoke(link_command, [str(names), str(out)])
    assert result.exit_code == 0, result.output
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["PERS\tشويجو\tPERS-sergei-shoigu", "LOC\tبيونج يانج\tLOC-pyongyang", ""]
    assert lines[3].startswith("ORG\tشركة المرجان للتجارة\tORG-")


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    names = tmp_path / "names.tsv"
    names.write_text("PERS\tشويجو\nPLACE\tباريس\n", encoding="utf-8")
    result = CliRunner().invoke(link_command, [str(names), str(tmp_path / "out.tsv")])
    assert isinstance(result.exception, BadFile)
    assert "line 2" in str(result.exception)
    assert not (tmp_path / "out.tsv").exists()


def test_explain_says_which_row_decided() -> None:
    result = CliRunner().invoke(link_command, ["--explain", "والرئيس فلاديمير بوتن"])
    assert result.exit_code == 0
    assert "PERS-vladimir-putin" in result.output
    assert "people.tsv:" in result.output
    assert "without titles and clitics: فلاديمير بوتن" in result.output
