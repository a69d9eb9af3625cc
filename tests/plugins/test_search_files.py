"""What a search found is taken along as files, and as the command that finds it again."""

import csv
import html
import io
import json
import re
import shlex
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from nashra.cli import nashra
from tests.plugins.conftest import DAY, Site

Page = Callable[..., str]
ASKED = [
    "q=روسيا", "q=روسيا&order=best", "source=bbc.com", f"q=ليبيا+-مصر&first={DAY}&last={DAY}",
    "q=%22كيم+جونغ%22", "name=Q7747&quotes=true", "q=ليبيا+--مصر+'&order=best",
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_files_and_the_command_hold_all_that_was_found(page: Page, site: Site, lake: Any, asked: str) -> None:
    shown = page(f"/search?{asked}")
    addresses = [html.unescape(href) for href in re.findall(r'<a download href="([^"]+)"', shown)]
    csv_at, parquet_at = (address.removeprefix("/nashra") for address in addresses)
    rows = pq.read_table(io.BytesIO(site.get(parquet_at).content)).to_pylist()
    (total,) = re.findall(r'<span role="status"><b>[^\d]*(\d+)', shown)
    assert len(rows) == int(total) > 0
    answer = site.get(csv_at)
    assert answer.headers["content-disposition"] == 'attachment; filename="nashra-search.csv"'
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["article_id"] for row in told] == [row["article_id"] for row in rows]
    on_page = re.findall(r'<h2><a href="/nashra/article/[\d-]+/([0-9a-f]+)"', shown)
    assert on_page == [row["article_id"] for row in rows[: len(on_page)]]

    (command,) = re.findall(r'<pre class="sql" dir="ltr" lang="en" tabindex="0">(.*?)</pre>', shown)
    name, *words = shlex.split(html.unescape(command))
    done = CliRunner().invoke(nashra, [*words, "--lake", lake.address])
    assert (name, done.exit_code) == ("nashra", 0), done.output
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [(row["day"], row["article_id"], row["snippet"]) for row in found] == [
        (row["day"], row["article_id"], row["text"]) for row in rows
    ]


def test_a_file_of_nothing_that_was_asked_is_not_found(site: Site) -> None:
    assert site.get("/search?format=csv").status_code == 404
    assert site.get("/search?name=Nobody+Of+This+Name&format=csv").status_code == 404
    assert site.get("/search?q=روسيا&format=xlsx").status_code == 400
