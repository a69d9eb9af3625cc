"""A Python with the libraries imported that forks for each command: a process of its own without a second's start.

Only libraries are imported ahead and none of our modules, so each command still imports what it needs of ours, reads
its own settings and ends by itself. What an installed command does from nothing, the night of the tests shows.

doors.py starts it with the path of a socket; it says that it is warm, and serves there until its stdin ends. A request
is a line of JSON: `argv` (after "python"), `cwd`, `environment`, `out` and `err` (files), `seconds` (after which it is
killed); the answer is the exit code, negative for a signal.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

AHEAD = (
    "click", "duckdb", "great_expectations", "onnxruntime", "orjson", "pandas", "pyarrow.compute", "pyarrow.dataset",
    "pyarrow.fs", "pyarrow.parquet", "pydantic", "pydantic_settings", "rensa", "rich.progress", "scipy.sparse",
    "selectolax.lexbor", "structlog", "yaml",
)  # fmt: skip
OURS = ("nashra", "nashra_lab", "nashra_airflow", "nashra_dashboard", "seeds", "tests")


def serve(address: str) -> dict[str, Any]:
    """Forks for each request; returns it in the fork that is to do it, and nowhere else."""
    own = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [place for place in sys.path[1:] if place not in own]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for whoever waits for a command
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("warm", flush=True)
        while sys.stdin not in select.select([sys.stdin, listener], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork():
                connection.close()
                continue
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            request: dict[str, Any] = json.loads(connection.makefile().readline())
            if not (command := os.fork()):
                connection.close()
                return request
            connection.sendall(str(os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])).encode())
            os._exit(0)
    os._exit(0)


def become(request: dict[str, Any]) -> None:
    """What a new process of this command would have: its folder, variables, files and path of modules."""
    signal.alarm(request["seconds"])
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    for number, name in enumerate((os.devnull, request["out"], request["err"])):
        file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    importlib.invalidate_caches()


def do(argv: list[str]) -> None:
    """As Python with these arguments: -m MODULE, -c CODE, or a script."""
    first, *rest = argv
    sys.argv = rest if first in ("-m", "-c") else argv
    sys.path.insert(0, str(Path.cwd() if first in ("-m", "-c") else Path(first).parent))
    if first == "-m":
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif first == "-c":
        sys.argv = ["-c", *rest[1:]]
        exec(rest[0], {"__name__": "__main__"})  # noqa: S102  # our own, from a page
    else:
        runpy.run_path(first, run_name="__main__")


def done(argv: list[str]) -> int:
    """The exit code of `do`, as Python makes it of what is raised."""
    try:
        do(argv)
    except SystemExit as error:
        if isinstance(error.code, str):
            print(error.code, file=sys.stderr)
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0


def end(code: int) -> NoReturn:
    """Ends as Python does, but without taking the imported libraries apart, which takes half a second."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    for name in AHEAD:
        importlib.import_module(name)
    if early := [name for name in OURS if name in sys.modules]:
        sys.exit(f"{early} were imported ahead")
    gc.freeze()  # or each fork's first collection would copy all of it
    request = serve(sys.argv[1])
    become(request)
    end(done(request["argv"]))
