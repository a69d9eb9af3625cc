"""Habits of Python, numpy and the C library that cost a batch of articles more than they bring."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, lru_cache
from importlib import import_module
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Within it, numpy's products take one thread: shards are what runs side by side, and threads that wait for one
    another take more processor time than all of cleaning.

    One that an import brings later, as scipy's does with the checks, is held too.
    """
    limits: AbstractContextManager[Any] = _libraries(len(sys.modules)).limit(limits=1, user_api="blas")
    return limits


@lru_cache(maxsize=1)
def _libraries(_modules: int) -> Any:
    """The libraries that are loaded: looking for them takes two milliseconds, so only when something was imported."""
    return import_module("threadpoolctl").ThreadpoolController()


@contextmanager
def no_collection() -> Iterator[None]:
    """Within it, nobody looks for cycles: a batch makes many small objects and no cycle, and looking through them
    again and again is a tenth of the time. Memory is still freed when its last name goes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# mallopt's names for what is kept of freed memory, from which size an array is a mapping of its own, and what is
# asked for at once; bytes
_MALLOC = {-1: 64 << 20, -3: 32 << 20, -2: 16 << 20}


@cache
def keep_memory() -> None:
    """Has this process keep some freed memory: the arrays of one batch then lie where those of the one before did.

    Given back and taken anew, each page costs a fault, a fifth of the time of reading lines. Does nothing where the C
    library isn't glibc.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for name, value in _MALLOC.items():
            mallopt(name, value)
