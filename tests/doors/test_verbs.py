"""Every verb of the installed `nashra`, and everything that `python -m` opens: it works, it explains itself, and it
refuses in one sentence.

Which ones there are is found in the code, so that a new one without a case fails here. The longer ones run with the
long tests (make test-faults).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click
import httpx
import pytest

from nashra.settings import CHECKOUT
from tests.support.doors import Done, command_of, helps, modules, run, run_all, verbs

SAMPLE = "landing/2023-09-13/nafidha.example"


@dataclass(frozen=True)
class Case:
    """A door's input that works, and one that it refuses."""

    works: str = ""  # its arguments, in the working folder
    says: str = ""  # regular expression: what is then told on stdout or stderr
    makes: str = ""  # a file that is there afterwards
    refuses: str = ""  # arguments that it must not take
    because: str = ""  # regular expression: what the one sentence says
    long: bool = False  # only with the long tests
    elsewhere: str = ""  # why it isn't run here at all, and where it is


VERBS = {
    "nashra run": Case(
        "--day 2023-09-13 --dry-run --shards 1", "publish .*landed", "",
        "--day 2030-01-01", "no landing folder for 2030-01-01", long=True,  # the fixture `night` ran it
    ),
    "nashra read": Case(SAMPLE, "1 article\n", "", "empty", "no article in empty"),
    "nashra clean": Case(
        f"{SAMPLE} --out cleaned --explain why.jsonl", "1 articles, 0 removals", "cleaned/atlas-quake.txt",
        "empty --out nothing", "no article in empty",
    ),
    "nashra tag": Case(
        "--conll tokens.txt labelled.txt", "2 sentences, 11 tokens, 4 names", "labelled.txt",
        "--conll damaged.bin labelled-2.txt", r"damaged\.bin, line 2: byte 128 is not UTF-8",
    ),
    "nashra link": Case("names.tsv -", "LOC\tبيونج يانج\tLOC-pyongyang", "", "tokens.txt -", "line 1: expected PERS"),
    "nashra quotes": Case(SAMPLE, '"kind": "indirect"', "", "empty", "no article in empty"),
    "nashra stories pairs": Case(
        "pairs.parquet scored.csv", "1 pairs, [01] of one story", "scored.csv",
        "articles.parquet scored-2.csv", r"articles\.parquet has no column title_1",
    ),
    "nashra sql": Case(
        "'SELECT count(*) AS n FROM articles WHERE duplicate_of IS NULL'", r"n\s+─+\s+[12]\d", "",
        "'SELECT nothing FROM articles'", "Referenced column \"nothing\" not found",
    ),
    "nashra search": Case(
        "--build درنة", r"2023-09-1\d  [0-9a-f]{16}  [\w.-]+\n.*\n.*\[(و|ب|ل)?درنة\]", "", "--", "nothing to look for"
    ),
    "nashra describe": Case(
        "dbt --out told", r"told/sources\.yml", "told/sources.yml", "graphviz --out told", "'graphviz' is not one of"
    ),
    "nashra iceberg": Case(
        "", r"nashra\.articles +\+\d", "lake/_iceberg/catalog.db", "--lake nowhere", "there is no lake at nowhere"
    ),
    "nashra upkeep": Case(
        "", "taken away: staging runs 0.*mended: damaged days 0", "", "--lake nowhere", "there is no lake at nowhere",
    ),
    "nashra rules try": Case(
        "rules.yaml landing/2023-09-13", r"[12][0-9] articles, 0 rules with a change", "",
        "names.tsv", r"names\.tsv: expected a list of rules",
    ),
    "nashra review apply": Case(
        "answers.jsonl --patch answers.patch", "1 answers, 1 files would change", "answers.patch",
        "tokens.txt", r"tokens\.txt, line 1: Invalid JSON",
    ),
    "nashra rules check": Case("", "", "", "--chek", "No such option"),
    "nashra bench clean": Case("landing/2023-09-13", '"articles": [12][0-9]', "", "empty", "no article in empty"),
    "nashra bench pages": Case(
        "landing/2023-09-13 --rounds 1", '"pages": 2,', "", "empty", "empty holds no page to measure with",
    ),
    "nashra bench tag": Case(
        "articles.parquet --articles 2", '"recogniser": "embedded"', "",
        "damaged.bin", r"damaged\.bin is no Parquet file with the columns source, text",
    ),
    "nashra bench night": Case(
        "--articles 12 --source articles.parquet --workers 1 --shards 1 --no-enrich --folder bench",
        '"processor":', "", "--recognizer camel", "camel_data -i ner-arabert", long=True,
    ),
}  # fmt: skip

AIRFLOW = "an Airflow of its own: tests/e2e/test_scheduler.py and tests/faults start and stop one"
MODULES = {
    "nashra": Case(refuses="--wrong", because="No such option", elsewhere="the verbs above are its own"),
    "nashra.tables.read.views": Case(
        "--root //server/news/lake", "//server/news/lake/articles", "", "--lake nowhere", "there is no lake at nowhere",
    ),
    "nashra_airflow run": Case(refuses="2030-01-01", because=r"not in .*landing: 2030-01-01", elsewhere=AIRFLOW),
    "nashra_airflow up": Case(elsewhere=AIRFLOW),
    "nashra_airflow down": Case("", "nothing was up"),
    "nashra_airflow status": Case("", "nothing is up"),
    "nashra_airflow latency": Case(refuses="--shards 0", because="--shards", elsewhere=AIRFLOW),
    "nashra_dashboard": Case(
        refuses="--lake empty", because="no day is published in empty", elsewhere="it serves: see the test below",
    ),
    "nashra_dashboard.outline": Case(
        "land-110m.json --out land.json", "", "land.json", "names.tsv", r"names\.tsv is no TopoJSON",
    ),
    "nashra_lab.evaluate.check_ledger": Case(
        SAMPLE, "1 articles, 0 that do not add up", "", "nowhere", "does not exist",
    ),
    "nashra_lab.evaluate.evaluate_cleaning": Case("", '"f1": ', "", "--corpus empty", r"index\.csv: No such file"),
    "nashra_lab.evaluate.evaluate_entities": Case(
        "", '"mention_recall": ', "", "--variants empty", r"pairs\.tsv: No such file",
    ),
    "nashra_lab.evaluate.evaluate_linking pairs": Case(
        "pairs.tsv", '"joined": 1.0', "", "tokens.txt", "holds no pair",
    ),
    "nashra_lab.evaluate.evaluate_linking articles": Case(
        "gold.tsv bodies", '"mention_recall": 1.0', "", "gold.tsv empty", r"one\.txt: No such file",
    ),
    "nashra_lab.evaluate.evaluate_names": Case(
        refuses="--corpus empty", because=r"pool_dev2\.parquet", elsewhere="tests/lab/evaluate/test_evaluate_names.py",
    ),
    "nashra_lab.evaluate.evaluate_exchanged": Case("", '"moved": 0.0', "", "--of", "No such option"),
    "nashra_lab.evaluate.evaluate_pages": Case(
        refuses="nowhere", because="does not exist", elsewhere="tests/lab/evaluate/test_evaluate_pages.py",
    ),
    "nashra_lab.evaluate.evaluate_facts": Case("", '"composed_aside"', "", "--corpus empty", r"pool_dev\.parquet"),
    "nashra_lab.gold.draw_facts": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_fresh": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_said": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_topics": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_printed": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.evaluate.evaluate_quotes": Case(
        refuses="nowhere", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.evaluate.evaluate_topics": Case(
        refuses="nowhere", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.evaluate.evaluate_copies": Case(
        refuses="nowhere", because="does not exist", elsewhere="tests/lab/evaluate/test_evaluate_copies.py",
    ),
    "nashra_lab.evaluate.evaluate_days": Case(
        refuses="nowhere", because="does not exist", elsewhere="tests/lab/evaluate/test_evaluate_days.py",
    ),
    "nashra_lab.gold.agreement": Case("", '"f1_goes": 0.9', "", "--of", "No such option"),
    "nashra_lab.gold.draw_lines": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_names": Case(
        refuses="nowhere made", because="does not exist", elsewhere="a corpus that does not ship",
    ),
    "nashra_lab.gold.draw_quotes": Case(
        refuses="nowhere made", because="does not exist", elsewhere="tests/lab/gold/test_place_quotes.py",
    ),
    "nashra_lab.gold.place_quotes": Case(
        refuses="nowhere read made", because="does not exist", elsewhere="tests/lab/gold/test_place_quotes.py",
    ),
    "nashra_lab.pages.stages_table": Case("--check", "", "", "--chek", "No such option"),
    "nashra_lab.pages.site": Case("laid", "[34][0-9] pages in laid", "laid/index.md", "--chek", "No such option"),
    "nashra_lab.pages.night_settings": Case("--check", "", "", "--chek", "No such option"),
    "nashra_lab.gazetteers.build": Case(
        refuses="--names damaged.bin --out made", because=r"damaged\.bin is no Parquet file",
        elsewhere="two minutes, 2 GB, and a file of names that does not ship",
    ),
    "nashra_lab.pages.bi_answers": Case(
        "--check", "", "", "--check --lake nowhere", "there is no lake at nowhere", long=True,
    ),
    "nashra_lab.pages.lineage": Case("--check", "", "", "--chek", "No such option"),
    "nashra_lab.pages.data_dictionary": Case("--check", "", "", "--chek", "No such option"),
    "nashra_lab.bench.camel_speed": Case(
        "bodies/one.txt --sentences 1 --rounds 1", '"times_predict"', "", "nowhere", "does not exist", long=True,
    ),
    "nashra_lab.bench.night.plot": Case(
        f"{CHECKOUT}/docs/performance/night-5000.json plots", r"\| ingest \|", "plots/cost.svg",
        "names.tsv plots", "is not what `nashra bench night` prints",
    ),
    "nashra_lab.train.recogniser": Case(
        refuses="--anercorp nowhere", because="arguments are required: --wikifane",
        elsewhere="hours; tests/lab/train/test_recogniser.py trains one on a few sentences",
    ),
    "nashra_lab.train.recogniser.further": Case(
        refuses="--start nowhere --out made", because="does not exist",
        elsewhere="half an hour; tests/lab/train tries its parts on a few sentences",
    ),
    "nashra_lab.train.recogniser.smaller": Case(
        refuses="--start nowhere --out made", because="does not exist",
        elsewhere="half an hour; tests/lab/train/test_smaller.py runs it on a few sentences",
    ),
    "nashra_lab.train.stories.likeness": Case(
        refuses="nowhere --out w.yaml", because="does not exist", elsewhere="tests/lab/train/test_stories.py",
    ),
    "nashra_lab.train.topics.country": Case(
        refuses="nowhere --out w.yaml", because="does not exist", elsewhere="tests/lab/train/test_topics.py",
    ),
    "nashra_lab.train.stories.rarity": Case(
        refuses="nowhere --licence x --out r.parquet", because="does not exist",
        elsewhere="tests/lab/train/test_stories.py",
    ),
    "nashra_lab.train.weigher": Case(
        refuses="--corpus empty --out w.npz", because=r"index\.csv: No such file",
        elsewhere="half an hour, on a labelled corpus that does not ship",
    ),
    "nashra_lab.train.wording": Case(
        refuses="--out empty", because="is a directory",
        elsewhere="a minute; tests/lab/train/test_wording.py runs it on a few lines",
    ),
    "seeds.build": Case("made", "", "made/landing/2023-09-13/feeds/souq-alaan.csv", "damaged.bin", "is a file"),
    "include/deploy/make_env.py": Case("--out made.env", "made made.env", "made.env", "--out empty", "empty"),
    "include/deploy/init.py": Case(elsewhere="a store and Airflow's models: tests/scale/test_compose.py runs it"),
}  # fmt: skip
CASES = VERBS | MODULES
GROUPS = [
    "nashra", "nashra rules", "nashra review", "nashra stories", "nashra bench", "nashra_airflow",
    "nashra_lab.evaluate.evaluate_linking",
]  # fmt: skip
WITHOUT_HELP = {"include/deploy/init.py"}
HELPED = [door for door in [*GROUPS, *CASES] if door not in WITHOUT_HELP]
WORKING = [door for door, case in CASES.items() if not case.elsewhere]
REFUSING = [door for door, case in CASES.items() if case.refuses]


def door(name: str) -> str:
    """A script by its whole path, as commands run in another folder."""
    return name.replace("include/deploy", f"{CHECKOUT}/include/deploy")


def marked(names: list[str]) -> list[object]:
    return [pytest.param(name, marks=pytest.mark.faults) if CASES[name].long else name for name in names]


def test_every_verb_has_a_case() -> None:
    leaves = {name for name, command in verbs() if not isinstance(command, click.Group)}
    assert leaves == set(VERBS)


def test_every_module_that_can_be_run_has_a_case() -> None:
    assert {name.partition(" ")[0] for name in MODULES} == set(modules())


@pytest.fixture(scope="module")
def helped() -> dict[str, Done]:
    return helps(door(name) for name in HELPED)


@pytest.mark.parametrize("name", HELPED)
def test_it_explains_itself(name: str, helped: dict[str, Done]) -> None:
    done = helped[door(name)]
    assert (done.code, "Traceback" in done.told) == (0, False), done.told
    assert re.search("usage:.*", done.out, re.IGNORECASE)
    assert len(done.out.split()) > 12, "a word on what it is for"


@pytest.fixture(scope="module")
def worked(work: Path, places: dict[str, str]) -> dict[str, Done]:
    quick = [name for name in WORKING if not CASES[name].long]
    return run_all({name: command_of(f"{door(name)} {CASES[name].works}") for name in quick}, work, **_seen(places))


def _seen(places: dict[str, str]) -> dict[str, str]:
    """With the checkout, so that `python -m seeds.build` is found from another folder."""
    return places | {"PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(CHECKOUT)]))}


@pytest.mark.parametrize("name", marked(WORKING))
def test_it_does_its_work(name: str, work: Path, places: dict[str, str], request: pytest.FixtureRequest) -> None:
    case = CASES[name]
    if case.long:
        (work / "bench").mkdir(exist_ok=True)
        done = run(command_of(f"{door(name)} {case.works}"), work, **_seen(places))
    else:
        done = request.getfixturevalue("worked")[name]
    assert (done.code, "Traceback" in done.told) == (0, False), done.told
    assert re.search(case.says, done.told, re.DOTALL), done.told
    assert not case.makes or (work / case.makes).stat().st_size > 0


def test_a_night_is_run_by_the_installed_command(night: Done, work: Path) -> None:
    assert night.code == 0, night.told
    assert "2023-09-13" in night.out
    assert (work / "lake" / "runs" / "day=2023-09-13" / "runs.parquet").exists()


@pytest.fixture(scope="module")
def refused(work: Path, places: dict[str, str]) -> dict[str, Done]:
    return run_all(
        {name: command_of(f"{door(name)} {CASES[name].refuses}") for name in REFUSING}, work, **_seen(places)
    )


@pytest.mark.parametrize("name", REFUSING)
def test_it_refuses_in_one_sentence(name: str, refused: dict[str, Done]) -> None:
    done, case = refused[name], CASES[name]
    assert (done.code, "Traceback" in done.told) == (2, False), done.told
    assert done.err.count("\n") == 1, done.err
    assert re.match(f"error: .*({case.because})", done.err), done.err


@pytest.mark.skipif(find_spec("dash") is None, reason="Dash is not installed: make dashboard installs it")
def test_the_dashboard_serves(work: Path, places: dict[str, str]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = command_of(f"nashra_dashboard --lake {work}/lake --port {port}")
    with subprocess.Popen(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert f"http://127.0.0.1:{port}" in (process.stdout.readline() if process.stdout else "")
            until = time.monotonic() + 30
            while time.monotonic() < until:
                try:
                    assert httpx.get(f"http://127.0.0.1:{port}/", timeout=5).status_code == 200
                    break
                except httpx.TransportError:
                    time.sleep(0.2)
            again = run(command_of(f"nashra_dashboard --lake {work}/lake --port {port}"), work)
            assert (again.code, "give another --port" in again.err) == (2, True), again.told
        finally:
            process.send_signal(signal.SIGINT)
    shutil.rmtree(work / "airflow", ignore_errors=True)
