"""Every command that the project's texts name: pages, cards, the Makefile, docker-compose.yml, images, docstrings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from nashra.settings import CHECKOUT

PROGRAMS = (
    "nashra|make|python3?|pip|pip-audit|pre-commit|docker-compose|docker|airflow|celery|camel_data|duckdb|iconv|pytest|"
    "ruff|mypy|redis-server|pg_isready|redis-cli|mc|curl"
)
BEGINS = re.compile(rf"(?:\.venv/bin/|\$\(BIN\)/|<)?(?:{PROGRAMS}) (?!-like|sure|them\b|it\b)\S")


def documented() -> dict[str, list[str]]:
    """Commands in the order in which they are found -> the files that name each, below the checkout."""
    found: dict[str, list[str]] = {}
    for path, command in _all():
        name = path.relative_to(CHECKOUT).as_posix()
        if name not in found.setdefault(command, []):
            found[command].append(name)
    return found


def texts() -> list[Path]:
    """Markdown that speaks of the project as it is; the changelog speaks of what was."""
    roots = [CHECKOUT, *(CHECKOUT / name for name in ("docs", "dags", "seeds", "include"))]
    every = {path for root in roots for path in (root.glob if root == CHECKOUT else root.rglob)("*.md")}
    return sorted(every - {CHECKOUT / "CHANGELOG.md"})


def _all() -> Iterator[tuple[Path, str]]:
    for path in texts():
        yield from ((path, command) for command in of_markdown(path.read_text(encoding="utf-8")))
    yield from ((CHECKOUT / "Makefile", f"make {target}") for target in targets())
    compose = CHECKOUT / "docker-compose.yml"
    yield from ((compose, command) for command in _of_compose(compose.read_text(encoding="utf-8")))
    for path in sorted((CHECKOUT / "include" / "deploy").glob("*ockerfile")):
        yield from ((path, command) for command in _of_image(path.read_text(encoding="utf-8")))
    for root in ("include", "seeds", "plugins", "dags", "tests/support"):
        for path in sorted((CHECKOUT / root).rglob("*.py")):
            yield from ((path, command) for command in _of_code(path.read_text(encoding="utf-8")))


def of_markdown(text: str) -> Iterator[str]:
    """Commands in fences, in indented blocks, and between backticks."""
    fence, kept = False, ""
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fence = not fence
            continue
        line = kept + line if kept else line
        kept = ""
        if fence or line.startswith("    "):
            if line.endswith("\\"):
                kept = line[:-1].rstrip() + " "
                continue
            yield from _command(line)
        else:
            for code in re.findall(r"`([^`\n]+)`", line):
                yield from _command(code)


def targets() -> list[str]:
    """The Makefile's targets that `make help` lists."""
    return re.findall(r"^([a-z-]+):.*## ", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def _of_compose(text: str) -> Iterator[str]:
    for line in re.findall(r"^#   (.*)", text, re.MULTILINE):
        yield from _command(line)
    for service in yaml.safe_load(text)["services"].values():
        test = service.get("healthcheck", {}).get("test", [])
        for line in (service.get("command", ""), " ".join(test[1:])):
            shell = re.match(r'bash -c "(.*)"$', line)
            for part in (shell[1] if shell else line).split(" && "):
                yield from _command(part)


def _of_image(text: str) -> Iterator[str]:
    for line in re.findall(r"^(?:RUN|CMD) (.*)", text.replace("\\\n", " "), re.MULTILINE):
        for part in line.split("&&"):
            yield from _command(part)


def _of_code(text: str) -> Iterator[str]:
    """Between backticks and in indented blocks of strings, docstrings among them, and `python -m ...` anywhere."""
    if not re.search(PROGRAMS, text):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value
            for code in re.findall(r"`([^`]+)`", said):
                yield from _command(" ".join(code.split()))
            for line in said.split("\n"):
                if line.startswith("    "):
                    yield from _command(line)
            yield from re.findall(r"(?<!`)python -m [a-z][\w.]*\w", said)


def _command(line: str) -> Iterator[str]:
    """The line as a command, less what explains it, when it is one."""
    line = re.sub(r"\s{2,}#? ?[a-z].*$|\s+# .*$", "", line.strip())
    line = re.sub(r"^(?:\.venv/bin/|\$\(BIN\)/)", "", line)
    if BEGINS.match(line) and "-m ..." not in line and not line.endswith(":") and not re.match(r"\w+: ", line):
        yield " ".join(line.split()) if '"' not in line else line
