"""What publishers promise to readers, beside the columns: `include/bi/contract.yaml`."""

from functools import cache
from pathlib import Path

from pydantic import model_validator

from nashra.settings import INCLUDE
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.yaml_files import Strict, Word, read_model


class Promise(Strict):
    """What contract.yaml holds."""

    owner: Word
    contact: Word
    purpose: Word
    limitations: Word
    policy: Word
    joins: dict[str, str]

    @model_validator(mode="after")
    def known_columns(self) -> "Promise":
        tables = load_dictionary().published
        for name in [*self.joins, *self.joins.values()]:
            table, _, column = name.partition(".")
            if table not in tables or column not in tables[table].columns:
                raise ValueError(f"joins: expected a published table's column, got {name}")
        return self


@cache
def read_promise(path: Path = INCLUDE / "bi" / "contract.yaml") -> Promise:
    """Raises RulesError, which names file, key and what was expected."""
    return read_model(path, Promise)
