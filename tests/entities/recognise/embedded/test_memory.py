import numpy as np

from nashra.entities.recognise.embedded.memory import HALF, SHARE, WINDOW, remember

NAME, NOT = [0.1, 0.9], [0.96, 0.04]


def logs(*rows: list[float]) -> np.ndarray:
    return np.log(np.array(rows, np.float32))


def test_a_word_moves_towards_its_other_places_and_no_other_does() -> None:
    scores, before = logs(NAME, NOT, NOT, NOT), logs(NAME, NOT, NOT, NOT)
    moved = remember(scores, np.array([7, 7, 8, 9]), np.array([0, 3, 3, 3]), np.zeros(4, np.int64))
    far = SHARE / (1 + HALF)
    assert sorted(moved.tolist()) == [0, 1]
    assert np.allclose(scores[0], before[0] + far * (before[1] - before[0]), atol=1e-5)
    assert np.allclose(scores[1], before[1] + far * (before[0] - before[1]), atol=1e-5)
    assert np.array_equal(scores[2:], before[2:])


def test_more_places_weigh_more() -> None:
    two, four = logs(NOT, NAME), logs(NOT, NAME, NAME, NAME)
    remember(two, np.array([7] * 2), np.arange(2), np.zeros(2, np.int64))
    remember(four, np.array([7] * 4), np.arange(4), np.zeros(4, np.int64))
    assert four[0, 1] > two[0, 1] > np.log(NOT[1])


def test_neither_other_documents_nor_far_sentences_are_remembered() -> None:
    words = np.array([7, 7])
    assert not len(remember(logs(NAME, NOT), words, np.array([0, 1]), np.array([0, 1])))
    assert not len(remember(logs(NAME, NOT), words, np.array([0, WINDOW + 1]), np.zeros(2, np.int64)))
    assert len(remember(logs(NAME, NOT), words, np.array([0, WINDOW]), np.zeros(2, np.int64)))


def test_common_and_unmemorable_words_are_left_alone() -> None:
    words = np.array([7, 7, -1, -1])
    assert not len(remember(logs(NOT, NOT, NAME, NAME), words, np.arange(4), np.zeros(4, np.int64)))
