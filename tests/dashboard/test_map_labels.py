"""Names on a map: the biggest places have theirs, none over another, none cut off at the edge."""

import random

import pytest

from nashra_dashboard.map_labels import HIGH, NARROW, WIDE, Row, Window, _box, _meet, at, circle, sides

WORLD: Window = ([-30.0, 90.0], [-20.0, 56.0])


def place(key: str, label: str, longitude: float, latitude: float, articles: int) -> Row:
    return {"key": key, "label": label, "longitude": longitude, "latitude": latitude, "articles": articles}


@pytest.mark.parametrize("wide", [WIDE, NARROW])
@pytest.mark.parametrize("seed", range(20))
def test_no_name_meets_another_or_leaves_the_map(seed: int, wide: float) -> None:
    chance = random.Random(seed)
    rows = [
        place(str(n), "م" * chance.randint(2, 28), chance.uniform(-30, 90), chance.uniform(-20, 56), 60 - n)
        for n in range(60)
    ]
    found = sides(rows, WORLD, wide)
    boxes = [_box(row["label"], at(row, WORLD, wide), circle(row["articles"], 60) / 2, found[row["key"]])
             for row in rows if row["key"] in found]  # fmt: skip
    assert len(boxes) >= (6 if wide == WIDE else 2)
    assert not [1 for n, one in enumerate(boxes) for other in boxes[n + 1 :] if _meet(one, other)]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= HIGH for box in boxes)


def test_a_name_at_the_edge_stands_inside_and_one_too_long_is_left_out() -> None:
    east = place("east", "ميناء بورت هاركورت", 89, 10, 9)
    long = place("long", "الجمهورية " * 12, 30, 20, 8)
    assert sides([east, long], WORLD) == {"east": "top left"}


def test_of_two_places_beside_each_other_the_bigger_one_is_named_above() -> None:
    cairo, giza = place("cairo", "القاهرة", 31.24, 30.04, 20), place("giza", "الجيزة", 31.21, 30.01, 5)
    found = sides([cairo, giza], WORLD)
    assert found["cairo"] == "top center"
    assert found.get("giza") != "top center"


def test_a_place_outside_of_the_map_has_no_name() -> None:
    assert sides([place("far", "بعيد", 170, -50, 9)], WORLD) == {}
