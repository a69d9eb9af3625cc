"""Lines whose only fault is hard spaces are mended as any line is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nashra.article import Article
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.ledger.repair import repair, repair_hard_spaces
from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.staged_articles import text_array
from tests.support.cleaning_articles import CLEANER, P1


@given(st.text(alphabet="ابت \u00a0.", max_size=14).filter(lambda line: "  " not in line))
def test_hard_spaces_go_as_any_repair_takes_them(line: str) -> None:
    assert repair_hard_spaces(line) == repair(line)


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("عاد الصيادون\u00a0مع الفجر", True), ("عاد \u00a0الصيادون\u00a0 مع", True), ("عاد\u00a0\u00a0الصيادون", True),
        ("عاد الصيادون", False), ("عاد\u00a0الصيادون  مع", False), ("عاد\u00a0الصيادون\u200f", False),
        ("عاد\u00a0الصيادون &quot;مع", False), ("عاد\u2003الصيادون\u00a0مع", False),
    ],
)  # fmt: skip
def test_a_line_is_told_by_what_is_odd_in_it(line: str, alone: bool) -> None:
    assert read_lines([line]).hard_spaces.tolist() == [alone]


def test_a_body_has_plain_spaces_and_the_ledger_the_hard_ones() -> None:
    text = "عنوان الخبر عن القناة\n" + P1.replace(" ", "\u00a0", 2)
    cleaned = CLEANER.clean(Article("0" * 16, "", 0, "example.com", text), CorpusEvidence.empty())
    assert cleaned.body == P1
    assert [cut.text for removal in cleaned.removals for cut in removal.edits] == ["\u00a0", "\u00a0"]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["قمح", "", "a\n😀"], ["a\0b", "قمح"], ["\0"]])
def test_texts_are_encoded_as_they_are(texts: list[str]) -> None:
    array = text_array(texts)
    array.validate(full=True)
    assert array.to_pylist() == texts
