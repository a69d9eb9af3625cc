"""An editor's answers: what the page sends and `nashra review apply` reads, a JSON object each."""

import json
import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from nashra.errors import BadFile, problems

LONGEST_LINE, LONGEST_NAME, LONGEST_NOTE = 4000, 200, 300  # characters
MOST = 5000  # answers at a time


_TURNING = re.compile(r"[\u2066-\u2069\u202a-\u202e]")  # controls of the order of text
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # other controls, and halves of surrogate pairs


def on_one_line(text: str) -> str:
    """A text as a cell of a row: no tab, line end or other control in it; nothing that shows as another order."""
    return " ".join(_NO_TEXT.sub(" ", _TURNING.sub("", text)).split())


def _short(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text := on_one_line(text)) > most:
            raise ValueError(f"expected {most} characters at the most")
        return text

    return AfterValidator(check)


Note = Annotated[str, _short(LONGEST_NOTE)]


def _given(text: str) -> str:
    if not text:
        raise ValueError("expected something, got nothing")
    return text


Line = Annotated[str, _short(LONGEST_LINE), AfterValidator(_given)]
Name = Annotated[str, _short(LONGEST_NAME), AfterValidator(_given)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    day: Annotated[str, _short(10)] = ""  # on which it was asked
    who: Annotated[str, _short(100)] = ""
    when: Annotated[str, _short(40)] = ""
    note: Note = ""


class LineAnswer(_Answer):
    """Whether a line of a source is part of its articles."""

    about: Literal["line"]
    verdict: Literal["keep", "remove"]
    source: Name
    text: Line


class NameAnswer(_Answer):
    """What a name stands for, in all spellings that are given."""

    about: Literal["name"]
    verdict: Annotated[str, Field(pattern=r"^(apart|none|(PERS|LOC|ORG|MISC)-\S{1,120})$")]
    type: Literal["PERS", "LOC", "ORG", "MISC"]
    names: Annotated[tuple[Name, ...], Field(min_length=1, max_length=50)]


Answer = LineAnswer | NameAnswer
_ADAPTER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="about")])


def signed(answer: Answer, who: str, when: str) -> Answer:
    """The answer with who gave it, and when."""
    known: Answer = type(answer).model_validate(answer.model_dump() | {"who": who, "when": when})
    return known


class BadAnswer(BadFile):
    """An answer that is none; the message says which, and why."""


def read_answers(lines: Iterable[str], name: str) -> list[Answer]:
    """The answers of JSON lines. Raises BadAnswer, which names the line."""
    found = [read_answer(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if len(found) > MOST:
        raise BadAnswer(f"{name}: {len(found)} answers, expected {MOST} at the most")
    return found


def read_answer(text: str, place: str) -> Answer:
    """Raises BadAnswer."""
    try:
        return _ADAPTER.validate_json(text.encode("utf-8", "replace"))
    except ValidationError as error:
        raise BadAnswer(f"{place}: {problems(error)}") from None


def as_json(answer: Answer) -> str:
    """The answer on a line; what was not given is left out."""
    return json.dumps(answer.model_dump(exclude_defaults=True), ensure_ascii=False, sort_keys=True)
