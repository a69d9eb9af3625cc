"""News whose names are exchanged: what is filled, what is labelled, what is aside, what is refused."""

from pathlib import Path

import pytest

from nashra_lab.evaluate.evaluate_exchanged import Read, figures, moved
from nashra_lab.gold.exchanged import ExchangedError, draw, draw_all, read_names, read_passages


def test_what_is_labelled_is_what_was_filled_in() -> None:
    for passage in read_passages():
        filled = draw(passage, 0)
        for name in filled.names:
            surface = filled.body[name.start : name.end]
            row = filled.chosen[name.gap] if name.gap else None
            assert surface and surface == surface.strip()
            if row is not None:
                assert (row.family if name.short else row.name).endswith(surface)
                assert row.aside == passage.aside
        assert not set("{}[]<>#~|") & set(filled.body)


def test_a_filling_is_the_same_each_time_and_an_exchange_changes_one_name() -> None:
    all_ = list(draw_all())
    assert all_ == list(draw_all())
    by_name = {one.name: one for one in all_}
    exchanged = [one for one in all_ if one.of]
    assert len(exchanged) > 300
    for one in exchanged:
        before = by_name[one.of].chosen
        assert {gap for gap, row in one.chosen.items() if before[gap] != row} == {one.gap}


def test_a_third_is_aside_and_half_of_the_names_are_in_no_list() -> None:
    names = [row for rows in read_names().values() for row in rows]
    assert 0.25 < sum(row.aside for row in names) / len(names) < 0.42
    assert 0.4 < sum(row.common for row in names) / len(names) < 0.6
    passages = read_passages()
    assert len(passages) > 90
    assert 0.25 < sum(one.aside for one in passages) / len(passages) < 0.42


def test_the_article_goes_with_the_preposition() -> None:
    filled = next(
        one for one in draw_all() if "لل" in one.body and any(one.body[: n.start].endswith("لل") for n in one.names)
    )
    name = next(n for n in filled.names if filled.body[: n.start].endswith("لل"))
    assert name.gap is not None
    assert filled.chosen[name.gap].name == f"ال{filled.body[name.start : name.end]}"


def test_figures_of_what_finds_all_and_what_finds_nothing() -> None:
    from nashra.article import Mention

    passages = [one for one in draw_all() if one.name.startswith("ma-water/0")]
    whole = [
        Read(one, [Mention(n.type, one.body[n.start : n.end], n.start, n.end, 0, 0.9, f"{n.gap}") for n in one.names])
        for one in passages
    ]
    told = figures(whole)
    assert (told["recall"], told["precision"], told["split"], told["merged"], told["moved"]) == (
        1.0,
        1.0,
        0.0,
        0.0,
        0.0,
    )
    none = [Read(one, []) for one in passages]
    assert (figures(none)["recall"], list(moved(none))) == (0.0, [])
    assert len(list(moved([*whole[:1], *none[1:]]))) == 1


def test_a_list_of_no_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("## zz.A\nاسم\n", encoding="utf-8")
    with pytest.raises(ExchangedError, match="zz"):
        read_names(tmp_path / "names.txt")
