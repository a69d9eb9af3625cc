"""Of a file that holds no article because of its shape, one reason rather than one for each record or line.

An export whose text has an unknown name, or a log that was called .jsonl, would otherwise be told as often as it has
lines. Only a file (or the part of it that is read) without a single article is told so, and only of refusals that come
from its shape: the first of them are kept as they are, until it is known.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from nashra.article import Article, Rejected
from nashra.landing.records import NO_TEXT, NOT_NEWS

_HELD = 200  # refusals that are kept before the rest of the file is only counted
_SHAPE = re.compile(rf"{NO_TEXT}|json: |csv: |feed: ")
_SHOWN = 160  # characters of the first reason


class NotOneReason(Exception):
    """An article or another refusal came after refusals were only counted: the file is to be read again."""


def one_reason(items: Iterator[Article | Rejected], keep: int) -> Iterator[Article | Rejected]:
    """The items; but one Rejected for those of each cause where nothing else comes. `keep`: bytes of records kept.

    Raises NotOneReason, with nothing yielded yet, when more refusals came than are held and then something else.
    """
    held: list[Rejected] = []
    causes: dict[str, _Cause] = {}
    count = 0
    rest = without_others(items, keep)
    for item in rest:
        if isinstance(item, Rejected) and item.reason.startswith(NOT_NEWS):
            yield item  # they come last
        elif isinstance(item, Rejected) and (cause := _SHAPE.match(item.reason)):
            count += 1
            causes.setdefault(cause[0], _Cause(item)).add(item, keep)
            if len(held) < _HELD:
                held.append(item)
        else:
            if count > len(held):
                raise NotOneReason
            yield from held
            yield item
            yield from rest
            return
    yield from (cause.told() for cause in causes.values())


def without_others(items: Iterator[Article | Rejected], keep: int) -> Iterator[Article | Rejected]:
    """The items; but one Rejected, last, for all that are known to be no articles for one reason: lines of a bulk file,
    messages of a service."""
    others: dict[str, _Cause] = {}
    for item in items:
        if isinstance(item, Rejected) and item.reason.startswith(NOT_NEWS):
            others.setdefault(item.reason, _Cause(item)).add(item, keep)
        else:
            yield item
    yield from (cause.told() for cause in others.values())


class _Cause:
    """Refusals of one cause: how many, the first of them, and as many records as quarantine keeps of one."""

    def __init__(self, first: Rejected) -> None:
        self._first, self._count, self._records = first, 0, bytearray()

    def add(self, item: Rejected, keep: int) -> None:
        self._count += 1
        if len(self._records) < keep:
            self._records += (b"\n" if self._records else b"") + item.record
            del self._records[keep:]

    def told(self) -> Rejected:
        if self._count == 1:
            return self._first
        reason = f"{self._first.reason[:_SHOWN]} ({self._count} records of the file)"
        return replace(self._first, reason=reason, record=bytes(self._records))
