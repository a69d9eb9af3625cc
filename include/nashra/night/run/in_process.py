"""A whole night in one process: the same stages in the same order as the DAG, without Airflow."""

import secrets

from nashra.night import stages
from nashra.night.options import Options
from nashra.night.register import BETWEEN
from nashra.night.run.receipts import Counts
from nashra.settings import Settings


def run_day(options: Options, settings: Settings) -> Counts:
    """Runs one day and publishes it; returns the counts of its funnel. Each stage tells what it did in the log.

    Raises NothingLanded or CriticalFailure with the published tables as they were, and what was staged for whoever
    looks. Who stops it with Ctrl+C wants neither.
    """
    settings = stages.apply(options, settings)
    # not by the process's number: two containers have the same ones
    run = stages.open_run(options.day, f"{options.day}.cli.{secrets.token_hex(6)}", settings)
    try:
        shards = stages.plan(run, settings, options)
        for stage in BETWEEN:
            for part in stage.parts(shards):
                stages.do_stage(run, settings, stage.name, part)
        return stages.publish(run, settings, options, airflow_run_id="")
    except KeyboardInterrupt:
        run.staging.delete_tree("")
        raise
