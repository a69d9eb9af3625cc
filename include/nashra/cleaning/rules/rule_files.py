"""Rules as data: `include/rules/boilerplate/*.yaml`, read, checked and compiled.

A rule speaks of one line, as folded text. What its verdict is worth is decided in one place, the weigher.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from nashra.cleaning.rules.phrases import EDGE, compile_phrase
from nashra.settings import RULES
from nashra.text.fold import fold_line
from nashra.yaml_files import RulesError, Strict, held_to, read_yaml, shown, stamp

FOLDER = RULES / "boilerplate"
_SIGN = r"(?:[-–—|•*(\[]\s?)?"  # before an inline phrase, and cut off with it
_REST = r"(?:[^.!?؟\n]|(?<=\s\w)\.|\.(?=\w))"  # behind it: no sentence's end, but «د. سالم» and «rimal.example»
_STOPS = r".!?؟…»”\"')\]"  # what ends a sentence, as a class of characters holds it
WINDOW = 400  # characters at a line's beginning and at its end that rules look at, never more

Place = Literal["whole", "start", "end", "anywhere"]
Scope = Literal["inline", "line", "block", "tail"]
Strength = Literal["certain", "strong", "hint"]


class RuleText(Strict):
    """A rule as an editor writes it; include/rules/boilerplate/README.md explains each field."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    category: str = Field(pattern=r"^[a-z]+$")
    scope: Scope = "line"
    place: Place = "whole"
    strength: Strength = "strong"
    phrases: list[str] = Field(default_factory=list)
    patterns: list[str] = Field(default_factory=list)  # regular expressions over folded text, anchored by place
    words: list[str] = Field(default_factory=list)  # for patterns: words one of which must be in the line
    after: Literal["stop", "any"] = "stop"  # inline: it follows the end of a sentence, or anything
    tail: int = Field(default=200, ge=0, le=300)  # inline: characters from the phrase to the line's end
    longest: int = Field(default=WINDOW, ge=1, le=4000)  # a line with more characters is not this rule's
    matches: list[str] = Field(min_length=1)
    leaves: list[str] = Field(min_length=1)
    added: date

    @model_validator(mode="after")
    def can_be_looked_up(self) -> "RuleText":
        if not self.phrases and not self.patterns:
            raise ValueError("a rule needs phrases or patterns")
        if self.patterns and not self.words:
            raise ValueError("a rule with patterns needs words that lead to it")
        for pattern in self.patterns:
            if re.search(r"(?<!\\)[*+](?![^\[]*\])|\{\d+,\}", pattern):
                raise ValueError(f"unbounded repetition in {pattern!r}: write {{0,n}}")
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
        for phrase in self.phrases:
            compile_phrase(phrase)
        return self


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase of a rule, or all its patterns: what is tried on a line when one of its words is there."""

    expression: re.Pattern[str]  # its group `cut` is what matches, without what stands before it
    triggers: frozenset[str]  # folded words
    most_words: int  # a line with more is not this rule's
    needs: tuple[tuple[str, ...], ...] = ()  # of each some words, one is in every line that it matches
    before: frozenset[str] | None = None  # words, one of which stands before the trigger, "" where the line begins with
    # it; None: anything may
    behind: frozenset[str] | None = None  # and behind it
    opening: re.Pattern[str] | None = None  # for parts that may stand anywhere: at a line's very beginning


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready for use."""

    id: str
    category: str
    scope: Scope
    place: Place
    strength: Strength
    parts: tuple[Part, ...]
    longest: int
    text: RuleText

    @property
    def triggers(self) -> frozenset[str]:
        """Folded words, one of which is in every line that the rule fires on."""
        return frozenset().union(*(part.triggers for part in self.parts))

    @property
    def cuts(self) -> bool:
        """Whether it is cut off a line that it is glued to, behind the last sentence."""
        told = self.strength != "hint" and self.category != "metadata"
        return told and self.scope != "inline" and self.place in ("whole", "start")

    def search(self, folded: str) -> tuple[int, int] | None:
        """Where the first part that matches does, from and to, or None."""
        return next((found for part in self.parts if (found := self.search_part(part, folded))), None)

    def search_part(self, part: Part, folded: str) -> tuple[int, int] | None:
        """Where the part matches in a folded line without white space at its ends, from and to, or None."""
        match = self._match(part, folded)
        return match.span("cut") if match else None

    def _match(self, part: Part, folded: str) -> re.Match[str] | None:
        inline = self.scope == "inline"
        if not inline:
            if len(folded) > self.longest:
                return None
            if self.place == "whole":
                return part.expression.fullmatch(folded)
            if self.place == "start":
                return part.expression.match(folded, 0, WINDOW)
        # Most lines have one word of a phrase and not the others: that is seen many times sooner.
        for words in part.needs:
            if not any(word in folded for word in words):
                return None
        first = max(0, len(folded) - WINDOW) if inline else 0
        if part.opening and not first and (match := part.opening.match(folded)):
            return match
        return part.expression.search(folded, max(first - 1, 0) if part.opening else first)


def _compile(text: RuleText) -> Rule:
    parts: list[Part] = []
    short = text.place == "whole" and text.scope != "inline"
    for phrase in map(compile_phrase, text.phrases):
        most_words = phrase.words + 6 if short else 1 << 30  # numbers may stand around
        expression, opening = _expressions(text, rf"(?:{phrase.pattern})(?!\w)")
        # A number that stands around a whole line may be glued to the phrase's first word.
        before = None if short else phrase.before
        if text.scope == "inline" or text.place != "start":
            before = _of_phrase(before)
        behind = _of_phrase(phrase.behind)
        parts.append(Part(expression, phrase.triggers, most_words, phrase.needs, before, behind, opening))
    if text.patterns:
        triggers = frozenset(fold_line(word) for word in text.words)
        expression, opening = _expressions(text, "|".join(text.patterns))
        parts.append(Part(expression, triggers, 1 << 30, opening=opening))
    return Rule(text.id, text.category, text.scope, text.place, text.strength, tuple(parts), text.longest, text)


def _of_phrase(beside: frozenset[str] | None) -> frozenset[str] | None:
    """Words beside a trigger; None when what is outside of the phrase may stand there."""
    return None if beside is None or "" in beside else beside


def _expressions(text: RuleText, body: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Of a part: `expression` and `opening`.

    What is searched for begins with a class of characters: `re` then skips to these, where behind a look to the left it
    tries the whole at each character.
    """
    if text.scope == "inline":
        cut = rf"(?P<cut>{_SIGN}(?:{body}){_REST}{{0,{text.tail}}}[.\s]{{0,3}})$"
        if text.after == "stop":
            return re.compile(rf"[{_STOPS}\s](?:(?<=[{_STOPS}])\s{{0,3}}|(?<=\s)\s{{1,3}}){cut}"), None
    elif text.place == "whole":
        return re.compile(rf"(?P<cut>{EDGE}(?:{body}){EDGE})"), None
    elif text.place == "start":
        return re.compile(rf"(?P<cut>[\W_]{{0,20}}(?:{body}))"), None
    else:
        cut = rf"(?P<cut>(?:{body})" + (r"[\W_]{0,20}$)" if text.place == "end" else ")")
    return re.compile(rf"\W{cut}"), re.compile(cut)


def load_rules(paths: Iterable[Path]) -> list[Rule]:
    """The rules of some files, in the order of their names and lines, wherever they lie.

    Raises RulesError, which names the rule and field, on a malformed rule or an id given twice.
    """
    by_name = sorted(paths, key=lambda path: (path.name, path))
    found: dict[str, Rule] = {}
    first: dict[str, Path] = {}
    for path in by_name:
        for text in read_rule_texts(path):
            if text.id in first:
                raise RulesError(f"{shown(path)}: rule ids given twice: {text.id}, first in {shown(first[text.id])}")
            first[text.id], found[text.id] = path, _compile(text)
    return list(found.values())


def read_rule_texts(path: Path) -> list[RuleText]:
    """The rules of a file, as they were written. Raises RulesError on a malformed one."""
    listed = read_yaml(path)
    if not isinstance(listed, list) or not listed:  # an emptied file is a mistake: whoever wants none removes it
        raise RulesError(f"{shown(path)}: expected a list of rules, each beginning with '- id:'")
    return [held_to(RuleText, entry, path, f"rule {_name(entry, number)}") for number, entry in enumerate(listed)]


def _name(entry: object, number: int) -> object:
    return entry.get("id", number) if isinstance(entry, dict) else number


def shipped_rules() -> tuple[Rule, ...]:
    """The rules in include/rules/boilerplate."""
    return rules_of(FOLDER)


def rules_of(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder: read once, and again when a file has changed. Raises RulesError as `load_rules` does."""
    paths = tuple(sorted(folder.glob("*.yaml")))
    return _read(paths, stamp(paths))


@lru_cache(maxsize=1)
def _read(paths: tuple[Path, ...], _: str) -> tuple[Rule, ...]:
    return tuple(load_rules(paths))
