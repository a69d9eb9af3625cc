from pathlib import Path

import pytest

from nashra.entities.recognise import load_recognizer
from nashra.entities.recognise.load import RecognizerMissing
from nashra.settings import load_settings


def test_auto_without_weights_is_the_embedded_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    assert load_recognizer(load_settings(recognizer="auto")).name == "embedded"


def test_camel_without_weights_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(RecognizerMissing, match="camel_data -i ner-arabert"):
        load_recognizer(load_settings(recognizer="camel"))
