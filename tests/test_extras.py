"""An extra that is not installed is named at every door that needs it. (`make test-minimal` tries them for real.)"""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from nashra import extras
from nashra.entities.recognise import load
from nashra.errors import NashraError
from nashra.extras import MissingExtra, need
from nashra.settings import load_settings
from nashra_dashboard.__main__ import main as dashboard
from nashra_lab.bench.command import bench_group


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Packages that are as if they were not installed."""
    lacking: set[str] = set()
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name in lacking else find_spec(name))
    return lacking


def test_the_sentence_says_who_asked_what_is_missing_and_what_installs_it(without: set[str]) -> None:
    need("click", "numpy", extra="lab", asked_by="counting")
    without.add("numpy")
    with pytest.raises(MissingExtra) as refused:
        need("click", "numpy", extra="lab", asked_by="counting")
    assert isinstance(refused.value, NashraError)
    said = str(refused.value)
    assert said.startswith("counting needs the package numpy, which is not installed: `make lab` installs it")
    assert "pip install -e '.[lab]'" in said and "\n" not in said


def test_camel_is_refused_before_its_weights_are_looked_for(without: set[str]) -> None:
    without.add("torch")
    with pytest.raises(MissingExtra, match=r"recogniser camel needs the package torch.*`make camel`"):
        load.require_recognizer(load_settings(recognizer="camel"))


def test_auto_does_not_pass_over_a_model_in_silence(without: set[str], tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}))
    without.add("transformers")
    with pytest.raises(MissingExtra, match=r"transformers.*`make camel`"):
        load.require_recognizer(load_settings(recognizer="auto", camel_model=str(tmp_path)))
    load.require_recognizer(load_settings(recognizer="embedded", camel_model=str(tmp_path)))


def test_auto_without_a_model_needs_none(without: set[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without |= {"torch", "transformers"}
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    load.require_recognizer(load_settings(recognizer="auto"))


def test_measuring_against_camel_tools_names_what_it_needs(without: set[str]) -> None:
    without.add("camel_tools")
    done = CliRunner().invoke(bench_group, ["tag", "--camel"])
    assert isinstance(done.exception, MissingExtra)
    assert "`make camel`" in str(done.exception)


def test_the_dashboard_names_its_extra_before_it_runs_the_sample(without: set[str], tmp_path: Path) -> None:
    without.add("dash")
    done = CliRunner().invoke(dashboard, ["--lake", str(tmp_path)])
    assert isinstance(done.exception, MissingExtra)
    assert "the dashboard needs the package dash, which is not installed: `make dashboard`" in str(done.exception)
