"""Scores of quotes: what counts as found, as the right speaker, as wrongly taken."""

from collections import Counter

from nashra.quotes.find import find_quotes
from nashra_lab.evaluate.score_quotes import figures, overlap, score_article
from nashra_lab.gold.quote_labels import Quote

BODY = (
    "قال العامل رائد سلامة: «تعبنا من الانتظار أمام البوابة».\n"
    "وأكدت الشركة أن الأجور تدفع غداً.\n"
    "وعرضت قناة «الميناء» الخبر."
)


def place(text: str) -> tuple[int, int]:
    return BODY.index(text), BODY.index(text) + len(text)


DIRECT = Quote("direct", place("تعبنا من الانتظار أمام البوابة"), place("رائد سلامة"), place("رائد سلامة"))
INDIRECT = Quote("indirect", place("الأجور تدفع غداً"), place("الشركة"), place("الشركة"))
NONE = Quote("none", place("الميناء"), what="name")


def counts(*labels: Quote) -> Counter[str]:
    return score_article(BODY, find_quotes(BODY), labels)


def test_what_is_found_where_it_stands_counts() -> None:
    told = figures(counts(DIRECT, INDIRECT, NONE))
    assert (told["direct_f1"], told["direct_exact"], told["indirect_recall"], told["none_taken"]) == (1, 1, 1, 0)
    assert told["speaker_right"] == told["quote_and_speaker"] == 1.0
    assert told["indirect_precision"] == 1.0


def test_another_speaker_is_wrong() -> None:
    other = Quote("direct", DIRECT.span, place("قناة"), place("قناة"))
    told = figures(counts(other, INDIRECT))
    assert (told["direct_f1"], told["speaker_right"], told["quote_and_speaker"]) == (1, 0, 0)


def test_marks_that_hold_none_are_counted_when_they_are_taken() -> None:
    told = figures(counts(Quote("none", DIRECT.span, what="word"), INDIRECT))
    assert (told["none_taken"], told["direct_precision"]) == (1.0, 0.0)


def test_where_either_is_right_nothing_is_wrong() -> None:
    told = counts(Quote("fragment", DIRECT.span), Quote("optional", INDIRECT.span))
    assert (told["direct_wrong"], told["indirect_wrong"], told["direct"]) == (0, 0, 0)


def test_what_is_missed_lowers_recall() -> None:
    missed = Quote("direct", place("وعرضت قناة"), place("الشركة"))
    assert figures(counts(DIRECT, missed, INDIRECT))["direct_recall"] == 0.5


def test_overlap_is_a_share_of_both() -> None:
    assert (overlap((0, 10), (0, 10)), overlap((0, 10), (5, 15)), overlap((0, 3), (5, 8))) == (1, 5 / 15, 0)
