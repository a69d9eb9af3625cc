"""What a user gets wrong, by the installed command: one sentence that says what to do, exit code 2, nothing done."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.doors import Done, run, run_all

RUN = "nashra run --day 2023-09-13"
CAMEL = "camel_data -i ner-arabert"


@dataclass(frozen=True)
class Wrong:
    """A command line in the working folder, and what its one sentence says."""

    line: str
    said: str  # regular expression


WRONG = {
    "a day that is none": Wrong("nashra run --day 2023-02-30", "day must be a date written YYYY-MM-DD"),
    "a lake that is a file": Wrong(f"{RUN} --lake names.tsv", r"names\.tsv.*Not a directory"),
    "an address of nothing": Wrong(f"{RUN} --landing ftp://x/y", "neither a folder nor an s3://"),
    "camel without weights, run": Wrong(f"{RUN} --recognizer camel --lake none", CAMEL),
    "camel without weights, settings": Wrong(f"NASHRA_RECOGNIZER=camel {RUN} --lake none", CAMEL),
    "camel without weights, tag": Wrong("nashra tag --conll tokens.txt none --recognizer camel", CAMEL),
    "camel without weights, bench": Wrong("nashra bench tag articles.parquet --recognizer camel", CAMEL),
    "a model that is none": Wrong(f"NASHRA_CAMEL_MODEL=empty {RUN} --lake none", "no config.json"),
    "a recogniser that is none": Wrong(f"NASHRA_RECOGNIZER=best {RUN}", "NASHRA_RECOGNIZER: Input should"),
    "settings that are no YAML": Wrong(f"NASHRA_NIGHT=bad.yaml {RUN}", r"bad\.yaml, line 2: "),
    "settings that are a list": Wrong(f"NASHRA_NIGHT=rules.yaml {RUN}", "expected a mapping of schedule"),
    "a setting that is none": Wrong(f"NASHRA_NIGHT=typo.yaml {RUN}", r"typo\.yaml: key shardz is unknown"),
    "a time zone that is none": Wrong(f"NASHRA_NIGHT=zone.yaml {RUN}", "expected a time zone such as"),
    "a lake that is not there": Wrong("nashra sql 'SELECT 1' --lake none", "there is no lake at none"),
    "bad SQL": Wrong("nashra sql 'SELEC 1'", "syntax error at or near"),
    "a table that is broken": Wrong("nashra sql 'SELECT * FROM runs' --lake broken", r"runs\.parquet"),
    "rules that are empty": Wrong("nashra rules try nothing.yaml", "expected a list of rules"),
    "rules that are no list": Wrong("nashra rules try typo.yaml", "expected a list of rules"),
    "rules that are no YAML": Wrong("nashra rules try bad.yaml", r"bad\.yaml, line 2: "),
    "rules that are binary": Wrong("nashra rules try damaged.bin", r"damaged\.bin is not UTF-8 text \(byte 128\)"),
    "rules that lack fields": Wrong("nashra rules try half.yaml", r"half\.yaml, rule x: key category is missing"),
    "rules that are no rules": Wrong("nashra rules try numbers.yaml", r"numbers\.yaml, rule 0: expected a mapping"),
    "a folder to tag": Wrong("nashra tag --conll empty none", "'empty' is a directory"),
    "no form to tag": Wrong("nashra tag tokens.txt none", "--conll"),
}  # fmt: skip


@pytest.fixture(scope="module")
def wrong(work: Path, places: dict[str, str]) -> dict[str, Done]:
    (work / "bad.yaml").write_text("shards: [\n")
    (work / "typo.yaml").write_text("shardz: 3\n")
    (work / "zone.yaml").write_text("timezone: Asia/Riyad\n")
    (work / "half.yaml").write_text("- {id: x, phrases: ['نهاية']}\n", encoding="utf-8")
    (work / "numbers.yaml").write_text("- 3\n")
    (work / "nothing.yaml").touch()
    (work / "broken" / "runs" / "day=2023-09-13").mkdir(parents=True)
    (work / "broken" / "runs" / "day=2023-09-13" / "runs.parquet").write_bytes(b"no Parquet")
    return run_all({name: one.line for name, one in WRONG.items()}, work, **places)


@pytest.mark.parametrize("name", WRONG)
def test_it_is_said_in_one_sentence(name: str, wrong: dict[str, Done], work: Path) -> None:
    done = wrong[name]
    assert (done.code, done.err.count("\n")) == (2, 1), done.told
    assert re.match(f"error: .*{WRONG[name].said}", done.err), done.err
    assert not (work / "none").exists(), "something was done before"


def test_what_cannot_be_read_is_told_and_the_rest_is_cleaned(work: Path, places: dict[str, str]) -> None:
    source = "landing/2023-09-13/nafidha.example"  # an article, and a file of 0 bytes
    done = run(f"nashra clean {source} --out partly", work, **places)
    assert (done.code, done.err.splitlines()) == (
        0,
        ["not read: nothing.txt: empty: 0 bytes", "1 articles, 0 removals, in partly"],
    )
    done = run(f"nashra clean {source}/nothing.txt --out not-at-all", work, **places)
    assert done.code == 2
    assert done.err.splitlines()[0] == "not read: nothing.txt: empty: 0 bytes"
    assert "all was refused; nothing was written" in done.err.splitlines()[1]
    assert not (work / "not-at-all").exists()


@pytest.mark.faults  # the store is asked again and again for some seconds
@pytest.mark.parametrize("line", [f"{RUN} --landing s3://none/x", "nashra sql 'SELECT 1' --lake s3://none"])
def test_a_store_that_is_not_there(line: str, work: Path) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}
    done = run(line, work, AWS_ENDPOINT_URL="http://127.0.0.1:1", **keys)
    assert (done.code, done.err.count("\n")) == (2, 1), done.told
    assert re.match("error: .*none.*AWS_ENDPOINT_URL and the AWS_", done.err), done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_a_folder_that_is_not_ours(work: Path, places: dict[str, str]) -> None:
    (work / "closed").mkdir(mode=0o500)
    done = run("nashra clean landing/2023-09-13/nafidha.example --out closed/out", work, **places)
    assert (done.code, done.err) == (2, "error: closed/out: Permission denied\n")
