"""Evidence of earlier days from the cache is the evidence that would be gathered anew, whatever has changed since."""

from pathlib import Path
from typing import Any

import pytest

from nashra.cleaning.corpus import earlier, survey
from nashra.cleaning.corpus import gathered as gathering
from nashra.cleaning.corpus.observed import EvidencePart, observe
from nashra.inputs.digest import inputs_of
from nashra.lake import Run, Storage
from nashra.landing.noted import note_landing, noted_digests
from nashra.settings import CHECKOUT, Settings, load_settings
from tests.support.source_tree import copy_of_include, run_python

DAY = "2023-09-15"
SEEDS = CHECKOUT / "seeds" / "landing"

# A day up to the end of clean, and the digest of all that survey and clean left.
DAY_RUN = """
import hashlib, sys
from nashra.cleaning.corpus.survey import gather_evidence, observe_shard
from nashra.cleaning.stage import clean_shard
from nashra.lake import Run, Storage
from nashra.landing.duplicates.find import find_duplicates
from nashra.landing.stage import ingest_shard
from nashra.night.plan.shards import plan_shards
from nashra.settings import load_settings
settings = load_settings(lake=sys.argv[1], landing=sys.argv[2])
run = Run("2023-09-15", sys.argv[3], Storage(settings.landing), Storage(settings.lake))
shards = plan_shards(run, settings)
for shard in shards:
    ingest_shard(run, settings, shard)
    observe_shard(run, shard)
find_duplicates(run, shards)
gather_evidence(run, settings, shards)
for shard in shards:
    clean_shard(run, settings, shard)
total = hashlib.sha256()
for folder in ("survey", "clean"):
    for info in run.staging.files(folder):
        total.update(info.path.encode() + run.staging.read_bytes(info.path))
print(total.hexdigest(), len(run.lake.files("_cache/evidence")))
"""


def test_a_cached_day_is_the_day_that_would_be_made_anew(tmp_path: Path) -> None:
    include = copy_of_include(tmp_path)
    old, fresh = str(tmp_path / "old"), str(tmp_path / "fresh")

    def made(lake: str, name: str) -> tuple[str, int]:
        digest, files = run_python(include, DAY_RUN, lake, str(SEEDS), name).split()
        return digest, int(files)

    cold = made(old, "cold")
    assert cold[1] > 0
    assert made(old, "warm") == cold
    observed = include / "nashra" / "cleaning" / "corpus" / "observed.py"
    source = observed.read_text(encoding="utf-8")
    assert "\nTITLE_LINES = 2 " in source
    observed.write_text(source.replace("\nTITLE_LINES = 2 ", "\nTITLE_LINES = 30 "), encoding="utf-8")
    changed = made(old, "changed")
    assert changed[0] == made(fresh, "fresh")[0] != cold[0]
    assert changed[1] == 2 * cold[1]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for day in ("2023-09-13", "2023-09-14"):
        (tmp_path / "landing" / day).mkdir(parents=True)
        for path in (SEEDS / day / "feeds").iterdir():
            (tmp_path / "landing" / day / path.name).write_bytes(path.read_bytes())
    return load_settings(landing=str(tmp_path / "landing"), lake=str(tmp_path / "lake"))


def gathered(settings: Settings, run_id: str = "one") -> set[str]:
    """The cache after the evidence of the days before was gathered."""
    run = Run(DAY, run_id, Storage(settings.landing), Storage(settings.lake))
    survey.gather_evidence(run, settings, [])
    return {info.path for info in run.lake.files("_cache/evidence")}


@pytest.mark.parametrize(
    ("field", "value", "other_entries"),
    [("timezone", "Africa/Cairo", True), ("record_bytes", 10_000_000, True), ("quarantine_record_bytes", 9, False)],
)
def test_settings_that_landing_reads_with_are_in_the_key(
    settings: Settings, field: str, value: object, other_entries: bool
) -> None:
    first = gathered(settings)
    changed = settings.model_copy(update={"night": settings.night.model_copy(update={field: value})})
    assert (gathered(changed) != first) == other_entries


@pytest.mark.parametrize("part", ["code", "rules", "reference", "packages"])
def test_code_rules_and_packages_are_in_the_key(settings: Settings, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = gathered(settings)
    monkeypatch.setattr(earlier, "inputs_of", lambda root: inputs_of(root)._replace(**{part: "another"}))
    assert gathered(settings) > first


def test_what_was_trimmed_from_an_entry_is_made_again(settings: Settings) -> None:
    """The upkeep removes the oldest files of the cache, and an entry is of several."""
    lake = Storage(settings.lake)
    first = gathered(settings)
    for path in first:
        if path.endswith(".articles.parquet"):
            lake.delete_file(path)
    assert gathered(settings) == first


def test_an_evidence_day_that_changes_after_the_plan_is_evidence_as_it_then_is(settings: Settings) -> None:
    run = Run(DAY, "late", Storage(settings.landing), Storage(settings.lake))
    note_landing(run, settings)
    planned = noted_digests(run, settings)
    story = "وصل الوفد إلى المدينة صباح اليوم، وزار السد الجديد.\nوقال رئيس البلدية إن العمل فيه انتهى قبل موعده بشهر."
    run.landing.write_bytes("2023-09-14/late.txt", story.encode())
    survey.gather_evidence(run, settings, [])
    late = survey.load_evidence(run).table()
    now = noted_digests(run, settings)
    changed = [one != other for one, other in zip(planned, now, strict=True)]
    assert changed == [False] * (settings.night.evidence_days - 1) + [True, False]
    again = Run(DAY, "again", run.landing, run.lake)
    survey.gather_evidence(again, settings, [])
    assert survey.load_evidence(again).table().equals(late)
    assert noted_digests(again, settings) == now


def test_a_day_that_is_written_to_while_it_is_read_is_not_cached(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*given: Any) -> EvidencePart:
        Storage(settings.landing).write_bytes("2023-09-14/late.txt", b"...")
        return observe(*given)

    monkeypatch.setattr(gathering, "observe", slow)
    with pytest.raises(RuntimeError, match="2023-09-14 was written to while it was read"):
        gathered(settings)
    assert not [path for path in Storage(settings.lake).files("_cache") if path.path.endswith(".json")]
