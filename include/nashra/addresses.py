"""Where a reader's browser finds the pages: those in Airflow and the dashboard link to each other when they know."""

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nashra.settings import SettingsError


class Addresses(BaseSettings):
    """NASHRA_AIRFLOW_URL and NASHRA_DASHBOARD_URL, without a slash at their end; "" where none is set."""

    model_config = SettingsConfigDict(env_prefix="NASHRA_", env_ignore_empty=True, frozen=True)

    airflow_url: str = ""
    dashboard_url: str = ""

    @field_validator("airflow_url", "dashboard_url")
    @classmethod
    def of_the_web(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError(f"expected an address that begins with http:// or https://, got {value!r}")
        return value.rstrip("/")


def read_addresses() -> Addresses:
    """Those of the environment. Raises SettingsError on one that is none of the web."""
    try:
        return Addresses()
    except ValidationError as error:
        told = "; ".join(f"NASHRA_{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors())
        raise SettingsError(f"cannot link the pages: {told}") from None
