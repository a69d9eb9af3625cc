"""What a process has read of rules is forgotten where it must be."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nashra.inputs.held import forget_read
from nashra.text.clitics import read_clitics
from nashra.topics.words import bare_word
from tests.support.own_checkout import own_checkout


@pytest.fixture
def frozen() -> Iterator[None]:
    """As in a task that a scheduler forked."""
    read_clitics()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("frozen")
def test_a_forked_task_forgets_what_its_scheduler_read() -> None:
    before = read_clitics()
    forget_read()
    assert read_clitics() is not before


def test_words_that_were_asked_for_are_forgotten_with_their_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bare_word("والميناء") == "ميناء"
    monkeypatch.setattr(
        "nashra.topics.words.read_clitics", lambda: read_clitics()._replace(whole=frozenset({"والميناء"}))
    )
    assert bare_word("والميناء") == "ميناء"
    forget_read()
    assert bare_word("والميناء") != "ميناء"
    monkeypatch.undo()
    forget_read()
    assert bare_word("والميناء") == "ميناء"


AN_EDITOR_AT_WORK = """
from pathlib import Path

from nashra.inputs.held import as_held
from nashra.quotes.quote_rules import read_quote_rules
from nashra.settings import RULES

path = RULES / "quotes.yaml"
before = as_held(lambda: read_quote_rules().heads)
path.write_text(path.read_text(encoding="utf-8").replace("مراسل, ", "", 1), encoding="utf-8")
after = as_held(lambda: read_quote_rules().heads)
assert "مراسل" in before and "مراسل" not in after, (before, after)
"""


def test_a_second_task_of_one_process_reads_what_an_editor_has_changed_meanwhile(tmp_path: Path) -> None:
    include = own_checkout(tmp_path, in_git=False) / "include"
    subprocess.run([sys.executable, "-c", AN_EDITOR_AT_WORK], env={"PYTHONPATH": str(include)}, check=True, timeout=120)
