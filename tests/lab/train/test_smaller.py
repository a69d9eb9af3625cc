"""Making the recogniser smaller: which units go, and that what is left says what the whole model said."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra.entities.recognise.load import EMBEDDED
from nashra_lab.train.recogniser.smaller import __main__ as command
from nashra_lab.train.recogniser.smaller.units import narrower_join, smaller_context, smaller_tagger, spare
from nashra_lab.train.recogniser.taught_network import ContextLayer, FastLSTM, reversal
from tests.support.labelled_news import TEXT, options_of

SIZES = ["--context=64", "--join=48", "--tagger=40"]


def _doubled(lstm: FastLSTM) -> None:
    """Makes the second half of the units do what the first does."""
    half = lstm.hidden // 2
    for cell in (lstm.forward_cell, lstm.backward_cell):
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
            gates = cell.get_parameter(name).detach().view(4, 2, half, -1)
            gates[:, 1] = gates[:, 0]


def _together(rows: torch.Tensor) -> torch.Tensor:
    flat = rows.detach().flatten(0, 1)
    return flat.T @ flat / len(flat)


@pytest.fixture
def words() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Vectors of words (time, sentences, 12), which of them are there, and the reversal."""
    torch.manual_seed(5)
    lengths = torch.tensor([30, 22, 9, 30])
    mask = torch.arange(30).unsqueeze(1) < lengths
    return torch.randn(30, 4, 12) * mask.unsqueeze(-1), mask, reversal(lengths, 30)


def test_units_that_say_the_same_go_and_nothing_changes(words: tuple[torch.Tensor, ...]) -> None:
    x, mask, reverse = words
    context, lstm = ContextLayer(12, 16, 10), FastLSTM(22, 12)
    heads = torch.nn.ModuleList([torch.nn.Linear(24, 9), torch.nn.Linear(24, 9)])
    _doubled(context.lstm)
    _doubled(lstm)
    with torch.no_grad():
        joined = context(x, mask, reverse)
        tagged = lstm(torch.cat([x, joined], -1), reverse)
        ahead, back = (_together(part) for part in context.lstm(x, reverse))
        smaller = smaller_context(context, (ahead, back), 8)
        assert smaller.lstm.hidden == 8
        assert torch.allclose(smaller(x, mask, reverse), joined, atol=0.02)
        less, readers = smaller_tagger(lstm, heads, (_together(tagged[0]), _together(tagged[1])), 6)
        found = less(torch.cat([x, joined], -1), reverse)
        for old, new in zip(heads, readers, strict=True):
            assert torch.allclose(new(torch.cat(found, -1)), old(torch.cat(tagged, -1)), atol=0.02)


def test_an_output_that_never_says_anything_goes_first(words: tuple[torch.Tensor, ...]) -> None:
    x, mask, reverse = words
    context, lstm = ContextLayer(12, 8, 10), FastLSTM(25, 6)
    with torch.no_grad():
        context.join.bias[[2, 7]] = -99.0  # below 0 whatever is read
        joined, extras = context(x, mask, reverse), torch.randn(30, 4, 3)
        before = lstm(torch.cat([x, joined, extras], -1), reverse)
        narrower_join(context, lstm, 12, _together(joined), 8)
        after = lstm(torch.cat([x, context(x, mask, reverse), extras], -1), reverse)
    assert context.join.out_features == 8 and lstm.forward_cell.input_size == 23
    assert torch.allclose(before[0], after[0], atol=1e-3) and torch.allclose(before[1], after[1], atol=1e-3)


def test_the_others_take_over_what_a_unit_said() -> None:
    chance = np.random.default_rng(2)
    free = chance.normal(size=(4000, 3))
    states = torch.from_numpy(np.column_stack([free, free[:, 0] + 2 * free[:, 1]])).float()
    readers = torch.tensor([[1.0, 0.0, 0.5, 3.0], [0.0, 2.0, -1.0, 0.0]])
    kept = spare(states.T @ states / len(states), readers, 0, 3)
    assert len(kept.units) == 3 and 2 in kept.units  # no other says what this one does
    assert torch.allclose(states[:, kept.units] @ kept.readers.T, states @ readers.T, atol=0.05)


@pytest.mark.faults  # runs with the long tests: it trains
def test_the_command_writes_a_smaller_model_that_works(texts: dict[str, Path], tmp_path: Path) -> None:
    out, work = tmp_path / "out", tmp_path / "work"
    given = [*options_of(texts), *SIZES, f"--out={out}", f"--work={work}"]
    told = CliRunner().invoke(command.main, [*given, "--steps=30"], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    with np.load(out / "model.npz") as arrays:
        sizes = arrays["context.bias"].shape, arrays["join.bias"].shape, arrays["tagger.bias"].shape
    assert sizes == ((2, 4 * 64), (48,), (2, 4 * 40))
    assert json.loads((out / "figures.json").read_text(encoding="utf-8"))["aside"]["micro"]["names"] > 0
    sentences = [TEXT.split(), ["وصل", "سالم", "الورفلي", "إلى", "سرت", "."]]
    small, whole = (EmbeddedRecognizer(folder).tag(sentences) for folder in (out, EMBEDDED))
    labels = [[tag.label for tags in model for tag in tags] for model in (small, whole)]
    assert np.mean([one == other for one, other in zip(*labels, strict=True)]) > 0.8
    again = CliRunner().invoke(command.main, [*given, "--steps=30"], catch_exceptions=False)
    assert again.exit_code == 0 and "step" not in again.output  # all of it was learned before
    assert EmbeddedRecognizer(out).tag(sentences) == small
