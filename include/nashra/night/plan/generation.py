"""A generation: the name of what a day's tables were made from.

Two runs with the same landing, rules, reference data, model and code have the same generation, on any
machine, and publish the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from nashra import __version__
from nashra.lake import Run
from nashra.night.options import Options
from nashra.settings import INCLUDE, REFERENCE, RULES, Settings

NOTE = "plan/landing.json"  # below staging
CONTENT = ("timezone", "evidence_days", "quarantine_record_bytes", "record_bytes")
"""Settings of the night that change what is published; NASHRA_NIGHT may set them apart from the rules."""


@cache
def tree_version(root: Path, suffixes: tuple[str, ...] = ()) -> str:
    """12 hex digits over the names and contents of a folder's files, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        if not suffixes or path.suffix in suffixes:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def code_version() -> str:
    return f"{__version__}+{tree_version(INCLUDE / 'nashra', ('.py',))}"


def rules_version() -> str:
    return tree_version(RULES)


def reference_version() -> str:
    """Covers the shipped model too; the recogniser's own version is recorded beside it."""
    return tree_version(REFERENCE)


def versions(model: str) -> dict[str, str]:
    """What the `runs` table says of a run's making: code, rules, reference data, and the recogniser's model."""
    return {
        "code": code_version(),
        "rules": rules_version(),
        "reference": reference_version(),
        "model": model,
    }


def evidence_days(day: str, settings: Settings) -> list[str]:
    """The landing days whose lines are evidence for `day`, earliest first, the day itself not among them."""
    at = date.fromisoformat(day)
    return [(at - timedelta(days=n)).isoformat() for n in range(settings.night.evidence_days, 0, -1)]


def generation(parts: Iterable[str]) -> str:
    """16 hex digits over whatever a day's tables depend on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def note_landing(run: Run, settings: Settings) -> None:
    """Keeps in staging what the landing was when the run was planned.

    What lands later is not in the run's tables, so it must not be in the name of their generation either.
    """
    run.staging.write_json(NOTE, _landing(run, settings))


def _landing(run: Run, settings: Settings) -> list[str]:
    from nashra.night.plan.shards import landing_digest

    return [landing_digest(replace(run, day=day)) for day in [*evidence_days(run.day, settings), run.day]]


def generation_of(run: Run, settings: Settings, options: Options, recognizer_version: str) -> str:
    """The generation that this run makes, from its note of the landing, else from the landing as it is now."""
    landing = run.staging.read_json(NOTE) if run.staging.exists(NOTE) else _landing(run, settings)
    chosen = [",".join(sorted(options.sources)), *(f"{name}={getattr(settings.night, name)}" for name in CONTENT)]
    return generation(
        [run.day, code_version(), rules_version(), reference_version(), recognizer_version, *chosen, *landing]
    )
