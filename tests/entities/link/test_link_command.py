"""`nashra link`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra import text_files
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


def test_what_is_no_text_or_has_no_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MOST_BYTES", 10_000_000)
    (tmp_path / "damaged.tsv").write_bytes(b"PERS\t\xff\xfe\n")
    told = {
        (str(tmp_path / "damaged.tsv"), str(tmp_path / "out.tsv")): "damaged.tsv is not UTF-8 text (byte 5)",
        ("/dev/zero", str(tmp_path / "out.tsv")): "/dev/zero has more than 10000000 bytes",
        ("--explain", "\udcff"): "the name is not UTF-8 text",
    }
    for given, said in told.items():
        result = CliRunner().invoke(link_command, list(given))
        assert isinstance(result.exception, BadFile)
        assert str(result.exception).endswith(said)
    assert not (tmp_path / "out.tsv").exists()


def test_lines_come_from_standard_input_and_from_any_system(tmp_path: Path) -> None:
    names = "\ufeffPERS\tشويجو\r\n\r\nLOC\tبيونج يانج"
    result = CliRunner().invoke(link_command, ["-", "-"], input=names.encode())
    assert result.output == "PERS\tشويجو\tPERS-sergei-shoigu\n\nLOC\tبيونج يانج\tLOC-pyongyang\n"
