"""What is to be installed is said in pyproject.toml, .ci/lock.txt and requirements.txt, and by imports: they agree."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from nashra.settings import CHECKOUT, INCLUDE
from tests.support import minimal
from tests.support.extras import PACKAGES

LOCK = (CHECKOUT / ".ci" / "lock.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
ASKED = [*PROJECT["dependencies"], *(one for listed in EXTRAS.values() for one in listed)]
UNHASHED = {"torch"}  # see .ci/install.py
OPTIONAL = {"justext", "trafilatura"}  # measured against where it happens to be installed
FIRST = ("camel-tools", "great-expectations", "pandas", "pyarrow", "apache-airflow", "pytest")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines: list[str]) -> dict[str, str]:
    return {plain(name): version for name, _, version in (line.partition("==") for line in lines)}


def test_what_is_asked_for_is_in_the_lock_at_that_version() -> None:
    locked = {plain(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE)}
    for name, version in pins(
        [*PROJECT["dependencies"], *(one for all_of in EXTRAS.values() for one in all_of)]
    ).items():
        assert version, f"{name} is not pinned"
        assert locked.get(name) == (None if name in UNHASHED else version), name


def test_every_package_of_the_lock_has_hashes_and_no_address() -> None:
    entries = re.findall(r"^[\w.-]+==.*\n(?:    --hash=sha256:[0-9a-f]{64}.*\n)+", LOCK, re.MULTILINE)
    assert len(entries) > 200
    assert "".join(entries) == "".join(line for line in LOCK.splitlines(keepends=True) if not line.startswith("#"))
    assert "://" not in LOCK and " @ " not in LOCK


def test_requirements_are_made_from_the_lists_and_say_why() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import make_lock; print(make_lock.requirements(), end='')"],
        cwd=CHECKOUT / ".ci", capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert (CHECKOUT / "requirements.txt").read_text(encoding="utf-8") == made, "make lock"
    lines = [line for line in made.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"\S+==\S+\s+# \S.*", line) for line in lines)
    named = {plain(line.partition("==")[0]) for line in lines}
    assert named >= set(FIRST)


@pytest.mark.parametrize("room", ["nashra", "nashra_airflow", "nashra_dashboard", "nashra_lab"])
def test_what_the_code_imports_is_asked_for_by_name(room: str) -> None:
    """Not only brought along by another package, which may do without it tomorrow."""
    asked = pins(ASKED)
    known = packages_distributions()
    for path in sorted((INCLUDE / room).rglob("*.py")):
        for package in _imported(ast.parse(path.read_text(encoding="utf-8"))) - OPTIONAL:
            distributions = {plain(name) for name in known.get(package, [package])}
            assert distributions & asked.keys(), f"{path.name} imports {package}, which no list asks for"


def _imported(tree: ast.Module) -> set[str]:
    """Packages that are neither ours nor Python's."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    packages = {name.partition(".")[0] for name in names}
    return {name for name in packages if name not in sys.stdlib_module_names and not name.startswith("nashra")}


def test_the_minimal_check_knows_the_extras() -> None:
    lacking = {package for packages in minimal.MAY_LACK.values() for package in packages}
    core = pins(PROJECT["dependencies"]).keys()
    assert not {plain(package) for package in lacking} & core
    assert PACKAGES.keys() <= EXTRAS.keys()
