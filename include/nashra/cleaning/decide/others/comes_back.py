"""An article that goes on behind another story on its page: paragraphs that would go with that story, and have the
words of the article above it, stay."""

import numpy as np

from nashra.cleaning.decide.weigh.likeness import Counted, sentences, topic_of
from nashra.cleaning.decide.weigh.weighing import weighing
from nashra.cleaning.lines.hashes import Bool
from nashra.cleaning.lines.line_arrays import Lines


def come_back(
    goes: Bool, fixed: Bool, header: Bool, behind: Bool, paragraph: Bool, topical: Bool, lines: Lines
) -> Bool:
    """Lets such paragraphs stay, and returns which they are. `header` marks headers of lists of other stories, `behind`
    paragraphs that nothing but their place behind one speaks against, `fixed` lines that a rule speaks of."""
    doubtful = np.flatnonzero(goes & behind & (paragraph | sentences(lines)) & ~fixed)
    went = goes.copy()
    for article in np.unique(lines.article[doubtful]).tolist():
        _in_article(goes, header, set(doubtful.tolist()), topical, lines, article)
    return went & ~goes


def _in_article(goes: Bool, header: Bool, doubtful: set[int], topical: Bool, lines: Lines, article: int) -> None:
    known = weighing().comes_back
    first, last = int(lines.first[article]), int(lines.first[article + 1])
    above, since, told, back = Counted(()), Counted(()), 0, False
    for line in range(first, last):
        said = topic_of(line, topical, lines)
        if line not in doubtful:
            if header[line]:
                since, told, back = Counted(()), 0, False
            (since if goes[line] else above).add(said)
            continue
        own = Counted(said)
        near, far = above.likeness(own, 1) or 0.0, since.likeness(own, 1) or 0.0
        back = near > far and (back or near >= (known.alike if told else known.first))
        if back:
            goes[line] = False
        (above if back else since).add(said)
        told += 1
