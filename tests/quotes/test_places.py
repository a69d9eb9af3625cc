"""Whatever a body holds: a quote is where it says, and so is its speaker."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from nashra.article import Mention
from nashra.quotes.find import find_quotes, quote_rows
from nashra.quotes.marks import find_pairs
from nashra.quotes.sentences import Parsed

PIECES = st.sampled_from(
    ["قال", "وأضاف", "مؤكداً", "قوله", "بحسب", "على حد قوله", "نقلت", "عن", "أن", "إنه", "الوزير", "الشركة", "سالم حداد",
     "مصدر", "في", "بيان", "أهمية", "لم", "يذكر", "أما", "فقال", "العمل", "مستمرٌّ", "غداً", "«", "»", '"', "“", "”",
     ":", "،", ".", "..", "\n", " ", " ", " ", "\u00a0", "(", ")", "-", "2023", "x.com", "😀"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_places_hold_what_is_said_of_them(pieces: list[str]) -> None:
    body = "".join(pieces)
    mentions = [
        Mention("PERS", "سالم حداد", at, at + 9, 0, 1.0, "PERS-1")
        for at in range(len(body))
        if body.startswith("سالم حداد", at)
    ]
    for quote in find_quotes(body, mentions):
        assert body[quote.start : quote.end] == quote.text
        assert quote.text == quote.text.strip() != ""
        if quote.speaker is not None and quote.speaker_start is not None:
            assert body[quote.speaker_start : quote.speaker_start + len(quote.speaker)] == quote.speaker
    assert quote_rows("a", body, mentions) == [
        {"article_id": "a", **quote.row()} for quote in find_quotes(body, mentions)
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='اب .\n«»"“”:،؟', max_size=80))
def test_pairs_stay_in_their_line_and_sentences_cover_the_body(body: str) -> None:
    pairs = find_pairs(body)
    for pair in pairs:
        assert 0 <= pair.opens <= pair.start < pair.end <= pair.behind <= len(body)
        assert "\n" not in body[pair.start : pair.end]
    sentences = Parsed(body, pairs).sentences
    assert all(one.end <= other.start for one, other in itertools.pairwise(sentences))
    outside = "".join(body[one.end : other.start] for one, other in itertools.pairwise(sentences))
    assert set(outside) <= set(".؟\n")
