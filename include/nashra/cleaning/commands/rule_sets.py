"""Two sets of rules to compare: with an edited file as it is, and with what stood there before the edit."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nashra.cleaning.commands.committed import committed
from nashra.cleaning.decide.line_decisions import FILE as LINES
from nashra.cleaning.decide.line_decisions import LineDecisions, read_line_decisions, shipped_line_decisions
from nashra.cleaning.rules.rule_files import FOLDER, Rule, RuleText, load_rules, shipped_rules
from nashra.yaml_files import RulesError, shown

NOT_READ = {"matches", "leaves", "added"}  # of a rule: no night depends on them


@dataclass(frozen=True, slots=True)
class Rules:
    """All that editors say to cleaning."""

    rules: tuple[Rule, ...]
    lines: LineDecisions

    def same_as(self, other: "Rules") -> bool:
        """Whether a night does the same with both."""
        return _texts(self.rules) == _texts(other.rules) and self.lines.verdicts == other.lines.verdicts

    def changed(self, before: "Rules") -> list[str]:
        """Ids of the rules that are new, gone or written otherwise than before, sorted."""
        now, then = ({rule.id: _text(rule.text) for rule in one.rules} for one in (self, before))
        return sorted(rule for rule in now.keys() | then.keys() if now.get(rule) != then.get(rule))


def _text(text: RuleText) -> str:
    return text.model_dump_json(exclude=NOT_READ)


def _texts(rules: Sequence[Rule]) -> list[str]:
    return [_text(rule.text) for rule in rules]


def in_use() -> Rules:
    return Rules(shipped_rules(), shipped_line_decisions())


def with_file(file: Path) -> Rules:
    """What is in use with `file` in the place of the one of its name, or beside the others. Raises RulesError."""
    if file.name != LINES.name and not load_rules([file]):
        raise RulesError(f"{shown(file)}: expected a list of rules, there is none in it")
    return _with(file.name, file)


def _with(name: str, file: Path | None) -> Rules:
    """What is in use with a file instead of the one of this name; None: without it."""
    if name == LINES.name:
        return Rules(shipped_rules(), read_line_decisions(file) if file else LineDecisions({}))
    others = [path for path in FOLDER.glob("*.yaml") if path.name != name]
    return Rules(tuple(load_rules([*others, *([file] if file else [])])), shipped_line_decisions())


def before_edit(file: Path) -> tuple[Rules, str] | None:
    """What stood there before, and what to call it: the committed file, that of its name in use where FILE is a copy.

    None when FILE is the one in use and in no checkout of git: then only what was published can tell.
    """
    used = LINES if file.name == LINES.name else FOLDER / file.name
    is_used = used.exists() and used.samefile(file)
    known = committed(file)
    if not is_used and (known is None or known.content is None):
        known = committed(used)
        if known is None or known.content is None:
            return in_use(), "the rules in use"
    if known is None:
        return None
    if known.content is None:
        return _with(file.name, None), f"commit {known.commit}, which has no {known.path}"
    return _of(known.content, file.name), f"{known.path} as committed in {known.commit}"


def _of(content: bytes, name: str) -> Rules:
    with tempfile.TemporaryDirectory(prefix="nashra-rules-") as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        return _with(name, file)
