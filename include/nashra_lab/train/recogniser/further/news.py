"""Labels of modern news (nashra_lab.gold) as sentences of the recogniser's tokens, a part set aside for good."""

import hashlib
from dataclasses import dataclass, field

from nashra.entities.text.sentences import Sentence, split_sentences
from nashra_lab.gold.name_labels import Line, Name
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.encode import OPEN

SEED = "names-aside-2026"
PART = 9  # one article in so many is set aside; it was 3, and what is aside now was then


@dataclass(slots=True)
class News:
    """Sentences, and the number of the article that each stands in (ascending)."""

    sentences: Sentences = field(default_factory=lambda: Sentences([], []))
    documents: list[int] = field(default_factory=list)

    def add(self, line: Line, document: int) -> None:
        for sentence in split_sentences(line.text):
            self.sentences.tokens.append(sentence.tokens)
            self.sentences.labels.append(_labels(sentence, line.names))
            self.documents.append(document)


def aside(article: str) -> bool:
    """Whether an article is never learned from: it judges."""
    return int(hashlib.sha256(f"{SEED}|{article}".encode()).hexdigest()[:8], 16) % PART == 0


def divided(lines: list[Line]) -> tuple[News, News]:
    """The articles that are learned from, and those that are set aside."""
    parts = News(), News()
    numbers: dict[str, int] = {}
    for line in lines:
        parts[aside(line.article)].add(line, numbers.setdefault(line.article, len(numbers)))
    return parts


def _labels(sentence: Sentence, names: tuple[Name, ...]) -> list[str]:
    """A token that a name begins or goes on in has the name's label, clitics before it or not (linking takes them
    off); tokens of optional names are OPEN."""
    labels = ["O"] * len(sentence.tokens)
    for name in names:
        inside = [
            place
            for place, (start, end) in enumerate(zip(sentence.starts, sentence.ends, strict=True))
            if start < name.end and name.start < end and labels[place] == "O"
        ]
        for number, place in enumerate(inside):
            labels[place] = OPEN if name.optional else f"{'I' if number else 'B'}-{name.type}"
    return labels
