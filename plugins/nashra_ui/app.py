"""The FastAPI application: behind Airflow's login and the nightly DAG's permissions, with strict headers."""

from collections.abc import Awaitable, Callable
from typing import Any

from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.core_api.security import requires_access_dag
from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from nashra.errors import NashraError
from nashra.lake import Unreadable
from nashra_ui import files
from nashra_ui.lake import Damaged
from nashra_ui.links import NIGHTLY
from nashra_ui.page import error_page, login_url
from nashra_ui.pages import (
    article,
    articles,
    days,
    entities,
    quality,
    quarantine,
    quotes,
    removals,
    report,
    review,
    search,
    stories,
)

# All that a page shows comes from the internet: no script or style but our own files, ever.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
}


def make_app() -> FastAPI:
    """The application that Airflow mounts. It has no pages about itself: those would be open to anyone."""
    app = FastAPI(
        title="Nashra",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(requires_access_dag("GET", DagAccessEntity.RUN, NIGHTLY))],
    )
    for module in (
        report,
        days,
        article,
        articles,
        removals,
        entities,
        quarantine,
        quality,
        quotes,
        stories,
        search,
        review,
        files,
    ):
        app.include_router(module.router)

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    @app.exception_handler(HTTPException)
    def told(request: Request, error: Any) -> Response:
        if error.status_code == 401 and request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(login_url(request), 303)  # a person who follows a link; others get their 401
        return error_page(request, error.status_code, str(error.detail), getattr(error, "said", ""))

    @app.exception_handler(NashraError)
    def refused(request: Request, error: Any) -> Response:
        return error_page(request, 400, "malformed", str(error))

    @app.exception_handler(Damaged)
    @app.exception_handler(Unreadable)
    def damaged(request: Request, error: Any) -> Response:
        return error_page(request, 503, "damaged", str(error))

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: Any) -> Response:
        said = [f"{fault['loc'][-1]}={str(fault.get('input'))[:100]}" for fault in error.errors()]
        return error_page(request, 400, "malformed", " · ".join(said))

    return app
