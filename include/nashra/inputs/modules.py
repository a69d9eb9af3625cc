"""The code of a computation: the modules that one of ours can import, and the packages that these import.

Worked out from the sources alone, so the answer is the same in every process. An import inside a function counts; one
below `if TYPE_CHECKING` does not. A text that is nothing but `module` or `module:function` counts as an import too: so
a register of stages names its functions.
"""

import ast
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from nashra.settings import INCLUDE

_IMPORTING = (ast.Import, ast.ImportFrom, ast.Constant)
_REFERENCE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+(?::\w+)?")


class Closure(NamedTuple):
    """What a module can import, itself among it."""

    modules: dict[str, str]  # name -> digest of what the module does
    packages: frozenset[str]  # names by which others' packages are imported
    files: tuple[Path, ...]


class Source(NamedTuple):
    """What a source imports, and a digest of what it says."""

    imports: tuple[str, ...]
    digest: str


def closure(root: str, apart: Iterable[str] = (), include: Path = INCLUDE) -> Closure:
    """All modules below `include` that `root` can import; those `apart`, and what is below them, are not looked at."""
    left_out = tuple(apart)
    file_of = _finder(include)
    modules: dict[str, str] = {}
    packages: set[str] = set()
    files: list[Path] = []
    waiting = [root]
    while waiting:
        name = waiting.pop()
        if name in modules or any(name == one or name.startswith(f"{one}.") for one in left_out):
            continue
        path = file_of(name)
        if path is None:
            continue
        source = Source((), "")  # of a package without an __init__.py
        if path.is_file():
            source = read_source(path.read_bytes(), _package(name, path))
            files.append(path)
        modules[name] = source.digest
        waiting.append(name.rpartition(".")[0] or root)  # importing a module runs the packages above it
        for imported in source.imports:
            top = imported.partition(".")[0]
            if file_of(top):
                waiting.append(imported)
            else:
                packages.add(top)
    return Closure(dict(sorted(modules.items())), frozenset(packages - sys.stdlib_module_names), tuple(sorted(files)))


def _finder(include: Path) -> Callable[[str], Path | None]:
    """Finds a module's file by its name; the folder of a package without one; None when there is no such module. Each
    folder is listed once: imports are thousands, and most of them name a function."""

    @cache
    def listed(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            return frozenset(), frozenset()
        files = frozenset(entry.name for entry in entries if entry.is_file())
        return files, frozenset(entry.name for entry in entries if entry.is_dir())

    @cache
    def folder_of(package: str) -> Path:
        return include.joinpath(*package.split("."))

    @cache
    def find(name: str) -> Path | None:
        above, _, last = name.rpartition(".")
        beside = folder_of(above) if above else include
        files, folders = listed(beside)
        if last in folders and "__init__.py" in listed(folder_of(name))[0]:
            return folder_of(name) / "__init__.py"
        if f"{last}.py" in files:
            return beside / f"{last}.py"
        return folder_of(name) if last in folders else None

    return find


def _package(name: str, path: Path) -> str:
    return name if path.name == "__init__.py" else name.rpartition(".")[0]


@lru_cache(maxsize=1024)
def read_source(source: bytes, package: str) -> Source:
    """What a source says; `package` is where it stands, for imports that begin with a dot."""
    imports: dict[str, None] = {}
    said: list[str] = []
    _walk(ast.parse(source), package, said, imports)
    return Source(tuple(imports), hashlib.sha256("\0".join(said).encode()).hexdigest())


def _walk(node: ast.AST, package: str, said: list[str], imports: dict[str, None]) -> None:
    """Writes down what a node says, without comments, docstrings and places, and notes what it imports."""
    kind = type(node)
    said.append(kind.__name__)
    if kind in _IMPORTING:
        imports.update(dict.fromkeys(_imports(node, package)))
    for field in kind._fields:
        value = getattr(node, field, None)
        if value is None or value == []:  # so that a field which only a later Python has changes nothing
            continue
        said.append(field)
        for one in value if isinstance(value, list) else (value,):
            if not isinstance(one, ast.AST):
                said.append(repr(one))
            elif not one._fields:  # what a name is for: a third of all nodes
                said.append(type(one).__name__)
            elif not _is_text_alone(one):
                inside = {} if _is_for_types(node) and field == "body" else imports
                _walk(one, package, said, inside)
        said.append("end")


def _imports(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
        base = ".".join([*above, *([node.module] if node.module else [])])
        yield base
        yield from (f"{base}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _REFERENCE.fullmatch(node.value):
        name = node.value.partition(":")[0]
        if name.partition(".")[0] == package.partition(".")[0]:
            yield name


def _is_text_alone(node: ast.AST) -> bool:
    """A docstring, or a text below a constant that says what it is."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
