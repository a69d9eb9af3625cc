"""What git has of a file: the last commit of the checkout that it lies in."""

import subprocess
from pathlib import Path
from typing import NamedTuple

SECONDS = 30  # that git may take


class Committed(NamedTuple):
    """A file as the last commit has it."""

    commit: str  # abbreviated
    path: str  # within the checkout
    content: bytes | None  # None: the commit has no such file


def committed(file: Path) -> Committed | None:
    """The file of the last commit; None where there is no git, no checkout or no commit."""
    file = file.resolve()
    top = _git(file.parent, "rev-parse", "--show-toplevel")
    commit = _git(file.parent, "rev-parse", "--short", "HEAD")
    if not top or not commit:
        return None
    path = file.relative_to(Path(_line(top)).resolve()).as_posix()
    return Committed(_line(commit), path, _git(file.parent, "show", f"{_line(commit)}:{path}"))


def _line(told: bytes) -> str:
    return told.decode("utf-8", "surrogateescape").removesuffix("\n")


def _git(folder: Path, *asked: str) -> bytes | None:
    """What git says; None when it is not there or refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *asked],
            capture_output=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
