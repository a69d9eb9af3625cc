"""How a command ends."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pyarrow as pa
import pytest
from pydantic import BaseModel

from nashra.door import run_door
from nashra.errors import BadFile, NashraError
from nashra.lake import BadAddress, Storage, Unreadable
from nashra.quality.results import CriticalFailure, Result, StageReport
from nashra.settings import INCLUDE


def ends(work: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        run_door(work)
    return int(ended.value.code or 0), capsys.readouterr().err


def raiser(error: BaseException) -> Callable[[], object]:
    def work() -> None:
        raise error

    return work


class Shop(BaseModel):
    open: bool


def invalid() -> object:
    return Shop.model_validate({"open": "perhaps"})


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (raiser(NashraError("the shop is shut")), "the shop is shut"),
        (raiser(BadFile("a.yaml: line 3")), "a.yaml: line 3"),
        (raiser(FileNotFoundError(2, "No such file or directory", "a.txt")), "a.txt: No such file or directory"),
        (raiser(OSError("When listing a: AWS Error X: curl; Details: long")), "When listing a: AWS Error X: curl; are"),
        (raiser(click.UsageError("Missing option '--day'.")), "Missing option '--day'."),
        (raiser(ModuleNotFoundError("No module named 'dash'", name="dash")), "the package dash is not installed"),
        (invalid, "Shop: open: Input should be a valid boolean"),
    ],
)
def test_what_the_caller_can_mend_is_one_sentence(
    work: Callable[[], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = ends(work, capsys)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"error: {said}")


def test_the_package_runs_as_the_command_and_a_proposal_ends_as_a_question() -> None:
    command = [sys.executable, "-m", "nashra", "--versoin"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean '--version'? See python -m nashra --help" in done.stderr


@pytest.mark.parametrize(
    "defect", [ValueError("a defect"), KeyError("zones"), ModuleNotFoundError("no", name="nashra" + ".gone")]
)
def test_a_defect_keeps_its_traceback(defect: Exception) -> None:
    with pytest.raises(type(defect)) as kept:
        run_door(raiser(defect))
    assert kept.value is defect


def test_a_command_that_works_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends(lambda: None, capsys) == (0, "")


def test_ctrl_c_ends_as_in_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends(raiser(KeyboardInterrupt()), capsys) == (130, "")


def test_who_has_read_enough_is_not_told_off() -> None:
    code = "from nashra.door import run_door\nrun_door(lambda: [print('x' * 1000) for _ in range(5000)])"
    done = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "$0" | head -1; echo ${{PIPESTATUS[0]}}', code],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout.splitlines()[-1], done.stderr) == ("0", "")


NOT_UTF8 = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}  # as in a locale of ISO-8859-6


def nashra(*words: str, shell: str = '"$@"', **variables: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, by a line of a shell."""
    environment = os.environ | {"PYTHONPATH": str(INCLUDE), **variables}
    command = ["bash", "-c", shell, "bash", sys.executable, "-c", "from nashra.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120)


def test_whatever_the_locale_names_and_answers_are_utf8(tmp_path: Path) -> None:
    landing = tmp_path / "هبوط" / "2024-03-05"
    landing.mkdir(parents=True)
    (landing / "أخبار.txt").write_text("افتتاح محطة\n\nافتتحت الوزارة محطة جديدة في الدقم.\n", encoding="utf-8")
    names = []
    for number, locale in enumerate(({}, NOT_UTF8)):
        out = tmp_path / f"cleaned-{number}"
        done = nashra("clean", str(landing), "--out", str(out), **locale)
        assert (done.returncode, "1 articles" in done.stdout + done.stderr) == (0, True), done.stderr
        names.append([path.name for path in out.iterdir()])
    assert names[0] == names[1] == ["أخبار.txt"]
    asked = nashra("link", "--explain", "بيروت", "--type", "LOC", PYTHONIOENCODING="latin-1")
    assert (asked.returncode, "Traceback" in asked.stderr) == (0, False)


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ('"$@" | true; exit ${PIPESTATUS[0]}', 0),
        ('"$@" >&-', 0),
        ('"$@" >&- 2>&- <&-', 0),
        ('"$@" >/dev/full', 2),
        ('"$@" >/dev/full 2>&1', 2),
    ],
)
def test_wherever_the_answer_goes_it_ends_in_peace(tmp_path: Path, shell: str, code: int) -> None:
    done = nashra("sql", "--csv", "SELECT 1", "--lake", str(tmp_path), shell=shell)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


def test_a_disk_that_is_full_is_named(tmp_path: Path) -> None:
    code = (
        "from nashra.door import run_door; from nashra.lake import Storage; import sys\n"
        "run_door(lambda: Storage(sys.argv[1]).write_bytes('runs/day=2024-03-05/runs.parquet', bytes(100_000)))"
    )
    line = f'ulimit -f 8; {sys.executable} -c "$0" "$1"'
    done = subprocess.run(["bash", "-c", line, code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2, f"error: {tmp_path}/runs/day=2024-03-05/runs.parquet: File too large\n",
    )  # fmt: skip
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_file_gets_the_number_of_a_closed_one(tmp_path: Path) -> None:
    code = "import os; from nashra.door import run_door\nrun_door(lambda: os._exit(os.open(os.devnull, os.O_RDONLY)))"
    done = subprocess.run(["bash", "-c", f"{sys.executable} -c '{code}' <&- >&- 2>&-"], check=False)
    assert done.returncode > 2


def test_a_failed_check_comes_back_from_a_worker_s_process() -> None:
    import pickle

    report = StageReport("clean", [Result("clean", "articles.body: not null", "critical", False, "3 rows", 3)])
    copy = pickle.loads(pickle.dumps(CriticalFailure(report)))
    assert str(copy) == str(CriticalFailure(report))
    assert copy.report.critical == report.critical


@pytest.mark.parametrize("address", ["foo://x", "s3://", "s3:///x", "s3://a b", "s3://a?nope=1"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(BadAddress, match="s3://"):
        Storage(address)


def test_a_table_that_is_no_parquet_is_said(tmp_path: object) -> None:
    lake = Storage(str(tmp_path))
    lake.write_bytes("runs/day=2023-09-13/runs.parquet", b"no Parquet")
    with pytest.raises(Unreadable, match=r"runs\.parquet is no Parquet file"):
        lake.read_table("runs/day=2023-09-13/runs.parquet")
    lake.write_table("names.parquet", pa.table({"name": ["دمشق"]}))
    with pytest.raises(Unreadable, match="no Parquet file with the columns source"):
        lake.read_table("names.parquet", ["source"])
