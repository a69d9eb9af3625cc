"""The items of a file, one of which can be looked at before it is given: whether a record is its file's only one is
known then without reading the file once more."""

from collections.abc import Iterator

from nashra.landing.records import Damage, Passed, Record

Item = Record | Damage | Passed


class Ahead(Iterator[Item]):
    """Gives what it is made of, in order, and raises what that raises, where it would be raised."""

    def __init__(self, items: Iterator[Item]) -> None:
        self._items = items
        self._given = 0
        self._last: Item | None = None
        self._waiting: list[Item] = []
        self._failed: Exception | None = None
        self._looked = self._ended = False

    def __next__(self) -> Item:
        if self._failed is not None:
            failed, self._failed = self._failed, None
            raise failed
        try:
            self._last = self._waiting.pop() if self._waiting else next(self._items)
        except StopIteration:
            self._last = None  # whoever took all at once may have changed them
            raise
        self._given += 1
        return self._last

    def only(self) -> Record | None:
        """The record that was given last, when there is no other item; None also where it failed behind it."""
        if self._given != 1 or not isinstance(self._last, Record):
            return None
        if not self._looked:
            self._looked = True
            try:
                self._waiting.append(next(self._items))
            except StopIteration:
                self._ended = True
            except Exception as error:
                self._failed = error
        return self._last if self._ended else None
