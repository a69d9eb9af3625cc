"""One article: its scraped text with what was removed and who is named, its neighbours, its way through the night."""

import re
from itertools import accumulate

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from nashra.cleaning.ledger.account import Piece
from nashra_ui.data import articles, quarantined, quoted, removed, storied
from nashra_ui.data.raw_text import kept_lines, scraped_lines
from nashra_ui.data.spans import Spans
from nashra_ui.lake import Lake, Rows
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import label, language, render, valid_day

router = APIRouter(route_class=OneMoment)
ID = re.compile(r"[0-9a-f]{16}")
MARKED = 2000  # mentions of an article that are marked in its text, the first ones ...
LISTED = 200  # ... its entities and quotes that are listed ...
LETTERS = 400_000  # ... and characters of it that are shown, whole lines: a page of more is no reader's


@router.get("/article")
def find(request: Request, id: str = "") -> Response:
    """Goes to the article of this id, on the newest day that has it; asks for an id when none is given."""
    base = request.scope.get("root_path", "")
    wanted = id.strip().lower()
    if not wanted:
        return render(
            request, "find.html", title=label("article", language(request)), active="article", wanted="", missed=False
        )
    lake = Lake()
    if ID.fullmatch(wanted):
        if day := articles.find_day(lake, wanted):
            return RedirectResponse(f"{base}/article/{day}/{wanted}?lang={language(request)}", 303)
        for day in reversed(lake.days()):
            if (row := quarantined.find_article(lake, day, wanted)) is not None:
                return RedirectResponse(f"{base}/quarantine/{day}/{row}?lang={language(request)}", 303)
    return render(
        request,
        "find.html",
        404,
        title=label("article", language(request)),
        active="article",
        wanted=id[:100],
        missed=True,
    )


@router.get("/article/{day}/{article_id}")
def article(request: Request, day: str, article_id: str) -> HTMLResponse:
    lake, day = Lake(), valid_day(day)
    row = articles.article(lake, day, article_id) if ID.fullmatch(article_id) else None
    if row is None:
        raise HTTPException(404, "no_such_article")
    removals = articles.removals(lake, day, article_id)
    # a duplicate has no mentions of its own; its original's offsets are into another body
    mentions = articles.mentions(lake, day, article_id)
    named, spans = _named(mentions), Spans(mentions[:MARKED])
    scraped = scraped_lines(row, removals)
    every = kept_lines(row) if scraped is None else scraped
    shown = _first(every)
    lines = [
        [(piece, spans.of(piece.text, piece.start) if piece.kind == "body" else []) for piece in line] for line in shown
    ]
    # columns that were added later, where the day has them not
    row = {"published_on": None, "section": None, "country": None} | row
    return render(
        request, "article.html", title=row["title"] or article_id, active="article", day=day, row=row, lines=lines,
        quotes=quoted.of_article(lake, day, article_id), placed=scraped is not None, removals=removals,
        mentions=mentions, named=named, story=storied.of_article(lake, day, article_id),
        cut=len(every) > len(shown), marked=MARKED, most=LISTED,
        alike=removed.alike(lake, day, [r["text"] for r in removals]),
        duplicates=articles.duplicates(lake, day, row), run=lake.run_row(day),
        near=articles.same_names(lake, day, article_id, [e["entity_id"] for e in named[:12]]),
        removed_share=1 - row["body_chars"] / max(row["raw_chars"], 1),
    )  # fmt: skip


def _first(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The lines that begin within the first LETTERS characters."""
    begins = accumulate((sum(len(piece.text) for piece in line) for line in lines), initial=0)
    return [line for line, begin in zip(lines, begins, strict=False) if begin < LETTERS]


def _named(mentions: Rows) -> Rows:
    """The article's entities, the most mentioned first, each with its number of mentions here."""
    found: dict[str, dict[str, object]] = {}
    times: dict[str, int] = {}
    for mention in mentions:
        found.setdefault(mention["entity_id"], mention)
        times[mention["entity_id"]] = times.get(mention["entity_id"], 0) + 1
    return [found[i] | {"times": times[i]} for i in sorted(found, key=lambda i: -times[i])]
