import pytest

from nashra_lab.evaluate.score_tags import strict_scores


def test_a_name_counts_only_with_both_ends_and_type_right() -> None:
    gold = [["B-PERS", "I-PERS", "O", "B-LOC"], ["B-ORG", "O", "O", "O"]]
    found = [["B-PERS", "O", "O", "B-LOC"], ["B-LOC", "O", "B-MISC", "O"]]
    scores = strict_scores(gold, found)
    assert scores["micro"] == {"precision": 0.25, "recall": 0.3333, "f1": 0.2857, "names": 3}
    assert scores["LOC"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "names": 1}
    assert scores["MISC"]["names"] == 0


def test_all_right_is_one_and_nothing_is_nought() -> None:
    assert strict_scores([["B-LOC"]], [["B-LOC"]])["micro"]["f1"] == 1
    assert strict_scores([["O"]], [["O"]])["micro"]["f1"] == 0


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="1 labels in the gold and 2"):
        strict_scores([["O"]], [["O", "O"]])
