"""The measures that checks look at, one by one."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from nashra.quality.rows.tally import shown
from nashra.quality.see.ids import Sums, id_numbers, mixed, repeated, within
from nashra.quality.see.letters import ARABIC, LETTER, SOLID, _kinds, count_kinds
from nashra.quality.see.measures import MEASURES, Look
from nashra.quality.see.staged_files import Known
from nashra.quality.see.surfaces import SLICES
from nashra.tables.dictionary.dictionary import load_dictionary


def column(*values: object) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values)])


def test_every_measure_of_the_dictionary_exists() -> None:
    over_days = {"no_article", "too_few", "not_before"}  # of the story tables: nashra.quality.beside works them out
    named = {m.column for table in load_dictionary().tables.values() for m in table.measures} - over_days
    assert named - {name for names in SLICES.values() for name in names} == set(MEASURES)


def test_kinds_of_characters() -> None:
    counts = count_kinds(column("قال: ok!", None, "", "\u200f \u00a0", "١٢٣ 😀", "ﻻ"))
    assert counts[LETTER].tolist() == [5, 0, 0, 0, 0, 1]
    assert counts[ARABIC].tolist() == [3, 0, 0, 0, 0, 1]
    assert counts[SOLID].tolist() == [7, 0, 0, 0, 4, 1]


def test_kinds_are_counted_text_by_text_in_many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [("سطر " * n) + "x" for n in range(50)]
    whole = count_kinds(column(*texts))
    monkeypatch.setattr("nashra.quality.see.letters.CHARS_AT_ONCE", 20)
    assert whole.tolist() == count_kinds(column(*texts)).tolist()
    monkeypatch.setattr("nashra.quality.see.letters._BITS", 5)  # texts longer than a count's bits hold
    _kinds.cache_clear()
    assert whole.tolist() == count_kinds(column(*texts)).tolist()
    _kinds.cache_clear()
    assert whole[ARABIC].tolist() == [3 * n for n in range(50)]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("قال الوزير.\nاقرأ أيضًا: خبر آخر", True),
        ("قال الوزير.\n* إقرا أيضا", True),
        ("قال.\nإعلان\nوتابع", True),
        ("قال.\n- إعلان -", True),
        ("إعلان حالة الطوارئ في البلاد مدة شهر.", False),
        ("دعا المعلم طلابه قائلا اقرأ أيضا قصائد المتنبي.", False),
        ("طباعة الكتب تراجعت هذا العام.", False),
    ],
)
def test_markers_at_the_start_of_a_line(body: str, left: bool) -> None:
    measure = MEASURES["marker_left"]
    assert measure(Look("articles", pa.table({"body": [body]}), Known(), "2023-09-13")).tolist() == [left]


def test_numbers_of_ids() -> None:
    ids = column("00000000000000ff", "not hex", None, "not hex", "ffffffffffffffff")
    numbers = id_numbers(ids)
    assert numbers[0] == 255
    assert numbers[2] == 0
    assert numbers[1] == numbers[3]
    assert repeated(numbers).tolist() == [numbers[1]]
    assert within(numbers, np.unique(numbers[:1])).tolist() == [True, False, False, False, False]
    assert within(numbers, numbers[:0]).tolist() == [False] * 5
    assert len(id_numbers(pa.chunked_array([], pa.string()))) == 0


def test_mixed_keys_tell_places_apart() -> None:
    ids = id_numbers(column(*["00000000000000ff"] * 4))
    keys = mixed(ids, column(0, 3, 0, 0), column(3, 0, 3, 4))
    assert keys[0] == keys[2]
    assert len(set(keys.tolist())) == 3


def test_sums_by_id() -> None:
    sums = Sums(np.array([5, 9, 5], np.uint64), np.array([1, 10, 2]))
    assert sums.of(np.array([9, 5, 7], np.uint64)).tolist() == [10, 3, 0]


def test_days_after_landing_may_be_unknown() -> None:
    times = pa.array([1694563200_000000, None, 0], pa.timestamp("us", tz="UTC"))
    found = MEASURES["days_after_landing"](Look("articles", pa.table({"published_at": times}), Known(), "2023-09-13"))
    assert found[0] == 0
    assert np.isnan(found[1])
    assert found[2] == -19613


def test_a_day_at_the_source_is_at_most_one_from_that_in_utc() -> None:
    moment = 1694638800_000000  # of the 13th
    times = pa.array([moment, moment, None, None, moment], pa.timestamp("us", tz="UTC"))
    days = pa.array([date(2023, 9, 14), date(2023, 9, 15), None, date(2023, 9, 14), None])
    rows = pa.table({"published_at": times, "published_on": days})
    found = MEASURES["published_on_wrong"](Look("articles", rows, Known(), "2023-09-14"))
    assert found.tolist() == [False, True, False, True, False]


def test_shown_values_are_short_and_on_one_line() -> None:
    assert shown("سطر\nسطر") == "سطر سطر"
    assert len(shown("ط" * 500)) == 60
    assert shown(0.123456) == "0.1235"
    assert shown(float("nan")) == shown(None) == "null"
