"""Imports and reads what tasks need, once, in the process that LocalExecutor forks its tasks from.

A task is a fork of the scheduler. Without this each one would import pandas and Great Expectations anew (some
five seconds of a core) and read the rules and the names that linking knows (two more); with it they share the
scheduler's copy. A file of rules or names that changes later is read again by each task (see nashra.yaml_files.stamp).
Code that changes later is not: a night is then refused at its plan, until Airflow is started anew.

Airflow imports `airflow_local_settings` from its
home's config folder when a process starts; `install` puts a file there that calls `preload`.
"""

import contextlib
import gc
import importlib
import sys

from nashra_airflow.local.environment import Home
from nashra_airflow.local.forks import let_go_in_children

LIBRARIES = ("pandas", "pyarrow.parquet", "pyarrow.fs", "great_expectations", "onnxruntime")
STAGES = (
    "nashra.landing.stage", "nashra.cleaning.stage", "nashra.entities.stage", "nashra.quotes.stage",
    "nashra.topics.stage", "nashra.quality.gate", "nashra.tables.write.write",
)  # fmt: skip
MODULES = (*LIBRARIES, *STAGES)


def install(home: Home) -> None:
    folder = home.folder / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "airflow_local_settings.py").write_text(
        '"""Made by nashra_airflow.local.preload."""\n\nfrom nashra_airflow.local.preload import preload\n\npreload()\n'
    )


def preload() -> None:
    """Does nothing but in what forks tasks: the scheduler of LocalExecutor, and a Celery worker.

    What cannot be imported here fails where it is needed, with its reason.
    """
    if sys.argv[1:2] not in (["scheduler"], ["celery"]):
        return
    let_go_in_children()
    read_ahead()


def read_ahead() -> None:
    """What tasks then share, in the process that they are forked from."""
    for name in MODULES:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        importlib.import_module("nashra.cleaning.cleaner").warm_up()
    with contextlib.suppress(Exception):
        importlib.import_module("nashra.entities.link").Linker.load()
    with contextlib.suppress(Exception):
        importlib.import_module("nashra.night.plan.generation").keep_in_mind()
    with contextlib.suppress(Exception):
        importlib.import_module("nashra.night.plan.check_rules").check_rules()
    gc.freeze()  # a task that collects garbage would otherwise copy every page of what it shares
