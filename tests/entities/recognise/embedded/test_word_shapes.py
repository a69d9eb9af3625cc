from nashra.entities.recognise.embedded import hints
from nashra.entities.recognise.embedded.hints import Hints
from nashra.entities.recognise.embedded.word_shapes import pieces, stems, word_key, word_keys


def test_spellings_share_a_key() -> None:
    assert len({word_key(word) for word in ("إسرائيل", "اسرائيل", "إِسرائيل", "(إسرائيل", "إسرائيل»")}) == 1
    assert word_key("1967") == word_key("٢٠٢٤") == "0000"
    assert (word_key("..."), word_key("\u064b"), word_key("")) == (".", "·", "·")


def test_many_words_have_the_keys_that_each_has_alone() -> None:
    odd = ["", "\u064b", "...", "«غزة»", "ΟΔΟΣ", "İZMİR", "a\u2028b", "x" * 60, "٢٠٢٤/٣", "د.أحمد", "ـــ", "😀"]
    assert word_keys(odd) == [word_key(token) for token in odd]
    assert word_keys([*odd, "two\nlines"])[-1] == word_key("two\nlines")


def test_proclitics_come_off() -> None:
    assert stems("وللصين")[:2] == ["وللصين", "للصين"]
    assert "الصين" in stems("للصين")
    assert "القاهره" in stems("بالقاهره")
    assert stems("ولد") == ["ولد"]


def test_pieces_are_stable() -> None:
    assert pieces("صين", 20_000) == pieces("صين", 20_000)
    assert set(pieces("الصين", 20_000)) & set(pieces("للصين", 20_000))


def test_hints_of_words_and_longer_names() -> None:
    known = Hints.from_names({"الصين": hints.LOC, "كوريا الشمالية": hints.LOC, "كيم جونغ أون": hints.PERS})
    assert known.word("الصين").exact == hints.LOC
    assert known.word("للصين").stem == hints.LOC
    keys = [word_key(word) for word in ["وصل", "كيم", "جونغ", "اون", "من", "كوريا", "الشمالية"]]
    tails, found = [hints.tail(key) for key in keys], [known.word(key) for key in keys]
    assert known.spans(tails, found, [(place, 7) for place in range(7)]) == [(1, 4, hints.PERS), (5, 7, hints.LOC)]
    assert known.spans(tails, found, [(1, 3), (5, 7)]) == [(5, 7, hints.LOC)]  # the sentence ends within the name


def test_hints_survive_storing() -> None:
    known = Hints.from_names({"باب المندب": hints.LOC, "عدن": hints.LOC, "عدن الغد": hints.ORG})
    again = Hints.from_arrays(known.arrays())
    assert (again.words, again.names, again.prefixes) == (known.words, known.names, known.prefixes)
