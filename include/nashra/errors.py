"""What goes wrong and is not a defect of ours: errors that whoever asked can mend."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydantic


class NashraError(Exception):
    """A refusal. Its message is one clear sentence that says what is wrong and what to do; further lines are details.

    Every command ends with it and the exit code 2 (see nashra.door); the nightly DAG fails without a retry. What is
    raised as anything else is a defect, and shows its traceback.
    """


class PassingError(NashraError):
    """A refusal that may pass by itself, so that a retry of the nightly DAG is worth while."""


class BadFile(NashraError, ValueError):
    """A file that somebody wrote or gave cannot be what it should be; the message names it, and where in it."""


_CHARACTERS = 160  # of an error's own words


def in_short(error: Exception) -> str:
    """An error as the reason of a record says it: its kind, and the beginning of its words."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:_CHARACTERS]}"


def problems(error: "pydantic.ValidationError") -> str:
    """What a pydantic.ValidationError found, each place with its fault, in one line."""
    said = ((".".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, ")) for one in error.errors())
    return "; ".join(f"{place}: {fault}".removeprefix(": ") for place, fault in said)
