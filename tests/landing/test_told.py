"""What ingest passed over, and what came in broken, is told among the results of the check after it."""

import json
from pathlib import Path
from typing import Any

from nashra.night import stages
from nashra.night.options import Options
from nashra.settings import load_settings

DAY = "2024-03-05"
GOOD = "وصلت قافلة تحمل أدوية وخياما إلى ميناء درنة صباح الثلاثاء، وقال مدير الميناء إن التفريغ ينتهي غدا."
PASSED = "landing: records passed over, no articles by their kind"
LOST = "landing: characters lost to broken bytes, published as U+FFFD"


def record(kind: str, block: bytes) -> bytes:
    header = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: text/plain\r\nContent-Length: {len(block)}\r\n\r\n"
    return header.encode() + block + b"\r\n\r\n"


def results(folder: Any, files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    day = folder / "landing" / DAY
    day.mkdir(parents=True)
    for name, data in files.items():
        (day / name).write_bytes(data)
    asked = Options(day=DAY)
    settings = stages.apply(asked, load_settings(landing=str(day.parent), lake=str(folder / "lake")))
    run = stages.open_run(DAY, "told", settings)
    shards = stages.plan(run, settings, asked)
    for shard in shards:
        stages.do_stage(run, settings, "ingest", [shard])
    stages.do_stage(run, settings, "check_ingest", shards)
    found = [row for info in run.staging.files("checks") for row in run.staging.read_json(info.path)["results"]]
    return {row["expectation"]: row for row in found}


def test_a_night_tells_what_it_passed_over_and_what_was_broken(tmp_path: Path) -> None:
    archive = record("metadata", b"a: b") * 3 + record("conversion", GOOD.encode()) + record("warcinfo", b"x")
    broken = GOOD.encode()[:60] + b"\xff" + GOOD.encode()[60:]
    found = results(tmp_path, {"a.warc": archive, "b.txt": broken, "c.txt": GOOD.encode()})
    assert found[PASSED]["observed"] == "3 WARC metadata records, 1 WARC warcinfo records"
    assert found[LOST]["observed"] == "1 in 1 articles"
    assert found[PASSED]["success"] and found[LOST]["success"]


def test_a_night_with_nothing_to_tell_says_nothing(tmp_path: Path) -> None:
    row = json.dumps({"text": GOOD}, ensure_ascii=False).encode()
    assert not {PASSED, LOST} & results(tmp_path, {"a.jsonl": row}).keys()


def test_an_archive_of_files_leaves_no_file_without_a_row(tmp_path: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("sky/a.txt", GOOD)
    found = results(tmp_path, {"day.zip": out.getvalue()})
    assert all(row["success"] for row in found.values() if row["severity"] == "critical")
