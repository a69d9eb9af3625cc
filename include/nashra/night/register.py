"""The stages of a night in their order: the one list that the DAG, `nashra run`, mending, benches, pages and docs read.

To add a stage, add a line here and write the function that it names. Nothing heavy is imported: the DAG file reads
this when it is parsed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: a task of the DAG, or a task a shard."""

    name: str  # the task's id; the stage in receipts and in the columns `seconds_<name>` of `runs`
    does: str  # in a line
    reads: str  # below the run's staging, if nothing else is said
    leaves: str
    work: str  # module:function, called with (run, settings, shard) when sharded, else with (run, settings, shards)
    sharded: bool = False
    queue: Literal["light", "heavy"] = "light"  # of Celery workers
    checks: str = ""  # of a check: whose files it looks at

    def parts(self, shards: list[int]) -> list[list[int]]:
        """The shards of each task of the stage."""
        return [[shard] for shard in shards] if self.sharded else [shards]

    def shard(self, part: list[int]) -> int | None:
        """The shard of one of its tasks, None when the task is for all of them."""
        return part[0] if self.sharded else None

    def function(self) -> Callable[..., Any]:
        """What does the work, imported now."""
        module, _, name = self.work.partition(":")
        found: Callable[..., Any] = getattr(import_module(module), name)
        return found


def _check(checked: str, does: str, reads: str = "") -> Stage:
    return Stage(
        name=f"check_{checked}",
        does=does,
        reads=reads or f"`{checked}/`",
        leaves=f"`checks/{checked}.json`" + (f", `quarantine/{checked}`" if checked != "tables" else ""),
        work=f"nashra.night.run.composed:check_{checked}",
        checks=checked,
    )


NIGHT: tuple[Stage, ...] = (
    Stage(
        name="plan",
        does="Deals the day's landing files out to shards, and notes what the landing was.",
        reads="`<landing>/<day>/`",
        leaves="`plan/`",
        work="nashra.night.run.composed:plan",
    ),
    Stage(
        name="ingest",
        does="Any format to records; what cannot be one goes to quarantine.",
        reads="`plan/`, `<landing>/<day>/`",
        leaves="`ingest/`",
        work="nashra.night.run.composed:ingest",
        sharded=True,
    ),
    _check("ingest", "Every landed record has its fields; few were refused."),
    Stage(
        name="survey",
        does="Duplicates of the day, and what the corpus says of its lines.",
        reads="`ingest/`, the landing days before",
        leaves="`survey/`",
        work="nashra.night.run.composed:survey",
    ),
    Stage(
        name="clean",
        does="Lines to verdicts: the body and the ledger of what was removed.",
        reads="`ingest/`, `survey/`",
        leaves="`clean/`",
        work="nashra.cleaning.stage:clean_shard",
        sharded=True,
        queue="heavy",
    ),
    _check(
        "clean",
        "Each ledger adds up, bodies hold no markers, rules do as on the days before.",
        "`ingest/`, `clean/`",
    ),
    Stage(
        name="enrich",
        does="Names in the bodies, each with its id, who said what, and where the article belongs.",
        reads="`clean/`, `survey/`",
        leaves="`enrich/`",
        work="nashra.night.run.composed:enrich",
        sharded=True,
        queue="heavy",
    ),
    _check(
        "enrich", "Each mention and quote stands in its body where it says, and names have ids.", "`clean/`, `enrich/`"
    ),
    Stage(
        name="write_tables",
        does="The shards merged into the tables, sorted by key, without what is in quarantine.",
        reads="`ingest/`, `clean/`, `enrich/`, `quarantine/`",
        leaves="`write/`",
        work="nashra.tables.write.write:write_tables",
    ),
    _check("tables", "Keys between the tables, and the sums of the day.", "`write/`"),
    Stage(
        name="publish",
        does="Replaces the day's partition of each table, `runs` last.",
        reads="`write/`, `checks/`, `counts/`",
        leaves="`<lake>/<table>/day=<day>/`, no staging",
        work="nashra.night.stages:publish",
    ),
)
# The first is told the run's options, the last makes what readers see; all between are pure functions of staging.
PLAN, *BETWEEN, PUBLISH = NIGHT
CHECKED = tuple(stage.checks for stage in NIGHT if stage.checks)


def stage_named(name: str) -> Stage:
    """Raises KeyError, with the names that there are, when it is none of them."""
    for stage in NIGHT:
        if stage.name == name:
            return stage
    raise KeyError(f"{name!r} is no stage of the night: {', '.join(stage.name for stage in NIGHT)}")


def before(name: str) -> tuple[Stage, ...]:
    """The stages before one of them."""
    return NIGHT[: NIGHT.index(stage_named(name))]
