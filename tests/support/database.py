"""A PostgreSQL of its own for a test, from Debian's package."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

USER = "postgres" if os.geteuid() == 0 else ""  # PostgreSQL refuses to run as root


def missing() -> str:
    """Why there can be none; empty when there can."""
    if not _programs():
        return "Debian's postgresql is not installed (apt-get install postgresql)"
    absent = [name for name in ("psycopg2", "asyncpg") if not find_spec(name)]
    return f"not installed: {', '.join(absent)}" if absent else ""


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


class Database:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"postgresql+psycopg2://airflow@127.0.0.1:{port}/airflow"

    def run(self, program: str, *arguments: str) -> None:
        command = [str((_programs() or Path()) / program), *arguments]
        as_user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"] if USER else []
        done = subprocess.run([*as_user, *command], capture_output=True, text=True, check=False, cwd="/")
        assert done.returncode == 0, f"{program}: {done.stdout} {done.stderr}"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        # pg_ctl's output would be held open by the server
        self.run(
            "pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", str(self.folder / "log"), "-w", "start"
        )

    def stop(self) -> None:
        """At once, as when its machine is gone."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


@contextmanager
def postgres(port: int) -> Iterator[Database]:
    folder = Path("/tmp") / f"nashra-pg-{os.getpid()}"  # short, for the socket, and where its user may go
    folder.mkdir(mode=0o700)
    if USER:
        shutil.chown(folder, USER, USER)
    made = Database(folder, port)
    try:
        made.run("initdb", "-D", str(folder / "data"), "-U", "airflow", "--auth=trust", "-E", "UTF8", "--no-sync")
        made.start()
        made.run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "airflow", "airflow")
        yield made
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)
