"""Rules that nothing reads: an editor changes them, and nothing happens. No key of a file of rules is such a one."""

import ast
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel, RootModel

from nashra.inputs.data_files import DATA
from nashra.settings import CHECKOUT

TAKEN_WHOLE = {"FieldNames", "WordLists", "HeadsByType"}  # their readers go through all keys
FOR_PEOPLE = {"RuleText.added": "when the rule was written", "Site.language": "what the site is written in"}
IN_TESTS = {"RuleText.matches", "RuleText.leaves"}
FOLDERS = [CHECKOUT / part for part in ("include", "plugins", "dags")]


@dataclass(frozen=True)
class Part:
    """An outermost function, or all that a source holds beside them."""

    read: set[str] = field(default_factory=set)  # attributes, by name
    called: set[str] = field(default_factory=set)  # of a function: by the name that it is called by


def parts_of(tree: ast.AST) -> list[Part]:
    rest, found = Part(), []
    waiting: list[tuple[ast.AST, Part]] = [(tree, rest)]
    while waiting:
        node, part = waiting.pop()
        if isinstance(node, ast.FunctionDef) and part is rest:
            found.append(part := Part())
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            part.read.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and part is not rest:
            part.called.add(node.func.id)
        waiting += [(inside, part) for inside in ast.iter_child_nodes(node)]
    return [rest, *found]


def attributes(parts: Iterable[Part], made: str = "") -> set[str]:
    """The attributes that are read, by name; with `made`, but for functions that make a thing of that name."""
    return {name for part in parts if made not in part.called for name in part.read}


def classes() -> Iterator[type]:
    """The models of the files, and the tuples that their readers make of them."""
    for module in {importlib.import_module(kind.module) for kind in DATA}:
        for thing in vars(module).values():
            if isinstance(thing, type) and thing.__module__ == module.__name__:
                yield thing


def test_every_key_is_read() -> None:
    paths = [path for folder in FOLDERS for path in sorted(folder.rglob("*.py"))]
    parts = [part for path in paths for part in parts_of(ast.parse(path.read_bytes()))]
    read = attributes(parts)
    unread = set()
    for model in classes():
        if issubclass(model, BaseModel) and not issubclass(model, RootModel) and model.__name__ not in TAKEN_WHOLE:
            unread |= {f"{model.__name__}.{name}" for name in model.model_fields if name not in read}
        elif issubclass(model, tuple) and hasattr(model, "_fields"):
            # who fills a field from the key of its name has not read it yet
            later = attributes(parts, model.__name__)
            unread |= {f"{model.__name__}.{name}" for name in model._fields if name not in later}
    assert unread - IN_TESTS == FOR_PEOPLE.keys()


def test_a_key_that_is_only_handed_on_is_not_read() -> None:
    source = "def read(path):\n    data = model(path)\n    return Words(labels=data.labels, words=data.words)\n"
    used = "def work(words):\n    words.spare = 1\n    return words.labels\n"
    parts = [part for text in (source, used) for part in parts_of(ast.parse(text))]
    assert attributes(parts, "Words") == {"labels"}
    assert attributes(parts) == {"labels", "words"}
