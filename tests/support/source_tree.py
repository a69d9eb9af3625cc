"""A copy of the core, its rules and its reference data, to be changed as an editor or a programmer changes them."""

import shutil
import sys
from pathlib import Path

from nashra.settings import INCLUDE
from tests.support.doors import run

LARGE = ("gazetteers", "recogniser", "cleaning")  # of the reference data: linked, not copied


def copy_of_include(folder: Path) -> Path:
    """Makes include/ below a folder and returns it."""
    made = folder / "include"
    shutil.copytree(INCLUDE / "nashra", made / "nashra")  # byte code too: it counts as long as its source is as it was
    shutil.copytree(INCLUDE / "rules", made / "rules")
    shutil.copytree(INCLUDE / "reference", made / "reference", ignore=shutil.ignore_patterns(*LARGE))
    for name in LARGE:
        (made / "reference" / name).symlink_to(INCLUDE / "reference" / name)
    return made


def run_python(include: Path, code: str, *arguments: str) -> str:
    """What a program prints that runs with such a copy, and with the shipped recogniser."""
    done = run((sys.executable, "-c", code, *arguments), PYTHONPATH=str(include), NASHRA_RECOGNIZER="embedded")
    assert done.code == 0, done.err
    return done.out
