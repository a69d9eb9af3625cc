"""The lines that rules removed on a day: of all rules with examples, or of one with what it says."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from nashra_ui.data import removed, rule_text, rules
from nashra_ui.lake import Lake
from nashra_ui.listed import Asked, list_page
from nashra_ui.one_moment import OneMoment
from nashra_ui.page import valid_day

router = APIRouter(route_class=OneMoment)
SIZE = 50


@router.get("/removals/{day}")
def listing(request: Request, day: str, asked: Asked, rule: str = "", q: str = "") -> Response:
    lake, day = Lake(), valid_day(day)
    counts = rules.day_counts(lake, day)
    return list_page(
        request, "removals", day, removed.listing(rule=rule, words=q), asked, SIZE, {"rule": rule, "q": q},
        rules=list(counts), counts=counts, examples={} if rule or q else removed.examples(lake, day),
        written=rule_text.written(rule) if rule else None,
    )  # fmt: skip
