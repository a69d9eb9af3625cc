import pytest

from nashra.entities.text.sentences import split_sentences
from nashra.entities.text.spans import bio_spans, repair, sentence_mentions


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ([], []),
        (["O", "O"], []),
        (["B-LOC"], [("LOC", 0, 1)]),
        (["B-PERS", "I-PERS", "O", "B-LOC"], [("PERS", 0, 2), ("LOC", 3, 4)]),
        (["B-LOC", "B-LOC"], [("LOC", 0, 1), ("LOC", 1, 2)]),
        (["O", "I-ORG", "I-ORG"], [("ORG", 1, 3)]),
        (["B-PERS", "I-ORG"], [("PERS", 0, 1), ("ORG", 1, 2)]),
    ],
)
def test_bio_spans(labels: list[str], spans: list[tuple[str, int, int]]) -> None:
    assert bio_spans(labels) == spans


def test_repair_begins_each_name() -> None:
    assert repair(["I-LOC", "O", "B-PERS", "I-ORG"]) == ["B-LOC", "O", "B-PERS", "B-ORG"]


def _tag(body: str, names: dict[str, str], score: float = 0.9) -> list[tuple[str, str, int]]:
    (sentence,) = split_sentences(body)
    tagged = [(names.get(token, "O"), score) for token in sentence.tokens]
    return [(m.type, m.surface, m.start) for m in sentence_mentions(body, sentence, tagged, 0)]


def test_a_mention_is_a_slice_of_the_body() -> None:
    body = "زار  محمد   بن سلمان\tباريس."
    names = {"محمد": "B-PERS", "بن": "I-PERS", "سلمان": "I-PERS", "باريس": "B-LOC"}
    assert _tag(body, names) == [("PERS", "محمد   بن سلمان", 5), ("LOC", "باريس", 21)]


def test_stray_marks_are_cut_or_dropped() -> None:
    assert _tag("قال ( سامي ) ، نعم", {"(": "B-PERS", "سامي": "I-PERS", ")": "I-PERS", "،": "B-ORG"}) == [
        ("PERS", "سامي", 6)
    ]


def test_the_score_is_the_weakest_token_s() -> None:
    (sentence,) = split_sentences("جو بايدن")
    (mention,) = sentence_mentions("جو بايدن", sentence, [("B-PERS", 0.9), ("I-PERS", 0.4)], 3)
    assert (mention.score, mention.sentence_no) == (0.4, 3)


def test_fewer_labels_than_tokens_is_no_error() -> None:
    (sentence,) = split_sentences("عادت باريس وروما")
    assert sentence_mentions("عادت باريس وروما", sentence, [("O", 1.0), ("B-LOC", 1.0)], 0)[0].surface == "باريس"
