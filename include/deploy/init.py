"""What must be there before Airflow starts in docker-compose.yml: its login, and the buckets of landing and lake."""

import json
import os
import shutil
from pathlib import Path

import pyarrow.fs as pafs
from airflow.models import Connection

AIRFLOW_UID = 50000  # of the image


def make_login() -> None:
    """The one user's password, where the API server reads it; Airflow's simple login knows no other way."""
    file = Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
    user = os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS"].partition(":")[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    if not os.environ["AIRFLOW_PASSWORD"]:
        raise SystemExit("AIRFLOW_PASSWORD is empty; run include/deploy/make_env.py")
    new = file.with_name(f".{file.name}.part")  # whole or not at all: the disk may be full
    new.touch(mode=0o600)
    new.write_text(json.dumps({user: os.environ["AIRFLOW_PASSWORD"]}))
    new.replace(file)
    if os.getuid() == 0 and Path("/entrypoint").exists():  # in the image
        for path in (file.parent, file, Path("/opt/airflow/logs")):
            shutil.chown(path, AIRFLOW_UID, 0)


def make_buckets() -> None:
    """The buckets, where they are missing and the store is ours to make them in."""
    connection = Connection.from_json(os.environ["AIRFLOW_CONN_NASHRA_LAKE"])
    scheme, _, host = connection.extra_dejson["endpoint_url"].partition("://")
    store = pafs.S3FileSystem(
        access_key=connection.login, secret_key=connection.password, scheme=scheme, endpoint_override=host,
        region=connection.extra_dejson["region_name"], allow_bucket_creation=True,
    )  # fmt: skip
    for place in {os.environ["NASHRA_LANDING"], os.environ["NASHRA_LAKE"]}:
        store.create_dir(place.removeprefix("s3://").partition("/")[0])


if __name__ == "__main__":
    make_login()
    make_buckets()
