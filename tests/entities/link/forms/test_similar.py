"""Being near is what the distance says, wherever it gives up."""

import random

import pytest

from nashra.entities.link.forms.similar import distance, is_near

LETTERS = "ابتثجحخدرزسشصطعغفقكلمنهويء"


@pytest.mark.parametrize("limit", [0.3, 0.65, 0.95, 2.0])
def test_keys_are_near_when_their_distance_is_below_the_limit(limit: float) -> None:
    draw = random.Random(7)
    found = []
    for _ in range(400):
        one = "".join(draw.choices(LETTERS, k=draw.randint(0, 9)))
        other = "".join(letter for letter in one if draw.random() < 0.85) + draw.choice(("", "ا", "ي", "نر"))
        found.append(is_near(one, other, limit))
        assert found[-1] == (distance(one, other) < limit)
    assert any(found)
    assert not all(found)
