"""Answers on words are kept, and forgetting them changes none."""

from nashra.text.remembered import Remembered


def test_each_word_is_asked_for_once_until_there_are_too_many() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Remembered(size, most=2)
    assert list(map(sizes.__getitem__, ["خبر", "بيان", "خبر", "بيان"])) == [3, 4, 3, 4]
    assert asked == ["خبر", "بيان"]
    assert [sizes[word] for word in ("تقرير", "خبر")] == [5, 3]
    assert asked == ["خبر", "بيان", "تقرير", "خبر"]
    sizes.cache_clear()
    assert not sizes
