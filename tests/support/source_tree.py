"""A copy of the core, its rules and its reference data, to be changed as an editor or a programmer changes them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from nashra.settings import INCLUDE

LARGE = ("gazetteers", "recogniser", "cleaning")  # of the reference data: linked, not copied


def copy_of_include(folder: Path) -> Path:
    """Makes include/ below a folder and returns it."""
    made = folder / "include"
    shutil.copytree(INCLUDE / "nashra", made / "nashra", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(INCLUDE / "rules", made / "rules")
    shutil.copytree(INCLUDE / "reference", made / "reference", ignore=shutil.ignore_patterns(*LARGE))
    for name in LARGE:
        (made / "reference" / name).symlink_to(INCLUDE / "reference" / name)
    return made


def run_python(include: Path, code: str, *arguments: str) -> str:
    """What a program prints that runs with such a copy, and with the shipped recogniser."""
    env = os.environ | {"PYTHONPATH": str(include), "NASHRA_RECOGNIZER": "embedded", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
