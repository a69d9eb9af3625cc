"""Which sentence a mention stands in that the recogniser did not find."""

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache

from nashra.article import Mention
from nashra.entities.link.span.mend_spans import UNPLACED
from nashra.entities.text.sentences import split_sentences


def placed(mentions: list[Mention], body: str) -> list[Mention]:
    """The mentions, each with its sentence: those that the reference added have none yet.

    One between two mentions of a sentence is in it; only for others is the body split again.
    """
    starts: list[int] = []
    found: list[Mention] = []
    after = [mention.sentence_no for mention in mentions]
    for at in range(len(after) - 2, -1, -1):
        after[at] = after[at + 1] if after[at] == UNPLACED else after[at]
    for mention, following in zip(mentions, after, strict=True):
        if mention.sentence_no == UNPLACED:
            number = found[-1].sentence_no if found else 0
            if number != following:
                starts = starts or _sentence_starts(body)
                number = max(0, bisect_right(starts, mention.start) - 1)
            mention = replace(mention, sentence_no=number)
        found.append(mention)
    return found


@lru_cache(maxsize=1)  # of one article
def _sentence_starts(body: str) -> list[int]:
    return [sentence.starts[0] for sentence in split_sentences(body)]
