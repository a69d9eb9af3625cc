"""What is kept in the lake of tables that are made of published days: saves time and changes nothing, whole, lost or
damaged."""

from collections.abc import Callable, Collection
from typing import Any

import pyarrow as pa

from nashra.inputs.held import require_held
from nashra.lake import Storage, Unreadable

ENTITIES = "_cache/entities"
"""Of the days that the table of entities adds up."""
Tables = dict[str, pa.Table]


class Kept:
    """A folder of a lake. What is kept has a name that tells all that it was made from."""

    def __init__(self, lake: Storage, folder: str) -> None:
        self._lake = lake
        self._folder = folder

    def rows(self, kind: str, day: str, name: str, make: Callable[[], list[Any]]) -> list[Any]:
        """The rows that were made under this name, or are made now."""
        path = f"{self._folder}/{kind}/{day}.json"
        if (kept := self._note(path)).get("name") == name:
            return list(kept["rows"])
        rows = make()
        require_held()  # a name tells what was made from: it must still be that
        self._lake.write_json(path, {"name": name, "rows": rows})
        return rows

    def tables(self, kind: str, day: str, name: str) -> Tables | None:
        """The tables that were kept under this name; None where they are not as they were written."""
        path = f"{self._folder}/{kind}/{day}"
        kept = self._note(f"{path}.json")
        if kept.get("name") != name:
            return None
        try:
            found = {part: self._lake.digest(f"{path}.{part}.parquet") for part in kept["parts"]}
            if found == kept["parts"]:
                return {part: self._lake.read_table(f"{path}.{part}.parquet") for part in found}
        except (OSError, Unreadable):
            pass
        return None

    def keep(self, kind: str, day: str, name: str, tables: Tables) -> None:
        """Keeps some tables; the note comes last, so that it is never told of what is half written."""
        require_held()
        path = f"{self._folder}/{kind}/{day}"
        self._lake.delete_file(f"{path}.json")
        for part, table in tables.items():
            self._lake.write_table(f"{path}.{part}.parquet", table)
        parts = {part: self._lake.digest(f"{path}.{part}.parquet") for part in tables}
        self._lake.write_json(f"{path}.json", {"name": name, "parts": parts})

    def keep_only(self, kind: str, days: Collection[str]) -> None:
        """Removes what is kept of other days."""
        for info in self._lake.files(f"{self._folder}/{kind}"):
            if info.path.rpartition("/")[2].partition(".")[0] not in days:
                self._lake.delete_file(info.path)

    def _note(self, path: str) -> dict[str, Any]:
        """What a file of JSON says; nothing where there is none, or it is damaged."""
        try:
            kept = self._lake.read_json(path)
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}
