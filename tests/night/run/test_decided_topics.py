"""An editor writes down where an article belongs: the next run of the day has it so, and nothing else of it changes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source_tree import copy_of_include, run_python

LONG = pytest.mark.faults  # runs with the long tests; tests/topics/test_decided.py has the quick ones
DAY = "2024-03-05"
ADDRESSES = ("https://saha.example/fire", "https://saha.example/port")
NEWS = (
    "داريا: حريق في معمل للمفروشات\n\nاندلع حريق كبير في معمل للمفروشات في داريا مساء الاثنين، "
    "وأخمده رجال الإطفاء بعد ساعتين.",
    "صحار: وصول قافلة أدوية\n\nوصلت قافلة تحمل أدوية وخياما إلى ميناء صحار صباح الثلاثاء، "
    "وقال مدير الميناء إن التفريغ ينتهي غدا.",
)
RUN = """
import sys
import pyarrow.parquet as pq
from pathlib import Path
from nashra.night.options import Options
from nashra.night.run.in_process import run_day
from nashra.settings import load_settings
settings = load_settings(landing=sys.argv[1], lake=sys.argv[2], recognizer="embedded")
run_day(Options(day="2024-03-05"), settings)
table = pq.read_table(next(Path(sys.argv[2]).glob("articles/day=2024-03-05/*.parquet")))
import json
columns = ["url", "article_id", "country", "country_share", "section", "body"]
print(json.dumps(sorted(table.select(columns).to_pylist(), key=lambda row: row["url"])))
"""


@LONG
def test_the_next_run_has_what_was_decided(tmp_path: Path) -> None:
    landing = tmp_path / "landing" / DAY
    landing.mkdir(parents=True)
    rows = [{"text": text, "url": url} for text, url in zip(NEWS, ADDRESSES, strict=True)]
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (landing / "saha.example.jsonl").write_text(written, encoding="utf-8")
    include = copy_of_include(tmp_path)
    before = json.loads(run_python(include, RUN, str(landing.parent), str(tmp_path / "lake")))
    decided = include / "rules" / "decisions" / "topics.tsv"
    with decided.open("a", encoding="utf-8") as file:
        file.write(f"{ADDRESSES[0]}\tLB\tculture\tسلمى\t2024-03-06\tقضاء كسروان\n")
        file.write(f"{before[1]['article_id']}\tnone\t\n")
    after = json.loads(run_python(include, RUN, str(landing.parent), str(tmp_path / "lake")))
    assert [row["country"] for row in before] == ["SY", "OM"]
    assert after[0] == before[0] | {"country": "LB", "country_share": 1.0, "section": "culture"}
    assert after[1] == before[1] | {"country": None, "country_share": None}


def test_a_row_that_cannot_be_meant_stops_the_check_of_the_rules(tmp_path: Path) -> None:
    include = copy_of_include(tmp_path)
    with (include / "rules" / "decisions" / "topics.tsv").open("a", encoding="utf-8") as file:
        file.write("https://saha.example/fire\tUK\t\n")
    done = subprocess.run(
        [sys.executable, "-m", "nashra", "rules", "check"],
        env={"PYTHONPATH": str(include), "PATH": ""}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode != 0
    assert "country 'UK' is no code of ISO 3166-1" in done.stdout + done.stderr
