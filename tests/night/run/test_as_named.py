"""An editor saves rules or reference data while a night is at work: what is published is what its name says."""

import json

import pytest

from tests.support.source_tree import copy_of_include, run_python

DAY = "2024-03-05"
NEWS = (
    "وصلت قافلة تحمل أدوية وخياما إلى ميناء {0} صباح الثلاثاء.\n"
    "صورة من الأرشيف لمدخل الميناء\n"
    "وقال مدير ميناء {0} سالم الحارثي إن التفريغ ينتهي غدا."
)
NAMES, LINES = "reference/decisions/decisions.tsv", "rules/decisions/lines.tsv"
ROWS = {NAMES: "LOC\tصحار\tLOC-another\tfor an hour\n", LINES: "remove\t*\tصورة من الأرشيف لمدخل الميناء\n"}
NIGHTS = """
import hashlib, json, sys
from pathlib import Path
from nashra import lake as door
from nashra.errors import NashraError
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.register import BETWEEN
from nashra.settings import INCLUDE, load_settings

landing, lakes, rows = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
files = {name: INCLUDE / name for name in rows}
before = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
acts = []


def due(when):
    for act in [act for act in acts if act[0] == when]:
        acts.remove(act)
        _, name, edited = act
        files[name].write_text(before[name] + (rows[name] if edited else ""), encoding="utf-8")


def writing(self, path, whole=door.Storage.writing):
    due(f"in {path.partition('/')[0]}")
    return whole(self, path)


door.Storage.writing = writing


def night(lake):
    asked = Options(day="2024-03-05", shards=2)
    settings = load_settings(landing=landing, lake=str(lake), recognizer="embedded")
    cut = settings.night.model_copy(update={"shard_bytes": 100})
    settings = stages.apply(asked, settings.model_copy(update={"night": cut}))
    run = stages.open_run(asked.day, "try", settings)
    shards = stages.plan(run, settings, asked)
    for stage in BETWEEN:
        for part in stage.parts(shards):
            due(f"{stage.name} {part[0]}")
            stages.do_stage(run, settings, stage.name, part)
    due("publish")
    stages.publish(run, settings, asked, "")


answers = []
for number, case in enumerate(json.loads(sys.argv[4])):
    acts[:], lake, said = case, lakes / str(number), ""
    try:
        night(lake)
    except NashraError as error:
        said = f"{type(error).__name__}: {error}"
    for name, path in files.items():
        path.write_text(before[name], encoding="utf-8")
    tables = ("articles", "removals", "mentions", "quotes", "quarantine", "checks")
    found = {table: lake / table / "day=2024-03-05" / f"{table}.parquet" for table in tables}
    made = {table: hashlib.sha256(path.read_bytes()).hexdigest() for table, path in found.items() if path.is_file()}
    answers.append([said, made, len(acts)])
print(json.dumps(answers))
"""
CHANGED = "MadeFromChanged: changed since this run of 2024-03-05 was planned: "
CASES = [  # which file is edited when, and when it is put back
    (NAMES, "enrich 1", "check_enrich 0"),
    (LINES, "clean 0", "clean 1"),
    (LINES, "in clean", "enrich 0"),
]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, str], int]]:
    """Of an undisturbed night and of one for each case: what it said, what it published, and edits that never came."""
    folder = tmp_path_factory.mktemp("edited")
    day = folder / "landing" / DAY
    day.mkdir(parents=True)
    for number, port in enumerate(("درنة", "صحار")):
        row = {"text": NEWS.format(port), "url": f"https://saha.example/{number}"}
        (day / f"{number}.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    acts = [[(at, name, edited) for at, edited in ((on, True), (off, False))] for name, on, off in CASES]
    include = copy_of_include(folder)
    said = run_python(include, NIGHTS, str(day.parent), str(folder), json.dumps(ROWS), json.dumps([[], *acts]))
    return [(one[0], one[1], one[2]) for one in json.loads(said)]


def test_an_undisturbed_night_publishes(nights: list[tuple[str, dict[str, str], int]]) -> None:
    said, made, _ = nights[0]
    assert (said, len(made)) == ("", 6)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_what_is_changed_for_a_while_is_in_no_table(nights: list[tuple[str, dict[str, str], int]], number: int) -> None:
    said, made, _ = nights[number + 1]
    assert said.startswith(CHANGED)
    assert made == {}
