"""The NASHRA_* variables of an Airflow: where it lives and listens, whom it tells, how long it waits for a task."""

import re
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nashra.settings import CHECKOUT, SettingsError

_MAIL = re.compile(r"[^\s@,<>]+@[^\s@,<>]+|[^@,<>\r\n]*<[^\s@,<>]+@[^\s@,<>]+>")
_WEB = re.compile(r"https?://[^\s/]+(?:/\S*)?")


class _Variables(BaseSettings):
    """One that is empty counts as not set."""

    model_config = SettingsConfigDict(env_prefix="NASHRA_", env_ignore_empty=True, frozen=True, allow_inf_nan=False)


class HomeVariables(_Variables):
    """Of `make up`. No task of a DAG reads them: Kubernetes sets NASHRA_PORT to an address of its own."""

    port: int = Field(default=8080, ge=1, le=65_535)
    airflow_home: str = str(CHECKOUT / ".airflow")

    @property
    def home(self) -> Path:
        return Path(self.airflow_home).expanduser().absolute()


class TaskVariables(_Variables):
    """Of the DAGs and their tasks."""

    alert_webhook: str = ""
    alert_mail: str = ""
    alert_from: str = "nashra@localhost"
    watchdog_grace: float = Field(default=60, ge=0, le=86_400)  # seconds that Airflow's own timeout gets first

    @field_validator("alert_webhook")
    @classmethod
    def of_the_web(cls, value: str) -> str:
        if value and not _WEB.fullmatch(value):  # it may hold a key: it is not shown
            raise ValueError("expected an address that begins with http:// or https://")
        return value

    @field_validator("alert_mail", "alert_from")
    @classmethod
    def of_mail(cls, value: str) -> str:
        for address in _parted(value):
            if not _MAIL.fullmatch(address):
                raise ValueError(f"expected addresses such as desk@news.example, with commas between, got {address!r}")
        return value

    @property
    def told(self) -> list[str]:
        """Addresses that alerts are mailed to."""
        return _parted(self.alert_mail)


Some = TypeVar("Some", bound=_Variables)


def read_variables(kind: type[Some]) -> Some:
    """Those of the environment. Raises SettingsError, which names the one that cannot be."""
    try:
        return kind()
    except ValidationError as error:
        faults = ((str(one["loc"][0]).upper(), one["msg"].removeprefix("Value error, ")) for one in error.errors())
        told = "; ".join(f"NASHRA_{name}: {said}" for name, said in faults)
        raise SettingsError(f"cannot run with these settings: {told}") from None


def _parted(addresses: str) -> list[str]:
    return [address for address in map(str.strip, addresses.split(",")) if address]
