"""Who is told what: a failed night, a night with warnings, a night that is late.

NASHRA_ALERT_WEBHOOK (an address) and NASHRA_ALERT_MAIL (addresses, comma-separated) say where alerts go; with
neither they are in the log alone. An alert that cannot be delivered is logged and fails nothing.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote

from nashra_airflow.dag.context import named_day, staging_name
from nashra_airflow.dag.lake_connection import use_connection
from nashra_airflow.dag.notifiers import configured

logger = logging.getLogger(__name__)
_MOST = 20  # expectations named in one alert; `checks` has them all


@dataclass(frozen=True, slots=True)
class Alert:
    """What a person needs to know first."""

    kind: str  # failure, quality or late
    dag: str
    run: str  # Airflow's run id
    day: str
    stage: str  # the task
    expectations: tuple[str, ...]  # that were not met, each with what was observed
    text: str
    link: str

    @property
    def subject(self) -> str:
        return f"Nashra {self.day or self.dag}: {self.text}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"subject": self.subject}


def on_failure(context: Mapping[str, Any]) -> None:
    """A run has failed, its retries used up. One alert, whatever number of tasks failed."""
    _guarded(_failure, context)


def on_success(context: Mapping[str, Any]) -> None:
    """A run has ended well. One alert when checks warned, or when it published nothing, none otherwise."""
    _guarded(_ended_well, context)


def on_deadline(context: Mapping[str, Any], **_: Any) -> None:
    """A run is not done when it should be. It goes on."""
    _guarded(_late, context)


def _guarded(make: Any, context: Mapping[str, Any]) -> None:
    try:
        if alert := make(context):
            send(alert)
    except Exception:
        logger.exception("an alert could not be made")


def send(alert: Alert) -> None:
    """Tells every place that is configured; one that fails keeps no other from being told."""
    logger.warning("alert: %s", json.dumps(alert.as_json(), ensure_ascii=False))
    for notifier in configured():
        try:
            notifier({"alert": alert})
        except Exception as error:  # its type alone: the text may hold an address with a key in it
            logger.error("the alert could not be sent by %s: %s", type(notifier).__name__, type(error).__name__)


def _failure(context: Mapping[str, Any]) -> Alert:
    stage = getattr(context.get("ti"), "task_id", "") or str(context.get("reason") or "")
    failed = _unmet(context, "critical")
    what = f"{stage} failed" + (f": {failed[0]}" if failed else "")
    return _alert("failure", context, stage, failed, f"{what}; the published tables are as they were")


def _ended_well(context: Mapping[str, Any]) -> Alert | None:
    return _unpublished(context) or _warnings(context)


def _unpublished(context: Mapping[str, Any]) -> Alert | None:
    """Of a run whose last task somebody marked as done: publishing, also a dry run's, takes away what was staged."""
    from nashra.lake import Storage
    from nashra.night.stages import OPTIONS
    from nashra.settings import load_settings

    _, run_id, day = _names(context)
    settings = load_settings()
    use_connection(settings)
    if not day or not Storage(settings.lake).exists(f"_staging/{staging_name(day, run_id)}/{OPTIONS}"):
        return None
    said = "the run ended well and published nothing: publish was marked as done, not done. Clear it"
    return _alert("failure", context, "publish", (), said)


def _warnings(context: Mapping[str, Any]) -> Alert | None:
    warned = _unmet(context, "warning")
    return _alert("quality", context, "check", warned, f"{len(warned)} warnings: {warned[0]}") if warned else None


def _late(context: Mapping[str, Any]) -> Alert | None:
    from nashra.settings import load_settings

    run = context.get("dag_run")
    if isinstance(run, Mapping) and run.get("state") == "failed":  # Airflow keeps the deadline of a run that failed
        return None
    minutes = load_settings().night.deadline_minutes
    return _alert("late", context, "", (), f"not done {minutes:g} minutes after it was queued; it goes on")


def _alert(kind: str, context: Mapping[str, Any], stage: str, unmet: tuple[str, ...], text: str) -> Alert:
    dag_id, run_id, day = _names(context)
    return Alert(kind, dag_id, run_id, day, stage, unmet[:_MOST], text, _link(dag_id, run_id))


def _names(context: Mapping[str, Any]) -> tuple[str, str, str]:
    """DAG, run and day; Airflow gives its own record of the run, or that record as JSON."""
    run = context.get("dag_run")

    def get(name: str) -> Any:
        return run.get(name) if isinstance(run, Mapping) else getattr(run, name, None)

    dag_id = get("dag_id") or getattr(context.get("dag"), "dag_id", "")
    run_id = get("run_id") or get("dag_run_id") or context.get("run_id") or ""
    return str(dag_id), str(run_id), named_day(get("partition_key"), get("conf"))


def _link(dag_id: str, run_id: str) -> str:
    from airflow.sdk.configuration import conf

    base = conf.get("api", "base_url", fallback="").rstrip("/")
    return f"{base}/dags/{quote(dag_id)}/runs/{quote(run_id, safe='')}"


def _unmet(context: Mapping[str, Any], severity: str) -> tuple[str, ...]:
    """Expectations of this severity that the run's checks found unmet, from the run's own report."""
    from nashra.lake import Storage
    from nashra.settings import load_settings

    _, run_id, day = _names(context)
    if not day:
        return ()
    settings = load_settings()
    use_connection(settings)
    reports = Storage(settings.lake).sub(f"_reports/{day}/{staging_name(day, run_id)}")
    found = [reports.read_json(info.path) for info in reports.files()]
    return tuple(
        f"{r['stage']}: {r['expectation']}: {r['observed']}"
        for report in found
        for r in report["results"]
        if not r["success"] and r["severity"] == severity
    )
