"""Words that are looked up by their hashes."""

from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.lines.word_index import WordIndex, first_words


def test_words_are_found_wherever_they_stand() -> None:
    lines = read_lines(["فتحت البلدية القناة، والبلدية تشكر القناة", "قناه\n--\nسوق"])
    known = WordIndex(["قناه", "القناه", "سوق"])
    places, words = known.among(lines.word)
    assert [known.words[word] for word in words.tolist()] == ["القناه", "القناه", "قناه", "سوق"]
    assert known.has(lines.word).nonzero()[0].tolist() == places.tolist() == [2, 5, 6, 7]


def test_lines_are_known_by_their_first_words() -> None:
    lines = read_lines(["«أخبار» البلد\n---\nالبلد وأخبار", "آخر أخبار"])
    assert first_words(["اخبار عربيه", "- اخر الاخبار"]).has(lines.opening_word).tolist() == [True, False, False, True]
