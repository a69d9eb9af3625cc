"""docs/python.md: what it shows runs as it stands, in the order of the page, and gives what the page says."""

import json
import re
import sys
from pathlib import Path

import pytest

from nashra import library
from nashra.settings import CHECKOUT
from tests.support.doors import Done, run, run_cold

CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
# what is looked at behind the page's own code
BEHIND = """
import json
print("BEHIND" + json.dumps({
    "days": len(days), "names": len(most_named), "articles": len(articles), "cleaned": len(cleaned),
    "body": result.body, "mentions": [mention.surface for mention in mentions],
    "speakers": [quote.speaker for quote in said],
    "alike": [found.same_story for found in alike([(one, other)])],
}))
"""


def page() -> str:
    return (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def done(work: Path, places: dict[str, str]) -> Done:
    (work / "page.py").write_text("\n".join(CODE.findall(page())) + BEHIND, encoding="utf-8")
    return run("python page.py", work, **places)


def test_the_page_s_code_runs(done: Done) -> None:
    assert (done.code, "Traceback" in done.told) == (0, False), done.told
    found = json.loads(done.out.rpartition("BEHIND")[2])
    assert found["days"] >= 1
    assert found["names"] == 10
    assert found["articles"] == found["cleaned"] > 1
    assert found["body"] == "افتتح الوزير الجسر الجديد في الموصل."
    assert found["mentions"] == ["حيان عبد الغني", "العراق", "البصرة"]
    assert found["speakers"] == ["حيان عبد الغني"] * 2
    assert found["alike"] == [True]


def test_the_page_shows_every_function() -> None:
    shown = {name for line in re.findall(r"from nashra\.library import (.+)", page()) for name in line.split(", ")}
    functions = {name for name in library.__all__ if not name[0].isupper()}
    assert shown == functions


def test_importing_nashra_loads_next_to_nothing(work: Path) -> None:
    heavy = "print([m for m in ('pyarrow', 'duckdb', 'numpy', 'onnxruntime', 'pandas') if m in sys.modules])"
    asked = run_cold((sys.executable, "-c", f"import sys, nashra, nashra.library; {heavy}"), work)
    assert asked.out.strip() == "[]", asked.told
