"""How many of the landed records ingest refused: many bad ones are a broken drop, not bad records.

Records and files are counted apart. The share that fails a night is one of records that could have been articles; and a
file that is bad as a whole counts as one, however many lines it has, as long as other files gave good ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow.compute as pc

from nashra.lake import Run
from nashra.landing.files.opening import printable
from nashra.landing.records import NO_BYTES, NO_RECORD, NO_RECORD_HERE, NOT_GIVEN, NOT_NEWS, UNKNOWN_KIND
from nashra.landing.stage import NOT_CHOSEN
from nashra.settings import Settings
from nashra.tables.write.staged_parts import batches

EXPECTATION = "quarantine: share of the landed records that ingest refused"
BROKEN = "quarantine: landing files of which more records were refused than may be"
BYTES = "quarantine: share of the landing's bytes that ingest refused"
HOLLOW = "quarantine: landing files without a record"
_SHOWN = 5  # names of files in what was observed


@dataclass(slots=True)
class _File:
    """What came of a landing file's records. `beside`: what could not have been an article, such as a line of a log."""

    kept: int = 0
    refused: int = 0
    left_out: int = 0  # for their source alone
    beside: int = 0
    hollow: int = 0  # 1 for a file without a record
    foreign: int = 0  # 1 for a file of a kind that no reader takes
    kept_back: int = 0  # 1 for a file that the machine did not give: told apart (kept_back.py)


def refused_share(run: Run, settings: Settings, shards: list[int]) -> list[dict[str, Any]]:
    """The results of four checks, for `check_stage`'s extra.

    1. Critical: more than quarantine_share of the records, and more than quarantine_rows, were refused, or none is
       left. Not counted are records left out for their source alone, what could not have been an article, files that
       the machine did not give, and those without a record: a source without news often sends one. A broken file
       counts as one record.
    2. Critical: there are more broken files than quarantine_share of all, and more than one. A file is broken when its
       own records are refused beyond both limits while another file's are not; of a single file, its records count.
    3. A warning: more than quarantine_share of the bytes that could have been articles, and more than quarantine_bytes,
       were refused. A file that is refused as a whole is one row, whatever was in it.
    4. A warning: many files without a record, or nothing else.
    """
    night = settings.night
    share, rows = night.quarantine_share, night.quarantine_rows
    files = _files(run, shards)

    def beyond(refused: float, of: int) -> bool:
        return refused > max(rows, share * of)

    broken = {name: file for name, file in files.items() if beyond(file.refused, file.kept + file.refused)}
    if not any(file.kept for name, file in files.items() if name not in broken):
        broken = {}
    total = Counter[str]()
    for file in files.values():
        total.update(asdict(file))
    kept, left_out, beside = total["kept"], total["left_out"], total["beside"] + total["foreign"]
    hollow = total["hollow"] + total["foreign"]
    refused = sum(file.refused for name, file in files.items() if name not in broken) + len(broken)
    with_records = sum(1 for file in files.values() if file.kept + file.refused)
    allowed = max(rows, share * (kept + refused))
    lost, could_have = _bytes_lost(files, _sizes(run, shards))
    only_hollow = hollow > 0 and kept + refused + left_out + beside == 0
    nothing_left = refused + beside > 0 and kept + left_out == 0 and share < 1
    return [
        {
            "expectation": EXPECTATION,
            "severity": "critical",
            "success": refused <= allowed and not nothing_left,
            "observed": f"{refused} of {kept + refused} to quarantine, at most {allowed:g} allowed while one is left"
            + (f"; {beside} others that could not have been articles" if beside else ""),
            "unexpected_count": refused,
        },
        {
            "expectation": BROKEN,
            "severity": "critical",
            "success": len(broken) <= max(1, share * with_records),
            "observed": _told(broken, with_records),
            "unexpected_count": len(broken),
        },
        {
            "expectation": BYTES,
            "severity": "warning",
            "success": sum(lost.values()) <= max(night.quarantine_bytes, share * could_have),
            "observed": _told_bytes(lost, could_have),
            "unexpected_count": round(sum(lost.values())),
        },
        {
            "expectation": HOLLOW,
            "severity": "warning",
            "success": not beyond(hollow, kept + refused + left_out + hollow) and not only_hollow,
            "observed": f"{hollow} files without a record" + (", and nothing else" if only_hollow else ""),
            "unexpected_count": hollow,
        },
    ]


def _told(broken: dict[str, _File], of: int) -> str:
    if not broken:
        return f"0 of {of} files"
    names = ", ".join(
        f"{name} ({file.refused} of {file.kept + file.refused})" for name, file in sorted(broken.items())[:_SHOWN]
    )
    return f"{len(broken)} of {of} files: {names}" + (" ..." if len(broken) > _SHOWN else "")


def _told_bytes(lost: dict[str, float], of: int) -> str:
    worst = sorted((-size, name) for name, size in lost.items())[:_SHOWN]
    told = f"about {sum(lost.values()):.0f} of {of} bytes"
    return told + (f", most in {', '.join(name for _, name in worst)}" if worst else "")


def _sizes(run: Run, shards: list[int]) -> dict[str, int]:
    """Bytes of each landing file, as it was planned."""
    plans = (run.staging.read_json(f"plan/shard-{shard:04d}.json") for shard in shards)
    return {printable(piece["path"]): piece["size"] for plan in plans for piece in plan["pieces"]}


def _bytes_lost(files: dict[str, _File], sizes: dict[str, int]) -> tuple[dict[str, float], int]:
    """Bytes that each file's refused records had, as far as their number tells, which is all of a file that is refused;
    and how many bytes could have been articles. Members of an archive are the archive's."""
    kept, refused = Counter[str](), Counter[str]()
    for name, file in files.items():
        while name not in sizes and "/" in name:
            name = name.rpartition("/")[0]
        kept[name] += file.kept
        refused[name] += file.refused
    could_have = [name for name in sizes if kept[name] + refused[name]]
    lost = {name: sizes[name] * refused[name] / (kept[name] + refused[name]) for name in could_have if refused[name]}
    return lost, sum(sizes[name] for name in could_have)


def _files(run: Run, shards: list[int]) -> dict[str, _File]:
    """Counts of each landing file, over all shards."""
    files: dict[str, _File] = defaultdict(_File)
    for shard in shards:
        for name, count in _kept(run, shard):
            files[name].kept += count
        for part in batches(run.staging, run.shard_path("ingest", shard, "quarantine"), ["landing_file", "reason"]):
            rows = zip(part["landing_file"].to_pylist(), part["reason"].to_pylist(), strict=True)
            for (name, kind), count in Counter((name, _kind(reason)) for name, reason in rows).items():
                setattr(files[name], kind, getattr(files[name], kind) + count)
    return files


def _kept(run: Run, shard: int) -> Iterator[tuple[str, int]]:
    for part in batches(run.staging, run.shard_path("ingest", shard, "articles"), ["landing_file"]):
        for found in pc.value_counts(part["landing_file"].combine_chunks()).to_pylist():
            yield found["values"], found["counts"]


def _kind(reason: str) -> str:
    """Which of a file's counts a row of the quarantine belongs to."""
    if reason.startswith(NOT_CHOSEN):
        return "left_out"
    if reason in (NO_BYTES, NO_RECORD):
        return "hollow"
    if reason.startswith(UNKNOWN_KIND):
        return "foreign"
    if reason.startswith(NOT_GIVEN):
        return "kept_back"
    return "beside" if reason.startswith(NOT_NEWS) or NO_RECORD_HERE in reason else "refused"
