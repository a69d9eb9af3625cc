"""Every command that a page, a card, a docstring, the Makefile, docker-compose.yml or an image names.

It is run as it stands, in a folder with the sample's landing and a lake of one day. What cannot be is in one of the
lists below, with what is done instead or why not; a command in none of them is run, so a new one needs nothing here.
NASHRA_DOORS_TABLE=FILE has the results written there, in Markdown.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from nashra.settings import CHECKOUT
from tests.support.documented import documented, targets
from tests.support.doors import Done, help_of, run, run_all

COMMANDS = documented()

SCRIPT = "python -c 'import duckdb; duckdb.connect().execute(open(\"lake/views.sql\").read())'"
# with placeholders, or with what is not here: what is run in their place
INSTEAD = {
    "nashra read PATH...": "nashra read landing/2023-09-13/feeds",
    "nashra read <folder>": "nashra read landing/2023-09-13",
    "nashra run --from 2023-09-13 --to 2023-09-15": "nashra run --from 2023-09-13 --to 2023-09-13",  # the others: long
    "nashra run --from DAY --to DAY": "nashra run --from 2023-09-13 --to 2023-09-13",
    "nashra clean - --json": "nashra clean landing/2023-09-13/feeds --json",  # tests/cleaning/commands/test_piped.py
    "nashra clean seeds/landing/2023-09-13 --out cleaned": "nashra clean landing/2023-09-13/feeds --out cleaned",
    "nashra link --explain NAME": "nashra link --explain شويجو",
    "nashra clean PATH --out DIR --explain FILE": "nashra clean landing/2023-09-13/feeds --out d --explain d.jsonl",
    "nashra tag --conll IN OUT": "nashra tag --conll tokens.txt labelled.txt",
    "nashra link IN OUT": "nashra link names.tsv linked.tsv",
    "nashra link --explain NAME --type TYPE": "nashra link --explain 'بيونج يانج' --type LOC",
    'nashra sql "SELECT ..."': "nashra sql 'SELECT count(*) AS n FROM mentions'",
    'nashra sql "…"': "nashra sql 'SELECT * FROM funnel'",
    "nashra sql -": "nashra sql 'SELECT * FROM funnel'",  # it reads what is piped; tests/dashboard/test_sql.py does
    "nashra quotes FILE...": "nashra quotes landing/2023-09-13/nafidha.example",
    "nashra quotes seeds/landing/2023-09-13": "nashra quotes landing/2023-09-13/nafidha.example",
    "nashra stories pairs IN.parquet OUT.csv": "nashra stories pairs pairs.parquet scored.csv",
    "nashra review apply ANSWERS": "nashra review apply answers.jsonl --patch answers.patch",
    "nashra review apply FILE": "nashra review apply answers.jsonl --patch answers.patch",
    "nashra rules try include/rules/decisions/lines.tsv":
        f"nashra rules try {CHECKOUT}/include/rules/decisions/lines.tsv landing/2023-09-13/agency",
    "nashra rules try include/rules/boilerplate/widgets.yaml":
        f"nashra rules try {CHECKOUT}/include/rules/boilerplate/widgets.yaml landing/2023-09-13/agency",
    "nashra rules try FILE": "nashra rules try rules.yaml landing/2023-09-13/agency",
    "nashra rules try <file>": "nashra rules try rules.yaml landing/2023-09-13/agency",
    "nashra sql --json": "nashra sql --json 'SELECT * FROM funnel'",
    "nashra describe dbt --out DIR": "nashra describe dbt --out told",
    "python -m nashra.tables.read.views --root PATH": "python -m nashra.tables.read.views --root elsewhere",
    "python -m nashra_lab.bench.night.plot night.json docs/performance":
        f"python -m nashra_lab.bench.night.plot {CHECKOUT}/docs/performance/night-100000.json plots",
    "python -m nashra_lab.bench.night.plot FIGURES.json OUT":
        f"python -m nashra_lab.bench.night.plot {CHECKOUT}/docs/performance/night-100000.json plots",
    "python -m nashra_lab.evaluate.evaluate_linking pairs FILE":
        "python -m nashra_lab.evaluate.evaluate_linking pairs pairs.tsv",
    "python -m nashra_lab.evaluate.check_ledger PATH...":
        "python -m nashra_lab.evaluate.check_ledger landing/2023-09-13/agency",
    "python -m nashra_dashboard.outline land-110m.json":
        "python -m nashra_dashboard.outline land-110m.json --out island.json",
    "python -m seeds.build [OUT]": "python -m seeds.build seeds",
    "python include/deploy/make_env.py": f"python {CHECKOUT}/include/deploy/make_env.py --out a.env",
    "python include/deploy/make_env.py [--out .env] [--port 8080]":
        f"python {CHECKOUT}/include/deploy/make_env.py --out b.env --port 8080",
    "python tests/support/made_lake.py FOLDER [ARTICLES [DAYS]]":
        f"python {CHECKOUT}/tests/support/made_lake.py made 12 1",
    "nashra clean --explain": "nashra clean landing/2023-09-13/feeds --out d --explain d.jsonl",
    "duckdb nashra.duckdb < views.sql": SCRIPT,
    "duckdb -init views.sql": SCRIPT,
}  # fmt: skip

TRAINING = "hours or half of one, on corpora that do not ship"
# not run, but their module and options are looked at
LOOKED_AT = {
    "nashra bench pages FOLDER": "a minute; tests/lab/bench/test_page_speed.py measures a few pages",
    "nashra bench night --articles 5000 --workers 1,2 --source ARTICLES.parquet > night.json":
        "minutes; test_verbs runs a small one",
    "nashra bench tag --camel": "a minute; test_verbs runs what it calls with the long tests",
    "python -m nashra_airflow latency --shards 1000": "half an hour of a real Airflow",
    "python -m nashra_dashboard --host 0.0.0.0 --port 8050": "serves for ever; test_verbs starts and stops it",
    "python -m nashra_lab.evaluate.evaluate_cleaning --corpus DIR --folds DIR": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_cleaning [--corpus DIR] [--seeds DIR] [--folds DIR]":
        "a corpus that does not ship; test_verbs runs it on what does",
    "python -m nashra_lab.evaluate.evaluate_entities [--seeds DIR] [--variants DIR] [--anercorp FILE]":
        "corpora that do not ship; test_verbs runs it on what does",
    "python -m nashra_lab.gazetteers.build --names names.parquet": "two minutes, on a file that does not ship",
    "python -m nashra_lab.train.weigher --corpus DIR --seeds DIR --folds DIR": TRAINING,
    "python -m nashra_lab.evaluate.evaluate_pages [PAGES_DIR] [--english DIR]": "pages that do not ship",
    "python -m nashra_lab.evaluate.evaluate_facts [--corpus DIR] [--misses]": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_names --corpus DIR": "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_facts CORPUS OUT [--heads]": "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_printed CORPUS OUT": "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_fresh CORPUS OUT": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_quotes CORPUS": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_topics CORPUS": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_copies CORPUS": "a corpus that does not ship",
    "python -m nashra_lab.evaluate.evaluate_exchanged [--misses]": "half a minute of names; make eval runs it",
    "python -m nashra_lab.evaluate.evaluate_days [FILE...]": "minutes; test_evaluate_days runs it on one day",
    "python -m nashra_lab.train.topics.country CORPUS --out FILE": "a corpus that does not ship",
    "python -m nashra_lab.train.stories.likeness PAIRS.parquet --out FILE": "a corpus that does not ship",
    "python -m nashra_lab.train.stories.rarity POOL.parquet --licence Apache-2.0 --out FILE":
        "a corpus that does not ship",
    "python -m nashra_lab.train.stories.rarity POOL.parquet... --licence NAME --out FILE":
        "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_lines CORPUS OUT": "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_names POOL OUT": "a corpus that does not ship",
    "python -m nashra_lab.gold.draw_quotes CORPUS OUT": "a corpus that does not ship; its tests draw from a made one",
    "python -m nashra_lab.gold.draw_said CORPUS OUT": "a corpus that does not ship; its tests draw from a made one",
    "python -m nashra_lab.gold.draw_topics CORPUS OUT": "a corpus that does not ship; its tests draw from a made one",
    "python -m nashra_lab.gold.place_quotes CORPUS READ OUT": "a corpus that does not ship; its tests place a made one",
    "python -m nashra_lab.train.weigher --corpus DIR": TRAINING,
    "python -m nashra_lab.train.wording --out FILE": "a minute; tests/lab/train/test_wording.py runs it on a few lines",
    "python -m nashra_lab.train.weigher --corpus DIR [--seeds DIR] [--folds DIR] [--out FILE]": TRAINING,
    "python -m nashra_lab.bench.camel_speed [TEXT...]": "a minute; test_verbs runs it with the long tests",
}  # fmt: skip

COMPOSE = "a service of docker-compose.yml: tests/scale/test_compose.py starts each with the long tests"
DOCKER = "Docker is not needed for the tests; tests/dags/test_compose_file.py has docker-compose read the file"
# regular expressions: not run at all
NOT_HERE = {
    r"docker-compose .*": DOCKER,
    r"pip install .*": "a test installs nothing; test_names looks for the files that it names",
    r"pre-commit install": "writes hooks into the checkout",
    r"pytest tests/cleaning": "tests that run tests",
    r"pip-audit .*": "asks a service on the internet",
    r"camel_data .*": "downloads the weights",
    r"airflow db clean": "on a database of Airflow's: tests/e2e/test_scheduler.py",
    r"airflow (db migrate|api-server|scheduler|dag-processor|triggerer|jobs|celery)\b.*": COMPOSE,
    r"celery .*|pg_isready .*|redis-server .*|redis-cli .*|mc ready .*|curl .*|python -c .*": COMPOSE,
    r"python /opt/nashra/include/deploy/init\.py": COMPOSE,
    r"pytest tests/\*/<file> -k <name>": "tests that run tests",
    r"python -m nashra_lab\.train\.recogniser --anercorp .*": "see the test of the card's command",
    r"python -m nashra_lab\.train\.recogniser\.(further|smaller) .*": TRAINING,
    r"python -m tests\.support\.hostile\.make OUT": "tests/faults/test_hostile.py makes the same landings",
    r"python -m nashra_airflow run\|up\|down\|status\|latency": "test_verbs opens each",
    r"python -m venv": "Python's own",
}  # fmt: skip

DOOR = re.compile(r"(nashra|python -m [\w.]+)((?: [a-z][a-z-]*)*)")


def asked_in_python(command: str) -> str:
    """DuckDB's own program need not be installed; its Python package asks the same of the same files."""
    _, *options, query = shlex.split(command)
    database = [name for name in options if not name.startswith("-")]
    opened = f"duckdb.connect({database[0]!r}, read_only=True)" if database else "duckdb"
    return shlex.join(["python", "-c", f"import duckdb; print({opened}.sql({query!r}))"])


INSTEAD |= {c: asked_in_python(c) for c in COMMANDS if c.startswith("duckdb ") and '"SELECT ' in c}


def is_bare(command: str) -> bool:
    """It only names a door, without arguments: test_verbs runs it, and here it is asked for --help."""
    return bool(DOOR.fullmatch(command)) and not command.startswith("python -m venv")


def reason(command: str) -> str:
    return next((why for pattern, why in NOT_HERE.items() if re.fullmatch(pattern, command)), "")


LEFT_OUT = {command: why for command in COMMANDS if not is_bare(command) and (why := reason(command))}
MAKE = [command for command in COMMANDS if command.startswith("make ")]
BARE = [command for command in COMMANDS if is_bare(command) and command not in MAKE]
LOOKED = [command for command in COMMANDS if command in LOOKED_AT]
NIGHT = "nashra run --day 2023-09-13"
RUN = [c for c in COMMANDS if c not in {*LEFT_OUT, *MAKE, *BARE, *LOOKED, NIGHT}]
RESULTS: dict[str, str] = {}


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    """Writes what was found, when it is asked for."""
    yield
    if target := os.environ.get("NASHRA_DOORS_TABLE"):
        told = RESULTS | {command: f"not run here: {why}" for command, why in LEFT_OUT.items()}
        rows = [f"| `{command.replace('|', chr(92) + '|')}` | {told.get(command, 'not run')} |" for command in COMMANDS]
        Path(target).write_text("\n".join(["| command | result |", "|---|---|", *rows]) + "\n", encoding="utf-8")


def note(command: str, done: Done, how: str) -> None:
    ended = how if done.code == 0 else f"**ended with {done.code}**: {(done.err.strip() or 'silence').splitlines()[-1]}"
    RESULTS[command] = f"{ended}, {done.seconds:.1f} s".replace(str(CHECKOUT), ".")


@pytest.fixture(scope="module")
def ran(work: Path, places: dict[str, str]) -> dict[str, Done]:
    seen = {"PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(CHECKOUT)]))}
    return run_all({command: INSTEAD.get(command, command) for command in RUN}, work, **places, **seen)


@pytest.mark.parametrize("command", RUN)
def test_it_runs(command: str, ran: dict[str, Done]) -> None:
    done = ran[command]
    note(command, done, f"ran as `{INSTEAD[command]}`" if command in INSTEAD else "ran")
    assert (done.code, "Traceback" in done.told) == (0, False), f"{COMMANDS[command]}\n{done.told}"


def test_a_night_runs(night: Done) -> None:
    note(NIGHT, night, "ran")
    assert NIGHT in COMMANDS
    assert night.code == 0, night.told


def opened(door: str) -> Done:
    return help_of(door.removeprefix("python -m "))


def door_of(command: str) -> str:
    """The door that a command opens, its verbs with it."""
    found = DOOR.match(command)
    assert found, command
    words = found[2].split()
    while words and opened(" ".join([found[1], *words])).code:
        words.pop()
    return " ".join([found[1], *words])


@pytest.mark.parametrize("command", BARE)
def test_what_is_only_named_opens(command: str) -> None:
    done = opened(command)
    note(command, done, "opens with --help")
    assert (done.code, "Traceback" in done.told) == (0, False), f"{COMMANDS[command]}\n{done.told}"


@pytest.mark.parametrize("command", LOOKED)
def test_what_takes_long_has_its_options(command: str) -> None:
    done = opened(door_of(command))
    note(command, done, f"its options are there; not run: {LOOKED_AT[command]}")
    assert done.code == 0, f"{COMMANDS[command]}\n{done.told}"
    wanted = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", command.partition(" > ")[0]))
    assert wanted <= set(re.findall(r"--[a-z][a-z-]*", done.out))


def test_the_card_s_command_of_the_recogniser() -> None:
    from nashra_lab.train.recogniser.__main__ import parser

    (command,) = [c for c in COMMANDS if c.startswith("python -m nashra_lab.train.recogniser --anercorp")]
    given = parser().parse_args(shlex.split(command)[3:])
    assert (given.out, len(given.arwiki)) == (Path("start"), 2)


@pytest.mark.parametrize("command", MAKE)
def test_make_knows_the_target(command: str) -> None:
    done = run(("make", "-n", command.split()[1]))
    note(command, done, "make knows it; it works on .venv or the checkout, so it is not run")
    assert done.code == 0, f"{COMMANDS[command]}\n{done.told}"
    for module in re.findall(r"-m (nashra[\w.$]*)", done.out):
        assert opened(module).code == 0, f"{command} runs {module}"


def test_make_help_lists_the_targets() -> None:
    done = run(("make", "help"))
    note("make help", done, "ran")
    assert re.findall(r"^  make ([a-z-]+) ", done.out, re.MULTILINE) == targets()


def test_docker_compose_has_the_services_and_profiles_that_are_named() -> None:
    services: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    named = " ".join(command for command in COMMANDS if command.startswith("docker-compose "))
    assert set(re.findall(r"--scale ([\w-]+)=", named)) <= set(services)
    assert set(re.findall(r"--profile (\w+)", named)) <= {p for s in services.values() for p in s.get("profiles", [])}


def test_no_list_holds_what_nobody_names_any_more() -> None:
    assert [command for command in [*INSTEAD, *LOOKED_AT] if command not in COMMANDS] == []
    assert [pattern for pattern in NOT_HERE if not any(re.fullmatch(pattern, c) for c in COMMANDS)] == []


def test_the_examples_of_pages_and_docstrings_are_found() -> None:
    """The collector sees fences, indented blocks, backticks, comments, healthchecks and images."""
    for command, file in {
        "make up": "README.md",
        "nashra bench clean": "docs/performance.md",
        "docker-compose --profile bi up -d": "docker-compose.yml",
        "redis-cli ping": "docker-compose.yml",
        "python -m nashra_dashboard": "include/nashra_dashboard/__main__.py",
        "nashra link names.tsv linked.tsv": "include/nashra/entities/link/link_command.py",
    }.items():
        assert file in COMMANDS[command]
    assert len(COMMANDS) > 80
