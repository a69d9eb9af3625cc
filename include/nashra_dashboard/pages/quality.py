"""Whether the days can be trusted: from landed to published, checks, quarantine, and what cleaning took out."""

from collections.abc import Sequence
from typing import Any

from dash import html

from nashra.addresses import read_addresses
from nashra.labels import retold
from nashra.tables.read.versions import COLUMNS, last_published, made_otherwise
from nashra_dashboard.as_sql import as_sql
from nashra_dashboard.lake import Lake
from nashra_dashboard.parts import all_of, bars, card, nothing, number, share, sql, table, text, tiles
from nashra_dashboard.view import View

FUNNEL = "SELECT * FROM funnel_days WHERE day BETWEEN ? AND ? ORDER BY day DESC LIMIT 60"
TOTALS = """
SELECT sum(landed)::BIGINT AS landed, sum(published)::BIGINT AS published, sum(duplicates)::BIGINT AS duplicates,
       sum(quarantined)::BIGINT AS quarantined FROM funnel_days WHERE day BETWEEN ? AND ?
"""
VERSIONS = f"SELECT day, {', '.join(COLUMNS)} FROM runs"
HELD = "SELECT count(*) FILTER (WHERE success) AS held, count(*) AS checked FROM checked WHERE day BETWEEN ? AND ?"
FAILED = """
SELECT day, stage, expectation, observed, unexpected_count FROM checked
WHERE day BETWEEN ? AND ? AND NOT success ORDER BY day DESC, unexpected_count DESC, expectation LIMIT 40
"""
REASONS = """
SELECT reason, stage, sum(records)::BIGINT AS records FROM set_aside
WHERE day BETWEEN ? AND ? GROUP BY reason, stage ORDER BY records DESC, reason LIMIT 15
"""
CATEGORIES = """
SELECT category, sum(lines)::BIGINT AS lines FROM rule_days
WHERE day BETWEEN ? AND ? GROUP BY category ORDER BY lines DESC, category
"""


def page(view: View, lake: Lake) -> list[Any]:
    say = view.say
    totals, checks = lake.one(TOTALS, *view.days), lake.one(HELD, *view.days)
    categories = [row | {"label": say(f"category_{row['category']}")} for row in lake.ask(CATEGORIES, *view.days)]
    reasons = [row | {"label": _reason(view, row)} for row in lake.ask(REASONS, *view.days)]
    return [
        tiles(view, [
            *((key, number(totals[key]), key) for key in ("landed", "published", "duplicates", "quarantined")),
            ("checks_held", f"{number(checks['held'])} / {number(checks['checked'])}", "checks_held"),
        ], sql(view, as_sql(TOTALS, *view.days), as_sql(HELD, *view.days))),
        card(say("the_night"), _funnel(view, lake), wide=True, behind=sql(view, as_sql(FUNNEL, *view.days))),
        card(say("checks_failed"), _failed(view, lake), wide=True, behind=sql(view, as_sql(FAILED, *view.days))),
        card(say("removed_by_category"), bars(view, categories, "lines"), note=say("lines"),
             behind=sql(view, as_sql(CATEGORIES, *view.days))),
        card(say("quarantine_reasons"), bars(view, reasons, "records"), note=say("records"),
             links=all_of(view, view.to("quarantine")) if reasons else None,
             behind=sql(view, as_sql(REASONS, *view.days))),
    ]  # fmt: skip


def _reason(view: View, row: dict[str, Any]) -> str:
    """A check's reason is its column's name, any other has a label or is said as it is."""
    return f"{told_reason(view, row['reason'])} ({view.say('stage_' + row['stage'])})"


def told_reason(view: View, reason: str) -> str:
    """The code of a reason in words, where it has any."""
    code, _, column = reason.partition(" ")
    key = f"reason_{code if code == 'check' else reason}"
    said = view.say(key)
    return reason if said == key else f"{said} {column}" if code == "check" else said


def _funnel(view: View, lake: Lake) -> Any:
    """Days that another version made than the one that published last are marked."""
    versions = {str(row["day"]): row for row in lake.ask(VERSIONS)}
    older = made_otherwise(versions, last_published(lake.storage))
    heads = ("day", "landed", "published", "duplicates", "quarantined", "removed_lines", "mentions")
    body = [
        [
            [_day(view, str(row["day"])), _version(view, older.get(str(row["day"]), ()))],
            number(row["landed"]), number(row["published"]), number(row["duplicates"]),
            html.Span([number(row["quarantined"]), html.Small(f" ({share(row['quarantined_share'])})")], dir="ltr"),
            number(row["removed_lines"]), number(row["mentions"]),
        ]
        for row in lake.ask(FUNNEL, *view.days)
    ]  # fmt: skip
    return table(view, [view.say(head) for head in heads], body, numbers=range(1, 7))


def _version(view: View, parts: Sequence[str]) -> Any:
    """A mark that says in what a day is of another version."""
    between = "، " if view.arabic else ", "
    said = f"{view.say('other_version')}: {between.join(map(view.say, parts))}"
    span_of: Any = html.Span  # its types know no aria- attributes
    return span_of(" ↻", title=said, role="img", **{"aria-label": said}) if parts else None


def _day(view: View, day: str) -> Any:
    """The day, which opens its report inside Airflow where that is known."""
    airflow = read_addresses().airflow_url
    address = f"{airflow}/nashra/day/{day}?lang={view.lang}"
    return (
        html.A(text(day, "ltr"), href=address, target="_blank", rel="noreferrer noopener")
        if airflow
        else text(day, "ltr")
    )


def _check(view: View, expectation: str) -> Any:
    """What was expected, in words where it has any, and as the table `checks` calls it."""
    said, code = retold(expectation, view.lang), html.Code(expectation.replace("expect_", ""), dir="ltr")
    return code if said == expectation else html.Div([text(said), html.Br(), code])


def _failed(view: View, lake: Lake) -> Any:
    rows = lake.ask(FAILED, *view.days)
    if not rows:
        return nothing(view, "all_held")
    body = [
        [
            text(row["day"], "ltr"), view.say(f"stage_{row['stage']}"), _check(view, row["expectation"]),
            text(retold(row["observed"], view.lang)),
        ]
        for row in rows
    ]  # fmt: skip
    return table(view, [view.say(head) for head in ("day", "stage", "check", "observed")], body)
