"""Which recogniser a run gets: `auto` is camel when its weights are installed, else the embedded one."""

from functools import cache
from pathlib import Path

from nashra.entities.recognise.base import NEWS, Recognizer
from nashra.errors import NashraError
from nashra.extras import need
from nashra.settings import REFERENCE, CamelMode, Settings

EMBEDDED = REFERENCE / "recogniser"
CAMEL = ("torch", "transformers")  # what runs camel's weights


class RecognizerMissing(NashraError, RuntimeError):
    """The recogniser asked for can't be had on this machine; the message says what to install or set."""


def load_recognizer(settings: Settings, convention: str = NEWS) -> Recognizer:
    """The recogniser that the settings ask for. Loaded once a process. `convention` is the embedded one's (see
    CONVENTIONS in `base`); camel has but its own, ANERcorp's.

    Raises RecognizerMissing when `camel` is asked for and its weights are not there, or when
    NASHRA_CAMEL_MODEL names a folder without a model and `embedded` is not asked for. Raises MissingExtra when there
    are weights to be used, but not what runs them: no night gets another recogniser in silence.
    """
    return _load(settings.recognizer, settings.camel_model, settings.camel_mode, convention)


def require_recognizer(settings: Settings) -> None:
    """Raises RecognizerMissing as load_recognizer would, and loads nothing: for who has other work to do first."""
    _weights(settings.recognizer, settings.camel_model)


def which_recognizer(settings: Settings) -> str:
    """`camel` or `embedded`: the one that load_recognizer would load. Raises as it would."""
    return "camel" if _weights(settings.recognizer, settings.camel_model) else "embedded"


@cache
def _load(choice: str, camel_model: str, camel_mode: CamelMode, convention: str) -> Recognizer:
    if folder := _weights(choice, camel_model):
        from nashra.entities.recognise.camel.camel import CamelRecognizer  # heavy: torch and transformers

        return CamelRecognizer(folder, camel_mode)
    from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer

    return EmbeddedRecognizer(EMBEDDED, convention)


def _weights(choice: str, camel_model: str) -> Path | None:
    """The folder of camel's weights; None where the embedded recogniser is to be used."""
    from nashra.entities.recognise.camel.weights import find_weights

    if choice == "camel":
        need(*CAMEL, extra="camel", asked_by="the recogniser camel")
    try:
        folder = find_weights(camel_model) if choice != "embedded" else None
    except FileNotFoundError as error:
        raise RecognizerMissing(f"NASHRA_CAMEL_MODEL: {error}") from error
    if choice == "camel" and folder is None:
        raise RecognizerMissing(
            "the recogniser camel was asked for, but its weights are not here: install them with "
            "`camel_data -i ner-arabert`, or set NASHRA_CAMEL_MODEL to a BertForTokenClassification folder; "
            "auto and embedded need none"
        )
    if folder:
        need(*CAMEL, extra="camel", asked_by=f"the model in {folder} (or set NASHRA_RECOGNIZER=embedded)")
    return folder
