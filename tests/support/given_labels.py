"""A recogniser whose labels a test gives, and what the settled names of a body are with it."""

from itertools import pairwise

from nashra.entities.recognise.base import Recognizer, Tagged
from nashra.entities.text.sentences import tokenize


class Given(Recognizer):
    """Labels the first place of each given name, and a place more for each time that it is given."""

    name, version = "given", "1"

    def __init__(self, *names: tuple[str, str, float]) -> None:
        self.names = names

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        tagged = [[Tagged("O", 1.0)] * len(sentence) for sentence in sentences]
        for kind, surface, score in self.names:
            words = tokenize(surface)
            number, at = next(
                (number, at)
                for number, tokens in enumerate(sentences)
                for at in range(len(tokens))
                if tokens[at : at + len(words)] == words and tagged[number][at].label == "O"
            )
            marks = [f"{'I' if place else 'B'}-{kind}" for place in range(len(words))]
            tagged[number][at : at + len(words)] = [Tagged(mark, score) for mark in marks]
        return tagged


def settled(body: str, *names: tuple[str, str, float]) -> list[tuple[str, str]]:
    (mentions,) = Given(*names).mentions([body])
    assert all(body[one.start : one.end] == one.surface for one in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    return [(one.type, one.surface) for one in mentions]
