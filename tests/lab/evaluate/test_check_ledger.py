"""The door that says of real articles whether their text can be had back."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra.cleaning.decide.assemble import Assembler
from nashra.settings import CHECKOUT
from nashra_lab.evaluate.check_ledger import main

SAMPLE = CHECKOUT / "seeds" / "landing" / "2023-09-13"


def test_the_sample_adds_up() -> None:
    result = CliRunner().invoke(main, [str(SAMPLE)])
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, "22 articles, 0 that do not add up")


def test_a_line_break_that_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Assembler, "_gaps", lambda self, number, every, shown: [])
    result = CliRunner().invoke(main, [str(SAMPLE)])
    assert result.exit_code == 1
    assert "does not add up" in result.output


@pytest.mark.skipif("NASHRA_CORPUS" not in os.environ, reason="NASHRA_CORPUS names no folder of scraped articles")
def test_a_corpus_adds_up() -> None:
    folder = Path(os.environ["NASHRA_CORPUS"])
    paths = [str(path) for path in (folder / "dev" / "raw", folder / "dev2" / "raw") if path.exists()]
    result = CliRunner().invoke(main, paths + [str(path) for path in sorted(folder.glob("pool_*.parquet"))])
    assert result.exit_code == 0, result.output[-2000:]
    assert result.output.endswith(", 0 that do not add up\n")
