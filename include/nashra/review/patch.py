"""Edits of data files as a patch for `git apply`, or written where they belong."""

import difflib
import fcntl
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nashra.cleaning.decide.line_decisions import read_line_decisions
from nashra.entities.link.reference.decisions import read_decisions
from nashra.review.data_lines import LINES, NAMES, Edit
from nashra.settings import INCLUDE

_CUT = "\\ No newline at end of file\n"


def patch(edits: Sequence[Edit]) -> str:
    """A unified diff, from the checkout's root; empty without an edit."""
    return "".join(_patch(edit) for edit in edits)


def _patch(edit: Edit) -> str:
    path = f"include/{edit.path}"
    old, new = (_lines(text) for text in (edit.old or "", edit.new))
    told = difflib.unified_diff(old, new, "/dev/null" if edit.old is None else f"a/{path}", f"b/{path}")
    body = "".join(line if line.endswith("\n") else f"{line}\n{_CUT}" for line in told)
    return f"diff --git a/{path} b/{path}\n{'new file mode 100644' + chr(10) if edit.old is None else ''}{body}"


def _lines(text: str) -> list[str]:
    """Lines as git has them: only a newline ends one."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def checked(edits: Sequence[Edit]) -> None:
    """Reads the files as they would be. Raises RulesError when a night could not."""
    with tempfile.TemporaryDirectory(prefix="nashra-review-") as folder:
        written(edits, Path(folder))
        if (Path(folder) / LINES).exists():
            read_line_decisions(Path(folder) / LINES)
        read_decisions(Path(folder) / NAMES)


def written(edits: Sequence[Edit], include: Path = INCLUDE) -> None:
    """Puts the files in their places, each whole or not at all; all are written before the first takes its place."""
    ready: list[tuple[Path, Path]] = []
    try:
        for edit in edits:
            path = include / edit.path
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
            ready.append((Path(name), path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(edit.new)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        for made, path in ready:
            made.replace(path)
    finally:
        for made, _ in ready:
            made.unlink(missing_ok=True)


@contextmanager
def alone(include: Path = INCLUDE) -> Iterator[None]:
    """Held from reading the files to putting the edited ones in their places, so that no other's answers are lost."""
    handle = os.open((include / LINES).parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
