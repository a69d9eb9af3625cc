"""The teaching encoder: its file, its windows, and what two judges label together."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nashra.entities.recognise.base import LABELS
from nashra_lab.train.recogniser.corpora import Sentences
from nashra_lab.train.recogniser.silver import Plain, lawful, read_plain, silver
from nashra_lab.train.recogniser.teacher.encoder import Network
from nashra_lab.train.recogniser.teacher.fit_teacher import Lessons, Teacher
from nashra_lab.train.recogniser.teacher.package import EncoderFile, unpacked
from nashra_lab.train.recogniser.teacher.windows import PIECES, pack, windows
from tests.support.tiny_encoder import four_bits, write_tiny_encoder

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SENTENCE = "زار الرئيس أحمد سامي مدينة دمشق غدا".split()  # noqa: SIM905
GOLD = ["O", "O", "B-PERS", "I-PERS", "O", "B-LOC", "O"]


@pytest.fixture
def encoder(tmp_path: Path) -> EncoderFile:
    return EncoderFile(write_tiny_encoder(tmp_path / "encoder.bin", LETTERS))


def test_numbers_of_four_bits_come_back() -> None:
    values = np.random.default_rng(1).normal(size=(3, 64)).astype(np.float32)
    assert np.abs(unpacked(four_bits(values), 64) - values).max() < np.abs(values).max() / 7


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"PK\x03\x04 a zip, say")
    with pytest.raises(ValueError, match="is not an encoder"):
        EncoderFile(path)


def test_a_word_is_spelled_as_the_encoder_writes_it(encoder: EncoderFile) -> None:
    network = Network(encoder, [9])
    names = [name for name, _ in encoder.pieces]
    assert [names[piece] for piece in network.spell("مدينة")] == ["\u2581م", "د", "ي", "ن", "ه"]
    assert network.spell("☂")  # a stray mark is a piece, too
    assert len(network.spell("ا" * 500)) <= 12


def test_every_word_stands_in_one_window() -> None:
    spelled: list[list[tuple[int, ...]]] = [[(1, 2, 3)] * 20, [(4,)] * 500, [], [(5,) * 12] * 3]
    for first in (10, PIECES):
        found = windows(spelled, first)
        places = [(number, place) for window in found for number, begin, end in window for place in range(begin, end)]
        assert places == [(number, place) for number, words in enumerate(spelled) for place in range(len(words))]
        assert all(sum(len(spelled[n][i]) for n, b, e in w for i in range(b, e)) <= PIECES - 2 for w in found)


def test_a_window_s_neighbours_do_not_see_each_other(encoder: EncoderFile) -> None:
    network = Network(encoder, [9]).eval()
    spelled = [[network.spell(word) for word in SENTENCE], [network.spell(word) for word in SENTENCE[:3]]]
    network.learn_pieces({piece for sentence in spelled for word in sentence for piece in word} | {0, 1, 2})
    apart = pack(network, spelled, [[(1, 0, 3)]])
    both = pack(network, spelled, [[(0, 0, 7)], [(1, 0, 3)]])
    alone = network(apart.rows, apart.mask, 0.0)[apart.places].detach().numpy()
    beside = network(both.rows, both.mask, 0.0)[both.places].detach().numpy()
    assert len(beside) == 10
    assert np.allclose(beside[7:], alone, atol=0.05)  # 16-bit products


def test_a_teacher_learns_its_lesson(encoder: EncoderFile) -> None:
    corpus = Sentences([SENTENCE] * 60, [GOLD] * 60)
    teacher = Teacher(encoder, (LABELS, LABELS), Lessons(epochs=30, second_epochs=1, rate=5e-3, head_rate=1))
    teacher.fit((corpus, corpus))
    (scores,) = teacher.predict([SENTENCE], reads=2)
    assert [LABELS[label] for label in scores.argmax(1)] == GOLD
    assert np.allclose(np.exp(scores).sum(1), 1, atol=0.05)


def test_judges_label_together_and_leave_out_what_they_are_unsure_of() -> None:
    sure = np.full((7, len(LABELS)), -6.0, np.float32)
    sure[range(7), [LABELS.index(mark) for mark in GOLD]] = 0
    unsure = np.full((7, len(LABELS)), -2.0, np.float32)
    plain = Plain([SENTENCE, [*"وزيررئ", "تونس"]], [0, 1])
    found = silver(plain, [lambda _: [sure, unsure], lambda _: [sure, unsure]])
    assert (found.tokens, found.labels) == ([SENTENCE], [GOLD])


def test_plain_text_is_all_free_news_and_an_even_share_of_the_rest(tmp_path: Path) -> None:
    def file(name: str, licence: str, texts: list[str]) -> Path:
        pq.write_table(pa.table({"licence": [licence] * len(texts), "text": texts}), tmp_path / name)
        return tmp_path / name

    news = ["أعلنت الوزارة بدء العمل في الميناء .", "أعلنت الوزارة بدء العمل في الميناء ."]  # an agency's, twice
    wiki = [f"تقع القرية رقم {number} في شمال البلاد ." for number in range(100)]
    plain = read_plain(
        [file("wiki", "CC BY-SA 4.0", wiki)],
        [file("free", "Apache-2.0", news), file("other", "none stated", ["نص لا يجوز أن يقرأ هنا أبدا ."])],
        tokens=7 + 8 * 25,
    )
    words = [" ".join(tokens) for tokens in plain.tokens]
    assert words[0] == news[0]
    assert words.count(news[0]) == 1
    numbers = [int(text.split()[3]) for text in words[1:]]
    assert len(numbers) in (24, 25)
    assert max(np.diff(numbers)) <= 5
    assert plain.documents == list(range(len(words)))


def test_a_name_never_goes_on_where_none_of_its_type_stands() -> None:
    scores = np.zeros((2, 1, len(LABELS)), np.float32)
    scores[0, 0, LABELS.index("B-LOC")] = 1
    scores[1, 0, LABELS.index("I-PERS")] = 5
    best = lawful(LABELS).best(scores, np.array([2]))[:, 0]
    assert [LABELS[label] for label in best] == ["B-PERS", "I-PERS"]
