"""Recognition: names of persons, places, organisations and other things in a body's sentences."""

from nashra.entities.recognise.base import LABELS, Recognizer, Tagged
from nashra.entities.recognise.load import load_recognizer, require_recognizer

__all__ = ["LABELS", "Recognizer", "Tagged", "load_recognizer", "require_recognizer"]
