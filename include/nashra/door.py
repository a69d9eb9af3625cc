"""How every command begins and ends, `nashra` and each `python -m ...` alike.

What the caller can mend is told in one sentence, `error: ...` on stderr, with the exit code 2. A defect of ours keeps
its traceback and the exit code 1. Whatever the terminal's locale, names of files and what is written are UTF-8.
"""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TextIO

import click

from nashra.errors import NashraError, problems

REFUSED, STOPPED = 2, 130  # exit codes; the second as a shell has it for Ctrl+C


def run_door(command: click.Command | Callable[[], object]) -> NoReturn:
    """Runs a command as this process's main and ends the process."""
    _begin_again_in_utf8()
    _open_what_was_closed()
    _print_whatever_was_given()
    out = sys.stdout
    try:
        code = command(standalone_mode=False) if isinstance(command, click.Command) else command()
        sys.stdout.flush()  # here it can still be told that the disk is full
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(STOPPED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(REFUSED)
    except BrokenPipeError:
        _nobody_reads_on()
        sys.exit(0)
    except SystemExit:
        if sys.stdout is out:
            raise
        _nobody_reads_on()  # click has met it first: it wraps the streams, and calls it a failure
        sys.exit(0)
    except Exception as error:
        said = refusal(error)
        if said is None:
            raise
        with suppress(OSError):
            click.echo(f"error: {said}", err=True)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                _nobody_reads_on(stream)  # else Python tries again as it ends, and ends with 120
        sys.exit(REFUSED)
    sys.exit(code if isinstance(code, int) else 0)


def _begin_again_in_utf8() -> None:
    """Python takes names of files, and what it prints, for bytes of the locale; in one that is not UTF-8 an Arabic
    folder is not found, and an answer cannot be printed. What is read and published must not hang on it."""
    streams = {stream.encoding.lower() for stream in (sys.stdout, sys.stderr) if stream is not None}
    if {sys.getfilesystemencoding(), *streams} <= {"utf-8", "utf8"}:
        return
    if sys.flags.utf8_mode or sys.flags.ignore_environment:  # PYTHONIOENCODING asked for it
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.reconfigure(errors="backslashreplace")
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # the same command


def _open_what_was_closed() -> None:
    """A file that is opened while one of the three standard ones is closed gets its number, and then what a library
    prints lands in it."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(handle, True)
    os.close(handle)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # to the process's end


def _print_whatever_was_given() -> None:
    """Bytes of an argument that are no UTF-8 are shown as \\udcNN, as stderr does: their text is none to encode."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _nobody_reads_on(stream: TextIO | None = None) -> None:
    """Who read along, `head` say, has seen enough, or its disk is full: what is left to say goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def refusal(error: Exception) -> str | None:
    """What to tell about an error that the caller can mend; None for any other."""
    if isinstance(error, NashraError):
        return str(error)
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else ""
        said = _line(error.format_message())
        return f"{said.rstrip('.')}{'' if said.endswith('?') else '.'} See {path} --help" if path else said
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
