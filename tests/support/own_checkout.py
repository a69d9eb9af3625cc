"""A checkout of one's own to edit: the code and rules copied, the large reference data linked, all in git if wanted."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from nashra.settings import CHECKOUT
from tests.support.doors import Done, run

_WHO = ("-c", "user.name=محرر", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")


def own_checkout(folder: Path, in_git: bool = True) -> Path:
    """Makes one at a folder, with the rules and decisions committed."""
    include = folder / "include"
    include.mkdir(parents=True)
    for name in ("nashra", "rules"):
        shutil.copytree(CHECKOUT / "include" / name, include / name)  # with byte code, as in a checkout that is used
    (include / "bi").symlink_to(CHECKOUT / "include" / "bi")
    (include / "reference").mkdir()
    for path in (CHECKOUT / "include" / "reference").iterdir():
        if path.name == "decisions":
            shutil.copytree(path, include / "reference" / path.name)
        else:
            (include / "reference" / path.name).symlink_to(path)
    if in_git:
        git(folder, "init", "--quiet")
        git(folder, "add", "include/rules", "include/reference/decisions")
        git(folder, "commit", "--quiet", "-m", "rules as they are")
    return folder


def git(folder: Path, *asked: str) -> str:
    """What git says in the folder."""
    told = subprocess.run(
        ["git", *_WHO, *asked], cwd=folder, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return told.stdout


def nashra(folder: Path, command: str, **variables: str) -> Done:
    """Runs the checkout's own `nashra` in it; git sees no checkout above it."""
    known: Mapping[str, str] = {
        "PYTHONPATH": os.pathsep.join([str(folder / "include"), str(CHECKOUT)]),
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    return run(f"nashra {command}", folder, **{**known, **variables})
