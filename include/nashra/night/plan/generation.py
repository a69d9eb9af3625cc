"""A generation: the name of what a day's tables were made from.

Two runs with the same landing, code, rules, reference data, model, packages and settings have the same generation, on
any machine, and publish the same bytes. What can change no published byte is in no name: comments, commands, floors,
documentation, how a night is scheduled and cut into shards.
"""

from collections.abc import Mapping

from nashra.errors import NashraError
from nashra.inputs.digest import Inputs, digest, inputs_of
from nashra.inputs.held import Stamp, hold
from nashra.lake import Run
from nashra.landing.noted import note_landing, noted_digests
from nashra.night.options import Options
from nashra.night.register import PLAN
from nashra.night.run.receipts import read_receipt
from nashra.settings import Settings

NOTE = "plan/made_from.json"  # below staging
STAMP = "stamp"  # in it: of the files, on the machine of the plan
STAGES = "nashra.night.stages"  # from here on all that a night does is imported

APART: Mapping[str, str] = {
    "nashra.cron": "when a night is due",
    "nashra.night.options": "what is asked of a run changes its settings, and these are named",
    "nashra.night.plan.generation": "names, makes nothing",
    "nashra.night.plan.check_rules": "refuses or lets pass",
    "nashra.night.run.as_named": "refuses or lets pass",
    "nashra.night.run.loss": "refuses or lets pass",
    "nashra.night.run.would_change": "says what a dry run would change",
    "nashra.night.run.mend": "makes lost files again as they were",
    "nashra.night.funnel": "prints what is published",
    "nashra.tables.publish": "puts finished files in their places",
    "nashra.tables.snapshot.lock": "refuses, or lets one publish at a time",
    "nashra.tables.read": "views and queries of what is published",
    "nashra.search": "indexes of words, made of the days' articles after each publication",
    "nashra.tables.sources": "the lake's one table of sources, made of the days' articles after each publication",
    "nashra.tables.sound": "looks whether what is published is whole",
    "nashra.stories": "the tables of stories, made of the days' articles and mentions after each publication",
    "nashra.entities.over_days": "the lake's one table of entities, made of the days' mentions after each publication",
}
"""What the night imports and no byte of a day's tables depends on, and why."""

RECOGNISERS = {"camel": "nashra.entities.recognise.camel", "embedded": "nashra.entities.recognise.embedded"}
"""The code of each; only that of the one that a run uses is in its name."""

CONTENT = (
    "timezone",
    "evidence_days",
    "evidence_articles",
    "evidence_bytes",
    "quarantine_record_bytes",
    "record_bytes",
    "quarantine_share",  # what the checks allow stands in `checks`
    "quarantine_rows",
    "quarantine_bytes",
)
"""Settings of the night that change what is published; NASHRA_NIGHT may set them apart from the rules."""

NOT_CONTENT: Mapping[str, str] = {
    "schedule": "when",
    "shards": "the tables come out the same",
    "shard_bytes": "the tables come out the same",
    "shard_most_bytes": "the tables come out the same",
    "retries": "how a failure is met",
    "retry_delay_seconds": "how a failure is met",
    "stage_timeout_minutes": "how a failure is met",
    "deadline_minutes": "whom it alerts",
    "lost_share": "refuses or lets pass",
    "upkeep": "of what is not published",
    "landing": "a place; the bytes there are named",
    "lake": "a place",
    "recognizer": "the model that it leads to is named",
    "camel_model": "the model that it leads to is named",
    "camel_mode": "in the model's name",
    "sources": "named beside the settings of the night",
    "night": "its settings one by one",
}
"""The other fields of Settings and Night, and why they are in no name or stand there otherwise."""


class MadeFromChanged(NashraError, RuntimeError):
    """Code, rules, reference data or packages are no longer those that the run, or this process, began with."""


def recogniser_of(model: str) -> str:
    """Which recogniser a model's version is of."""
    return "camel" if model.startswith("camel-") else "embedded"


def made_from(recogniser: str) -> Inputs:
    """What a night with this recogniser is made from."""
    others = (module for name, module in RECOGNISERS.items() if name != recogniser)
    return inputs_of(STAGES, (*APART, *others))


def versions(model: str) -> dict[str, str]:
    """What the `runs` table says of a run's making: code, rules, reference data, packages, the recogniser's model."""
    return made_from(recogniser_of(model))._asdict() | {"model": model}


def keep_in_mind() -> None:
    """Notes for this process, and for those forked from it, which code it is that they have loaded."""
    hold()
    for recogniser in RECOGNISERS:
        _loaded.setdefault(recogniser, made_from(recogniser))


_loaded: dict[str, Inputs] = {}


def note_inputs(run: Run, settings: Settings) -> None:
    """Keeps in staging what the run begins with: the landing, and the rest with either recogniser.

    Raises MadeFromChanged when the code was changed after this process had loaded it.
    """
    keep_in_mind()
    stamp = hold()
    now = {recogniser: made_from(recogniser) for recogniser in RECOGNISERS}
    for recogniser, inputs in now.items():
        _require_loaded(recogniser, inputs.code)
    noted = {recogniser: inputs._asdict() for recogniser, inputs in now.items()}
    run.staging.write_json(NOTE, noted | {STAMP: stamp})
    note_landing(run, settings)


def require_noted(run: Run, settings: Settings, now: Stamp) -> None:
    """Raises MadeFromChanged when code, rules, reference data or packages are no longer those that the run was planned
    with, or when this process has loaded other code. `now`: of the files; where it is the plan's, nothing is read."""
    from nashra.entities.recognise.load import which_recognizer

    if not _noted(run):
        return
    noted = run.staging.read_json(NOTE)
    recogniser = which_recognizer(settings)
    if tuple(noted.get(STAMP) or ()) != now:
        _still_the_same(run, made_from(recogniser)._asdict(), recogniser)
    _require_loaded(recogniser, noted[recogniser]["code"])


def _require_loaded(recogniser: str, code: str) -> None:
    loaded = _loaded[recogniser].code if recogniser in _loaded else code
    if loaded != code:
        raise MadeFromChanged(
            f"Nashra's code was changed after it was loaded ({loaded}, now {code}): start Airflow anew"
        )


def generation_of(
    run: Run, settings: Settings, options: Options, model: str, made: Mapping[str, str] | None = None
) -> str:
    """The generation that this run makes, 16 hex digits: from its note of the landing, else from the landing as it is.

    `model` is the recogniser's version; `made`, what `versions` says of it, saves working that out for many runs.
    Raises MadeFromChanged when the run was planned with other code, rules, reference data or packages than now.
    """
    made = made or versions(model)
    _still_the_same(run, made, recogniser_of(model))
    chosen = [f"{name}={getattr(settings.night, name)}" for name in CONTENT]
    sources = ",".join(sorted(options.sources or settings.sources))
    return digest([run.day, *made.values(), sources, *chosen, *noted_digests(run, settings)], 16)


def _noted(run: Run) -> bool:
    """Whether there is a note. None is there before the plan, nor when it was lost, which mending makes good. Raises
    MadeFromChanged where the plan was of a version that made none."""
    if run.staging.exists(NOTE):
        return True
    plan = read_receipt(run.staging, PLAN.name, 0)
    if plan and NOTE not in plan["files"]:
        raise MadeFromChanged(
            f"this run of {run.day} was planned by an older version of Nashra: clear the run from the task plan"
        )
    return False


def _still_the_same(run: Run, made: Mapping[str, str], recogniser: str) -> None:
    if not _noted(run):
        return
    then = run.staging.read_json(NOTE)[recogniser]
    if changed := [f"{name} ({was}, now {made[name]})" for name, was in then.items() if made[name] != was]:
        raise MadeFromChanged(
            f"changed since this run of {run.day} was planned: {', '.join(changed)}; clear the run from the task plan"
        )
