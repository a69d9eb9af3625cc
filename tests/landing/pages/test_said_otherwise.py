"""One story on pages of several makes, through changes that leave what it says alone: title, day and lines stay.

Changes are drawn in pairs, so that each meets many others; the draws are fixed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date
from itertools import combinations

import pytest

from nashra.landing.facts.dates import find_date, parse_date
from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from nashra.text.fold import fold
from tests.support.made_pages import BODY, MENU, OTHER, TEASERS, TITLE, links

DAY = date(2024, 3, 5)
MOMENT = "2024-03-05T10:00:00+03:00"
SITE = "صحيفة الوادي"
DRAWS = 14  # of pairs of changes, for each make of page


@dataclass
class Story:
    """A page in pieces of HTML."""

    title: str = TITLE
    day: str = "الثلاثاء 5 مارس 2024"
    text: list[str] = field(default_factory=lambda: [f"<p>{line}</p>" for line in BODY])
    below: str = ""  # what stands below the text
    above: str = ""  # what begins the page
    end: str = ""  # what ends it


Change = Callable[[Story], None]
Make = Callable[[Story], str]


def joined(story: Story) -> str:
    return "\n".join(story.text)


def of_a_theme(story: Story) -> str:
    return (
        f"<nav><ul>{links(MENU)}</ul></nav><main><article class='post hentry'><h1>{story.title}</h1>"
        f"<div class='entry-meta'><span>{story.day}</span></div><div class='entry-content'>{joined(story)}</div>"
        f"{story.below}</article></main><aside><h3>الأكثر قراءة</h3><ul>{links(TEASERS)}</ul></aside>"
    )


def of_tables(story: Story) -> str:
    menu = "".join(f"<a href='/{entry}'>{entry}</a><br>" for entry in MENU)
    return (
        f"<table><tr><td width=120>{menu}</td><td valign=top><table><tr><td>{story.title}</td>"
        f"<td><a href='#'>طباعة</a></td></tr><tr><td>{story.day}</td></tr></table><div>{joined(story)}</div>"
        f"{story.below}</td><td><h3>آخر الأخبار</h3><ul>{links(TEASERS)}</ul></td></tr></table>"
    )


def of_a_builder(story: Story) -> str:
    def row(inner: str) -> str:
        return f"<div class='comp'><div class='inner'><div class='rich-text'>{inner}</div></div></div>"

    rows = "".join(row(piece) for piece in (f"<h1>{story.title}</h1>", f"<span>{story.day}</span>", *story.text))
    return f"<div id='site'>{row(links(MENU))}<section>{rows}</section>{story.below}</div>"


def of_a_grid(story: Story) -> str:
    cards = "".join(
        f"<div class='col-3'><div class='card'><h5>{title}</h5><p>{OTHER[number % 2]}</p><a href='/{number}'>المزيد</a>"
        "</div></div>"
        for number, title in enumerate(TEASERS)
    )
    return (
        f"<div class='row'><h2>{story.title}</h2><small>{story.day}</small></div><div class='row'><div class='col-8'>"
        f"<div>{joined(story)}</div>{story.below}</div></div><div class='row'>{cards}</div>"
    )


def of_a_script(story: Story) -> str:
    pieces = "".join(f"<div class='sc-{number}ab'>{piece}</div>" for number, piece in enumerate(story.text))
    return (
        f"<div id='__next'><div class='css-1x'><div class='css-2y'><h1 class='css-3z'>{story.title}</h1>"
        f"<div class='css-4w'>{story.day}</div><div class='css-5v'>{pieces}</div>{story.below}</div>"
        f"<div class='css-6u'><ul>{links(TEASERS)}</ul></div></div></div>"
    )


MAKES: dict[str, Make] = {
    "a theme": of_a_theme, "tables": of_tables, "a builder": of_a_builder, "a grid": of_a_grid, "a script": of_a_script,
}  # fmt: skip


def each(make: Callable[[str], str]) -> Change:
    """Of every paragraph something else."""

    def change(story: Story) -> None:
        story.text = [re.sub(r"(?s)^<p>(.*)</p>$", lambda found: make(found[1]), piece) for piece in story.text]

    return change


def between(piece: str) -> Change:
    def change(story: Story) -> None:
        story.text.insert(2, piece)

    return change


def day(said: str) -> Change:
    def change(story: Story) -> None:
        story.day = said

    return change


def around(*, below: str = "", above: str = "", end: str = "") -> Change:
    def change(story: Story) -> None:
        story.below, story.above, story.end = story.below + below, story.above + above, story.end + end

    return change


def rest(before: str, after: str) -> Change:
    """The last two paragraphs in something else."""

    def change(story: Story) -> None:
        story.text[-2:] = [before + "".join(story.text[-2:]) + after]

    return change


def quoted(story: Story) -> None:
    story.below += (
        f"<div class='copy' style='display:none'><h2>{TITLE}</h2>{''.join(f'<p>{it}</p>' for it in BODY)}</div>"
    )


COMMENTS = "".join(f"<li><b>زائر {number}</b><p>{OTHER[number % 2]}</p></li>" for number in range(8))
CHANGES: dict[str, Change] = {
    "a drop cap": each(lambda line: f"<p><span class='cap'>{line[0]}</span>{line[1:]}</p>"),
    "sections": each(lambda line: f"<section>{line}</section>"),
    "spans": each(lambda line: f"<p><span style='font-size:18px'><span>{line}</span></span></p>"),
    "bold": each(lambda line: f"<p><strong>{line}</strong></p>"),
    "wrapped lines": each(lambda line: "<p>\r\n    " + "\r\n    ".join(line.split()) + "\r\n</p>"),
    "marks of direction": each(lambda line: f"<p dir='RTL' lang='AR-SA'>&rlm;{line}&rlm;</p>"),
    "an advert": between("<div class='slot'><script>show(1)</script><ins data-ad='1'></ins></div>"),
    "a figure": between("<figure><img src='/1.jpg'><figcaption>الجسر من الضفة الشرقية</figcaption></figure>"),
    "a film": between(f"<div class='vid'><iframe src='/v'></iframe><div>{TEASERS[0]}</div><span>02:13</span></div>"),
    "a card to press": between(
        f"<div class='x' onclick='go(3)'><img src='/3.jpg'><div>{TEASERS[1]}</div><div>{OTHER[0]}</div></div>"
    ),
    "what else to read": between(f"<div class='b'><b>اقرأ أيضا: </b><a href='/7'>{TEASERS[2]}</a></div>"),
    "a rest behind a button": rest("<div id='more' style='display:none'>", "</div><button>اقرأ المزيد</button>"),
    "a rest in a template": rest("<div class='lazy'><template>", "</template></div>"),
    "a day in pieces": day("<div>5</div><div>مارس</div><div>2024</div>"),
    "a day behind that of a change": day("<span>آخر تحديث: 9 أبريل 2024</span> <span>نشر في: 5 مارس 2024</span>"),
    "a day for a script": day(f"<span data-date='{MOMENT}'>منذ 3 أيام</span>"),
    "a day where a mouse rests": day(f"<abbr title='{MOMENT}'>منذ 3 أيام</abbr>"),
    "a day in both calendars": day("الثلاثاء 24 شعبان 1445هـ الموافق 5 مارس 2024م"),
    "a copy for printers": quoted,
    "comments": around(below=f"<div class='comments'><h3>التعليقات</h3><ol>{COMMENTS}</ol></div>"),
    "who the site is": around(above=f"<div class='w'><h3>من نحن</h3><p>{OTHER[1]}</p></div>"),
    "the site's name above all": around(above=f"<h1><a href='/'>{SITE}</a></h1>"),
    "terms": around(end=f"<div class='t'><h4>شروط الاستخدام</h4><p>{OTHER[0]}</p><p>{OTHER[1]}</p></div>"),
}  # fmt: skip
PAIRS = list(combinations(CHANGES, 2))
DRAWN = [
    (make, PAIRS[(97 * number + 31 * at) % len(PAIRS)]) for at, make in enumerate(MAKES) for number in range(DRAWS)
]


@pytest.mark.parametrize(("make", "changes"), DRAWN)
def test_what_is_said_is_the_same(make: str, changes: tuple[str, str]) -> None:
    story = Story()
    for change in changes:
        CHANGES[change](story)
    head = f"<head><meta charset='utf-8'><title>{TITLE} - {SITE}</title></head>"
    page = f"<!DOCTYPE html><html dir='rtl'>{head}<body>{story.above}{MAKES[make](story)}{story.end}</body></html>"
    found = read_page(page, load_limits())
    told = re.sub("<[^>]*>", " ", story.day)  # a line of its day is cleaning's to take away
    lines = [line.strip("\u200f ") for line in found.text.split("\n")]
    assert (found.title, [line for line in lines if line != TITLE and line not in told]) == (TITLE, list(BODY))
    said = parse_date(found.date, UTC) or getattr(find_date(fold(found.date or ""), UTC), "moment", None)
    assert said is not None
    assert said.date() == DAY


def test_every_change_is_drawn() -> None:
    assert {change for _, pair in DRAWN for change in pair} == set(CHANGES)
