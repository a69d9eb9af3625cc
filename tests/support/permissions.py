"""Permissions that hold for this process, too: root passes over them."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522  # of Linux's structure of capabilities: two sets of 32
_OVER_PERMISSIONS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Set(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def permissions_hold() -> Iterator[None]:
    """Within it, a file that nobody may read can't be read by this thread, root's or not."""
    if os.geteuid():
        yield
        return
    libc, header, held = ctypes.CDLL(None, use_errno=True), _Header(_VERSION, 0), (_Set * 2)()
    _done(libc.capget(ctypes.byref(header), held))
    before = held[0].effective
    held[0].effective = before & ~_OVER_PERMISSIONS
    _done(libc.capset(ctypes.byref(header), held))
    try:
        yield
    finally:
        held[0].effective = before
        _done(libc.capset(ctypes.byref(header), held))


def _done(code: int) -> None:
    if code:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
