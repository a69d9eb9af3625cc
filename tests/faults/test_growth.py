"""No structure of a file makes its cost grow much faster than its size: the night of a hostile file ends."""

import pytest

from tests.support.growth import grown, steps, steps_apart
from tests.support.structures import TEXT, Structure, structures

ALL = dict(structures())
SMALL, LARGE = 4_000, 32_000  # bytes of tokens; a cost of the square grows 64 times from one to the other
LINEAR = 22.0  # times that a cost may grow between them: 8 times 2.75, for what is measured is never alone
FAR = 8  # the long form's sizes are so many times larger, and so much of the processor and of memory may they take
SECONDS, MEGABYTES = 60, 4_000


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """What is read once, such as words of other languages, costs no file anything."""
    for text in (
        TEXT,
        "The mayor said that the bridge would stay closed. " * 5,
        "рцы слово твёрдо " * 20,
        "ß<b>[a]" * 200,
    ):
        steps("a.html", text.encode())
        steps("a.txt", text.encode())


def test_there_are_many() -> None:
    assert len(ALL) > 500


@pytest.mark.faults  # minutes: a structure of each kind in two sizes, in processes of their own
@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name in ALL}))
def test_no_cost_grows_faster_than_its_file(kind: str) -> None:
    wrong = {}
    for name, structure in ALL.items():
        if name.partition(":")[0] != kind:
            continue
        data = structure.bytes(LARGE)
        if max(steps(structure.name, data).values()) < 0.3:
            continue
        small = steps(structure.name, structure.bytes(SMALL))
        large = steps(structure.name, data)  # once more: the first time, what is read or imported once may be in it
        if found := grown(small, large, LINEAR, 0.3):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.faults
@pytest.mark.parametrize("structure", ALL.values(), ids=ALL)
def test_no_cost_of_a_large_file_grows_faster(structure: Structure) -> None:
    small, large = (steps_apart(structure.name, structure.bytes(FAR * size), SECONDS, MEGABYTES)
                    for size in (SMALL, LARGE))  # fmt: skip
    assert grown(small, large, LINEAR, 1.0) == {}
    assert large["memory"] < 1_000
