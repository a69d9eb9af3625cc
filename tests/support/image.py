"""A Dockerfile without a container engine: its COPY, RUN and ENV lines, done in a folder and an environment of its own.

What only a container can do is passed over: the base image (the environment starts empty, so whatever it would have
brought must come from the RUN lines), system packages, users.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from nashra.settings import CHECKOUT

SYSTEM = re.compile(r"\b(apt-get|useradd)\b")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info")


@dataclass(slots=True)
class Image:
    """A built image: its root folder, and the variables that its processes get."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"  # WORKDIR

    def here(self, path: str) -> Path:
        """A path of the image on this machine."""
        return self.root / (Path(self.folder) / path).as_posix().lstrip("/")

    def run(self, command: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A shell command in the image's WORKDIR; its code and what it printed."""
        return subprocess.run(
            ["bash", "-c", command], cwd=self.here("."), env=self.variables(**more), capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def variables(self, **more: str) -> dict[str, str]:
        pip = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_")) or name == "HOME"}
        path = f"{self.root / 'venv' / 'bin'}:{os.environ['PATH']}"
        return pip | {"PATH": path} | self.environment | more


def instructions(dockerfile: Path) -> list[tuple[str, str]]:
    """(instruction, rest) of each, lines that go on joined."""
    text = re.sub(r"^#.*\n", "", dockerfile.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines()]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines if line)]


def built(dockerfile: Path, root: Path) -> Image:
    """The image, in the folder `root`. Fails with what the step that failed printed."""
    subprocess.run([sys.executable, "-m", "venv", str(root / "venv")], check=True)
    image = Image(root)
    for name, rest in instructions(dockerfile):
        if name == "WORKDIR":
            image.folder = rest
            image.here(".").mkdir(parents=True, exist_ok=True)
        elif name == "ARG":
            variable, _, value = rest.partition("=")
            image.environment[variable] = "".join(shlex.split(value))
        elif name == "ENV":
            pairs = (word.split("=", 1) for word in shlex.split(rest))
            image.environment |= {key: value.replace("/opt/", f"{root}/opt/") for key, value in pairs}
        elif name == "COPY":
            _copy(image, [word for word in shlex.split(rest) if not word.startswith("--")])
        elif name == "RUN" and not SYSTEM.search(rest):
            done = image.run(rest)
            assert done.returncode == 0, f"{rest}: {done.stdout[-1000:]}{done.stderr[-3000:]}"
    return image


def _copy(image: Image, words: list[str]) -> None:
    *sources, target = words
    for source in sources:
        path, to = CHECKOUT / source, image.here(target)
        if path.is_dir():
            shutil.copytree(path, to, ignore=LEFT_OUT, dirs_exist_ok=True)
        else:
            to = to / path.name if target.endswith("/") else to
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)
