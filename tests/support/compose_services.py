"""docker-compose.yml without a container engine: each service's own command and environment, as processes here.

What differs from containers: names of services become 127.0.0.1 with a free port, folders of the image become the
checkout's and a temporary one, and PostgreSQL and the S3 store are this machine's instead of their images.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import yaml

from nashra.settings import CHECKOUT
from tests.support.s3_server import free_port, ready, s3_server

DEPLOY = CHECKOUT / "include" / "deploy"
_REFERENCE = re.compile(r"(?<!\$)\$\{([A-Z0-9_]+)[^}]*\}")
_ENV = re.compile(r"([A-Z_0-9]+)=(\S+)")
_PORTS = {"postgres:5432": "postgres", "redis:6379": "redis", "s3:9000": "s3", "api-server:8080": "api"}


class Composed:
    """The services of docker-compose.yml; `url` and `password` are what nashra_airflow.local.api.Api asks for."""

    def __init__(self, folder: Path, more: Mapping[str, str]) -> None:
        self.folder, self.more = folder, more
        self.ports = {name: free_port() for name in (*_PORTS.values(), "health")}
        secrets = folder / "secrets.env"
        subprocess.run([sys.executable, str(DEPLOY / "make_env.py"), "--out", str(secrets)], check=True)
        self.secrets = dict(line.split("=", 1) for line in secrets.read_text().splitlines())
        self.file: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.url = f"http://127.0.0.1:{self.ports['api']}"
        (folder / "airflow" / "logs").mkdir(parents=True)

    def password(self) -> str:
        return self.secrets["AIRFLOW_PASSWORD"]

    def here(self, text: str) -> str:
        """A text of the file, its references filled in and its names of the network and the image made ours."""
        text = _REFERENCE.sub(lambda found: self.secrets.get(found[1], ""), text).replace("$$", "$")
        for name, port in _PORTS.items():
            text = text.replace(name, f"127.0.0.1:{self.ports[port]}")
        text = text.replace("/opt/nashra", str(CHECKOUT)).replace("/opt/airflow", str(self.folder / "airflow"))
        return text.replace("--host 0.0.0.0 --port 8080", f"--host 127.0.0.1 --port {self.ports['api']}")

    def environment(self, service: str) -> dict[str, str]:
        given = self.file["services"][service].get("environment", {})
        image = (DEPLOY / "Dockerfile").read_text().partition("\nENV ")[2].partition("\nWORKDIR")[0]
        own = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "AIRFLOW_HOME": str(self.folder / "airflow"),
            "PYTHONWARNINGS": "ignore",
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(self.ports["health"]),
        }
        made = own | dict(_ENV.findall(image)) | {name: str(value) for name, value in given.items()} | dict(self.more)
        if "PYTHONPATH" in self.more and "PYTHONPATH" in given:  # the test's hook comes before the worker's settings
            made["PYTHONPATH"] = f"{self.more['PYTHONPATH']}:{given['PYTHONPATH']}"
        return {name: self.here(value) for name, value in made.items()}

    def start(self, service: str, name: str = "") -> None:
        """Starts a service; under another `name` a second one of it, as --scale would."""
        name = name or service
        command = self.here(self.file["services"][service]["command"])
        if service == "redis":
            command += f" --port {self.ports['redis']} --bind 127.0.0.1 --dir {self.folder}"
        if name != service:
            command = command.replace("@%h", f"-{name[-1]}@%h")
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                shlex.split(command), env=self.environment(service), cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def finish(self, service: str, seconds: float = 240) -> None:
        """Runs a service that ends by itself."""
        self.start(service)
        assert self.processes.pop(service).wait(seconds) == 0, self.tail(service)

    def tail(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-3000:]

    def family(self, name: str) -> list[int]:
        """The processes of a service, and whatever they started."""
        parents = {int(p.name): _parent(p) for p in Path("/proc").glob("[0-9]*")}
        found = [self.processes[name].pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def kill(self, name: str) -> int:
        """SIGKILL to a service and all its children at once; returns how many there were."""
        pids = self.family(name)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.processes.pop(name).wait(20)
        return len(pids)

    def stop(self) -> None:
        for name in reversed(list(self.processes)):
            with suppress(ProcessLookupError):
                self.processes[name].send_signal(signal.SIGTERM)
        for name in list(self.processes):
            with suppress(subprocess.TimeoutExpired):
                self.processes[name].wait(10)
            self.kill(name)

    def healthy(self) -> bool:
        died = [name for name, process in self.processes.items() if process.poll() is not None]
        assert not died, self.tail(died[0])
        with suppress(httpx.HTTPError, ValueError):
            health = httpx.get(f"{self.url}/api/v2/monitor/health", timeout=5).json()
            parts = ("metadatabase", "scheduler", "dag_processor", "triggerer")
            return all(health.get(part, {}).get("status") == "healthy" for part in parts)
        return False


def _parent(process: Path) -> int:
    with suppress(OSError):
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


@contextmanager
def _postgres(composed: Composed) -> Iterator[None]:
    """Debian's PostgreSQL, with the user, the database and the password of the service's environment."""
    given = composed.environment("postgres")
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    folder = Path(tempfile.mkdtemp(prefix="nashra-postgres-"))
    secret = folder / "password"
    secret.write_text(given["POSTGRES_PASSWORD"])
    as_owner: list[str] = []
    if os.getuid() == 0:  # which PostgreSQL refuses to be run by
        as_owner = ["runuser", "-u", "postgres", "--"]
        for path in (folder, secret):
            shutil.chown(path, "postgres", "postgres")
    user, port = given["POSTGRES_USER"], str(composed.ports["postgres"])
    make = [f"{binaries}/initdb", "-D", f"{folder}/data", "-U", user, "-A", "scram-sha-256", f"--pwfile={secret}"]
    subprocess.run([*as_owner, *make, "--no-sync"], check=True, stdout=subprocess.DEVNULL)
    server = [f"{binaries}/postgres", "-D", f"{folder}/data", "-h", "127.0.0.1", "-p", port, "-k", str(folder), "-F"]
    with (composed.folder / "postgres.log").open("wb") as log:
        process = subprocess.Popen([*as_owner, *server], stdout=log, stderr=log)
    try:
        asking = [f"{binaries}/pg_isready", "-q", "-h", "127.0.0.1", "-p", port]
        ready(lambda: subprocess.run(asking, check=False).returncode == 0, 60, "PostgreSQL is up")
        create = [f"{binaries}/createdb", "-h", "127.0.0.1", "-p", port, "-U", user, given["POSTGRES_DB"]]
        subprocess.run(create, check=True, env=os.environ | {"PGPASSWORD": given["POSTGRES_PASSWORD"]})
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def composed(folder: Path, more: Mapping[str, str], heavy: int = 2) -> Iterator[Composed]:
    """The whole set-up with so many heavy workers, healthy."""
    made = Composed(folder, more)
    with s3_server(folder / "s3.log", made.ports["s3"]), _postgres(made):
        try:
            made.start("redis")
            made.finish("init")
            for service in ("api-server", "scheduler", "dag-processor", "triggerer", "worker-light"):
                made.start(service)
            for number in range(1, heavy + 1):
                made.start("worker-heavy", f"worker-heavy-{number}")
            ready(made.healthy, 300, "all of Airflow is healthy")
            yield made
        finally:
            made.stop()
