"""How every command begins and ends, `nashra` and each `python -m ...` alike.

What the caller can mend is told in one sentence, `error: ...` on stderr, with the exit code 2. A defect of ours keeps
its traceback and the exit code 1.
"""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

import click

from nashra.errors import NashraError, problems

REFUSED, STOPPED = 2, 130  # exit codes; the second as a shell has it for Ctrl+C


def run_door(command: click.Command | Callable[[], object]) -> NoReturn:
    """Runs a command as this process's main and ends the process."""
    try:
        code = command(standalone_mode=False) if isinstance(command, click.Command) else command()
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(STOPPED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(REFUSED)
    except BrokenPipeError:  # who read along, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        said = refusal(error)
        if said is None:
            raise
        click.echo(f"error: {said}", err=True)
        sys.exit(REFUSED)
    sys.exit(code if isinstance(code, int) else 0)


def refusal(error: Exception) -> str | None:
    """What to tell about an error that the caller can mend; None for any other."""
    if isinstance(error, NashraError):
        return str(error)
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else ""
        said = _line(error.format_message())
        return f"{said.rstrip('.')}. See {path} --help" if path else said
    if isinstance(error, click.ClickException):
        return _line(error.format_message())
    if isinstance(error, ModuleNotFoundError):
        return _missing(error)
    if isinstance(error, OSError):
        return _from_system(error)
    return _invalid(error)


def _from_system(error: OSError) -> str:
    """What the system, or pyarrow of a store, says of a file."""
    if error.filename:
        return _line(f"{os.fsdecode(error.filename)}: {error.strerror}")
    said = _line(str(error)).partition("; Details:")[0]
    return said + ("; are the address, AWS_ENDPOINT_URL and the AWS_* keys right?" if "AWS Error" in said else "")


def _missing(error: ModuleNotFoundError) -> str | None:
    package = (error.name or "").partition(".")[0]
    ours = package.startswith("nashra") or package in ("", "seeds", "tests")
    return None if ours else f"the package {package} is not installed in this Python, {sys.executable}"


def _invalid(error: Exception) -> str | None:
    """Settings or a table of the dictionary that pydantic refused. It is not imported for that."""
    loaded = sys.modules.get("pydantic")
    return f"{error.title}: {problems(error)}" if loaded and isinstance(error, loaded.ValidationError) else None


def _line(text: str) -> str:
    return " ".join(text.split())
