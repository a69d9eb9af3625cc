"""A folder with everything that a command is shown: the sample's landing, a lake of one day of it, small files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.settings import CHECKOUT
from tests.support.doors import Done, command_of, run_cold

DAY = "2023-09-13"
TOKENS = "قال\nالرئيس\nفلاديمير\nبوتين\nفي\nموسكو\n\nوزار\nكيم\nجونغ\nأون\nروسيا\n"
NAMES = "PERS\tفلاديمير بوتين\nLOC\tبيونج يانج\n"
ANSWER = '{"about": "line", "verdict": "remove", "source": "sada.example", "text": "تابعنا على شاشتك"}\n'
RULES = """\
- {id: bulletin-end, category: end, strength: certain, phrases: ['نهاية النشرة'], matches: ['نهاية النشرة'],
   leaves: ['نهاية'], added: 2026-01-01}
"""
SQUARE = {  # a world-atlas file of one square island
    "transform": {"scale": [0.1, 0.1], "translate": [30, 20]},
    "arcs": [[[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]],
    "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
}


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working folder of commands, with the files that they are documented with."""
    folder = tmp_path_factory.mktemp("doors")
    (folder / "landing").symlink_to(CHECKOUT / "seeds" / "landing")
    (folder / "empty").mkdir()
    (folder / "tokens.txt").write_text(TOKENS, encoding="utf-8")
    (folder / "names.tsv").write_text(NAMES, encoding="utf-8")
    (folder / "pairs.tsv").write_text("شويجو\tشويغو\nبيونغ يانغ\tبيونج يانج\n", encoding="utf-8")
    pairs = {"title_1": ["الوزير يصل"], "text_1": [""], "title_2": ["الوزير يغادر"], "text_2": ["غادر الوزير."]}
    pq.write_table(pa.table(pairs), folder / "pairs.parquet")
    (folder / "answers.jsonl").write_text(ANSWER, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "land-110m.json").write_text(json.dumps(SQUARE), encoding="utf-8")
    (folder / "gold.tsv").write_text("one\tموسكو\tLOC\tموسكو\n", encoding="utf-8")
    (folder / "bodies").mkdir()
    (folder / "bodies" / "one.txt").write_text("قال الرئيس الروسي فلاديمير بوتين في موسكو إن", encoding="utf-8")
    (folder / "damaged.bin").write_bytes(bytes(range(256)) * 8)
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "seeds/raw" / DAY).glob("a*.txt")))
    pq.write_table(pa.table({"source": ["souq"] * 4, "text": [text] * 4}), folder / "articles.parquet")
    return folder


@pytest.fixture(scope="session")
def night(work: Path) -> Done:
    """`nashra run` of one day of the sample, by the installed command from nothing, into work/lake."""
    return run_cold(command_of(f"nashra run --day {DAY} --landing landing --lake lake"), work)


@pytest.fixture(scope="session")
def places(work: Path, night: Done) -> dict[str, str]:
    """The variables under which commands of this folder run."""
    assert night.code == 0, night.told
    return {
        "NASHRA_LANDING": str(work / "landing"),
        "NASHRA_LAKE": str(work / "lake"),
        "NASHRA_AIRFLOW_HOME": str(work / "airflow"),
        "CAMELTOOLS_DATA": str(work / "empty"),  # no weights, whatever this machine has
    }


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left_in_the_checkout() -> Iterator[None]:
    """No command writes where it was not told to."""
    before = _changed()
    yield
    assert _changed() == before


def _changed() -> dict[str, int]:
    shown = [CHECKOUT / name for name in ("docs", "seeds", "include/reference", "include/nashra_dashboard/data")]
    return {str(path): path.stat().st_mtime_ns for root in shown for path in root.rglob("*") if path.is_file()}
