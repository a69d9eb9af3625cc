"""The project's commands as a user has them: the installed `nashra`, and `python -m ...`, each in a process."""

import ast
import atexit
import importlib
import json
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
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

    `variables` are added to the environment, of which only the project's own settings are left out. What is Python and
    asks nothing of a shell has its libraries from `tests/support/warm.py`.
    """
    began = time.monotonic()
    known, argv = in_python(command)
    environment = environment_of(variables | known)
    if not argv:
        return run_cold(command, cwd, **variables)
    with tempfile.TemporaryDirectory(prefix="nashra-doors-") as folder, socket.socket(socket.AF_UNIX) as asked:
        out, err = Path(folder, "out"), Path(folder, "err")
        request = {"argv": argv, "cwd": str(cwd), "environment": environment, "out": str(out), "err": str(err)}
        asked.connect(_warm())
        asked.sendall(json.dumps(request | {"seconds": SECONDS}).encode() + b"\n")
        code = int(asked.makefile().read())
        told, warned = out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
    return Done(code, told, warned, time.monotonic() - began)


def environment_of(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NASHRA_", "AIRFLOW"))}
    return kept | {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", **variables}


def in_python(command: Command | str) -> tuple[dict[str, str], list[str]]:
    """(variables, what stands after "python") of a command, or of a line without anything that only a shell knows; else
    nothing."""
    if isinstance(command, str):
        if re.search(r"[^\w\s./:=,@%+-]", re.sub(r"'[^']*'|\"[^\"$`\\\\]*\"", "", command)):
            return {}, []
        command = tuple(shlex.split(command))
    known = {}
    while re.match(r"[A-Z_]+=", command[0]):
        name, _, known[name] = command[0].partition("=")
        command = command[1:]
    first, *rest = command
    if first in ("nashra", str(BIN / "nashra")):
        return known, [str(BIN / "nashra"), *rest]  # a script of Python's
    return known, rest if first in ("python", sys.executable) else []


_STARTING = threading.Lock()


def _warm() -> str:
    """The address of a warm Python, started when it is first asked for."""
    with _STARTING:
        return _started()


@cache
def _started() -> str:
    folder = tempfile.TemporaryDirectory(prefix="nashra-doors-")
    address = str(Path(folder.name, "warm"))
    script = [sys.executable, str(Path(__file__).with_name("warm.py")), address]
    served = subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment_of({}))
    assert served.stdin
    assert served.stdout
    assert served.stdout.readline() == b"warm\n", "tests/support/warm.py does not serve"

    def end() -> None:
        served.communicate()
        folder.cleanup()

    atexit.register(end)
    return address


def run_cold(command: Command | str, cwd: Path = CHECKOUT, **variables: str) -> Done:
    """As run, in a process that begins from nothing."""
    environment = environment_of(variables)
    began = time.monotonic()
    done = subprocess.run(
        command, shell=isinstance(command, str), executable="/bin/bash" if isinstance(command, str) else None,
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS,
        check=False,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr, time.monotonic() - began)


def run_all(commands: Mapping[str, Command | str], cwd: Path = CHECKOUT, **variables: str) -> dict[str, Done]:
    """Runs commands, some side by side and each once in a session; how each ended, by its name."""
    keys = {name: _key(command, cwd, variables) for name, command in commands.items()}
    new = {key: commands[name] for name, key in keys.items() if key not in _RAN}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        waiting = {key: pool.submit(run, command, cwd, **variables) for key, command in new.items()}
        _RAN.update({key: done.result() for key, done in waiting.items()})
    return {name: _RAN[key] for name, key in keys.items()}


_RAN: dict[tuple[object, ...], Done] = {}


def _key(command: Command | str, cwd: Path, variables: dict[str, str]) -> tuple[object, ...]:
    """The same for a command however it is written."""
    known, argv = in_python(command)
    return (tuple(argv) or command, cwd, tuple(sorted((variables | known).items())))


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
