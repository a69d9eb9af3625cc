"""The measurement compares like with like."""

from pathlib import Path

from nashra.entities.recognise.camel.linear import int8_is_exact
from nashra_lab.bench.camel_speed import bench_camel, sample_sentences


def test_report_on_a_small_network() -> None:
    small = {"hidden_size": 48, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    report = bench_camel([], 6, 1, **small)
    assert report["agreement"]["fp32"] == 1.0
    modes = {"fp32", "int8"} if int8_is_exact() else {"fp32"}
    assert set(report["tokens_per_second"]) == {"predict", *modes}
    assert set(report["times_predict"]) == modes
    assert report["tokens"] == sum(map(len, sample_sentences([], 6)))
    assert 1.1 < report["pieces"] / report["tokens"] < 2  # what the vocabulary of a trained network gives, nearly


def test_sentences_have_the_lengths_of_news(tmp_path: Path) -> None:
    lengths = sorted(len(words) for words in sample_sentences([], 400))
    assert 22 <= lengths[200] <= 26
    assert 27 <= sum(lengths) / 400 <= 31
    text = tmp_path / "text.txt"
    text.write_text("وصل الوزير إلى عمّان. وقال إن القمة ناجحة.\nانتهى", encoding="utf-8")
    assert sorted(map(len, sample_sentences([text], 9))) == [1, 5, 5]
