"""What a process has read of rules is forgotten where it must be."""

import gc
from collections.abc import Iterator

import pytest

from nashra.inputs.held import forget_read
from nashra.text.clitics import read_clitics
from nashra.topics.words import bare_word


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
