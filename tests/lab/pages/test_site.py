"""The pages as they are laid out for a site: none is missing, and what they link to is there."""

import re
from pathlib import Path

import yaml

from nashra.settings import CHECKOUT
from nashra_lab.pages.site import lay_out, pages


def test_every_page_is_there_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    out = tmp_path / "pages"
    (out / "old").mkdir(parents=True)
    assert lay_out(out) == len(list(pages())) > 25
    assert not (out / "old").exists()
    checked = 0
    for page in out.rglob("*.md"):
        for to in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", to):
                assert (page.parent / to).is_file(), (page.relative_to(out), to)
                checked += 1
    assert checked > 30
    assert (out / "index.md").read_text(encoding="utf-8").startswith("# Nashra")


def test_the_site_s_contents_name_pages_that_are_there(tmp_path: Path) -> None:
    lay_out(tmp_path / "pages")
    contents = (CHECKOUT / ".ci" / "site.yaml").read_text(encoding="utf-8")
    named = re.findall(r"^ +- .*?: ([\w./-]+\.md)$", contents, re.MULTILINE)
    assert len(named) > 20
    assert [name for name in named if not (tmp_path / "pages" / name).is_file()] == []
    docs = {str(path) for path in pages() if str(path).startswith("docs/") and "decisions" not in str(path)}
    assert docs <= set(named)
    assert yaml.safe_load(contents)["docs_dir"] == "pages"
