"""Words of the pages, of those inside Airflow and of the dashboard, in both languages: `include/bi/labels.yaml`."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from nashra.settings import INCLUDE
from nashra.yaml_files import Strict, Word, read_model

Pages = Literal["airflow", "dashboard"]


class Label(Strict):
    """One thing's words."""

    en: Word
    ar: Word


class Labels(Strict):
    """What labels.yaml holds."""

    both: dict[str, Label]
    airflow: dict[str, Label]
    dashboard: dict[str, Label]

    @model_validator(mode="after")
    def said_once(self) -> "Labels":
        if twice := sorted(self.both.keys() & (self.airflow.keys() | self.dashboard.keys())):
            raise ValueError(f"a key of both expected there alone, got {', '.join(twice)} again")
        return self


@cache
def read_labels(pages: Pages, path: Path = INCLUDE / "bi" / "labels.yaml") -> dict[str, Label]:
    """The words of one set of pages by their keys. Raises RulesError on a malformed file."""
    found = read_model(path, Labels)
    own: dict[str, Label] = getattr(found, pages)
    return found.both | own
