"""Whether a form was sent from a page of ours: the browser says where it comes from, and nobody else's page may."""

from urllib.parse import urlsplit

from airflow.configuration import conf
from fastapi import HTTPException, Request


def require_own_form(request: Request) -> None:
    """Raises 403 for a form that another site's page sent. Who sends a token instead of a cookie is no browser's page,
    and says neither of the two."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        own = site == "same-origin"
    elif origin is not None:
        base = urlsplit(conf.get("api", "base_url", fallback="")).netloc
        own = urlsplit(origin).netloc in {request.headers.get("host"), base} - {None, ""}
    else:
        own = request.headers.get("authorization", "").lower().startswith("bearer ")
    if not own:
        raise HTTPException(403, "answers_foreign")
