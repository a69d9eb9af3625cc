"""Makes .env, the secrets and the port of docker-compose.yml, for the user alone to read. Standard library only.

    python include/deploy/make_env.py [--out .env] [--port 8080]

An .env that is there is never changed: PostgreSQL and the store keep the passwords they were made with.
"""

import argparse
import base64
import os
import secrets
import sys
import tempfile
from pathlib import Path


def values(port: int) -> dict[str, str]:
    """A fresh set. Passwords are letters and digits, because some become part of an address."""
    return {
        "NASHRA_PORT": str(port),
        "AIRFLOW_USER": "admin",
        "AIRFLOW_PASSWORD": secrets.token_hex(12),
        "AIRFLOW_FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "AIRFLOW_API_SECRET": secrets.token_hex(32),
        "AIRFLOW_JWT_SECRET": secrets.token_hex(48),
        "POSTGRES_PASSWORD": secrets.token_hex(24),
        "REDIS_PASSWORD": secrets.token_hex(24),
        "S3_ACCESS_KEY": "nashra" + secrets.token_hex(7),
        "S3_SECRET_KEY": secrets.token_hex(24),
    }


def make(path: Path, text: str) -> None:
    """Makes a file for the user alone to read, whole or not at all. Raises FileExistsError when there is one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".env-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes .env for docker-compose.yml.")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[2] / ".env")
    parser.add_argument("--port", type=int, default=8080, help="Airflow's port on this machine")
    given = parser.parse_args()
    text = "".join(f"{name}={value}\n" for name, value in values(given.port).items())
    try:
        make(given.out, text)
    except FileExistsError:
        print(f"error: {given.out} is there already and stays as it is", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {given.out}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"made {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
