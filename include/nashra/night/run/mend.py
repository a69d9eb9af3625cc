"""Staged files that were lost or damaged after they were written are made again, without a hand.

Stages are pure, so what an earlier stage left can be made anew from the landing. That is done in a staging
folder beside the run's own, and only the damaged files are copied over: tasks that read the others meanwhile
never see a half-made state.
"""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from nashra.errors import NashraError
from nashra.lake import Run, Stamp
from nashra.night.register import PLAN, before, stage_named
from nashra.night.run.receipts import Counts, read_receipt, receipt_path, stamp
from nashra.settings import Settings

_ALL = "*"  # for a path: all that was staged
_LEFT_ANYWHERE = {"_staging", "_reports"}  # by a task that fails, in whatever place it finds
logger = logging.getLogger(__name__)

Maker = Callable[[Run, Settings, str, list[int]], Counts]
"""Does a stage for these shards (one of them for a sharded stage), without looking at what it reads first."""


class CannotMend(NashraError, RuntimeError):
    """Staged files are damaged or gone and cannot be made again as they were: the landing has changed, or the lake
    is away."""


def mend(run: Run, settings: Settings, stage: str, shard: int | None, make: Maker) -> list[str]:
    """Checks what a stage is about to read, and makes again what is not as it was written; returns those paths.

    Raises CannotMend when the landing is no longer what the run was planned on, or the lake holds nothing of it.
    """
    damaged, stamps = _damaged(run, stage, shard)
    if not damaged:
        return []
    if damaged == [_ALL]:
        _require_lake(run)
    logger.warning("staged files lost or damaged, made again from the landing: %s", ", ".join(damaged))
    spare = replace(run, run_id=f"{run.run_id}.mend-{stage}-{shard or 0}-{secrets.token_hex(6)}")
    try:
        _make_again(spare, settings, stage, make)
        for path in damaged:
            _copy(spare, run, path, stamps)
    finally:
        spare.staging.delete_tree("")
        run.lake.delete_tree(f"_reports/{run.day}/{spare.run_id}")
    return damaged


def _require_lake(run: Run) -> None:
    """A plan leaves more in a lake than what it stages. Where there is nothing, a disk was unmounted or a folder moved:
    the day would be published where nobody looks for it, or where it hides the others."""
    if run.lake.is_local and not set(run.lake.folders()) - _LEFT_ANYWHERE:
        raise CannotMend(
            f"all that this run had staged is gone, and {run.lake.address} holds nothing else: it is not the lake that "
            "the run began in. Nothing was published there; mount it, or move it back, and clear the run from the task "
            "plan"
        )


def require_planned(run: Run, shards: list[int], whole: bool) -> None:
    """Raises CannotMend when these are not the shards of the plan (`whole`: all of them, else one): a published run
    has no staging, so one of its tasks that is cleared has the plan made again, perhaps of another landing."""
    plan = read_receipt(run.staging, PLAN.name, 0)
    known = list(range(int(plan["counts"]["shards"]))) if plan else []
    if shards != known if whole else not set(shards) <= set(known):
        raise CannotMend(
            f"the landing of {run.day} has changed since this run was planned: it is {len(known)} shards now, and "
            f"the task was given {', '.join(map(str, shards)) or 'none'}. Clear the run from the task plan"
        )


def _damaged(run: Run, stage: str, shard: int | None) -> tuple[list[str], dict[str, Stamp]]:
    """Paths below staging that this stage needs and that are not as they were written, receipts among them."""
    plan = read_receipt(run.staging, PLAN.name, 0)
    if plan is None:
        return [_ALL], {}
    stamps: dict[str, Stamp] = {}
    lost: list[str] = []
    for earlier, number in _tasks(stage, int(plan["counts"]["shards"])):
        if stage_named(earlier).sharded and shard is not None and number != shard:
            continue
        receipt = read_receipt(run.staging, earlier, number)
        if receipt is None:
            lost.append(receipt_path(earlier, number))
        else:  # a later stage may have written an earlier one's file anew
            stamps |= {path: value for path, value in receipt["files"].items() if _needed(path, shard)}
    wrong = [path for path, value in stamps.items() if stamp(run.staging, path) != value]
    return sorted(lost + wrong), stamps


def _needed(path: str, shard: int | None) -> bool:
    return shard is None or "/shard-" not in path or f"/shard-{shard:04d}." in path


def _tasks(stage: str, shards: int) -> Iterator[tuple[str, int]]:
    for earlier in before(stage):
        yield from ((earlier.name, number) for number in (range(shards) if earlier.sharded else (0,)))


def _make_again(spare: Run, settings: Settings, stage: str, make: Maker) -> None:
    shards = list(range(make(spare, settings, PLAN.name, [])["shards"]))
    for earlier in before(stage)[1:]:
        for part in earlier.parts(shards):
            make(spare, settings, earlier.name, part)


def _copy(spare: Run, run: Run, path: str, stamps: Mapping[str, Stamp]) -> None:
    """Copies one file over, or all of them, and for a receipt the files that it tells of."""
    if path == _ALL:
        paths = [info.path for info in spare.staging.files()]
    elif path.startswith("counts/"):
        stage, _, shard = path.removeprefix("counts/").removesuffix(".json").rpartition("-")
        receipt = read_receipt(spare.staging, stage, int(shard)) or {"files": {}}
        paths = [*receipt["files"], path]
    else:
        paths = [path]
    for each in paths:
        if each in stamps and not each.startswith("counts/") and stamp(spare.staging, each) != stamps[each]:
            raise CannotMend(
                f"{each} of this run is damaged, and the landing of {run.day} has changed since it was planned: "
                "clear the run from the task plan"
            )
        run.staging.write_bytes(each, spare.staging.read_bytes(each))
