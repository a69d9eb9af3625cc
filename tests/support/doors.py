"""The project's commands as a user has them: the installed `nashra`, and `python -m ...`, each in a process."""

import ast
import importlib
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from nashra.cli import VERBS
from nashra.settings import CHECKOUT

BIN = Path(sys.executable).parent
SIDE_BY_SIDE = 2  # commands at once: they are short, and the tests' machines have few cores
SECONDS = 300  # that a command may take
Command = tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def told(self) -> str:
        return self.out + self.err


def run(command: Command | str, cwd: Path = CHECKOUT, **variables: str) -> Done:
    """Runs a command, or a line of a shell, that finds this environment's programs first.

    `variables` are added to the environment, of which only the project's own settings are left out.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NASHRA_", "AIRFLOW"))}
    environment |= {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", **variables}
    began = time.monotonic()
    done = subprocess.run(
        command, shell=isinstance(command, str), executable="/bin/bash" if isinstance(command, str) else None,
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS,
        check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr, time.monotonic() - began)


def run_all(commands: Mapping[str, Command | str], cwd: Path = CHECKOUT, **variables: str) -> dict[str, Done]:
    """Runs commands, some side by side and each once; how each ended, by its name."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        waiting = {command: pool.submit(run, command, cwd, **variables) for command in set(commands.values())}
        return {name: waiting[command].result() for name, command in commands.items()}


_HELP: dict[str, Done] = {}


def help_of(door: str) -> Done:
    """What a door says with --help; each is asked once."""
    return helps([door])[door]


def helps(doors: Iterable[str]) -> dict[str, Done]:
    """As help_of, of several side by side."""
    doors = list(doors)
    new = {door: command_of(f"{door} --help") for door in doors if door not in _HELP}
    _HELP.update(run_all(new))
    return {door: _HELP[door] for door in doors}


def command_of(door: str) -> Command:
    """How a door is opened: `nashra run` by the installed command, any other name is a module's or a script's."""
    first, *rest = shlex.split(door)
    if first == "nashra":
        return (str(BIN / "nashra"), *rest)
    script = first.endswith(".py")
    return (sys.executable, first, *rest) if script else (sys.executable, "-m", first, *rest)


def verbs() -> Iterator[tuple[str, click.Command]]:
    """Every verb of `nashra` and every subcommand, with a name such as "nashra rules try"."""
    for verb, (place, _) in VERBS.items():
        module, _, name = place.partition(":")
        yield from _walk(f"nashra {verb}", getattr(importlib.import_module(module), name))


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for sub, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _walk(f"{name} {sub}", inner)


def modules() -> dict[str, Path]:
    """What can be run as a file: a package's __main__, or a module that asks whether it is `__main__`.

    Modules of include/ and seeds/ by dotted name, scripts of include/deploy, which is no package, by path.
    """
    found = {}
    for root in ("include", "seeds", "plugins", "dags"):
        for path in sorted((CHECKOUT / root).rglob("*.py")):
            if path.name == "__main__.py" or _asks(path):
                found[_name(path.relative_to(CHECKOUT))] = path
    return found


def _asks(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text) if "__main__" in text else ast.Module([], [])
    return any(isinstance(node, ast.If) and "__main__" in ast.unparse(node.test) for node in tree.body)


def _name(path: Path) -> str:
    if path.parts[:2] == ("include", "deploy"):
        return path.as_posix()
    parts = path.with_suffix("").parts
    return ".".join(parts[parts[0] == "include" :]).removesuffix(".__main__")
