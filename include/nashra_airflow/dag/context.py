"""From an Airflow run to a Nashra run: the day, the options, and a staging folder of its own."""

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowFailException

from nashra.errors import NashraError
from nashra.night.options import Options, parse_day, parse_options
from nashra.settings import Settings, load_settings
from nashra_airflow.dag.lake_connection import use_connection
from nashra_airflow.dag.watchdog import watch

if TYPE_CHECKING:
    from nashra.lake import Run


def options_of(dag_run: Any, params: Mapping[str, Any]) -> Options:
    """The run's options. A run that was asked for wrongly fails at once: a retry would not mend it."""
    try:
        # conf is read too: a REST client can put keys there that no Param declares, and they must not pass unseen
        return parse_options(dag_run.partition_key, {**params, **(dag_run.conf or {})})
    except NashraError as error:
        raise AirflowFailException(str(error)) from None


def named_day(partition_key: Any, conf: Any) -> str:
    """The day that a run is about, "" when it names none: what is asked of a run may be refused for its day, and who
    tells of that must not write, or look, in a folder that is called so."""
    asked = partition_key or (conf.get("day") if isinstance(conf, Mapping) else None)
    try:
        return parse_day(asked) if isinstance(asked, str) else ""
    except NashraError:
        return ""


def staging_name(day: str, airflow_run_id: str) -> str:
    """A folder name that no other run has, readable, and safe on any file system and in S3 keys."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "_", airflow_run_id)[:80]
    return f"{day}.{readable}.{hashlib.sha256(airflow_run_id.encode()).hexdigest()[:8]}"


def night_of(dag_run: Any, params: Mapping[str, Any]) -> "tuple[Run, Settings, Options]":
    """The run with its settings and options, as every task of the night needs them."""
    from nashra.night.stages import apply, open_run

    watch(load_settings().night.stage_timeout_minutes)
    options = options_of(dag_run, params)
    settings = apply(options, load_settings())
    use_connection(settings)
    return open_run(options.day, staging_name(options.day, dag_run.run_id), settings), settings, options
