"""The camel recogniser beyond its labels: what it gives must not depend on company, order or threads."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from nashra.entities.recognise import LABELS
from nashra.entities.recognise.camel import packed_bert
from nashra.entities.recognise.camel.camel import CamelRecognizer, packed
from nashra.entities.recognise.camel.linear import int8_is_exact
from nashra.entities.recognise.camel.plain_labels import plain_label
from nashra.settings import CamelMode

INT8 = int8_is_exact()  # processors of before VNNI are not
MODES: tuple[CamelMode, ...] = ("int8", "fp32") if INT8 else ("fp32",)


@pytest.fixture(scope="module", params=MODES)
def recognizer(request: pytest.FixtureRequest, small_bert: Path) -> CamelRecognizer:
    return CamelRecognizer(small_bert, request.param)


def test_company_and_order_change_nothing(recognizer: CamelRecognizer, news: list[list[str]]) -> None:
    sentences = [*news, [word for sentence in news for word in sentence] * 9, [], ["في"]]
    together = recognizer.tag(sentences)
    assert together == [recognizer.tag([sentence])[0] for sentence in sentences]
    assert together[::-1] == recognizer.tag(sentences[::-1])
    assert together + together == recognizer.tag(sentences + sentences)


def test_shape_labels_and_scores(recognizer: CamelRecognizer, news: list[list[str]]) -> None:
    tagged = recognizer.tag(news, documents=[0] * len(news))
    assert [len(sentence) for sentence in tagged] == [len(sentence) for sentence in news]
    flat = [token for sentence in tagged for token in sentence]
    assert {label for label, _ in flat} <= set(LABELS)
    assert all(1 / len(LABELS) <= score <= 1 for _, score in flat)  # the best of nine is at least a ninth
    assert len({score for _, score in flat}) > 10


@pytest.mark.skipif(not INT8, reason="this processor has no exact 8-bit products")
def test_int8_stays_near_fp32(small_bert: Path, news: list[list[str]]) -> None:
    exact, fast = (CamelRecognizer(small_bert, mode).tag(news) for mode in ("fp32", "int8"))
    pairs = [pair for one, two in zip(exact, fast, strict=True) for pair in zip(one, two, strict=True)]
    decided = [(one, two) for one, two in pairs if one.score > 0.6]
    assert len(decided) > len(pairs) / 4
    assert all(one.label == two.label for one, two in decided)
    assert sum(one.label == two.label for one, two in pairs) > 0.9 * len(pairs)


def test_mentions_have_offsets_into_the_body(recognizer: CamelRecognizer) -> None:
    body = "وصل الرئيس الفرنسي إلى بيروت.\nوقال وزير الخارجية إن بغداد ترحب بالقرار."
    (found,) = recognizer.mentions([body])
    assert found
    assert all(body[mention.start : mention.end] == mention.surface for mention in found)


def test_threads_are_given_back(recognizer: CamelRecognizer, news: list[list[str]]) -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        recognizer.tag(news)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_shorter_network_is_given_shorter_windows(
    tmp_path: Path, make_bert: Callable[..., Path], news: list[list[str]]
) -> None:
    recognizer = CamelRecognizer(make_bert(tmp_path / "short", max_length=24), "fp32")
    words = [word for sentence in news for word in sentence]
    assert len(recognizer.tag([words])[0]) == len(words)


def test_version_names_weights_and_mode(tmp_path: Path, make_bert: Callable[..., Path], small_bert: Path) -> None:
    same = make_bert(tmp_path / "same")
    (same / "training_args.bin").write_bytes(b"of no account")
    other = make_bert(tmp_path / "other", seed=8)
    versions = [CamelRecognizer(folder, "fp32").version for folder in (small_bert, same, other)]
    assert versions[0] == versions[1] != versions[2]
    assert versions[0].startswith("camel-") and versions[0].endswith("-fp32")
    if INT8:
        assert CamelRecognizer(same, "int8").version == versions[0].replace("fp32", "int8")


def test_a_processor_without_exact_products_is_told(small_bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_bert, "int8_is_exact", lambda: False)
    with pytest.raises(packed_bert.NoExactProducts, match="set NASHRA_CAMEL_MODE=fp32"):
        CamelRecognizer(small_bert, "int8")
    assert CamelRecognizer(small_bert, "fp32").tag([["بغداد"]])


def test_labels_of_other_networks(tmp_path: Path, make_bert: Callable[..., Path]) -> None:
    assert [plain_label(x) for x in ("B-PER", "I-GPE", "B-TIME", "O", "LABEL_0")] == [
        "B-PERS", "I-LOC", "O", "O", "O",
    ]  # fmt: skip
    nameless = make_bert(tmp_path / "nameless", labels=["LABEL_0", "LABEL_1"])
    with pytest.raises(ValueError, match="LABEL_0"):
        CamelRecognizer(nameless, "fp32")


def test_packing_keeps_to_the_budget() -> None:
    windows = [(1,) * length for length in (2, 3, 40, 41, 100, 100, 100, 256, 256)]
    batches = list(packed(windows, 256))
    assert [ids for batch in batches for ids in batch] == windows
    assert [sum(map(len, batch)) for batch in batches] == [186, 200, 256, 256]
    assert list(packed([(1,) * 300, (1,)], 256)) == [[(1,) * 300], [(1,)]]
    assert list(packed([], 256)) == []
