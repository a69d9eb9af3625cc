"""The pages of Nashra inside Airflow: a tab on each run of the nightly DAG, pages in the navigation, task links.

Airflow imports this file in every one of its processes, so nothing heavy is imported here or by what it imports.
"""

from typing import Any
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin
from nashra_ui.lazy import LazyApp
from nashra_ui.links import NightReportLink

from nashra_airflow.dag.night_deadline import NightQueued
from nashra_airflow.dag.night_timetable import NightTimetable

PREFIX = "/nashra"
APP = LazyApp()
ROOT = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")


class NashraPlugin(AirflowPlugin):
    """Shows nights, days, articles and checks. It only reads."""

    name = "nashra"
    fastapi_apps = [{"app": APP, "url_prefix": PREFIX, "name": "Nashra"}]  # noqa: RUF012
    external_views = [  # noqa: RUF012
        {
            "name": "Night report · تقرير الليلة",
            "href": f"{ROOT}{PREFIX}/run?dag_id={{DAG_ID}}&run_id={{RUN_ID}}",
            "destination": "dag_run",
            "url_route": "nashra-night",
            "icon": f"{ROOT}{PREFIX}/static/icon.svg",
            "icon_dark_mode": f"{ROOT}{PREFIX}/static/icon-dark.svg",
        },
        {
            "name": "Nashra",  # the sidebar has room for one word
            "href": f"{ROOT}{PREFIX}/days",
            "destination": "nav",
            "url_route": "nashra",
            "icon": f"{ROOT}{PREFIX}/static/icon.svg",
            "icon_dark_mode": f"{ROOT}{PREFIX}/static/icon-dark.svg",
            "nav_top_level": True,
        },
    ]
    timetables = [NightTimetable]  # noqa: RUF012
    deadline_references = [NightQueued]  # noqa: RUF012
    # global, not by operator class: only so does Airflow ask at display time, and links work for any task state
    global_operator_extra_links = [NightReportLink()]  # noqa: RUF012

    @classmethod
    def on_load(cls, *args: Any, **kwargs: Any) -> None:
        APP.warm_up_later()
