"""Matrix products on one thread: shards are what runs side by side.

Threads that wait for one another cost more processor time than the small products here, twice that of all cleaning.
"""

from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from typing import Any


def one_thread() -> AbstractContextManager[Any]:
    """Within it, numpy's products take one thread."""
    limits: AbstractContextManager[Any] = _blas().limit(limits=1, user_api="blas")
    return limits


@cache
def _blas() -> Any:
    return import_module("threadpoolctl").ThreadpoolController()
