"""What a scheduler's children hold of its connections to the database: nothing.

LocalExecutor forks its workers from the scheduler, and each gets a copy of every socket that is open. They outlive a
scheduler that is killed, and so would its connections: for PostgreSQL it would still be there, in the middle of a
transaction that holds the runs it was about to look at, and every other scheduler passes over runs that are held.
"""

import os
from contextlib import suppress
from typing import Any
from weakref import WeakSet

_connections: WeakSet[Any] = WeakSet()


def let_go_in_children() -> None:
    """Of connections that this process opens from now on."""
    from sqlalchemy import event
    from sqlalchemy.pool import Pool

    event.listen(Pool, "connect", _note)
    os.register_at_fork(after_in_child=_let_go)


def _note(connection: Any, _record: Any) -> None:
    with suppress(TypeError):  # of a driver whose connections can't be referred to: SQLite's, which has no socket
        _connections.add(connection)


def _let_go() -> None:
    """Closes this process's copies alone. Closing a connection as its driver does would end the parent's as well, and
    its number would be the next file's, which the driver might close later."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for connection in list(_connections):
        with suppress(Exception):  # closed already, or it has no file
            os.dup2(nothing, connection.fileno(), inheritable=False)
    os.close(nothing)
