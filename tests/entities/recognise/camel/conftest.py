"""A small BERT with random weights and a vocabulary of Arabic letters and a few news words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي0123456789.,،؛؟!:()"-'
WORDS = ["الرئيس", "وزير", "الخارجية", "في", "من", "على", "قال", "الأمم", "المتحدة", "مدينة", "##ين", "##ات", "##ها"]


def _make_bert(folder: Path, *, labels: list[str] = LABELS, max_length: int = 512, seed: int = 7) -> Path:
    """Two layers of 32, with weights large enough that labels vary and are decided clearly."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    folder.mkdir(parents=True, exist_ok=True)
    letters = sorted(set(LETTERS))
    vocab = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{x}" for x in letters), *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocab) + "\n", encoding="utf-8")
    config: Any = BertConfig(
        vocab_size=len(vocab),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=max_length,
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    torch.manual_seed(seed)
    BertForTokenClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def small_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _make_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session")
def make_bert() -> Callable[..., Path]:
    return _make_bert


@pytest.fixture(scope="session")
def news() -> list[list[str]]:
    """Tokenised sentences of many lengths, composed for the tests."""
    lines = [
        "قال وزير الخارجية الأردني أيمن الصفدي إن بلاده ترحب بقرار الأمم المتحدة .",
        "وصل الرئيس الفرنسي إيمانويل ماكرون إلى بيروت صباح الثلاثاء",
        "بغداد",
        "وأعلنت شركة أرامكو السعودية ( 1,250 ) عن أرباحها للربع الثالث من عام 2023 ، وهي الأعلى منذ سنوات !",
        "هل يلتقي رئيس الوزراء بممثلي حركة النهضة في تونس ؟",
        'والتقى كيم جونغ أون بوفد من بيونغ يانغ على هامش القمة : " لن نتراجع " .',
    ]
    return [line.split() for line in lines]
