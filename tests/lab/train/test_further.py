"""Fitting the shipped recogniser further: what it learns from and leaves aside, and that it ships what it fitted."""

import itertools
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from click.testing import CliRunner

from nashra.entities.recognise.base import CONVENTIONS, LABELS, Tagged
from nashra.entities.recognise.embedded.embedded import EmbeddedRecognizer
from nashra.entities.recognise.load import EMBEDDED
from nashra_lab.gold import joined
from nashra_lab.gold.name_labels import Line
from nashra_lab.train.recogniser.crf import ChainLoss, chain_of
from nashra_lab.train.recogniser.encode import OPEN
from nashra_lab.train.recogniser.export import pack
from nashra_lab.train.recogniser.fit_tagger import Fit
from nashra_lab.train.recogniser.further import __main__ as command
from nashra_lab.train.recogniser.further.calibrate import Found, found_names, learned, reliability
from nashra_lab.train.recogniser.further.judged import labelled, read_judged
from nashra_lab.train.recogniser.further.news import News, aside, divided
from nashra_lab.train.recogniser.further.recipe import mean_state, without_open
from nashra_lab.train.recogniser.further.start import Start, alone
from tests.support.labelled_news import TEXT, name_in, options_of


def test_clitics_stay_on_their_token_and_optional_names_are_open() -> None:
    names = (
        name_in(TEXT, "برنامج الأغذية العالمي", "ORG"),
        name_in(TEXT, "المبروك الزروق", "PERS"),
        name_in(TEXT, "القاعة", "LOC", optional=True),
    )
    news = News()
    news.add(Line("a", 0, TEXT, names), 7)
    marks = dict(zip(news.sentences.tokens[0], news.sentences.labels[0], strict=True))
    assert [marks[word] for word in ("برنامج", "الأغذية", "العالمي")] == ["B-ORG", "I-ORG", "I-ORG"]
    assert (marks["بالمبروك"], marks["الزروق"], marks["القاعة"]) == ("B-PERS", "I-PERS", OPEN)
    assert marks["بني"] == "O"
    assert news.documents == [7]


def test_a_ninth_of_the_articles_is_set_aside_whole() -> None:
    articles = [f"{number} مقال" for number in range(600)]
    lines = [Line(article, number, TEXT, ()) for article in articles for number in range(2)]
    learned_from, judges = divided(lines)
    assert 0.07 < len(judges.sentences) / (len(judges.sentences) + len(learned_from.sentences)) < 0.16
    assert not set(judges.documents) & set(learned_from.documents)
    assert [article for article in articles if aside(article)] == [article for article in articles if aside(article)]


def test_the_loss_leaves_open_tokens_to_every_label() -> None:
    torch.manual_seed(3)
    chain, scores = ChainLoss(3), torch.randn(4, 1, 3)
    with torch.no_grad():
        chain.pairs.normal_()
    size = torch.tensor([4])
    gold = torch.tensor([[1], [-1], [-1], [2]])
    whole = [torch.tensor([[1], [a], [b], [2]]) for a, b in itertools.product(range(3), repeat=2)]
    likely = torch.stack([torch.exp(-chain(scores, one, size)) for one in whole]).sum()
    assert torch.isclose(chain(scores, gold, size), -torch.log(likely), atol=1e-4)
    assert torch.isclose(chain(scores, torch.full((4, 1), -1), size), torch.tensor(0.0), atol=1e-4)


def test_a_mean_keeps_its_share_of_the_start() -> None:
    chains = ({"pairs": torch.zeros(2)}, {"pairs": torch.ones(2)})
    net, mean = mean_state(
        ({"seen": torch.tensor(3), "bias": torch.tensor([0.0, 4.0])}, chains[0]),
        ({"seen": torch.tensor(5), "bias": torch.tensor([10.0, 4.0])}, chains[1]),
        0.3,
    )
    assert torch.allclose(net["bias"], torch.tensor([7.0, 4.0])) and net["seen"].item() == 5
    assert torch.allclose(mean["pairs"], torch.full((2,), 0.7))


def test_what_goes_on_from_a_model_is_that_model() -> None:
    start = Start.read(EMBEDDED / "model.npz")
    trainer = start.trainer(Fit(), 2)
    for task, convention in enumerate(CONVENTIONS):
        arrays = pack(alone(trainer, task), chain_of(trainer.chains[task]), start.vocabulary, start.hints)
        shipped = {name: start.arrays.get(f"{convention}.{name}", start.arrays[name]) for name in arrays}
        assert all(np.array_equal(arrays[name], shipped[name]) for name in arrays)


def test_what_a_task_is_told_goes_into_what_ships() -> None:
    trainer = Start.read(EMBEDDED / "model.npz").trainer(Fit(), 2)
    with torch.no_grad():
        for cell in (trainer.net.lstm.forward_cell, trainer.net.lstm.backward_cell):
            cell.get_parameter("weight_ih_l0")[:, -2:].normal_()
    news = News()
    news.add(Line("a", 0, TEXT, ()), 0)
    corpus = trainer.encoders[0].encode(news.sentences, LABELS)
    told = [trainer.predict(corpus, task)[0] for task in (0, 1)]
    assert not np.allclose(told[0], told[1], atol=1e-2)
    trainer.net, trainer.tasks = alone(trainer, 1), torch.empty(2, 0)
    assert np.allclose(trainer.predict(corpus)[0], told[1], atol=1e-4)


def test_names_that_touch_open_tokens_count_neither_way() -> None:
    gold = [["B-ORG", OPEN, OPEN, "O", "B-LOC"]]
    found = [["B-ORG", "B-ORG", "I-ORG", "B-LOC", "B-LOC"]]
    assert without_open(gold, found) == (
        [["B-ORG", "O", "O", "O", "B-LOC"]],
        [["B-ORG", "O", "O", "B-LOC", "B-LOC"]],
    )


def _found(scores: list[float], right: list[bool]) -> Found:
    return Found(np.array(scores), np.array(right), np.arange(len(scores)))


def test_scores_come_to_mean_the_share_that_is_right() -> None:
    chance = np.random.default_rng(1)
    scores = chance.random(4000)
    found = _found(list(scores), list(chance.random(4000) < scores**2))
    given, means = learned(found)
    assert (np.diff(given) > 0).all()
    assert (np.diff(means) > 0).all()
    assert abs(float(np.interp(0.8, given, means)) - 0.64) < 0.05
    assert all(abs(row["score"] - row["right"]) < 0.06 for row in reliability(found) if row["names"] > 100)
    assert learned(_found([], []))[0].tolist() == [0.0, 1.0]


def test_a_name_is_right_with_its_type_and_both_ends() -> None:
    news = News()
    news.add(Line("a", 0, TEXT, (name_in(TEXT, "بني غازي", "LOC"), name_in(TEXT, "القاعة", "LOC", True))), 4)
    said = {"بني": "B-LOC", "غازي": "I-LOC", "وفد": "B-ORG", "القاعة": "B-LOC"}
    tagged = [[Tagged(said.get(token, "O"), 0.5 + len(token) / 100) for token in news.sentences.tokens[0]]]
    found = found_names(news, tagged)
    assert found.right.tolist() == [False, True]
    assert found.scores.tolist() == pytest.approx([0.53, 0.53])
    assert found.documents.tolist() == [4, 4]


def test_labels_are_joined_with_the_text_that_was_read(texts: dict[str, Path]) -> None:
    lines = joined.read_jawhara(texts["news"])
    assert [line.text for line in lines[:2]] == ["عنوان", TEXT]
    (name,) = lines[1].names
    assert lines[1].text[name.start : name.end] == "بني غازي"
    assert [line.article for line in joined.read_ntrex(texts["ntrex"])] == ["ntrex/0"]


def test_a_text_that_is_not_the_one_that_was_read_is_refused(texts: dict[str, Path]) -> None:
    table = pq.read_table(texts["news"]).to_pylist()
    pq.write_table(pa.Table.from_pylist(table[:3]), texts["news"])
    with pytest.raises(ValueError, match=r"lacks 6 of the 9 articles .* JA-3 first: give the Parquet file"):
        joined.read_jawhara(texts["news"])
    table[4]["text"] = "عنوان\nسطر زائد\n" + TEXT
    pq.write_table(pa.Table.from_pylist(table), texts["news"])
    with pytest.raises(ValueError, match=r"is not the one that jawhara.tsv labels .*: places of names would be wrong"):
        joined.read_jawhara(texts["news"])


def test_judged_text_is_read_with_what_judges_doubt_left_open(texts: dict[str, Path]) -> None:
    judged = read_judged(texts["judged"], 100, frozenset())
    sentences = labelled(judged.tokens, judged.said, 0.6)
    assert sentences.labels[0] == ["O", "B-PERS", "I-PERS", "O", "O", "B-LOC"]
    assert set(sentences.labels[1]) == {OPEN}
    left = frozenset({" ".join(judged.tokens[0])})
    assert read_judged(texts["judged"], 100, left).tokens == [judged.tokens[1]]
    pq.write_table(pa.table({"tokens": ["في حلب"]}), texts["judged"])
    with pytest.raises(ValueError, match="no column origin: give text that judges labelled"):
        read_judged(texts["judged"], 100, frozenset())


def test_the_command_ships_a_model_that_works(texts: dict[str, Path], tmp_path: Path) -> None:
    options = options_of(texts)
    out = tmp_path / "out"
    told = CliRunner().invoke(command.main, [*options, f"--out={out}", "--epochs=1"], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    figures = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    assert figures["aside"]["micro"]["names"] > 0
    with np.load(out / "model.npz") as arrays:
        other = {name.removeprefix("anercorp.") for name in arrays if name.startswith("anercorp.")}
    assert other >= {"tagger.bias", "head.bias"}
    assert not other & {"vectors", "pieces", "words", "hint_words"}
    (tags,), (others,) = (EmbeddedRecognizer(out, name).tag([TEXT.split()]) for name in CONVENTIONS)
    assert [tag.score for tag in tags] != [tag.score for tag in others]
    again = [*options, f"--start={out / 'model.npz'}", "--again", "--epochs=1", f"--out={tmp_path / 'again'}"]
    told = CliRunner().invoke(command.main, again, catch_exceptions=False)
    assert told.exit_code == 0, told.output
    (once_more,) = EmbeddedRecognizer(tmp_path / "again").tag([TEXT.split()])
    assert [tag.score for tag in once_more] != [tag.score for tag in tags]
    (mentions,) = EmbeddedRecognizer(out).mentions([TEXT])
    assert all(0 < mention.score <= 1 for mention in mentions)
    assert (out / "model.npz").read_bytes() != (EMBEDDED / "model.npz").read_bytes()
