"""Headlines of other stories in one line, parted by a mark, go; results, programmes and sentences stay."""

import pytest

from tests.cleaning.decide.others.test_tickers import OTHERS
from tests.support.cleaning_articles import P1, P2, P3, TITLE, clean


@pytest.mark.parametrize("mark", [" | ", " • ", " * ", " - ", " /// ", "  "])
def test_headlines_parted_by_a_mark_go_and_are_no_title(mark: str) -> None:
    cleaned = clean("\n".join([mark.join(OTHERS), TITLE, P1, P2, P3]))
    assert cleaned.title == TITLE
    assert cleaned.body == "\n".join([P1, P2, P3])
    assert [removal.rule for removal in cleaned.removals if removal.part == "whole"] == ["ticker-of-others"]


def test_they_go_from_below_the_name_of_the_site() -> None:
    cleaned = clean("\n".join(["بوابة الضحى الإخبارية", " | ".join(OTHERS), TITLE, P1, P2, P3]))
    assert (cleaned.title, cleaned.body) == (TITLE, "\n".join([P1, P2, P3]))


@pytest.mark.parametrize(
    "line",
    [
        "الوحدة والساحل 2 - 1 النجم والاتحاد 0 - 0 الشباب والهلال 3 - 1 القادسية والنهضة 1 - 1 الرائد والفتح 2 - 0",
        "الوحدة يلتقي الساحل 18:00 • النجم يستضيف الاتحاد 20:30 • الشباب في ضيافة الهلال 21:00",
        "في الميناء القديم  يصلح الرجال شباكهم .وعلى الرصيف  تنتظر النساء عودة المراكب .وفي المساء  يضيء الفنار",
    ],
)
def test_results_programmes_and_sentences_stay(line: str) -> None:
    cleaned = clean("\n".join([TITLE, line, P1, P2, P3]))
    assert " ".join(line.split()) in " ".join(cleaned.body.split())


def test_a_first_line_that_says_what_the_text_says_stays() -> None:
    parts = P1.rstrip(".").replace("،", "").split()
    line = " | ".join(" ".join(parts[at : at + 5]) for at in range(0, len(parts), 5))
    assert line in clean("\n".join([TITLE, line, P1, P2, P3])).body
