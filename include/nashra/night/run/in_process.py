"""A whole night in one process: the same stages in the same order as the DAG, without Airflow."""

import os
from collections.abc import Callable

from nashra.night import stages
from nashra.night.options import Options
from nashra.night.run.receipts import Counts
from nashra.settings import Settings


def run_day(options: Options, settings: Settings, report: Callable[[str, Counts], None] = lambda *_: None) -> Counts:
    """Runs one day and publishes it; returns the counts. `report` is called after each stage.

    Raises NothingLanded or CriticalFailure with the published tables as they were.
    """
    settings = stages.apply(options, settings)
    run = stages.open_run(options.day, f"{options.day}.cli.{os.getpid()}", settings)
    shards = stages.plan(run, settings, options)
    report("plan", {"shards": len(shards)})

    for shard in shards:
        report(f"ingest {shard}", stages.ingest(run, settings, shard))
    report("check_ingest", stages.check(run, settings, "ingest", shards))
    report("survey", stages.survey(run, settings, shards))
    for shard in shards:
        report(f"clean {shard}", stages.clean(run, settings, shard))
    report("check_clean", stages.check(run, settings, "clean", shards))
    for shard in shards:
        report(f"enrich {shard}", stages.enrich(run, settings, shard))
    report("check_enrich", stages.check(run, settings, "enrich", shards))
    report("write_tables", stages.write_tables(run, settings, shards))
    report("check_tables", stages.check(run, settings, "tables", shards))
    counts = stages.publish(run, settings, options, airflow_run_id="")
    report("publish", counts)
    return counts
