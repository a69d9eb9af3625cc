"""What training has finished: made once, and in a folder kept for another run. One takes hours, and may be stopped."""

import pickle
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

T = TypeVar("T")


class Parts:
    """Finished parts by name, in a folder or, without one, in memory.

    Nothing tells a part's settings and data: after a change, use another folder.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._held: dict[str, Any] = {}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, make: Callable[[], T]) -> T:
        """The part, kept or made now. Nobody changes it afterwards."""
        if name in self._held:
            held: T = self._held[name]
            return held
        path = self._folder / f"{name}.pkl" if self._folder else None
        if path and path.exists():
            print(f"{name}: kept", flush=True)
            kept: T = pickle.loads(path.read_bytes())  # noqa: S301  # of an earlier run on this machine
            return kept
        print(f"{name}: begins", flush=True)
        start = process_time()
        made = make()
        print(f"{name}: done in {process_time() - start:.0f} s of the processor", flush=True)
        if path:
            new = path.with_suffix(".new")
            new.write_bytes(pickle.dumps(made))
            new.replace(path)
        else:
            self._held[name] = made
        return made
