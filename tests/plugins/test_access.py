import re
from typing import Any

import pytest

from nashra.settings import CHECKOUT

DAY = "2023-09-13"
PATHS = [
    "/", "/days", f"/day/{DAY}", "/run?run_id=x", "/article", f"/article/{DAY}/{'0' * 16}", f"/articles/{DAY}",
    f"/removals/{DAY}", f"/entities/{DAY}", f"/quarantine/{DAY}", f"/quarantine/{DAY}/0", f"/quarantine/{DAY}/0/bytes",
    "/quality", f"/quality/{DAY}", "/search", f"/stories/{DAY}", f"/stories/{DAY}/STORY-{'0' * 12}",
    f"/quotes/{DAY}", "/review", f"/review/{DAY}",
    "/static/nashra.css", "/static/nashra.js",
]  # fmt: skip

POSTS = ["/review/patch"]


def test_every_route_is_among_those_that_are_tried(site: Any) -> None:
    from nashra_ui.app import make_app

    known = {re.sub(r"\{[^}]+\}", "[^/]+", route.path) for route in make_app().routes}  # type: ignore[attr-defined]
    tried = [path.partition("?")[0] for path in [*PATHS, *POSTS]]
    assert [pattern for pattern in known if not any(re.fullmatch(pattern, path) for path in tried)] == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_a_login(site: Any, path: str) -> None:
    answer = site.get(path, user="")
    assert answer.status_code == 401
    assert "لقاء" not in answer.text


def test_a_link_without_a_login_leads_to_it_and_back(site: Any) -> None:
    from urllib.parse import parse_qs, urlsplit

    wanted = f"/quarantine/{DAY}?stage=ingest&code=language"
    browser = {"Accept": "text/html,application/xhtml+xml"}
    answer = site.get(wanted, user="", headers=browser, follow_redirects=False)
    assert answer.status_code == 303
    login = urlsplit(answer.headers["location"])
    assert (login.path, parse_qs(login.query)) == ("/api/v2/auth/login", {"next": [f"/nashra{wanted}"]})
    known = site.client.get(answer.headers["location"], follow_redirects=False)
    assert parse_qs(urlsplit(known.headers["location"]).query) == {"next": [f"/nashra{wanted}"]}
    assert site.get(wanted, user="nobody", headers=browser).status_code == 403


def test_only_what_changes_nothing_is_got_and_the_rest_is_posted() -> None:
    from nashra_ui.app import make_app

    posted = [route.path for route in make_app().routes if route.methods - {"GET", "HEAD"}]  # type: ignore[attr-defined]
    assert posted == POSTS


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_taken_without_a_login_or_the_right(site: Any, path: str) -> None:
    fields = {"answer-1": '{"about": "line", "verdict": "keep", "source": "x.example", "text": "سطر من خبر"}'}
    assert site.post(path, fields, user="").status_code == 401
    assert site.post(path, fields, user="forged").status_code == 403
    assert site.post(path, fields, user="nobody").status_code == 403
    assert site.post(path, fields).status_code == 200


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Origin": "http://127.0.0.1"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
    ],
)
def test_a_form_of_another_page_is_refused(site: Any, path: str, headers: dict[str, str], status: int) -> None:
    fields = {"answer-1": '{"about": "line", "verdict": "keep", "source": "x.example", "text": "سطر من خبر"}'}
    answer = site.post(path, fields, Cookie=f"_token={site.tokens['viewer']}", **headers)
    assert answer.status_code == status
    assert (b"+keep" in answer.content) is (status == 200)


@pytest.mark.parametrize("user", ["forged", "nobody"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_the_right_to_see_the_runs(site: Any, path: str, user: str) -> None:
    assert site.get(path, user=user).status_code == 403


def test_a_viewer_sees_the_pages_with_a_token_or_the_login_s_cookie(site: Any) -> None:
    assert site.get(f"/day/{DAY}").status_code == 200
    cookie = {"Cookie": f"_token={site.tokens['viewer']}"}
    assert site.get(f"/day/{DAY}", user="", headers=cookie).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_there_are_no_pages_about_the_api(site: Any, path: str) -> None:
    assert site.get(path, user="admin").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fpage.py", "%2e%2e/page.py", "../app.py", "..%5Capp.py", "nashra.css%00.js", ""])
def test_only_files_of_the_static_folder_are_served(site: Any, name: str) -> None:
    answer = site.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize("path", ["/days", "/static/nashra.js", "/nowhere", f"/quarantine/{DAY}/2/bytes"])
def test_strict_headers_are_on_every_answer(site: Any, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_kept_bytes_are_saved_and_never_shown(site: Any) -> None:
    answer = site.get(f"/quarantine/{DAY}/2/bytes")
    assert answer.content == b"<script>alert('x')</script>\x00\xff"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_pages_need_no_network_and_hold_no_script_or_style() -> None:
    for template in (CHECKOUT / "plugins/nashra_ui/templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?! src=\"\{\{ base)|<style|\sstyle=|\son\w+=|https?://|\|\s*safe", text), (
            template
        )
    for file in (CHECKOUT / "plugins/nashra_ui/static").glob("*.[cj]s*"):
        assert not re.search(r"url\(|@import|fetch\(|https?://(?!www\.w3)", file.read_text(encoding="utf-8")), file
