"""The environment of an Airflow home inside the checkout: SQLite, LocalExecutor, telemetry off."""

import base64
import json
import os
import secrets
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from nashra import telemetry
from nashra.errors import NashraError
from nashra.settings import CHECKOUT, INCLUDE
from nashra_airflow.local.secret_files import kept
from nashra_airflow.variables import HomeVariables, read_variables

HOST = "127.0.0.1"
_PORTS = 65_536
USER = "admin"


class NoPort(NashraError, OSError):
    """Nothing can listen near the port that was asked for."""


@dataclass(frozen=True, slots=True)
class Home:
    """An Airflow home: the folder that holds its database, logs, secrets and process files."""

    folder: Path = field(default_factory=lambda: read_variables(HomeVariables).home)

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def state(self) -> Path:
        return self.folder / "run"

    def secret(self, name: str) -> str:
        """A secret of this home, made at first use and kept in a file that only the user can read."""
        return kept(self.folder / "secrets" / name, lambda: base64.urlsafe_b64encode(secrets.token_bytes(48)).decode())

    def fernet_key(self) -> str:
        return base64.urlsafe_b64encode(base64.urlsafe_b64decode(self.secret("fernet"))[:32]).decode()

    def password(self) -> str:
        return self.secret("password")[:16]

    def port(self) -> int:
        """The port of pages and REST API: the one in use when Airflow is up, else NASHRA_PORT (8080) or the next free
        one."""
        return self._port("port", read_variables(HomeVariables).port)

    def tasks_port(self) -> int:
        """The port of the API that tasks talk to."""
        port = self.port()
        return self._port("tasks-port", port + 1000 if port < 64_000 else port - 1000)

    def forget_ports(self) -> None:
        """Lets both be chosen anew: somebody else may have them by now. For when nothing is up."""
        for name in ("port", "tasks-port"):
            (self.state / name).unlink(missing_ok=True)

    def _port(self, name: str, wanted: int) -> int:
        chosen = self.state / name
        if chosen.exists() and (noted := chosen.read_text()).isdecimal():  # empty: the disk was full
            return int(noted)
        near = range(wanted, min(wanted + 200, _PORTS))
        free = next((port for port in near if _is_free(port)), None)
        if free is None:
            raise NoPort(f"no port from {near[0]} to {near[-1]} of {HOST} is free: set NASHRA_PORT to another one")
        self.state.mkdir(parents=True, exist_ok=True)
        chosen.write_text(str(free))
        return free

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port()}"

    @property
    def tasks_url(self) -> str:
        return f"http://{HOST}:{self.tasks_port()}/execution/"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # as servers do, so that a port whose last connections are still closing counts as free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex((HOST, port)) != 0


def airflow_environment(home: Home) -> dict[str, str]:
    """The variables under which every Airflow command of this home runs; what the user set already wins."""
    home.folder.mkdir(parents=True, exist_ok=True)
    passwords = home.folder / "passwords.json"
    kept(passwords, lambda: json.dumps({USER: home.password()}))
    ours = {
        "AIRFLOW_HOME": str(home.folder),
        "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        # two tasks a core: half of a short task's time is spent waiting for Airflow
        "AIRFLOW__CORE__PARALLELISM": str(2 * max(2, os.cpu_count() or 2)),
        "AIRFLOW__CORE__FERNET_KEY": home.fernet_key(),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": home.tasks_url,
        # seconds to wait for who writes; after SQLite's own 5 a busy machine's UI answers 500
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home.folder}/airflow.db?timeout=30",
        # Airflow hides its database from tasks; the one that trims it (nashra_upkeep) is told it apart
        "NASHRA_AIRFLOW_DB": f"sqlite:///{home.folder}/airflow.db",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home.logs),
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(home.port()),
        "AIRFLOW__API__BASE_URL": home.url,
        "AIRFLOW__API__SECRET_KEY": home.secret("api"),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": home.secret("jwt"),
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
        # what a process that is gone was about to do, or did, is noticed within some two minutes; after five otherwise
        "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "60",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "120",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "PYTHONPATH": str(INCLUDE),
        "PYTHONUTF8": "1",  # names of files are UTF-8 whatever the locale says
        # one task, one core: shards are what runs side by side
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        **telemetry.OFF,
        "HF_HUB_OFFLINE": "1",
        "PYTHONWARNINGS": "ignore",
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return ours | dict(os.environ) | {"PATH": path, "PYTHONPATH": str(INCLUDE)}
