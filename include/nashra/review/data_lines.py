"""Answers as rows of the data files that a night reads: which file, which row, and what stood there before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nashra.cleaning.decide.line_decisions import line_hash, read_line_decisions
from nashra.entities.link.forms.normal import name_key
from nashra.entities.link.reference.decisions import read_decisions
from nashra.review.answers import Answer, BadAnswer, LineAnswer, NameAnswer, on_one_line
from nashra.settings import INCLUDE
from nashra.text_files import read_exactly

LINES, NAMES = "rules/decisions/lines.tsv", "reference/decisions"  # below include/
_MARK = "\ufeff"  # that some editors put before UTF-8
NEW = f"{NAMES}/decisions.tsv"  # where a name is added that was not decided yet


@dataclass(frozen=True, slots=True)
class Edit:
    """What a data file becomes."""

    path: str  # below include/
    old: str | None  # None: there was none
    new: str
    appended: int  # rows
    replaced: int


def edits_of(answers: Iterable[Answer], include: Path = INCLUDE) -> list[Edit]:
    """The data files that change, with the answers in them. A later answer wins over an earlier one and over what was
    decided before, whose row it replaces.

    Raises BadAnswer when a line has no letter or a name none, or RulesError when a file cannot be read as it is.
    """
    read_line_decisions(include / LINES), read_decisions(include / NAMES)
    known = {path: _File(path, include) for path in _paths(include)}
    for answer in answers:
        for path, key, row in _line(answer) if isinstance(answer, LineAnswer) else _names(answer, known):
            known[path].put(key, row)
    return [file.edit() for file in known.values() if file.changed]


def _paths(include: Path) -> list[str]:
    names = sorted((include / NAMES).glob("*.tsv"))
    return [LINES, *(f"{NAMES}/{path.name}" for path in names if f"{NAMES}/{path.name}" != NEW), NEW]


Key = tuple[str, object]


def _line(answer: LineAnswer) -> Iterable[tuple[str, Key, str]]:
    key = line_hash(answer.text)
    if key is None:
        raise BadAnswer(f"{answer.text[:80]!r}: expected a line with a letter or digit in it")
    cells = (answer.verdict, answer.source, answer.text, answer.who, answer.when, answer.note)
    yield LINES, (answer.source, key), _row(*cells)


def _names(answer: NameAnswer, known: dict[str, "_File"]) -> Iterable[tuple[str, Key, str]]:
    why = on_one_line("; ".join(part for part in (answer.note, answer.who, answer.when) if part))
    for name in answer.names:
        if not name_key(name):
            raise BadAnswer(f"{name!r}: expected a name with a letter in it")
        key: Key = (answer.type, name_key(name))
        path = next((path for path, file in known.items() if path != LINES and key in file.rows), NEW)
        yield path, key, _row(answer.type, name, answer.verdict, why)


def _row(*cells: str) -> str:
    return "\t".join(cells).rstrip("\t")


class _File:
    """A file of rows, with where each decision stands in it."""

    def __init__(self, path: str, include: Path) -> None:
        self.path = path
        self.old = read_exactly(include / path) if (include / path).exists() else None
        self.lines = (self.old or "").split("\n")
        self._end = "\r" if self.lines[0].endswith("\r") else ""  # of lines, as the editor who wrote them has them
        if self.lines[-1] == "":
            self.lines.pop()
        self.rows: dict[Key, int] = {}
        self.appended = self.replaced = 0
        for number, line in enumerate(self.lines):
            line = line.removeprefix(_MARK)
            cells = [cell.strip() for cell in line.split("\t")]
            if line.strip() and not line.startswith("#"):
                self.rows[self._key(cells)] = number

    def _key(self, cells: Sequence[str]) -> Key:
        return (cells[1], line_hash(cells[2])) if self.path == LINES else (cells[0], name_key(cells[1]))

    def put(self, key: Key, row: str) -> None:
        row += self._end
        if key not in self.rows:
            self.rows[key] = len(self.lines)
            self.lines.append(row)
            self.appended += 1
        elif self.lines[self.rows[key]] != row:
            self.lines[self.rows[key]] = row
            self.replaced += 1

    @property
    def changed(self) -> bool:
        return bool(self.appended or self.replaced)

    def edit(self) -> Edit:
        return Edit(self.path, self.old, "\n".join(self.lines) + "\n", self.appended, self.replaced)
