"""The question behind what a page shows, as `nashra sql` answers it: of the lake's own tables and views, where the page
asks the sums that the dashboard keeps of them."""

import re
from collections.abc import Sequence
from typing import Any

from nashra.text.spelled import spelled
from nashra_dashboard.summed import DAILY, NAMES_OF, SAID_OF, WHOLE

_ALL_DAYS = " WHERE {days}"
# How each sum is asked of the lake. Its numbers of eight bytes save memory alone: here they are the ids themselves.
_SUMS = {name: query.replace(_ALL_DAYS, "").strip() for name, query in {**DAILY, **WHOLE}.items()} | {
    "search": f"SELECT entity_id, entity_id AS of, {NAMES_OF} AS names FROM known",
    "storied": f"SELECT *, {SAID_OF} AS folded FROM latest",
}
_RENAMED = re.compile(r"SELECT \* FROM (\w+)")  # a sum that is a table or a view of the lake, whole
_HASHED = re.compile(r"hash\((\?|[\w.]+)\)")
_GIVEN = re.compile(r"contains\((?P<text>[\w.]+), \?\)|\?")  # a value; one that words are looked for in a text


def as_sql(query: str, *values: Any) -> str:
    """The question with its values, `?` in it standing for them, ready to be asked of the lake."""
    given = iter(values)
    text = _GIVEN.sub(lambda match: _filled(match, next(given)), _HASHED.sub(r"\1", query.strip()))
    made: dict[str, str] = {}
    text = _of_the_lake(text, made)
    if not made:
        return text
    before = ",\n".join(f"{name} AS ({sum_})" for name, sum_ in made.items())
    kind, own = re.match(r"(WITH RECURSIVE|WITH)?\s*", text), ""
    if kind and kind[1]:
        own, text = ",\n", text[kind.end() :]
    return f"{kind[1] if kind and kind[1] else 'WITH'} {before}{own or chr(10)}{text}"


def _of_the_lake(text: str, made: dict[str, str]) -> str:
    """The text with the names of sums that are a table or view of the lake; all others go into `made`, those that a sum
    is made of before it."""
    for name, query in _SUMS.items():
        if not re.search(rf"(FROM|JOIN) {name}\b", text):
            continue
        if same := _RENAMED.fullmatch(query):
            text = re.sub(rf"\b(FROM|JOIN) {name}\b", rf"\1 {same[1]}", text)
        elif name not in made:
            inside = _of_the_lake(_HASHED.sub(r"\1", query), made)
            made[name] = inside
    return text


def _filled(match: re.Match[str], value: Any) -> str:
    """A value as SQL writes it; words that are looked for, folded as they are, as a pattern of all their spellings."""
    if match["text"]:
        return f"regexp_matches({match['text']}, {_literal(spelled(value))})" if value else "TRUE"
    return _literal(value)


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_literal, value))}]"
    return str(value)
