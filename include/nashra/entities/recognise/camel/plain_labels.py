"""A network's labels in our names, by `include/rules/camel_types.yaml`. Nothing here imports torch or transformers."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel

from nashra.settings import RULES
from nashra.yaml_files import read_model

Ours = Literal["PERS", "LOC", "ORG", "MISC"]
Theirs = Annotated[str, Field(pattern=r"^[A-Z]+$")]


class CamelTypes(RootModel[Annotated[dict[Theirs, Ours], Field(min_length=1)]]):
    """Types of published networks, in upper case, and ours."""


def plain_label(label: str) -> str:
    """A network's label in our names: B-PER is B-PERS; a type that we don't know is O."""
    prefix, _, kind = label.partition("-")
    ours = _types().get(kind.upper())
    return f"{prefix}-{ours}" if ours and prefix in ("B", "I") else "O"


def read_camel_types(path: Path = RULES / "camel_types.yaml") -> CamelTypes:
    """Raises RulesError on a malformed file."""
    return read_model(path, CamelTypes)


@cache
def _types() -> dict[Theirs, Ours]:
    return read_camel_types().root
