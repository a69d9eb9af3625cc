"""What holds where the core alone is installed: `make test-minimal`. Standard library and the core only, no pytest.

Every module can be imported, but for those that name a package of an extra; a night of the sample runs and its tables
can be asked; and what needs an extra ends with one sentence that names it. The libraries are imported once: commands
are forks without our modules, but for `nashra sql`, which is the installed one from nothing.
"""

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[0] = str(CHECKOUT)
from tests.support.warm import OURS, become, done, end  # noqa: E402

BIN = Path(sys.executable).parent
SECONDS = 300  # that a command may take
# What a module of these packages may lack here; the longest name that fits counts.
MAY_LACK: dict[str, set[str]] = {
    "nashra": set(),
    "nashra.entities.recognise.camel": {"torch"},
    "nashra_airflow": {"airflow", "httpx", "pendulum", "tenacity"},
    "nashra_airflow.local.environment": set(),
    "nashra_dashboard": {"dash", "dash_mantine_components"},
    "nashra_dashboard.lake": set(),
    "nashra_lab": {"torch", "onnx", "tokenizers", "rapidfuzz", "tabulate"},
    "nashra_lab.bench.command": set(),
    "nashra_lab.evaluate": set(),
}
# command, the variables it gets, and what it must say when it refuses
LACKING: list[tuple[list[str], dict[str, str], str]] = [
    (["nashra", "run", "--day", "2023-09-13"], {"NASHRA_RECOGNIZER": "camel"}, "`make camel`"),
    (["nashra", "bench", "tag", "--camel"], {}, "`make camel`"),
    (["nashra", "sql", "SELECT 1"], {"NASHRA_LAKE": "s3://nashra/lake"}, "`make s3`"),
    (["python", "-m", "nashra_dashboard"], {}, "`make dashboard`"),
    (["python", "-m", "nashra_lab.gazetteers.build", "--names", "."], {}, "`make lab`"),
    (["python", "-m", "nashra_lab.train.recogniser", "--anercorp", ".", "--wikifane", ".", "--arwiki", ".",
      "--names", ".", "--out", "."], {}, "`make lab`"),
]  # fmt: skip


def modules() -> list[str]:
    rooms = ("nashra", "nashra_airflow", "nashra_dashboard", "nashra_lab")
    found = [*rooms]
    for room in rooms:
        paths = [str(CHECKOUT / "include" / room)]
        found += [module.name for module in pkgutil.walk_packages(paths, f"{room}.", onerror=lambda _: None)]
    return [name for name in found if not name.endswith("__main__")]


def may_lack(module: str) -> set[str]:
    names = [module.rsplit(".", cut)[0] for cut in range(module.count(".") + 1)]
    return next(MAY_LACK[name] for name in names if name in MAY_LACK)


def check_imports() -> None:
    names, lacking = modules(), 0
    assert len(names) > 200, f"only {len(names)} modules were found"
    for name in names:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            assert (error.name or "").partition(".")[0] in may_lack(name), f"{name} needs {error.name}"
            lacking += 1
    print(f"{len(names) - lacking} modules imported; {lacking} need an extra, as they may")


def environment_of(lake: Path, more: dict[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NASHRA_", "PYTHON"))}
    return own | {"NASHRA_LAKE": str(lake), "NASHRA_RECOGNIZER": "embedded"} | more


def command(lake: Path, arguments: list[str], more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """How a command ends in a fork of this process, which has the libraries; it imports our modules anew."""
    first, *rest = arguments
    argv = rest if first == "python" else [str(BIN / first), *rest]
    files = {name: str(lake.parent / name) for name in ("out", "err")}
    sys.stdout.flush()
    if not (child := os.fork()):
        for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
            del sys.modules[name]
        become({"cwd": str(lake.parent), "environment": environment_of(lake, more), "seconds": SECONDS, **files})
        end(done(argv))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = (Path(file).read_text(encoding="utf-8") for file in files.values())
    for file in files.values():
        Path(file).unlink()
    return subprocess.CompletedProcess(argv, code, out, err)


def check_night(lake: Path) -> None:
    done = command(lake, ["nashra", "run", "--day", "2023-09-13"], {})
    assert done.returncode == 0, done.stderr[-2000:]
    counted = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions), (SELECT count(*) FROM checks)"
    asked = subprocess.run(
        [str(BIN / "nashra"), "sql", counted],
        env=environment_of(lake, {}), capture_output=True, text=True, check=False, cwd=lake.parent,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr[-2000:]
    numbers = [int(word) for word in asked.stdout.replace("│", " ").replace("|", " ").split() if word.isdigit()]
    assert len(numbers) >= 3 and min(numbers) > 0, asked.stdout
    print("a night ran: articles, mentions, checks =", *numbers[:3])


def check_refusals(lake: Path) -> None:
    for arguments, more, said in LACKING:
        done = command(lake, arguments, more)
        lines = done.stderr.strip().splitlines()
        told = " ".join(arguments[:3])
        assert (done.returncode, len(lines)) == (2, 1) and said in done.stderr, (
            f"{told}: {done.returncode} {lines[-3:]}"
        )
        print(f"{told}: {lines[0]}")


def main() -> int:
    failed = 0
    folder = tempfile.mkdtemp(prefix="nashra-minimal-")  # a TemporaryDirectory would go when the first fork ends
    lake = Path(folder) / "lake"
    checks: list[Callable[[], None]] = [check_imports, lambda: check_night(lake), lambda: check_refusals(lake)]
    for check in checks:
        try:
            check()
        except AssertionError as error:
            print(f"FAILED: {error}")
            failed += 1
    shutil.rmtree(folder)
    print(f"minimal: {len(checks) - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
