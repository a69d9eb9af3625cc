"""Credentials of an S3 landing or lake, from an Airflow connection to what include/nashra and its libraries read.

The connection `nashra_lake` (AIRFLOW_CONN_NASHRA_LAKE, the UI, or a secrets backend) is of type aws: login and
password are the key, the extra may have endpoint_url and region_name. Without it the process's own AWS_*
variables, or the machine's role, are used.
"""

import os
from typing import Any

from nashra.settings import Settings

CONNECTION = "nashra_lake"


def use_connection(settings: Settings) -> None:
    """Sets this process's AWS_* variables from the connection, when a place is on S3 and there is such a one."""
    if any(place.startswith("s3://") for place in (settings.landing, settings.lake)):
        os.environ.update(variables(_connection()))


def variables(connection: Any | None) -> dict[str, str]:
    """AWS_* variables that say what the connection says; what it leaves out is left out."""
    if connection is None:
        return {}
    extra = connection.extra_dejson or {}
    region = extra.get("region_name") or ""
    found = {
        "AWS_ACCESS_KEY_ID": connection.login or "",
        "AWS_SECRET_ACCESS_KEY": connection.password or "",
        "AWS_SESSION_TOKEN": extra.get("aws_session_token") or "",
        "AWS_ENDPOINT_URL": extra.get("endpoint_url") or "",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
    }
    return {name: value for name, value in found.items() if value}


def _connection() -> Any | None:
    from airflow.sdk import Connection
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        return Connection.get(CONNECTION)
    except AirflowNotFoundException:
        return None
