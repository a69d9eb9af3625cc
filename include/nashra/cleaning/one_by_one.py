"""Articles that are worked on together, as long as none of them breaks the work: what one breaks costs no other."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from nashra.article import Article
from nashra.errors import NashraError

log = logging.getLogger(__name__)
T = TypeVar("T")


def one_by_one(
    articles: Sequence[Article],
    work: Callable[[Sequence[Article]], list[T]],
    failed: Callable[[Article, Exception], T],
) -> list[T]:
    """What `work` makes of articles, which are halved where it fails until it is known for which: `failed` says what is
    given instead of these. What is no article's fault (OSError, MemoryError, NashraError) is raised."""
    try:
        return work(articles)
    except (OSError, MemoryError, NashraError):
        raise
    except Exception as error:
        if len(articles) == 1:
            log.exception("article %s can't be worked on", articles[0].article_id)
            return [failed(articles[0], error)]
    half = len(articles) // 2
    return [*one_by_one(articles[:half], work, failed), *one_by_one(articles[half:], work, failed)]
