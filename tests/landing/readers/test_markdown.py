"""Marks of Markdown go, also those that its grammar does not take for any and whoever wrote them did."""

import json

import pytest

from tests.landing.conftest import BODY, Landing

FIRST, SECOND, THIRD = BODY.split("\n")
HEAD, REST = " ".join(FIRST.split()[:3]), " ".join(FIRST.split()[3:])
SAID, TOLD = " ".join(SECOND.split()[:3]), " ".join(SECOND.split()[3:])


@pytest.mark.parametrize(
    "text",
    [
        f"# توسعة الميناء\n\n**{HEAD} **{REST}\n\n{SECOND}\n\n{THIRD}",  # a space before the closing mark
        f"# توسعة الميناء\n\n** {HEAD}** {REST}\n\n{SECOND}\n\n**{THIRD}**",
        f"[المزيد](https://www.akhbar.example/1)\n\n{FIRST}\n\nو**{SAID[1:]}** {TOLD}\n\n**{THIRD} **",
        f"## توسعة\n\n{FIRST}\n\n## الأرصفة\n\n**{SAID}** **{TOLD} **\n\n{THIRD}",
    ],
)
def test_bold_with_a_space_inside_is_bold(landing: Landing, text: str) -> None:
    landing.write("pages.jsonl", json.dumps({"title": "توسعة الميناء القديم", "markdown": text}, ensure_ascii=False))
    (article,) = landing.night().articles
    assert "*" not in article["text"]
    lines = [" ".join(line.split()) for line in article["text"].split("\n")]
    assert {FIRST, SECOND, THIRD} <= set(lines)


def test_stars_that_are_none_stay(landing: Landing) -> None:
    text = f"# توسعة الميناء\n\n- {FIRST}\n- {SECOND}\n\n{THIRD} 2**3 و*"
    landing.write("pages.jsonl", json.dumps({"markdown": text}, ensure_ascii=False))
    assert "2**3 و*" in landing.night().articles[0]["text"]
