"""Pieces that pages are made of. Text of the lake stands in <bdi>, so that it can't turn the page around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dash import dcc, html

from nashra_dashboard.view import View

Part = Any
MADE = "≈"  # before an English name that was put together from tables


def number(value: float | int | None, places: int = 0) -> str:
    return "–" if value is None else f"{value:,.{places}f}"


def share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}%"


def text(value: object, dir_: str = "auto") -> Part:
    return html.Bdi(str(value), dir=dir_)


def country(code: str, about: str = "") -> Part:
    """A country by its name in the page's language, which the browser fills in (assets/countries.js)."""
    place: Any = html.Span  # its types know no data- attributes
    return place(className="badge", title=f"{about}: {code}" if about else code, **{"data-country": code})


def name(view: View, row: dict[str, Any]) -> Part:
    """An entity's name in the page's language; English that nobody reviewed is marked."""
    return _marked(view.name(row)) if row["is_made_english"] and not view.arabic else text(view.name(row))


def other_name(view: View, row: dict[str, Any]) -> Part:
    """The name in the other language, marked likewise; nothing when it has none."""
    if not view.other_name(row):
        return ""
    return _marked(view.other_name(row)) if row["is_made_english"] and view.arabic else text(view.other_name(row))


def _marked(english: str) -> Part:
    return html.Bdi([html.Span(MADE, className="made"), " ", english], dir="ltr")


def legend(view: View, rows: Iterable[dict[str, Any]]) -> list[Part]:
    """What the mark means, when one of the rows has it."""
    return [html.Div(f"{MADE} {view.say('made_english')}", className="note")] if _any_made(rows) else []


def _any_made(rows: Iterable[dict[str, Any]]) -> bool:
    return any(row["is_made_english"] for row in rows)


def card(
    title: str, *children: Part, note: str = "", wide: bool = False, links: Part = None, behind: Part = None
) -> Part:
    """A box with its heading; `behind`: the question that it answers, of `sql`."""
    head = [html.H2(title)] + ([html.Span(note, className="note")] if note else []) + ([links] if links else [])
    return html.Div(
        [html.Div(head, className="card-head"), *children, behind], className="box card wide" if wide else "box card"
    )


def when(view: View, published_on: object, landed_on: object) -> list[Part]:
    """The day that an article was published on at its source; where that is not known the day it landed, as that."""
    return [text(published_on, "ltr")] if published_on else [view.say("landed_on"), " ", text(landed_on, "ltr")]


def sql(view: View, *questions: str, kind: str = "sql") -> Part:
    """The questions behind what is shown, as `as_sql` writes them, folded away; or of another kind, the command that
    answers the same."""
    how: Part = {"sql": [view.say("sql_hint"), " ", html.Code("nashra sql -", dir="ltr")]}.get(
        kind, view.say("command_hint")
    )
    shown: Any = html.Pre  # its types know no tabIndex
    return html.Details(
        [
            html.Summary("SQL" if kind == "sql" else view.say(kind)),
            html.P(how, className="note"),
            *(shown(question, dir="ltr", lang="en", tabIndex=0) for question in questions),
        ],
        className="sql",
    )


def tiles(view: View, figures: Iterable[tuple[str, str, str]], behind: Part = None) -> Part:
    """Figures, each of (key of its label, value, key of how it is made): that is told to who points at the figure, or
    reaches it with the keyboard. `behind`: the questions that they answer, of `sql`."""
    box: Any = html.Div  # its types know no aria- attributes
    return html.Div(
        [
            *[
            box(
                [html.Div(view.say(label), className="tile-label"), html.Div(value, className=_sized(value), dir="ltr"),
                 html.Div(view.say(f"how_{how}"), className="tip", role="tooltip", id=f"how-{number}")],
                className="box tile", tabIndex=0, **{"aria-describedby": f"how-{number}"},
            )
            for number, (label, value, how) in enumerate(figures)
            ],
            behind,
        ],
        className="tiles",
    )  # fmt: skip


def _sized(value: str) -> str:
    """A day and other long figures are smaller, so that none is broken over two lines."""
    return "tile-value long" if len(value) > 9 else "tile-value"


def bars(view: View, rows: Sequence[dict[str, Any]], value: str, link: str = "", long: bool = False) -> Part:
    """A line a row: its `label`, a bar and its number; `link` names the page that `key` opens; `long`: long labels."""
    if not rows:
        return nothing(view)
    most = max(float(row[value]) for row in rows) or 1
    lines = []
    for row in rows:
        label = text(row["label"])
        lines.append(
            html.Div(
                [
                    html.Div(dcc.Link(label, href=view.to(link, row["key"])) if link else label, className="bar-label",
                             title=str(row["label"])),
                    html.Div(html.Div(className=f"bar type-{row.get('type', '')}",
                                      style={"width": f"{100 * float(row[value]) / most:.1f}%"}), className="bar-room"),
                    html.Div(number(row[value]), className="bar-value"),
                ],
                className="bar-line",
            )
        )  # fmt: skip
    return html.Div(lines, className="bars long" if long else "bars")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; `sort` where the list can be ordered by it: ascending, descending, or none of both."""

    said: Part
    sort: str = ""


def table(
    view: View, heads: Sequence[str], rows: Iterable[Sequence[Part]], numbers: Iterable[int] = (),
    links: Sequence[Head] = (),
) -> Part:  # fmt: skip
    """A table; `numbers` are the columns that hold numbers, `links` stand for the heads where they order the table."""
    right = dict.fromkeys(numbers, "num")
    cell_of: Any = html.Td  # its types know no data- attributes
    # on a narrow screen a row is a card, and its cells name themselves
    body = [
        html.Tr([cell_of(cell, className=right.get(n, ""), **{"data-head": heads[n]}) for n, cell in enumerate(row)])
        for row in rows
    ]
    th: Any = html.Th  # its types know no aria- attributes
    row_of: Any = html.Tr
    made = [
        th(head.said, className=right.get(n, ""), **({"aria-sort": head.sort} if head.sort else {}))
        for n, head in enumerate(links or map(Head, heads))
    ]
    head = row_of(made, **({"data-order": f"{view.say('order')}:"} if links else {}))
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="table-room")


def nothing(view: View, why: str = "nothing") -> Part:
    return html.Div(view.say(why), className="nothing")


def turn(view: View, at: int, more: bool) -> Part:
    """To the page before `at`, and to the one after when there is one."""
    links = [dcc.Link(view.say("previous"), href=view.here(page=str(at - 1)), className="chip")] if at > 1 else []
    links += [dcc.Link(view.say("next"), href=view.here(page=str(at + 1)), className="chip")] if more else []
    return html.Div(links, className="chips")


def statements(view: View, rows: Iterable[dict[str, Any]], sources: bool = False) -> Part:
    """Quotes with who says them; `sources`: and the paper that has them, which leads to the article."""
    return html.Div([_statement(view, row, sources) for row in rows], className="statements")


def statements_of_one(view: View, rows: Iterable[dict[str, Any]]) -> Part:
    """What one person said: day by day, and on each day paper by paper; the rows are in that order."""
    told: list[Part] = []
    for day, of_day in groupby(rows, key=lambda row: str(row["day"])):
        told.append(html.H3(text(day, "ltr"), className="said-day"))
        for source, of_source in groupby(of_day, key=lambda row: row["source"]):
            lines = [_of_one(view, row) for row in of_source]
            name = html.H4(dcc.Link(text(source), href=view.to("sources", source)))
            told.append(html.Section([name, html.Div(lines, className="statements")], className="said"))
    return html.Div(told)


def _said(row: dict[str, Any]) -> Part:
    return html.P(f"«{row['text']}»" if row["kind"] == "direct" else row["text"], dir="rtl")


def _how(view: View, row: dict[str, Any]) -> list[Part]:
    """The word of saying, for what somebody denies is not what they say, and whether it is word for word."""
    cue: list[Part] = [" · ", text(row["cue"])] if row["cue"] else []
    return [*cue, " · ", view.say(f"quote_{row['kind']}")]


def _of_one(view: View, row: dict[str, Any]) -> Part:
    title = text(row["title"] or view.say("no_title"))
    told: list[Part] = [dcc.Link(title, href=_article(view, row)), *_how(view, row)]
    return html.Div([_said(row), html.Div(told, className="note")], className="hit")


def _article(view: View, row: dict[str, Any]) -> str:
    return view.to("articles", f"{row['day']}.{row['article_id']}")


def _statement(view: View, row: dict[str, Any], sources: bool) -> Part:
    told: list[Part]
    if row["entity_id"]:
        who = text(view.name(row)) if row["name_ar"] else text(row["speaker"])
        told = [dcc.Link(who, href=view.to("entities", row["entity_id"]))]
    else:
        told = [text(row["speaker"] or view.say("nobody_named_speaks"))]
    told += _how(view, row)
    if sources:
        told += [" · ", dcc.Link(text(row["source"]), href=_article(view, row)), " · ", text(row["day"], "ltr")]
    return html.Div([_said(row), html.Div(told, className="note")], className="hit")


def all_of(view: View, address: str) -> Part:
    """To the list that what is shown is the beginning of."""
    return html.Div(dcc.Link(view.say("all_of_it"), href=address, className="chip"), className="chips take")


def chips(choices: Iterable[tuple[Part, str, bool]], about: str = "") -> Part:
    """Links in a row, (label, address, whether it is the chosen one); `about`: what they choose."""
    link: Any = html.A  # its types know no aria- attributes
    made = [
        link(label, href=href, className="chip chosen" if on else "chip", **({"aria-current": "true"} if on else {}))
        for label, href, on in choices
    ]
    return html.Div([*([html.Span(f"{about}:", className="note")] if about else []), *made], className="chips")
