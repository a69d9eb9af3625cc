"""What share of bad records fails a night, and what does not count towards it."""

import json
from pathlib import Path
from typing import Any

import pytest

from nashra.night import stages
from nashra.night.options import Options
from nashra.night.run.refusals import refused_share
from nashra.settings import load_settings

DAY = "2024-03-05"
GOOD = "وصلت قافلة تحمل أدوية وخياما إلى ميناء درنة صباح الثلاثاء، وقال مدير الميناء {} إن التفريغ ينتهي غدا."
NAMES = ["سالم", "محمود", "إدريس", "فرج", "ناجي", "عمران", "بشير", "طارق", "حاتم", "منصور"]


def record(number: int, text: str = GOOD) -> str:
    row = {"text": text.format(NAMES[number % 10]), "url": f"https://saha.example/{number}", "source": "saha.example"}
    return json.dumps(row, ensure_ascii=False) + "\n"


def results(folder: Path, files: dict[str, str], **options: Any) -> list[dict[str, Any]]:
    """Of both checks on a landing of such files."""
    day = folder / "landing" / DAY
    day.mkdir(parents=True)
    for name, text in files.items():
        (day / name).write_text(text, encoding="utf-8")
    asked = Options(day=DAY, **options)
    settings = stages.apply(asked, load_settings(landing=str(day.parent), lake=str(folder / "lake")))
    run = stages.open_run(DAY, "refusals", settings)
    shards = stages.plan(run, settings, asked)
    for shard in shards:
        stages.do_stage(run, settings, "ingest", [shard])
    return refused_share(run, settings, shards)


NEWS = {"news.jsonl": "".join(map(record, range(10)))}
EMPTY = {"empty.jsonl": "", "blank.jsonl": "\n\n", "empty.txt": "", "head.csv": "title,text,url\n"}
CUT = {f"{number}.jsonl": '{"text": "مقطو' for number in range(6)}
OTHERS = {"others.jsonl": NEWS["news.jsonl"].replace("saha.example", "other.example")}


@pytest.mark.parametrize(
    ("files", "options", "passes", "warns", "refused", "hollow"),
    [
        (NEWS, {}, True, False, 0, 0),
        (NEWS | EMPTY, {}, True, False, 0, 4),
        (EMPTY, {}, True, True, 0, 4),
        (NEWS | {f"{n}.txt": "" for n in range(6)}, {}, True, True, 0, 6),
        (NEWS | CUT, {}, False, False, 6, 0),
        (NEWS | CUT, {"force": True}, True, False, 6, 0),
        ({"0.jsonl": CUT["0.jsonl"]}, {}, False, False, 1, 0),
        ({"0.jsonl": CUT["0.jsonl"]} | EMPTY, {}, False, False, 1, 4),
        ({"no-text.jsonl": record(1, " ")}, {}, False, False, 1, 0),  # a record, though with nothing in it
        (OTHERS | EMPTY, {"sources": ("saha.example",)}, True, False, 0, 4),
    ],
    ids=[
        "good", "some empty files", "nothing but empty files", "many empty files", "many bad records", "forced",
        "nothing but a bad record", "a bad record and empty files", "a record without text", "left out",
    ],
)  # fmt: skip
def test_bad_records_fail_the_night_and_files_without_records_do_not(
    tmp_path: Path, files: dict[str, str], options: Any, passes: bool, warns: bool, refused: int, hollow: int
) -> None:
    share, files_without = results(tmp_path, files, **options)
    assert (share["severity"], files_without["severity"]) == ("critical", "warning")
    assert (share["success"], files_without["success"]) == (passes, not warns)
    assert (share["unexpected_count"], files_without["unexpected_count"]) == (refused, hollow)
