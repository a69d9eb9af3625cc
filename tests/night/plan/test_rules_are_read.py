"""Rules that nothing reads: an editor changes them, and nothing happens. No key of a file of rules is such a one."""

import ast
import importlib
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, RootModel

from nashra.inputs.data_files import DATA
from nashra.settings import CHECKOUT

TAKEN_WHOLE = {"FieldNames", "WordLists", "HeadsByType"}  # their readers go through all keys
FOR_PEOPLE = {"RuleText.added": "when the rule was written", "Site.language": "what the site is written in"}
IN_TESTS = {"RuleText.matches", "RuleText.leaves"}
FOLDERS = [CHECKOUT / part for part in ("include", "plugins", "dags")]


class Attributes(ast.NodeVisitor):
    """The attributes that a source reads, by name; with `made`, but for functions that make a thing of that name."""

    def __init__(self, made: str = "") -> None:
        self.made = made
        self.read: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
        if self.made not in {called.id for called in calls if isinstance(called, ast.Name)}:
            self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Load):
            self.read.add(node.attr)
        self.generic_visit(node)


def attributes(trees: Iterable[ast.AST], made: str = "") -> set[str]:
    found = Attributes(made)
    for tree in trees:
        found.visit(tree)
    return found.read


def classes() -> Iterator[type]:
    """The models of the files, and the tuples that their readers make of them."""
    for module in {importlib.import_module(kind.module) for kind in DATA}:
        for thing in vars(module).values():
            if isinstance(thing, type) and thing.__module__ == module.__name__:
                yield thing


def test_every_key_is_read() -> None:
    trees = [ast.parse(path.read_bytes()) for folder in FOLDERS for path in sorted(folder.rglob("*.py"))]
    read = attributes(trees)
    unread = set()
    for model in classes():
        if issubclass(model, BaseModel) and not issubclass(model, RootModel) and model.__name__ not in TAKEN_WHOLE:
            unread |= {f"{model.__name__}.{name}" for name in model.model_fields if name not in read}
        elif issubclass(model, tuple) and hasattr(model, "_fields"):
            # who fills a field from the key of its name has not read it yet
            later = attributes(trees, model.__name__)
            unread |= {f"{model.__name__}.{name}" for name in model._fields if name not in later}
    assert unread - IN_TESTS == FOR_PEOPLE.keys()


def test_a_key_that_is_only_handed_on_is_not_read() -> None:
    source = "def read(path):\n    data = model(path)\n    return Words(labels=data.labels, words=data.words)\n"
    used = "def work(words):\n    words.spare = 1\n    return words.labels\n"
    trees = [ast.parse(source), ast.parse(used)]
    assert attributes(trees, "Words") == {"labels"}
    assert attributes(trees) == {"labels", "words"}
