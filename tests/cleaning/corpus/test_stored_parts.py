"""Evidence of many articles is counted in little memory: a range of keys at a time, each group of rows read once."""

import tracemalloc
from collections import Counter
from typing import BinaryIO

import numpy as np
import pyarrow.parquet as pq
import pytest

from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.families import SKETCH, families
from nashra.cleaning.corpus.observed import EDGE, LEAD, LINE, TITLE, EvidencePart, merge
from nashra.cleaning.corpus.stored_parts import Stored, read_articles, read_rows, write_part
from nashra.lake import Storage

_KINDS = [LINE] * 14 + [TITLE] + [LEAD] * 3 + [EDGE] * 6  # of an article's rows


def part_of(articles: int, seed: int) -> EvidencePart:
    """Articles of made-up hashes, whose lines are each one's own but for two of a site; a tenth are copies."""
    rng = np.random.default_rng(seed)
    digest = rng.integers(1, 2**64 - 1, articles, dtype=np.uint64)
    sketch = rng.integers(0, 2**32 - 1, (articles, SKETCH), dtype=np.uint32)
    sketch[: articles // 10] = sketch[articles // 10 : articles // 10 * 2]
    key = rng.integers(1, 2**64 - 1, (len(_KINDS), articles), dtype=np.uint64)
    key[:2] = np.arange(1, 3, dtype=np.uint64)[:, None] << np.uint64(40)
    return merge([
        EvidencePart(
            digest, rng.integers(1, 50, articles).astype(np.uint64), np.zeros(articles, np.uint16), sketch,
            key.ravel(), np.repeat(np.array(_KINDS, np.uint8), articles), np.tile(digest, len(_KINDS)),
        )
    ])  # fmt: skip


@pytest.fixture(scope="module")
def parts() -> list[EvidencePart]:
    return [part_of(5000, seed) for seed in range(6)]


@pytest.fixture(scope="module")
def places(parts: list[EvidencePart], tmp_path_factory: pytest.TempPathFactory) -> list[Stored]:
    storage = Storage(str(tmp_path_factory.mktemp("parts")))
    for number, part in enumerate(parts):
        write_part(storage, f"part-{number}", part)
    return [Stored(storage, f"part-{number}") for number in range(len(parts))]


def test_it_is_that_of_all_at_once(parts: list[EvidencePart], places: list[Stored]) -> None:
    whole = CorpusEvidence.build([part_of(5000, seed) for seed in range(len(parts))])
    ranged = CorpusEvidence.count(read_articles(places), read_rows(places, range_rows=50_000))
    assert ranged.table().equals(whole.table())


def test_some_articles_of_a_part_are_all_that_is_read_of_it(parts: list[EvidencePart], places: list[Stored]) -> None:
    chosen = [Stored(place.storage, place.name, part.digest[::3]) for place, part in zip(places, parts, strict=True)]
    few = read_articles(chosen)
    assert few.digest.tolist() == sorted(np.concatenate([part.digest[::3] for part in parts]).tolist())
    by_digest = {int(d): s.tolist() for part in parts for d, s in zip(part.digest, part.sketch, strict=True)}
    assert all(by_digest[int(d)] == s.tolist() for d, s in zip(few.digest[::500], few.sketch[::500], strict=True))
    owners = np.unique(np.concatenate([rows.owner for rows in read_rows(chosen, range_rows=50_000)]))
    assert np.isin(owners, few.digest).all()


def test_each_group_of_rows_is_read_once(places: list[Stored], monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counter[tuple[int, int]]()
    real = pq.ParquetFile.read_row_group

    def counting(file: pq.ParquetFile, number: int) -> object:
        read[id(file.metadata), number] += 1
        return real(file, number)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", counting)
    rows = sum(part.key.size for part in read_rows(places, range_rows=20_000))
    assert rows == sum(pq.read_metadata(f"{place.storage.root}/{place.name}.rows.parquet").num_rows for place in places)
    assert sum(read.values()) == sum(
        pq.read_metadata(f"{place.storage.root}/{place.name}.rows.parquet").num_row_groups for place in places
    )


def test_a_range_takes_no_more_than_its_rows(places: list[Stored]) -> None:
    tracemalloc.start()
    try:
        for _ in read_rows(places, range_rows=20_000):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # of each part a group of 16,384 rows of 17 bytes beside it, twice while it is cut
    assert peak < 20_000 * 150 + len(places) * 2 * 3 * 16_384 * 17


def test_families_are_compared_where_they_may_agree() -> None:
    many = part_of(20_000, 7)
    tracemalloc.start()
    try:
        family = families(many.digest, many.sketch)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert np.unique(family).size == 18_000
    assert peak < 20_000 * 110  # bytes an article; the sketches of all twice over are 128


def test_on_a_store_a_part_is_opened_once_and_on_a_disk_none_stays_open(
    places: list[Stored], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[BinaryIO] = []
    real = Storage.open_input

    def noting(storage: Storage, path: str) -> BinaryIO:
        opened.append(real(storage, path))
        return opened[-1]

    monkeypatch.setattr(Storage, "open_input", noting)
    of_disk = [part.key.tolist() for part in read_rows(places, range_rows=50_000)]
    assert len(opened) > 5 * len(places)
    assert all(file.closed for file in opened)
    opened.clear()
    monkeypatch.setattr(places[0].storage, "is_local", False)
    assert [part.key.tolist() for part in read_rows(places, range_rows=50_000)] == of_disk
    assert len(opened) == len(places)
