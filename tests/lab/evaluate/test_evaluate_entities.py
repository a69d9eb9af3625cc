"""The gate for names: what it reads, and when it fails."""

import pytest

from nashra.entities.link import Linker
from nashra_lab.evaluate.evaluate_entities import EVAL, held_out, sample_bodies
from nashra_lab.evaluate.floors import below, floors
from nashra_lab.evaluate.score_links import gold_mentions, read_gold


def test_every_surface_of_the_samples_gold_is_in_its_article() -> None:
    gold = read_gold(EVAL / "sample_entities.tsv")
    linker = Linker.load()
    for name, body in sample_bodies(list(gold)).items():
        found = {body[one.start : one.end] for one in gold_mentions(gold[name], body, linker)}
        for surface, _, _ in gold[name]:
            bare = surface.removeprefix("ال")
            assert any(bare in one for one in found), f"{name}: {surface}"


def test_floors_and_ceilings() -> None:
    limits = floors("entities")
    good = {"seeds": {"mention_recall": 0.98}, "names": {"joined_wrongly": 0.0}, "recogniser": {"micro_f1": 0.83}}
    assert below(good, limits) == []
    bad = {"seeds": {"mention_recall": 0.5}, "names": {"joined_wrongly": 0.2}, "recogniser": {"micro_f1": 0.7}}
    assert [line.partition(":")[0] for line in below(bad, limits)] == ["names", "seeds", "recogniser"]


@pytest.mark.parametrize(
    "figures", [{"micro": 0.77}, {"held_out": {"micro": {"f1": 0.77}}}, {"a": 1, "block": {"b": {"micro": 0.77}}}]
)
def test_the_recognisers_own_figures(figures: dict[str, object]) -> None:
    assert held_out(figures) == 0.77


def test_figures_without_a_micro_f1_are_refused() -> None:
    with pytest.raises(ValueError, match="micro"):
        held_out({"LOC": 0.9})
