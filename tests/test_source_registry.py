"""Sources are known by their domain, by hosts below it and by their names; a slip in the registry is refused."""

from pathlib import Path

import pytest
import yaml

from nashra.settings import REFERENCE
from nashra.source_registry import known_source, read_sources
from nashra.yaml_files import RulesError

ARAB = {"AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", 
        "SO", "SY", "TN", "YE"}  # fmt: skip


def test_sites_of_every_arab_country_are_known() -> None:
    sites = read_sources().sources
    assert len(sites) >= 150
    assert {site.country for site in sites.values()} >= ARAB


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("bbc.com", "BBC Arabic"),
        ("www.bbc.com", "BBC Arabic"),
        ("بي بي سي عربي", "BBC Arabic"),
        ("arabic.cnn.com", "CNN Arabic"),  # a name of its own, though no domain
        ("mubasher.aljazeera.net", "Al Jazeera Mubasher"),
        ("studies.aljazeera.net", "Al Jazeera"),
        ("صحيفة عكاظ", "Okaz"),
    ],
)
def test_a_source_is_known(source: str, name: str) -> None:
    known = known_source(source)
    assert known is not None
    assert known.name_en == name


@pytest.mark.parametrize("source", ["majarra-press.example", "unknown", "notbbc.com", "com", "فلان", "bbc.com.example"])
def test_another_is_not(source: str) -> None:
    assert known_source(source) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"country": "XX"}, "zones has no XX"),
        ({"names": ["بي بي سي عربي"]}, "is a name of"),
        ({"zone": "Asia/Nowhere"}, "expected a time zone"),
        ({"names": "بي بي سي"}, "names: expected a list, got 'بي بي سي'"),
    ],
)
def test_a_slip_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    data = yaml.safe_load((REFERENCE / "sources.yaml").read_text(encoding="utf-8"))
    data["sources"]["okaz.com.sa"] |= change
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RulesError, match=said):
        read_sources(tmp_path / "sources.yaml")
