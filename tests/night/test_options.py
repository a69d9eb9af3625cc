import unicodedata

import pytest

from nashra.night.options import OptionsError, parse_options


def test_the_partition_key_is_the_day() -> None:
    assert parse_options("2023-09-13", {"day": None, "dry_run": False}).day == "2023-09-13"


def test_what_was_given_is_shown_in_a_line() -> None:
    with pytest.raises(OptionsError, match="got '2023-09-13,2023-09-14") as refused:
        parse_options(None, {"day": "2023-09-13,2023-09-14," * 1000})
    assert str(refused.value).endswith("…")
    assert len(str(refused.value)) < 250
    assert parse_options(None, {"day": "2023-09-13", "sources": ["wakala.example ", ""]}).sources == ("wakala.example",)


def test_a_manual_run_takes_its_day_from_the_params() -> None:
    options = parse_options(None, {"day": "2023-09-13", "sources": "صدى الخليج, wakala.example"})
    assert (options.day, options.sources) == ("2023-09-13", ("صدى الخليج", "wakala.example"))
    typed = unicodedata.normalize("NFD", "أخبار الآن")
    assert parse_options(None, {"day": "2023-09-13", "sources": typed}).sources == ("أخبار الآن",)


@pytest.mark.parametrize(
    ("key", "params", "said"),
    [
        (None, {}, "no day given"),
        (None, {"day": ""}, "no day given"),
        (None, {"day": "2023-9-13"}, "YYYY-MM-DD"),
        (None, {"day": "2023-02-31"}, "params: day: day must be a date written YYYY-MM-DD"),
        (None, {"day": "٢٠٢٣-٠٩-١٣"}, "YYYY-MM-DD"),
        (None, {"day": "../2023-09-13"}, "YYYY-MM-DD"),
        ("2023-09-13", {"day": "2023-09-14"}, "partition key"),
        ("2023-09-13", {"dya": "2023-09-13"}, "dya"),
        (None, {"dya": "2023-09-13"}, "dya"),
        ("2023-09-13", {"shards": 0}, "shards"),
        ("2023-09-13", {"shards": True}, "shards: expected a number"),
        ("2023-09-13", {"recognizer": "bert"}, "recognizer"),
        ("2023-09-13", {"sources": 5}, "sources: expected a list of names, got 5"),
        ("2023-09-13", {"sources": {"wakala.example": 1}}, "sources: expected a list of names"),
        ("2023-09-13", {"sources": ["wakala.example", None]}, "sources: expected a list of names"),
        ("2023-09-13", {"sources": " , "}, "leave it out for all sources"),
        ("2023-09-13", {"sources": ["\ud83d"]}, r"sources: no source is called '\\ud83d'"),
    ],
)
def test_what_cannot_be_run_is_refused_by_name(key: str | None, params: dict[str, object], said: str) -> None:
    with pytest.raises(OptionsError, match=said):
        parse_options(key, params)
