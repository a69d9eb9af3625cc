"""How fast the camel recogniser is against camel-tools' own `predict`: same machine, same run, same sentences.

`python -m nashra_lab.bench.camel_speed [TEXT...]` prints it as JSON; sentences are those of the text files, or
made up with the lengths that sentences have in news.
"""

import json
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import click

from nashra.door import run_door
from nashra.entities.text.sentences import split_sentences
from nashra.settings import CamelMode
from nashra.text_files import read_text

_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
_LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي0123456789.,،؛؟!:()"-«»'
_SUFFIXES = ["##ون", "##ين", "##ات", "##ها", "##هم", "##ية", "##نا", "##ان"]
_LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
_BASE: dict[str, Any] = {
    "hidden_size": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 3072,
}
_WORDS = 20_000  # most frequent ones, drawn by their frequency


def bench_camel(
    texts: Sequence[Path] = (), sentences: int = 32, rounds: int = 3, threads: int = 1, **size: int
) -> dict[str, Any]:
    """Tokens a second of `predict`, our fp32 and (where this processor has it) int8, each the median of `rounds`.

    Seconds are the processor's, so that waiting for other work on the machine is not counted.

    The network is a BERT-base with random weights (`size`: other values of BertConfig), which is as fast as a
    trained one. The three take turns in each round and a ratio is the median over the rounds, because other
    work on the machine comes and goes. `agreement` is the share of tokens with the label of `predict`:
    hardest for int8 on random weights, which are never sure of a label.
    """
    import torch

    from nashra.entities.recognise.camel.camel import CamelRecognizer
    from nashra.entities.recognise.camel.linear import int8_is_exact
    from nashra_lab.bench.camel_reference import camel_tools_recognizer

    given = sample_sentences(texts, sentences)
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        with TemporaryDirectory() as folder:
            model = random_bert(Path(folder), {**_BASE, **size})
            reference = camel_tools_recognizer(model)
            modes: tuple[CamelMode, ...] = ("fp32", "int8") if int8_is_exact() else ("fp32",)
            ours = {mode: CamelRecognizer(model, mode, threads) for mode in modes}
            runs: dict[str, Callable[[], Any]] = {"predict": lambda: reference.predict(given)}
            runs |= {mode: partial(ours[mode].labels, given) for mode in modes}
            labels = {name: run() for name, run in runs.items()}  # warms up, too
            seconds = [{name: _seconds(run) for name, run in runs.items()} for _ in range(rounds)]
    finally:
        torch.set_num_threads(before)
    tokens = sum(map(len, given))
    return {
        "threads": threads,
        "sentences": len(given),
        "tokens": tokens,
        "pieces": sum(ours["fp32"].pieces(given)),
        "tokens_per_second": {name: round(tokens / median(row[name] for row in seconds), 1) for name in runs},
        "times_predict": {name: round(median(row["predict"] / row[name] for row in seconds), 1) for name in ours},
        "agreement": {name: round(_agreement(labels["predict"], labels[name]), 4) for name in ours},
    }


def sample_sentences(texts: Sequence[Path], count: int) -> list[list[str]]:
    """`count` tokenised sentences spread over the text files; without files, made of frequent Arabic words.

    Those have the lengths of news: median 24 tokens, mean 29, a few titles, a few above 80.
    """
    choice = random.Random(5)
    if texts:
        found = [s.tokens for path in texts for s in split_sentences(read_text(path))]
        return choice.sample(found, min(count, len(found)))
    words, weights = _frequent_words()
    lengths = [min(120, max(2, round(24 * choice.lognormvariate(0, 0.6)))) for _ in range(count)]
    return [[*choice.choices(words, weights, k=length - 1), "."] for length in lengths]


def random_bert(folder: Path, size: dict[str, Any]) -> Path:
    """A BertForTokenClassification folder with random weights; its words are about 1.3 pieces long."""
    import torch
    from transformers import BertConfig, BertForTokenClassification
    from transformers import utils as transformers_utils

    quiet: Any = transformers_utils.logging.disable_progress_bar
    quiet()
    whole = [word for number, word in enumerate(_frequent_words()[0]) if number % 8]
    letters = [*dict.fromkeys(_LETTERS), *(f"##{letter}" for letter in dict.fromkeys(_LETTERS))]
    vocabulary = list(dict.fromkeys([*_SPECIAL, *letters, *_SUFFIXES, *whole]))
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    names = dict(enumerate(_LABELS))
    config: Any = BertConfig(
        vocab_size=len(vocabulary), id2label=names, label2id={name: n for n, name in names.items()}, **size
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        BertForTokenClassification(config).save_pretrained(folder)
    return folder


def _frequent_words() -> tuple[list[str], list[float]]:
    from wordfreq import top_n_list, word_frequency

    words = [word for word in top_n_list("ar", _WORDS) if set(word) <= set(_LETTERS)]
    return words, [word_frequency(word, "ar") for word in words]


def _seconds(run: Callable[[], Any]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _agreement(theirs: list[list[str]], ours: list[list[str]]) -> float:
    pairs = [pair for one, two in zip(theirs, ours, strict=True) for pair in zip(one, two, strict=True)]
    return sum(one == two for one, two in pairs) / max(1, len(pairs))


@click.command()
@click.argument("texts", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sentences", default=32, show_default=True, type=click.IntRange(1), help="Of TEXTS at the most.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1), help="Of which the median is taken.")
def main(texts: tuple[Path, ...], sentences: int, rounds: int) -> None:
    """Our runner of camel-tools' network against its own predict, on TEXTS or made sentences; prints JSON."""
    click.echo(json.dumps(bench_camel(texts, sentences, rounds), indent=2))


if __name__ == "__main__":
    run_door(main)
