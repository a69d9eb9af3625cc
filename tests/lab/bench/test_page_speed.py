"""Pages a CPU second, beside trafilatura where it is installed."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from nashra.errors import NashraError
from nashra.settings import CHECKOUT, load_settings
from nashra_lab.bench.page_speed import bench_pages
from nashra_lab.evaluate.floors import below, floors

PAGES = CHECKOUT / "seeds" / "landing" / "2023-09-13" / "sabah-alnil.example"


def test_our_parts_and_the_peer_are_measured_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[bool, bool]] = []

    def extract(page: str | bytes, *, include_comments: bool, with_metadata: bool) -> str | bytes:
        decoded = isinstance(page, str)
        assert "<html" in (page if isinstance(page, str) else page.decode()) and not include_comments
        asked.append((decoded, with_metadata))
        return page.upper()

    monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(extract=extract))
    figures = bench_pages(PAGES, load_settings(), rounds=2)
    assert (figures["pages"], figures["articles"]) == (2, 2)
    each = [(False, True), (False, False), (True, True), (True, False)]
    assert asked == [way for way in each for _ in range(2)] * 3  # of two pages, in a first round and two more
    assert all(figures[f"times_trafilatura{way}"] >= 0 for way in ("_bytes_with_facts", "_bytes", "_with_facts", ""))
    parts = sum(figures[f"milliseconds_{name}"] for name in ("read", "evidence", "clean"))
    assert 0 < parts <= figures["milliseconds_all"] * 1.01
    assert figures["pages_per_cpu_second"] > 0 and figures["trafilatura_pages_per_cpu_second"] > 0
    assert below({"pages": figures}, floors("page_speed"))  # it is as nothing to write a page in capitals


def test_without_the_peer_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    figures = bench_pages(PAGES, load_settings(), rounds=1)
    assert figures["trafilatura"].startswith("trafilatura is not installed here")
    assert below({"pages": figures}, floors("page_speed")) == []


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    with pytest.raises(NashraError, match=r"holds no page to measure with: expected \*\.html"):
        bench_pages(tmp_path, load_settings())
