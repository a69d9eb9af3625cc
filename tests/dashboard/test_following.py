"""Who comes first after a night sees its publication, and pages that somebody drew before."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

from nashra.lake import Storage


def test_a_page_of_each_kind_is_drawn_now_and_after_a_publication(storage: Storage, tmp_path: Path) -> None:
    from nashra_dashboard.app import render
    from nashra_dashboard.following import follow
    from nashra_dashboard.lake import Lake

    copytree(storage.root, tmp_path / "lake")
    own = Storage(str(tmp_path / "lake"))
    lake, asked, stopped = Lake(own), list[tuple[str, str]](), threading.Event()

    def show(path: str, search: str) -> Any:
        page = render(lake, path, search)
        asked.append((path, search))
        return page

    thread = follow(lake, show, every=0.05, stopped=stopped)
    try:
        _wait(lambda: any(path == "/search" and "q=" in search for path, search in asked))
        rooms = {path.split("/")[1] for path, _ in asked}
        assert rooms == {"", "stories", "search", "entities", "sources", "quality", "articles"}
        one = [path for path, _ in asked if path.count("/") == 2]
        assert {path.split("/")[1] for path in one} == {"stories", "entities", "sources", "articles"}
        own.write_bytes("runs/day=2023-09-16/runs.parquet", own.read_bytes("runs/day=2023-09-15/runs.parquet"))
        before = len(asked)
        _wait(lambda: len(asked) >= 2 * before)  # nobody asked for a page
        assert lake.days()[-1] == "2023-09-16"
    finally:
        stopped.set()
        thread.join(30)
    assert not thread.is_alive()


def test_a_page_that_cannot_be_drawn_is_no_end_of_following(storage: Storage) -> None:
    from nashra_dashboard.following import follow
    from nashra_dashboard.lake import Lake

    lake, stopped, tried = Lake(storage), threading.Event(), list[str]()
    lake.look()

    def show(path: str, _: str) -> Any:
        tried.append(path)
        raise OSError("the disk is gone")

    thread = follow(lake, show, every=0.01, stopped=stopped)
    _wait(lambda: len(tried) == 1)
    time.sleep(0.1)
    assert thread.is_alive() and tried == ["/"]  # and it is not tried again until something is published
    stopped.set()
    thread.join(30)


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(1200):
        if until():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to that within a minute")
