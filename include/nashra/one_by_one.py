"""Things that are worked on together, as long as none of them breaks the work: what one breaks costs no other."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from nashra.errors import NashraError

One = TypeVar("One")
Made = TypeVar("Made")


def one_by_one(
    some: Sequence[One],
    work: Callable[[Sequence[One]], list[Made]],
    failed: Callable[[One, Exception], list[Made]],
) -> list[Made]:
    """What `work` makes of some things, which are halved where it fails until it is known for which: `failed` says what
    is given instead of each of these. What is nobody's own fault (OSError, MemoryError, NashraError) is raised."""
    try:
        return work(some)
    except (OSError, MemoryError, NashraError):
        raise
    except Exception as error:
        if not some:
            raise
        if len(some) == 1:
            return failed(some[0], error)
    half = len(some) // 2
    return [*one_by_one(some[:half], work, failed), *one_by_one(some[half:], work, failed)]
