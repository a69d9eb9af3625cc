"""Answers on words, each worked out once: a language repeats itself, and a night asks of millions."""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class Remembered(dict[str, Answer]):
    """A pure function's answers. `functools.lru_cache` would put each that is asked for in front of all others, which
    takes longer than to look it up; here all are forgotten where there are too many."""

    def __init__(self, of: Callable[[str], Answer], most: int = 200_000) -> None:
        super().__init__()
        self._of = of
        self._most = most

    def __missing__(self, word: str) -> Answer:
        if len(self) >= self._most:
            self.clear()
        answer = self[word] = self._of(word)
        return answer

    def cache_clear(self) -> None:
        """As functools has it."""
        self.clear()
