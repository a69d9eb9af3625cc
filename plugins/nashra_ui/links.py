"""A button on each task of the nightly DAG that opens the task's part of the night's report."""

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from airflow.configuration import conf
from airflow.sdk.bases.operatorlink import BaseOperatorLink

from nashra.night.register import NIGHT

NIGHTLY = "nashra_nightly"
DAGS = (NIGHTLY, "nashra_entities", "nashra_stories", "nashra_upkeep")
SECTIONS = {"ingest": "quarantine", "clean": "removals", "enrich": "entities"}  # of other stages: the funnel


def section_of(task_id: str) -> str:
    """The part of the report that tells of a task; a check's is its stage's results."""
    checked = next((stage.checks for stage in NIGHT if stage.name == task_id), "")
    return f"checks-{checked}" if checked else SECTIONS.get(task_id, "funnel")


def report_url(run_id: str, section: str = "") -> str:
    """The report of an Airflow run, within Airflow's own frame."""
    root = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")
    query = urlencode({"dag_id": NIGHTLY, "run_id": run_id}, quote_via=quote)
    return f"{root}/plugin/nashra/nashra/run?{query}" + (f"#{section}" if section else "")


class NightReportLink(BaseOperatorLink):
    """The link itself; tasks of other DAGs have none."""

    name = "Night report"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:
        return report_url(ti_key.run_id, section_of(ti_key.task_id)) if ti_key.dag_id == NIGHTLY else ""
