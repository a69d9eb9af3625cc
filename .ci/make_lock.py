"""Makes lock.txt and ../requirements.txt from the lists of pyproject.toml: `make lock`, in an environment with [lock].

What is pinned already keeps its version as far as the lists allow; `--upgrade NAME` lets one go, `--upgrade-all` all.
`--requirements` makes requirements.txt alone, which needs no network.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PROJECT = CHECKOUT / "pyproject.toml"
LOCK = CHECKOUT / ".ci" / "lock.txt"
REQUIREMENTS = CHECKOUT / "requirements.txt"
APART = ("celery", "bi", "faults", "site", "build", "lock")
"""Extras that requirements.txt leaves out: they serve other machines, other engines, or installing itself."""
UNHASHED = ("torch",)  # see install.py
LOCK_HEAD = """\
# Every package that the core and the extras of pyproject.toml need, all the way down, for every Python and system,
# with the hashes of its files. Made by `make lock`; .ci/install.py installs from it. torch is not here: see there.
"""
HEAD = """\
# All that a checkout can use on one machine, and why it is there: `pip install -r requirements.txt` takes everything.
# `make install` takes less: the core and [airflow], from .ci/lock.txt, which also pins with hashes what these need in
# turn. Made by `make lock` from pyproject.toml: change the lists there, not here.
"""


def requirements() -> str:
    """The text of requirements.txt: the lists of pyproject.toml with their comments, a package once."""
    text = PROJECT.read_text(encoding="utf-8")
    seen: set[str] = set()
    parts = [HEAD]
    for group, lines in groups(text).items():
        if group in APART:
            continue
        fresh = [line for line in lines if (found := pin(line)) is None or found[0] not in seen]
        seen |= {found[0] for line in lines if (found := pin(line))}
        pins = [pinned for line in fresh if (pinned := pin(line))]
        width = max(len(requirement) for requirement, _ in pins)
        notes = [line for line in fresh if pin(line) is None]
        told = [f"{requirement:<{width}}  # {reason}" for requirement, reason in pins]
        parts.append("\n".join([*notes, *told, ""]))
    return "\n".join(parts)


def groups(text: str) -> dict[str, list[str]]:
    """Lines of each list of requirements, in order: the comment above it, then its own lines."""
    found: dict[str, list[str]] = {}
    notes: list[str] = []
    inside = ""
    for line in text.splitlines():
        opened = re.match(r"([a-z0-9]+) = \[$", line)
        if inside and line == "]":
            inside = ""
        elif inside:
            found[inside].append(line.strip())
        elif opened:
            inside = "core" if opened[1] == "dependencies" else opened[1]
            found[inside], notes = notes, []
        elif line.startswith("#"):
            notes.append(line)
        else:
            notes = []
    known = {"core", *tomllib.loads(text)["project"]["optional-dependencies"]}
    return {group: lines for group, lines in found.items() if group in known}


def pin(line: str) -> tuple[str, str] | None:
    """(requirement, reason) of a line of a list; None for a line that is only a comment."""
    found = re.match(r'"([^"]+)",\s*#\s*(.*)', line)
    return (found[1], found[2]) if found else None


def lock(options: list[str]) -> None:
    """Resolves everything at once, with uv. Ends with uv's exit code when it fails; it has said why."""
    command = [
        str(Path(sys.executable).parent / "uv"), "pip", "compile", str(PROJECT), "--all-extras", "--universal",
        "--generate-hashes", "--no-header", "--no-annotate", "--quiet",
        "--output-file", str(LOCK),
        *(option for package in UNHASHED for option in ("--no-emit-package", package)), *options,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=CHECKOUT, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    LOCK.write_text(LOCK_HEAD + LOCK.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--requirements", action="store_true", help="only requirements.txt")
    arguments.add_argument("--upgrade", action="append", default=[], metavar="NAME", help="let this one go")
    arguments.add_argument("--upgrade-all", action="store_true", help="let all go")
    given = arguments.parse_args()
    if not given.requirements:
        named = [option for package in given.upgrade for option in ("--upgrade-package", package)]
        lock([*named, *(["--upgrade"] if given.upgrade_all else [])])
    REQUIREMENTS.write_text(requirements(), encoding="utf-8")


if __name__ == "__main__":
    main()
