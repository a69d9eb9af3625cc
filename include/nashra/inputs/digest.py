"""The digests of all that a computation is made from, for the name of a generation and for the key of a cache."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from nashra import __version__
from nashra.inputs.data_files import content_digest, data_of
from nashra.inputs.modules import Closure, closure
from nashra.inputs.packages import package_versions
from nashra.settings import INCLUDE

APART = (
    "nashra.settings",  # each setting that matters is named by its value
    "nashra.errors",
    "nashra.extras",  # says what is not installed
    "nashra.door",  # ends a command
    "nashra.telling",  # says how far a stage is
    "nashra.inputs",  # gives names, makes nothing
)
"""Modules that no computation's outcome depends on."""


class Inputs(NamedTuple):
    """Digests of 12 hex digits, the code's after the version of Nashra."""

    code: str
    rules: str
    reference: str
    packages: str


def digest(parts: Iterable[str], digits: int = 12) -> str:
    """Hex digits over some texts, in order."""
    return sha256("\0".join(parts).encode()).hexdigest()[:digits]


def inputs_of(root: str, apart: Iterable[str] = (), include: Path = INCLUDE) -> Inputs:
    """What a computation is made from: `root` is the module that begins it, `apart` are modules that it can import
    but that don't change what comes out. Equal on every machine with the same Python minor and packages.

    Raises RulesError when a file of rules is no YAML.
    """
    found = closure(root, (*APART, *apart), include)
    return Inputs(
        code=f"{__version__}+{digest(f'{name} {done}' for name, done in found.modules.items())}",
        rules=_data(found, "rules/", include),
        reference=_data(found, "reference/", include),
        packages=digest(f"{name} {version}" for name, version in package_versions(found.packages).items()),
    )


def _data(found: Closure, folder: str, include: Path) -> str:
    return digest(
        f"{path.relative_to(include).as_posix()} {content_digest(kind, path)}"
        for kind, path in data_of(found.modules, folder, include)
    )
