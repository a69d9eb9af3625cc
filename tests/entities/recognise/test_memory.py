import numpy as np

from nashra.entities.recognise.memory import WINDOW, Memory, recall

NAME, NOT = [0.1, 0.9], [0.95, 0.05]


def test_other_places_of_a_word_are_recalled_not_its_own() -> None:
    likely = np.array([NAME, NOT, NOT, NOT], np.float32)
    places, columns = recall(likely, np.array([7, 7, 8, 9]), np.array([0, 3, 3, 3]), np.zeros(4, np.int64))
    assert places.tolist() == [0, 1]
    assert np.allclose(columns[:, :2], [NOT, NAME])
    assert np.allclose(columns[:, 4], np.log1p(1))


def test_neither_other_documents_nor_far_sentences_are_recalled() -> None:
    likely = np.array([NAME, NOT], np.float32)
    words = np.array([7, 7])
    assert not len(recall(likely, words, np.array([0, 1]), np.array([0, 1]))[0])
    assert not len(recall(likely, words, np.array([0, WINDOW + 1]), np.zeros(2, np.int64))[0])
    assert len(recall(likely, words, np.array([0, WINDOW]), np.zeros(2, np.int64))[0])


def test_common_and_unmemorable_words_are_left_alone() -> None:
    likely = np.array([NOT, NOT, NAME, NAME], np.float32)
    assert not len(recall(likely, np.array([7, 7, -1, -1]), np.arange(4), np.zeros(4, np.int64))[0])


def test_correction_is_added_in_place() -> None:
    weights = np.zeros((5, 2), np.float32)
    weights[3, 1] = 2.0  # the highest probability of label 1 elsewhere
    scores = np.log(np.array([NAME, NOT, NOT], np.float32))
    before = scores.copy()
    Memory(weights).correct(scores, np.array([7, 7, 8]), np.array([0, 1, 1]), np.zeros(3, np.int64))
    assert np.allclose(scores - before, [[0, 0.1], [0, 1.8], [0, 0]], atol=1e-5)
