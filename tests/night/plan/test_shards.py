"""The plan deals the day's files out evenly, and the same way each time."""

from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Run, Storage
from nashra.landing.files.packings import PACKED
from nashra.night.plan.shards import plan_shards
from nashra.settings import Settings, load_settings

DAY = "2024-03-10"


def a_run(tmp_path: Path) -> Run:
    return Run(DAY, "plan", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))


def write(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / "landing" / DAY / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)


def chosen(**night: int) -> Settings:
    settings = load_settings()
    return settings.model_copy(update={"night": settings.night.model_copy(update=night)})


def pieces(run: Run, shards: list[int]) -> list[list[dict[str, Any]]]:
    return [run.staging.read_json(f"plan/shard-{shard:04d}.json")["pieces"] for shard in shards]


def test_no_folder_and_no_files_give_no_shards(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    assert plan_shards(run, chosen()) == []
    write(tmp_path, ".hidden/a.txt", 5)
    write(tmp_path, "a.txt.part", 5)
    write(tmp_path, "_SUCCESS", 0)
    write(tmp_path, ".a.crc", 5)
    assert plan_shards(run, chosen()) == []


def test_shards_are_even_by_bytes_and_by_files(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    for n in range(400):
        write(tmp_path, f"tiny/{n:04d}.txt", 10)
    for n in range(20):
        write(tmp_path, f"large/{n:02d}.txt", 80_000)
    shards = plan_shards(run, chosen(shards=4, shard_bytes=100_000))
    assert shards == [0, 1, 2, 3]
    costs = [sum(piece["size"] + 4096 for piece in dealt) for dealt in pieces(run, shards)]
    assert max(costs) < 1.2 * min(costs)
    names = [piece["path"] for dealt in pieces(run, shards) for piece in dealt]
    assert len(names) == len(set(names)) == 420


def test_files_in_which_a_shard_ends_are_dealt_to_both(tmp_path: Path) -> None:
    """Fifty files over eight shards: whole ones would give some shards seven and others six."""
    run = a_run(tmp_path)
    for n in range(50):
        write(tmp_path, f"{n:02d}.jsonl", 80_000)
    shards = plan_shards(run, chosen(shards=8, shard_bytes=100_000))
    sizes = [sum(piece["size"] / piece["parts"] for piece in dealt) for dealt in pieces(run, shards)]
    assert len(sizes) == 8
    assert max(sizes) < 1.05 * min(sizes)
    found = [piece for dealt in pieces(run, shards) for piece in dealt]
    split = {piece["path"]: piece["parts"] for piece in found if piece["parts"] > 1}
    assert len(split) < 8, "the other files are read once"
    assert all([p["part"] for p in found if p["path"] == path] == list(range(n)) for path, n in split.items())


def test_a_small_day_is_one_shard(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "a.txt", 100)
    write(tmp_path, "ب/خبر.txt", 100)
    assert plan_shards(run, chosen(shards=8, shard_bytes=1_000_000)) == [0]
    assert [piece["path"] for piece in pieces(run, [0])[0]] == ["a.txt", "ب/خبر.txt"]


def test_a_huge_file_is_split(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "huge.jsonl.gz", 1_000_000)
    write(tmp_path, "huge.txt", 1_000_000)
    shards = plan_shards(run, chosen(shards=8, shard_bytes=200_000))
    found = [piece for dealt in pieces(run, shards) for piece in dealt]
    parts = [(piece["part"], piece["parts"]) for piece in found if piece["path"] == "huge.jsonl.gz"]
    assert parts == [(n, len(parts)) for n in range(len(parts))]
    assert len(parts) > 2
    assert sum(piece["path"] == "huge.txt" for piece in found) == 1


@pytest.mark.parametrize("packed", PACKED)
def test_a_huge_file_is_split_however_it_is_packed_and_counts_as_what_it_unpacks_to(
    tmp_path: Path, packed: str
) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "wahanews.jsonl", 1_000_000)
    plain = plan_shards(run, chosen(shards=64, shard_bytes=200_000))
    write(tmp_path, f"wahanews.jsonl{packed}", 1_000_000)
    shards = plan_shards(run, chosen(shards=64, shard_bytes=200_000))
    assert len(shards) >= 4 * len(plain)
    assert all(pieces(run, shards)), "each shard has a part of it"


def test_no_shard_passes_the_bound_however_few_were_asked_for(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    for n in range(60):
        write(tmp_path, f"{n:02d}.txt", 50_000)
    shards = plan_shards(run, chosen(shards=2, shard_bytes=10_000, shard_most_bytes=400_000))
    assert len(shards) == 9
    assert max(sum(piece["size"] for piece in dealt) for dealt in pieces(run, shards)) <= 400_000


def test_one_huge_file_is_split_over_all_shards_and_a_compressed_one_sooner(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    write(tmp_path, "all.jsonl", 4_000_000)
    write(tmp_path, "all.jsonl.gz", 1_000_000)
    shards = plan_shards(run, chosen(shards=1, shard_bytes=10_000, shard_most_bytes=1_000_000))
    found = [piece for dealt in pieces(run, shards) for piece in dealt]
    parts = {path: [p["part"] for p in found if p["path"] == path] for path in ("all.jsonl", "all.jsonl.gz")}
    assert len(parts["all.jsonl"]) == len(parts["all.jsonl.gz"]) > len(shards) / 2
    assert all(numbers == list(range(len(numbers))) for numbers in parts.values())
    sizes = [
        sum(p["size"] / p["parts"] * (4 if p["path"].endswith(".gz") else 1) for p in d) for d in pieces(run, shards)
    ]
    assert max(sizes) < 1.35 * sum(sizes) / len(sizes)
