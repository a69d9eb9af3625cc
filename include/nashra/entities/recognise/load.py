"""Which recogniser a run gets: `auto` is camel when its weights are installed, else the embedded one."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from nashra.entities.recognise.base import Recognizer
from nashra.settings import REFERENCE, Settings

EMBEDDED = REFERENCE / "recogniser"


class RecognizerMissing(RuntimeError):
    """The recogniser asked for can't be had on this machine; the message says what to install or set."""


def load_recognizer(settings: Settings) -> Recognizer:
    """The recogniser that the settings ask for. Loaded once a process.

    Raises RecognizerMissing when `camel` is asked for and its weights are not there.
    """
    return _load(settings.recognizer, settings.camel_model)


@cache
def _load(choice: str, camel_model: str) -> Recognizer:
    if choice != "embedded" and find_spec("nashra.entities.recognise.camel"):
        camel = import_module("nashra.entities.recognise.camel")  # heavy: only when it may be used
        if folder := camel.find_weights(camel_model):
            recognizer: Recognizer = camel.CamelRecognizer(folder)
            return recognizer
    if choice == "camel":
        raise RecognizerMissing(
            "NASHRA_RECOGNIZER=camel, but no weights were found: install them with `camel_data -i ner-arabert`, "
            "or set NASHRA_CAMEL_MODEL to a BertForTokenClassification folder; "
            "NASHRA_RECOGNIZER=auto or embedded needs none"
        )
    if not (EMBEDDED / "model.npz").exists():
        from nashra.entities.recognise.crf_interim import EmbeddedRecognizer as Interim

        return Interim(EMBEDDED)
    from nashra.entities.recognise.embedded import EmbeddedRecognizer

    return EmbeddedRecognizer(EMBEDDED)
