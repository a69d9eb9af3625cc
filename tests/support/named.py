"""Dotted names, paths and file names that the project's texts write, and whether there is what they name.

Nothing is imported: a name is looked up in the files, so that heavy packages and Airflow stay where they are.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from nashra.settings import CHECKOUT

OURS = {"nashra": "include", "nashra_lab": "include", "nashra_airflow": "include", "nashra_dashboard": "include",
        "nashra_ui": "plugins"}  # fmt: skip
DOTTED = re.compile(r"(?<![\w./@])nashra(?:_lab|_airflow|_dashboard|_ui)?(?:\.[A-Za-z_]\w*)+(?::\w+)?")
FILE = re.compile(r"(?<![\w.{}%])[\w/-]*\w\.(?:py|yaml)\b")
PATH = re.compile(r"(?<![\w./<-])(?:include|docs|seeds|tests|plugins|dags|\.ci)/[\w./*{},<>-]+")
SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".sql", ".html", ".tsv"}
HIDDEN = {".ci", ".pre-commit-config.yaml"}


@cache
def files() -> list[Path]:
    """The project's texts, below the checkout."""
    found = []
    for path in sorted(CHECKOUT.iterdir()):
        if (path.name.startswith(".") and path.name not in HIDDEN) or path.name in {"lake", "build", "site"}:
            continue
        found += [path] if path.is_file() else sorted(path.rglob("*"))
    below = [path.relative_to(CHECKOUT) for path in found if path.is_file()]
    return [path for path in below if _is_text(path) and "__pycache__" not in path.parts and not _is_other(path)]


def _is_text(path: Path) -> bool:
    return path.suffix in SUFFIXES or path.name == "Makefile" or path.name.endswith("ockerfile")


def _is_other(path: Path) -> bool:
    """News, what was once, and what names on purpose what is not there."""
    news = path.parts[0] == "seeds" and path.suffix == ".txt"
    return news or path.name in {"CHANGELOG.md", "named.py"} or path.parts[:2] == ("tests", "doors")


def written(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    """What a pattern finds -> the files that write it."""
    found: dict[str, list[str]] = {}
    for path in files():
        for name in set(pattern.findall((CHECKOUT / path).read_text(encoding="utf-8"))):
            found.setdefault(_trimmed(name), []).append(path.as_posix())
    return dict(sorted(found.items()))


def _trimmed(name: str) -> str:
    """Without the marks of the sentence around it."""
    name = name.rstrip(".,")
    return name.rstrip("}") if name.count("}") > name.count("{") else name


def is_defined(name: str) -> bool:
    """Whether a dotted name is a package, a module, or something that one defines, as far as can be read."""
    parts = re.split(r"[.:]", name)
    place, rest = CHECKOUT / OURS[parts[0]], list(parts)
    while rest and ((place / rest[0]).is_dir() or (place / f"{rest[0]}.py").is_file()):
        place = place / rest.pop(0)
    if not rest:
        return True
    module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return module.is_file() and rest[0] in names_of(module)


@cache
def names_of(module: Path) -> frozenset[str]:
    """What a module defines or imports at its top."""
    return frozenset(name for node in ast.parse(module.read_text(encoding="utf-8")).body for name in _bound(node))


def _bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case ast.Assign() | ast.AnnAssign():
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))
        case ast.If() | ast.Try() | ast.With():
            yield from (name for inner in node.body for name in _bound(inner))


def is_file_of_ours(name: str) -> bool:
    """Whether some file ends with these parts: `snapshot/moment.py`, `floors.yaml`."""
    wanted = Path(name).parts
    return any(path.parts[-len(wanted) :] == wanted for path in files())


def is_there(path: str) -> bool:
    """Whether a path exists; <day> and * stand for any name, {a,b} for each."""
    if choice := re.search(r"\{([^{}]*)\}", path):
        return all(is_there(path[: choice.start()] + one + path[choice.end() :]) for one in choice[1].split(","))
    pattern = re.sub(r"<[^<>]*>", "*", path).rstrip("/")
    return any(CHECKOUT.glob(pattern)) if "*" in pattern else (CHECKOUT / pattern).exists()


def strings_given_to(function: str) -> Iterator[tuple[str, str]]:
    """File and text of every constant that is the first argument of a call such as import_module("...")."""
    for path in files():
        if path.suffix != ".py" or function not in (text := (CHECKOUT / path).read_text(encoding="utf-8")):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == function and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield path.as_posix(), first.value
