"""Rules, words and other data of the project, read from YAML and held to a model."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from nashra.errors import BadFile
from nashra.text_files import read_text
from nashra.yaml_bounds import require_bounded
from nashra.yaml_values import TRUTH, as_they_look

CHECKOUT = Path(__file__).resolve().parents[2]
TOLD = 3  # faults of a file that are told; the rest are counted
_MOST_BYTES = 4_000_000  # of a file
_DEEPEST = 64
_SHOWN = 40  # characters of a value in what is told
_MOST_AGAIN = 100_000  # values that are said again, by *name
_DOUBTFUL = re.compile(r"(?:^|[\s\[{,:])\*\w|(?:[-?:] ){64}|^ {400}", re.MULTILINE)  # says again, or may lie deep
_BRACKET = re.compile(r"[\[\]{}]")

# libyaml's loader where PyYAML was built with it: eight times as fast, which each task's process feels
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"


class RulesError(BadFile):
    """A file of rules or of reference data holds what it may not; the message names file, key and what was expected."""


class Strict(BaseModel):
    """A mapping in a file: with these keys and no other, and values that are what they look like."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return cast(CoreSchema, as_they_look(handler(source)))

    @model_validator(mode="before")
    @classmethod
    def known_keys(cls, value: Any) -> Any:
        if isinstance(value, cls):
            return value
        known = [field.alias or name for name, field in cls.model_fields.items()]
        if not isinstance(value, Mapping):
            raise PydanticCustomError("no_mapping", "expected a mapping of {known}", {"known": ", ".join(known)})
        if cls.model_config["extra"] == "forbid" and (unknown := [key for key in value if key not in known]):
            near = get_close_matches(str(unknown[0]), known, 1) or known
            raise PydanticCustomError("unknown_key", "is unknown", {"key": unknown[0], "known": ", ".join(near)})
        return value


Model = TypeVar("Model", bound=BaseModel)
Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


# of a machine's database: this machine's own zone, none, and what counts leap seconds or is said twice
_OF_A_MACHINE = re.compile(r"(?:localtime|posixrules|Factory)$|(?:right|posix)/")


def _known_zone(name: str) -> str:
    try:
        if _OF_A_MACHINE.match(name):
            raise ValueError
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a KeyError, which pydantic would let through; a folder
        raise ValueError(f"expected a time zone such as Asia/Riyadh, got {name!r}") from None
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class _Loader(_SAFE):  # type: ignore[misc,valid-type]
    """A safe loader that refuses a key given twice, where YAML would take the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        given = [key for key, _ in node.value]
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(mapping) < len(given) and not any(key.tag == _MERGE for key in given):
            names = [self.construct_object(key, deep=True) for key in given]
            twice = next(place for place, name in enumerate(names) if name in names[:place])
            problem = f"key {names[twice]} is given twice"
            raise yaml.constructor.ConstructorError(None, None, problem, given[twice].start_mark)
        return mapping


def read_yaml(path: Path) -> Any:
    """What a file holds; plain values only. Raises RulesError, with the line, when it is no YAML."""
    try:
        text = read_text(path, _MOST_BYTES)
    except BadFile as error:
        raise RulesError(f"{shown(path)}: expected YAML in UTF-8, {error}") from error
    return parse_yaml(text, shown(path))


def parse_yaml(text: str, name: str) -> Any:
    """As read_yaml, of text that came from the file `name`."""
    try:
        if _is_doubtful(text):
            require_bounded(text, _SAFE, _DEEPEST, _MOST_AGAIN)
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # a safe loader
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise RulesError(f"{name}{line}: {error.problem}") from error
    except yaml.YAMLError as error:
        raise RulesError(f"{name}: expected YAML, {' '.join(str(error).split())}") from error
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError) as error:
        # a scalar that is not what it looks to be, the thirtieth of February, or what it is marked as, !!int
        said = _fault_of_scalar(text) or f": expected YAML, {' '.join(str(error).split())}"
        raise RulesError(f"{name}{said}") from error


def _is_doubtful(text: str) -> bool:
    """Whether a text must be looked at before anything is made of it, which takes a third of the time of that."""
    deep = 0
    for bracket in _BRACKET.findall(text):
        deep = deep + 1 if bracket in "[{" else max(deep - 1, 0)
        if deep > _DEEPEST:
            return True
    return bool(_DOUBTFUL.search(text))


def _fault_of_scalar(text: str) -> str:
    """Line and value of the first scalar of which nothing can be made; "" when there is none."""
    loader = _Loader(text)
    try:
        waiting = [loader.get_single_node()]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.ScalarNode):
                try:
                    loader.construct_object(node)
                except Exception:
                    line, kind = node.start_mark.line + 1, node.tag.rpartition(":")[2]
                    return f", line {line}: {node.value[:_SHOWN]!r} is no {kind}: put quotes around it"
            elif isinstance(node, yaml.MappingNode):
                waiting += [one for pair in reversed(node.value) for one in reversed(pair)]
            elif node is not None:
                waiting += reversed(node.value)
        return ""
    finally:
        loader.dispose()


def read_model(path: Path, model: type[Model]) -> Model:
    """What a file holds, as its model. Raises RulesError when it is not what the model says."""
    return held_to(model, read_yaml(path), path)


def held_to(model: type[Model], value: Any, path: Path, place: str = "") -> Model:
    """A value as its model; `place` says where in the file it stands. Raises RulesError."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise RulesError(f"{shown(path)}{place and ', '}{place}: {faults(error)}") from error


def shown(path: Path) -> str:
    """A path as messages have it: from the checkout on, when it is in there."""
    return path.relative_to(CHECKOUT).as_posix() if path.is_relative_to(CHECKOUT) else str(path)


def faults(error: ValidationError) -> str:
    """What is wrong, each fault with its key and what was expected there."""
    found = error.errors(include_url=False)
    more = f"; and {len(found) - TOLD} more" if len(found) > TOLD else ""
    return "; ".join(_fault(one) for one in islice(found, TOLD)) + more


def _fault(one: Any) -> str:
    loc, kind, given = one["loc"], one["type"], one["input"]
    key = ".".join(map(str, loc[:-2] if loc[-1:] == ("[key]",) else loc))  # of a key that is wrong itself: its mapping
    if kind == "unknown_key":
        name = f"{key}.{one['ctx']['key']}" if key else one["ctx"]["key"]
        return f"key {name} is unknown, expected {one['ctx']['known']}"
    if kind == "missing":
        return f"key {key} is missing"
    said = str(one["msg"]).removeprefix("Value error, ").removesuffix(" after validation, not 0")
    for theirs, ours in (("Input should be", "expected"), (" should ", " expected to "), ("a valid tuple", "a list")):
        said = said.replace(theirs, ours, 1)
    if kind == "string_type" and isinstance(given, bool):
        said = f"expected a word, got YAML's {str(given).lower()}: put quotes around it"
    elif kind == TRUTH:
        said += f", got YAML's {str(given).lower()}"
    elif not isinstance(given, dict | list) and kind != "value_error":
        said += f", got {given!r}"
    return f"{key}: {said}" if key else said


def stamp(paths: Iterable[Path]) -> str:
    """Names, sizes and times of files: another one says that what was read from them may be old."""
    return "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths)
