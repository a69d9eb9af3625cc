"""Which marks are markup: `include/rules/markup.yaml`, ready to be looked up."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from nashra.landing.limits import Limits, load_limits
from nashra.settings import RULES
from nashra.yaml_files import Strict, read_model

_ONE_LETTER = "abipqsu"  # elements whose names a formula may hold: «<b and c>» is no tag


class Shortcodes(Strict):
    dropped: list[str]
    inline: list[str]
    known: list[str]


class MarkupFile(Strict):
    """What markup.yaml holds; its comments say what each list is."""

    blocks: list[str]
    kept: list[str]
    cell_chars: int = Field(ge=1)
    most_rounds: int = Field(ge=1)
    shortcodes: Shortcodes
    braces: list[str]


@dataclass(frozen=True, slots=True)
class MarkupRules:
    tag: "re.Pattern[str]"  # where a tag, a comment or a declaration begins
    escaped_tag: "re.Pattern[str]"  # a tag whose "<" is written &lt; or &amp;lt;
    swallowing: tuple[str, ...]  # elements that take in all that follows when they are not closed
    kept: frozenset[str]
    cell_chars: int
    most_rounds: int
    dropped: "re.Pattern[str]"  # names of shortcodes
    inline: "re.Pattern[str]"
    known: "re.Pattern[str]"
    braces: "re.Pattern[str]"  # a mark of Joomla's that stands alone


def read_markup(path: Path = RULES / "markup.yaml") -> MarkupFile:
    """Raises RulesError on a malformed file."""
    return read_model(path, MarkupFile)


@cache
def markup_rules() -> MarkupRules:
    return compiled(read_markup(), load_limits())


def compiled(data: MarkupFile, limits: Limits) -> MarkupRules:
    names = sorted({*data.blocks, *limits.html_dropped, *limits.html_inline} - set(_ONE_LETTER), key=len, reverse=True)
    name = rf"(?:{'|'.join(names)}|[a-z][a-z0-9]{{0,20}}[:-][a-z0-9:-]{{1,40}})"
    behind = r"(?=[\s/>])"
    letter = rf"[{_ONE_LETTER}](?=\s{{0,9}}/?>|\s{{1,9}}[\w:-]{{1,40}}\s{{0,3}}=)"
    tag = rf"<(?:/?{name}{behind}|/[{_ONE_LETTER}]\s{{0,9}}>|{letter}|!--|!doctype\s|\?xml\s|!\[)"
    escaped = rf"&(?:amp;){{0,3}}lt;(?:/?{name}(?=[\s/>]|&)|/?[{_ONE_LETTER}]\s{{0,9}}/?&|!--)"
    void = ("embed", "input", "head")
    return MarkupRules(
        tag=re.compile(tag, re.IGNORECASE),
        escaped_tag=re.compile(escaped, re.IGNORECASE),
        swallowing=(*sorted(limits.html_dropped.difference(void)), "title", "xmp", "noembed", "noframes", "plaintext"),
        kept=frozenset(data.kept),
        cell_chars=data.cell_chars,
        most_rounds=data.most_rounds,
        dropped=_names(data.shortcodes.dropped),
        inline=_names(data.shortcodes.inline),
        known=_names([*data.shortcodes.known, *data.shortcodes.dropped]),
        braces=re.compile(rf"\{{(?:{_names(data.braces).pattern})(?:\s[^{{}}\n]{{0,300}})?\}}", re.IGNORECASE),
    )


def _names(listed: Iterable[str]) -> "re.Pattern[str]":
    return re.compile("|".join(re.escape(one).replace(r"\*", r"[a-z0-9_-]*") for one in listed), re.IGNORECASE)
