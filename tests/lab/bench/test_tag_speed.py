from nashra.entities.link import Linker
from nashra.entities.recognise.base import Recognizer, Tagged
from nashra_lab.bench.tag_speed import bench_tag


class Everything(Recognizer):
    name, version = "everything", "7"

    def tag(self, sentences: list[list[str]], documents: list[int] | None = None) -> list[list[Tagged]]:
        return [[Tagged("B-LOC", 1.0) for _ in tokens] for tokens in sentences]


def test_counts_and_speed() -> None:
    speed = bench_tag(Everything(), Linker.load(), ["عدن صنعاء\nتعز", "مأرب"])
    assert (speed["bodies"], speed["tokens"], speed["mentions"]) == (2, 4, 4)
    assert (speed["recogniser"], speed["version"]) == ("everything", "7")
    assert speed["tokens_per_second"] > 0 and speed["peak_memory_mb"] > 0
    assert 0 < speed["linking_share"] < 1
