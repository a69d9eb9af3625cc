"""What columns and measures mean, in Arabic, for Arabic pages: `include/bi/meanings_ar.yaml`.

Apart from the dictionary, so that no table, and no generation's name, depends on a page's words.
"""

from functools import cache
from pathlib import Path

from nashra.settings import INCLUDE
from nashra.yaml_files import Strict, Word, read_model

FILE = INCLUDE / "bi" / "meanings_ar.yaml"


class ArabicMeanings(Strict):
    """What meanings_ar.yaml holds: table, then column or measure."""

    tables: dict[str, dict[str, Word]]


@cache
def arabic_meanings(path: Path = FILE) -> dict[str, dict[str, str]]:
    """Raises RulesError on a malformed file."""
    return dict(read_model(path, ArabicMeanings).tables)
