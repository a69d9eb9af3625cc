"""What an installation may lack: the packages of an extra (pyproject.toml), asked for where they are needed."""

from importlib.util import find_spec

from nashra.errors import NashraError


class MissingExtra(NashraError):
    """A package is not installed; the message says what asked for it, and how to install the extra that has it."""


def need(*packages: str, extra: str, asked_by: str) -> None:
    """Raises MissingExtra when a package (its import name) is not installed. Imports nothing.

    `asked_by` begins the message: what the user asked for, "NASHRA_RECOGNIZER=camel", say.
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtra(
                f"{asked_by} needs the package {package}, which is not installed: `make {extra}` installs it, "
                f"outside of .venv `pip install -e '.[{extra}]'` in the checkout"
            )
