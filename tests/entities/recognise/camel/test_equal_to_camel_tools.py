"""In fp32 the labels are those of camel_tools.ner.NERecognizer.predict on the same weights, token for token."""

import random
from pathlib import Path
from typing import Any

import pytest

from nashra.entities.recognise.camel.camel import CamelRecognizer
from nashra_lab.bench.camel_reference import camel_tools_recognizer

MARKS = ["\u064b", "\u0651", "\u200f", "\u0300"]  # alone they are no word piece: predict gives them no label


@pytest.fixture(scope="module")
def reference(small_bert: Path) -> Any:
    return camel_tools_recognizer(small_bert)


@pytest.fixture(scope="module")
def ours(small_bert: Path) -> CamelRecognizer:
    return CamelRecognizer(small_bert, "fp32")


def test_labels_of_news(ours: CamelRecognizer, reference: Any, news: list[list[str]]) -> None:
    labels = ours.labels(news)
    assert labels == reference.predict(news)
    assert len({label for sentence in labels for label in sentence}) > 4  # or equality would show little


def test_empty_sentences_and_no_sentences(ours: CamelRecognizer, reference: Any, news: list[list[str]]) -> None:
    mixed = [[], news[0], [], news[1], []]
    assert ours.labels(mixed) == reference.predict(mixed)
    assert ours.labels([[]]) == reference.predict([[]]) == [[]]
    assert ours.labels([]) == reference.predict([]) == []


def test_stray_marks_are_o_and_shift_nothing(ours: CamelRecognizer, reference: Any, news: list[list[str]]) -> None:
    marked = [[MARKS[0]], ["ال\u064bسلام", MARKS[1], *news[0], MARKS[2]], [MARKS[3], MARKS[0], *news[3]]]
    theirs = reference.predict(marked)
    labels = ours.labels(marked)
    assert [len(found) for found in theirs] == [0, len(marked[1]) - 2, len(marked[2]) - 2]
    assert [len(found) for found in labels] == [len(words) for words in marked]
    for words, found, expected in zip(marked, labels, theirs, strict=True):
        kept = [label for word, label in zip(words, found, strict=True) if word not in MARKS]
        assert kept == expected
        assert all(label == "O" for word, label in zip(words, found, strict=True) if word in MARKS)


def test_unknown_signs_and_special_words(ours: CamelRecognizer, reference: Any) -> None:
    odd = [["[SEP]", "القاهرة", "[CLS]", "☃", "漢字", "Reuters", "د.ب.أ", "ـ", " ", "a" * 120, "\U0001f600"]]
    kept = [label for word, label in zip(odd[0], ours.labels(odd)[0], strict=True) if word != " "]
    assert kept == reference.predict(odd)[0]


@pytest.mark.parametrize("extra", [-3, -1, 0, 1, 2, 260, 700])
def test_sentences_about_and_beyond_a_window(
    ours: CamelRecognizer, reference: Any, news: list[list[str]], extra: int
) -> None:
    """A window has room for 254 pieces; a piece a word here, then some words of several."""
    choice = random.Random(extra)
    words = [choice.choice(["من", "في", "على", "و", "قال"]) for _ in range(254 + extra)]
    varied = words[:40] + [word for sentence in news for word in sentence] + words[40:]
    assert ours.labels([words, varied]) == reference.predict([words, varied])


def test_a_word_longer_than_a_window(ours: CamelRecognizer, reference: Any, news: list[list[str]]) -> None:
    """predict cannot put such a word among others; here it gets a label, and the others the ones they have."""
    dots = "." * 300
    with pytest.raises(RuntimeError):
        reference.predict([[*news[0], dots], news[1]])
    labels = ours.labels([[*news[0], dots, *news[3]], news[1]])
    assert labels[0][: len(news[0])] == reference.predict([news[0]])[0]
    assert labels[0][len(news[0]) + 1 :] == reference.predict([news[3]])[0]
    assert labels[1] == reference.predict([news[1]])[0]


def test_many_random_sentences(ours: CamelRecognizer, reference: Any, news: list[list[str]]) -> None:
    choice = random.Random(11)
    words = [word for sentence in news for word in sentence] + MARKS[:1]
    sentences = [[choice.choice(words) for _ in range(choice.randint(0, 60))] for _ in range(60)]
    without = [[word for word in sentence if word not in MARKS] for sentence in sentences]
    assert ours.labels(without) == reference.predict(sentences)
