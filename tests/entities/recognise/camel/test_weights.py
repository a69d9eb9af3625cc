"""Weights are found and loaded without a network and without importing camel-tools."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nashra.entities.recognise.camel.weights import content_hash, find_weights
from nashra.entities.recognise.load import RecognizerMissing, load_recognizer
from nashra.settings import CHECKOUT, load_settings


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "camel"))
    monkeypatch.delenv("NASHRA_CAMEL_MODEL", raising=False)
    return tmp_path / "camel"


def put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}", encoding="utf-8")
    return folder


def test_nothing_installed(data: Path) -> None:
    assert find_weights() is None
    with pytest.raises(RecognizerMissing, match="camel_data -i ner-arabert"):
        load_recognizer(load_settings(recognizer="camel"))


def test_installed_weights_with_and_without_a_catalogue(data: Path) -> None:
    usual = put(data / "data" / "ner" / "arabert")
    assert find_weights() == usual
    newer = put(data / "data" / "ner" / "newer")
    datasets = {"datasets": {"arabert": {"path": "ner/arabert"}, "newer": {"path": "ner/newer"}}}
    components = {"NamedEntityRecognition": {"default": "newer", **datasets}}
    (data / "catalogue.json").write_text(json.dumps({"components": components}), encoding="utf-8")
    assert find_weights() == newer
    (data / "catalogue.json").write_text("{broken", encoding="utf-8")
    assert find_weights() == usual


def test_a_folder_in_the_settings_wins(data: Path, tmp_path: Path) -> None:
    put(data / "data" / "ner" / "arabert")
    own = put(tmp_path / "own")
    assert find_weights(str(own)) == own
    with pytest.raises(FileNotFoundError, match=r"config\.json"):
        find_weights(str(tmp_path / "nowhere"))
    with pytest.raises(RecognizerMissing, match="NASHRA_CAMEL_MODEL"):
        load_recognizer(load_settings(camel_model=str(tmp_path / "nowhere")))


def test_a_network_of_another_kind_is_refused(data: Path, tmp_path: Path, small_bert: Path) -> None:
    from safetensors.torch import load_file, save_file

    headless = tmp_path / "headless"
    shutil.copytree(small_bert, headless)
    tensors = load_file(headless / "model.safetensors")
    save_file(
        {name: value for name, value in tensors.items() if not name.startswith("classifier")},
        headless / "model.safetensors",
        metadata={"format": "pt"},
    )
    assert content_hash(headless) != content_hash(small_bert)
    with pytest.raises(ValueError, match="classifier"):
        load_recognizer(load_settings(camel_model=str(headless), camel_mode="fp32"))


def test_older_weights_in_a_pickle(tmp_path: Path, small_bert: Path, news: list[list[str]]) -> None:
    """camel-tools' own package holds pytorch_model.bin."""
    import torch
    from safetensors.torch import load_file

    older = tmp_path / "older"
    shutil.copytree(small_bert, older)
    torch.save(load_file(older / "model.safetensors"), older / "pytorch_model.bin")
    (older / "model.safetensors").unlink()
    both = [
        load_recognizer(load_settings(camel_model=str(folder), camel_mode="fp32")) for folder in (older, small_bert)
    ]
    assert both[0].tag(news) == both[1].tag(news)
    assert both[0].version != both[1].version


def test_runs_without_camel_tools_or_a_network(tmp_path: Path, small_bert: Path) -> None:
    """Importing camel_tools.ner downloads a catalogue when there is none."""
    script = (
        "import socket, sys\n"
        "def refuse(*_): raise OSError('no network here')\n"
        "socket.socket.connect = refuse\n"
        "from nashra.entities.recognise import load_recognizer\n"
        "assert 'torch' not in sys.modules\n"
        "from nashra.settings import load_settings\n"
        "print(load_recognizer(load_settings()).tag([['بغداد']])[0][0].label)\n"
        "assert 'camel_tools' not in sys.modules\n"
    )
    home = {"HOME": str(tmp_path), "CAMELTOOLS_DATA": str(tmp_path / "none")}
    environment = {
        **os.environ,
        **home,
        "NASHRA_CAMEL_MODEL": str(small_bert),
        "NASHRA_CAMEL_MODE": "fp32",  # any processor has it
        "PYTHONPATH": str(CHECKOUT / "include"),
    }
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert not (tmp_path / ".camel_tools").exists()
