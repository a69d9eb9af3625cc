"""Where a page was saved from, as browsers and mirrors note it, what an archive's address is a copy of, and where one
of a service leads."""

import re
from urllib.parse import parse_qs, urlsplit

from nashra.landing.shapes.rules import redirect, shape_rules

_LOOK = 4096  # characters of a page in which it is noted
_URL = r"(https?://[^\s\x00-\x20<>\"']{4,2000})"
_NOTES = (
    re.compile(rf"<!--\s{{0,5}}saved from url=\(\d{{1,6}}\){_URL}\s", re.IGNORECASE),  # most browsers
    re.compile(rf"<!--[^<>]{{0,100}}?\burl:\s{_URL}\s", re.IGNORECASE),  # SingleFile
    re.compile(r"<!--\s{0,5}Mirrored from ([\w.-]+\.[\w-]+/[^\s<>]{0,2000}) by HTTrack", re.IGNORECASE),
)
_SOURCE = re.compile(
    rf"<meta\s[^<>]{{0,60}}?name=[\"']source-url[\"']\s{{1,3}}content=[\"']{_URL}", re.IGNORECASE
)  # Evernote
_COPY_OF = re.compile(r"https?://[^/\s?#]+/(?:[^\s?#]{0,60}/)?(https?:/{1,2}[^/\s].*)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"(https?):/{1,2}", re.IGNORECASE)


def saved_from(html: str) -> str | None:
    """The address in the comment, or the element, that whoever saved the page put at its head."""
    head = html[:_LOOK]
    if "source-url" in head and (match := _SOURCE.search(head)):
        return match[1]
    if "<!--" not in head:
        return None
    for note in _NOTES:
        if match := note.search(head):
            return match[1] if match[1].lower().startswith("http") else f"http://{match[1]}"
    return None


def original_of(url: str) -> str:
    """The address that an archive's or a mirror's ends with (…/web/2024…/https://…); else the address itself."""
    match = _COPY_OF.fullmatch(url)
    return _SCHEME.sub(r"\1://", match[1], count=1) if match else url


def led_to(url: str) -> str:
    """The address to which one of a service only leads (google.com/url?url=…); else the address itself."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
        if not redirect().fullmatch(f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"):
            return url
        asked = parse_qs(parts.query)
    except ValueError:
        return url
    found = (asked[name][0] for name in shape_rules().redirected_to if name in asked)
    return next((target for target in found if _SCHEME.match(target)), url)
