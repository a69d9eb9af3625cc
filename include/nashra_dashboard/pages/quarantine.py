"""What landed on the chosen days and was set aside: each record with its reason and its beginning, and as a file."""

from typing import Any

from dash import html

from nashra_dashboard.lake import Lake
from nashra_dashboard.listed import Listing, take_along
from nashra_dashboard.listed import heads as heads_of
from nashra_dashboard.pages.quality import told_reason
from nashra_dashboard.parts import card, chips, nothing, number, table, text
from nashra_dashboard.view import View

STAGES = ("ingest", "clean", "enrich")
AT_ONCE, SHOWN = 40, 300  # records of a page, and letters of each
ORDERS = {"day": "day DESC", "stage": "stage", "reason": "reason", "file": "landing_file", "bytes": "bytes DESC"}
# A record is bytes as they landed: what is no text in them is left out, and what would break a line or a cell is blank.
ASIDE = r"""
SELECT day, stage, reason, expectation, landing_file, octet_length(record) AS bytes,
       regexp_replace(decode(record[:4000], 'ignore'), '\p{Cc}+', ' ', 'g') AS record
FROM quarantine WHERE day BETWEEN ? AND ?
"""
OF_STAGE = " AND stage = ?"
TIE = "day DESC, stage, landing_file, reason, expectation, record"


def listing(view: View) -> Listing:
    """The records of the days, of a stage."""
    stage = _stage(view)
    given = (*view.days, *((stage,) if stage else ()))
    return Listing("quarantine", ASIDE.rstrip() + OF_STAGE * bool(stage), given, ORDERS, TIE)


def page(view: View, lake: Lake) -> list[Any]:
    shown, say, stage = listing(view).page(view, lake, AT_ONCE), view.say, _stage(view)
    stages = [("types_all", "")] + [(f"stage_{each}", each) for each in STAGES]
    heads = ("day", "stage", "reason", "file", "bytes", "record")
    body = [
        [
            text(row["day"], "ltr"), say(f"stage_{row['stage']}"), _why(view, row["reason"]),
            text(row["landing_file"], "ltr"), number(row["bytes"]), text(row["record"][:SHOWN]),
        ]
        for row in shown.rows
    ]  # fmt: skip
    rows = table(view, [say(head) for head in heads], body, numbers=(4,), links=heads_of(view, listing(view), heads))
    return [card(
        say("quarantine"), chips((say(key), view.here(stage=each, page=""), each == stage) for key, each in stages),
        rows if shown.rows else nothing(view, "nothing_aside"), shown.foot(view),
        note=f"{number(shown.found)} {say('found')}", links=take_along(view) if shown.rows else None, wide=True,
        behind=listing(view).behind(view),
    )]  # fmt: skip


def _why(view: View, reason: str) -> Any:
    """The reason in words, and below it what was seen."""
    code = reason.partition(":")[0]
    return html.Div([text(told_reason(view, code)), html.Br(), html.Code(text(reason))])


def _stage(view: View) -> str:
    return stage if (stage := view.query.get("stage", "")) in STAGES else ""
